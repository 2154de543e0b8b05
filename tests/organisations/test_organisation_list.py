import pytest

from core.publishing import touch_content
from tests.factories import OrganisationFactory, OrganisationPlaceFactory

pytestmark = pytest.mark.django_db
MOST_QUERIES = 8


@pytest.fixture(autouse=True)
def no_cache(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


def test_lists_published_organisations_by_name(client):
    OrganisationFactory(published=True, title_fr="Zèbre")
    OrganisationFactory(published=True, title_fr="Âne")
    html = client.get("/fr/organisations/").text
    assert html.index(">Âne</a>") < html.index(">Zèbre</a>")


def test_leaves_out_drafts_and_mentions(client):
    OrganisationFactory(title_fr="Brouillon")
    OrganisationFactory(public=True, mention=True, title_fr="Seulement nommée")
    html = client.get("/fr/organisations/").text
    assert "Brouillon" not in html
    assert "Seulement nommée" not in html


def test_says_that_there_is_nothing_yet(client):
    assert "No organisation has been published yet" in client.get("/en/organisations/").text


def test_a_summary_is_hidden_where_only_facts_may_be_shown(client):
    OrganisationFactory(published=True, source__show="facts", summary_fr="Le résumé.")
    assert "Le résumé." not in client.get("/fr/organisations/").text


@pytest.mark.parametrize("number", ["0", "x", "3", "9" * 18, "-1"])
def test_a_page_that_does_not_exist_is_not_found(client, number):
    assert client.get("/fr/organisations/", {"page": number}).status_code == 404


def test_the_second_page_is_its_own_canonical_address(client):
    OrganisationFactory.create_batch(21, published=True)
    html = client.get("/fr/organisations/?page=2").text
    assert 'rel="canonical" href="http://testserver/fr/organisations/?page=2"' in html
    assert html.count("<article") == 1


def test_asks_the_database_as_often_with_many_organisations(client, django_assert_max_num_queries):
    counts = []
    for more in (10, 990):
        for organisation in OrganisationFactory.create_batch(10, published=True):
            OrganisationPlaceFactory(organisation=organisation)
        in_bulk(more - 10)
        touch_content()
        with django_assert_max_num_queries(MOST_QUERIES) as queries:
            assert client.get("/fr/organisations/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def in_bulk(count):
    rows = OrganisationFactory.build_batch(count, public=True, source=None, kind=None)
    OrganisationFactory._meta.model.objects.bulk_create(rows)
