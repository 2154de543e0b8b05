import pytest
from django.utils import timezone

from core.publishing import touch_content
from search.indexing import entries_changed
from search.models import Wanted
from tests.factories import GlossaryTermFactory, OrganisationFactory, PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def entries():
    rows = [
        PracticeFactory(published=True, title_fr="Le potager", slug="potager"),
        OrganisationFactory(published=True, title_fr="Les amis du potager", slug="amis"),
        GlossaryTermFactory(code="jardin", term_fr="potager"),
    ]
    entries_changed(rows)
    touch_content()


def ask(client, q, language="fr", **more):
    path = {"fr": "/fr/recherche/", "nl": "/nl/zoeken/", "en": "/en/search/"}[language]
    return client.get(path, {"q": q, **more})


def test_results_are_grouped_by_kind_and_counted(client):
    text = ask(client, "potager").text
    for kind in ["practices", "organisations", "glossary"]:
        assert f"kind={kind}" in text
    assert "/fr/pratiques/potager/" in text and "/fr/organisations/amis/" in text
    assert "<mark>" in text or "Le potager" in text


def test_one_kind_alone(client):
    text = ask(client, "potager", kind="organisations").text
    assert "/fr/organisations/amis/" in text and "/fr/pratiques/potager/" not in text


def test_nothing_found_says_so_and_offers_a_way_on(client):
    response = ask(client, "béguinage")
    assert response.status_code == 200
    assert 'class="empty"' in response.text and 'href="/fr/pratiques/"' in response.text


def test_a_search_without_result_is_counted_by_week_without_who_asked(client):
    ask(client, "Béguinage  d'antan")
    ask(client, "béguinage d'antan")
    (wanted,) = Wanted.objects.all()
    assert (wanted.count, wanted.language) == (2, "fr")
    assert "béguinage" in wanted.words
    assert wanted.week <= timezone.localdate() and wanted.week.weekday() == 0


def test_what_may_name_a_person_is_not_kept(client):
    ask(client, "jean.dupont@example.org 0470123456")
    assert not Wanted.objects.exists()


def test_a_search_with_result_is_not_counted(client):
    ask(client, "potager")
    assert not Wanted.objects.exists()


def test_other_words_that_were_looked_for_are_named_and_can_be_switched_off(client):
    GlossaryTermFactory(code="tolk", term_fr="interprète", term_nl="tolk", term_en="interpreter")
    text = ask(client, "tolk").text
    assert "interprète" in text and "exact=1" in text
    assert "interprète" not in ask(client, "tolk", exact="1").text


def test_an_empty_search_shows_the_field_alone(client):
    assert 'name="q"' in ask(client, "").text


def test_every_page_has_the_search_field(client):
    assert 'action="/nl/zoeken/"' in client.get("/nl/praktijken/").text


def test_the_list_of_practices_uses_the_same_index(client):
    text = client.get("/fr/pratiques/", {"q": "potager"}).text
    assert "/fr/pratiques/potager/" in text
    assert "/fr/pratiques/potager/" not in client.get("/fr/pratiques/", {"q": "chorale"}).text


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 30])
def test_a_page_that_is_none_is_answered(client, page):
    assert ask(client, "potager", kind="practices", page=page).status_code == 200
