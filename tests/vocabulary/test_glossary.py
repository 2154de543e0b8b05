import pytest

from core.publishing import touch_content
from tests.factories import GlossaryTermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_cache(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


def cpas(**values):
    return GlossaryTermFactory(
        code="cpas",
        term_fr="centre public d’action sociale",
        term_nl="openbaar centrum voor maatschappelijk welzijn",
        term_en="",
        abbreviation_fr="CPAS",
        abbreviation_nl="OCMW",
        **values,
    )


def test_a_term_stands_with_its_abbreviation_and_its_equivalents(client):
    cpas()
    html = client.get("/fr/glossaire/").text
    assert '<dt id="cpas">centre public d’action sociale (CPAS)' in html
    assert '<span lang="nl" dir="ltr">openbaar centrum voor maatschappelijk welzijn (OCMW)' in html


def test_the_alphabet_is_that_of_the_reader(client):
    cpas()
    assert 'href="#letter-C"' in client.get("/fr/glossaire/").text
    assert 'href="#letter-O"' in client.get("/nl/woordenlijst/").text


def test_a_term_without_translation_carries_its_language(client):
    cpas()
    assert '<dt id="cpas"><span lang="fr" dir="ltr">' in client.get("/en/glossary/").text


def test_a_counterpart_is_not_called_the_same(client):
    GlossaryTermFactory(equivalence="counterpart")
    assert "not the same in law or practice" in client.get("/en/glossary/").text


def test_related_terms_are_linked(client):
    term = cpas()
    term.counterparts.add(GlossaryTermFactory(code="other"))
    html = client.get("/fr/glossaire/").text
    assert 'href="#other"' in html
    assert 'href="#cpas"' in html


def test_an_empty_glossary_says_so(client):
    assert "The glossary is empty" in client.get("/en/glossary/").text


def test_asks_the_database_as_often_with_many_terms(client, django_assert_max_num_queries):
    counts = []
    for number in (1, 50):
        for _ in range(number):
            GlossaryTermFactory().counterparts.add(GlossaryTermFactory())
        touch_content()
        with django_assert_max_num_queries(8) as queries:
            assert client.get("/fr/glossaire/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
