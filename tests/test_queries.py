"""How many queries a page costs: few, and as many with a thousand entries as with ten.

Counted is what a page asks for its content. What the page cache asks beside it (which version is
this, is it kept, keep it) has a test of its own.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.addresses import address_of
from core.publishing import touch_content
from tests.factories import (
    FULLEST,
    EventCitationFactory,
    GlossaryTermFactory,
    OrganisationCitationFactory,
    PracticeCitationFactory,
    ProjectCitationFactory,
    PublicationCitationFactory,
    SourceFactory,
    emptiest_practice,
    fullest_practice,
    in_bulk,
)
from vocabulary.models import Format, Place, TargetGroup, Theme

pytestmark = pytest.mark.django_db

FACETS = 9
PRACTICE, LIST, HOME, OTHERS = 20, 8 + FACETS, 12, 20
CACHE_COLD, CACHE_WARM = 7, 2
LISTS = ["organisations", "projects", "events", "publications", "sources"]


def is_bookkeeping(sql):
    return any(word in sql for word in ['"cache"', "core_contentversion", "SAVEPOINT"])


def asked_for(client, path):
    """(queries for the content, queries of the page cache) of one request."""
    with CaptureQueriesContext(connection) as context:
        response = client.get(path)
    assert response.status_code == 200
    bookkeeping = [query for query in context if is_bookkeeping(query["sql"])]
    return len(context) - len(bookkeeping), len(bookkeeping)


def content_queries(client, path):
    touch_content()
    return asked_for(client, path)[0]


def in_french(name, *args):
    return address_of(name, *args, language="fr")


def test_the_page_cache_asks_little_and_then_two_queries_in_all(client):
    path = in_french("practice", fullest_practice().slug)
    touch_content()
    assert asked_for(client, path)[1] <= CACHE_COLD
    assert asked_for(client, path) == (0, CACHE_WARM)


def test_a_practice_costs_the_same_with_one_child_of_each_kind_and_with_twenty(client):
    few = content_queries(client, in_french("practice", fullest_practice(1).slug))
    many = content_queries(client, in_french("practice", fullest_practice(20).slug))
    assert few == many <= PRACTICE


def test_a_practice_in_two_languages_costs_the_same_with_one_child_and_with_twenty(client):
    few = content_queries(client, in_french("bilingual", fullest_practice(1).slug))
    many = content_queries(client, in_french("bilingual", fullest_practice(20).slug))
    assert few == many <= PRACTICE


def test_a_practice_in_another_language_costs_the_same(client):
    entry = fullest_practice(2)
    costs = {
        content_queries(client, address_of("practice", entry.slug, language=code))
        for code in ["fr", "nl", "en"]
    }
    assert len(costs) == 1


def test_an_empty_practice_costs_no_more(client):
    empty = content_queries(client, in_french("practice", emptiest_practice().slug))
    assert empty <= content_queries(client, in_french("practice", fullest_practice().slug))


@pytest.mark.parametrize("kind", [kind for kind in FULLEST if kind != "practice"])
def test_the_page_of_another_kind_costs_the_same_with_one_child_and_with_twenty(client, kind):
    few = content_queries(client, in_french(kind, FULLEST[kind](1).slug))
    many = content_queries(client, in_french(kind, FULLEST[kind](20).slug))
    assert few == many <= OTHERS


def test_a_source_costs_the_same_with_one_entry_of_each_kind_and_with_twenty(client):
    costs = set()
    for count in [1, 20]:
        source = SourceFactory()
        for kind in FULLEST:
            made = FULLEST[kind](1)
            type(made).objects.filter(pk=made.pk).update(source=source)
        for citation in [
            PracticeCitationFactory,
            ProjectCitationFactory,
            EventCitationFactory,
            PublicationCitationFactory,
            OrganisationCitationFactory,
        ]:
            citation.create_batch(count, source=source)
        costs.add(content_queries(client, in_french("source", source.slug)))
    assert len(costs) == 1 and max(costs) <= OTHERS


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_with_few_entries_and_with_many(client, name):
    kind = name.removesuffix("s")
    make = FULLEST.get(kind, lambda children: SourceFactory.create_batch(children))
    make(1)
    few = content_queries(client, in_french(name))
    for _ in range(5):
        make(3)
    assert content_queries(client, in_french(name)) == few <= LIST


def test_the_glossary_costs_the_same_with_many_terms(client):
    GlossaryTermFactory.create_batch(2)
    few = content_queries(client, in_french("glossary"))
    terms = GlossaryTermFactory.create_batch(40)
    terms[0].counterparts.set(terms[1:])
    assert content_queries(client, in_french("glossary")) == few <= LIST


def test_a_thousand_practices_cost_as_much_as_ten(client):
    first = in_bulk(10)[0]
    listed = in_french("practices")
    chosen = "&".join(
        f"{name}={value}"
        for name, value in {
            "theme": Theme.objects.first().code,
            "for_whom": TargetGroup.objects.first().code,
            "format": Format.objects.first().code,
            "place": Place.objects.first().path,
        }.items()
    )
    paths = {
        in_french("home"): HOME,
        listed: LIST,
        f"{listed}?{chosen}": LIST + FACETS,  # each chosen value is looked up in its vocabulary
        in_french("practice", first.slug): PRACTICE,
        in_french("organisations"): LIST,
    }
    few = {path: content_queries(client, path) for path in paths}
    in_bulk(990)
    many = {path: content_queries(client, path) for path in paths}
    assert many == few
    assert {path: cost for path, cost in many.items() if cost > paths[path]} == {}
    assert content_queries(client, f"{listed}?page=50") == few[listed]


def test_the_sitemaps_cost_the_same_with_many_entries(client):
    path = "/sitemap-practices.xml"
    in_bulk(5)
    few = asked_for(client, path)
    in_bulk(50)
    assert asked_for(client, path) == few
