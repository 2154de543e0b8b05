"""Events and publications: their pages and lists."""

import datetime

import pytest

from core.publishing import touch_content
from organisations.reach import within_reach
from tests.factories import (
    ContactFactory,
    ContactPointFactory,
    EventFactory,
    EventRoleFactory,
    OrganisationFactory,
    ProjectFactory,
    PublicationFactory,
    fullest_event,
    fullest_publication,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_cache(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


def test_an_event_says_when_and_where(client):
    event = EventFactory(
        public=True,
        starts_at=datetime.time(9, 30),
        ends_at=datetime.time(12),
        venue="Salle des fêtes",
        is_online=True,
    )
    html = client.get(f"/fr/evenements/{event.slug}/").text
    assert "19 novembre 2020" in html
    assert "09:30–12:00" in html
    assert "Salle des fêtes" in html


def test_an_event_links_to_its_project_only_where_that_is_published(client):
    event = EventFactory(public=True, project=ProjectFactory(title_fr="Le projet"))
    assert "Le projet" not in client.get(f"/fr/evenements/{event.slug}/").text
    public = EventFactory(public=True, project=ProjectFactory(published=True))
    assert public.project.slug in client.get(f"/fr/evenements/{public.slug}/").text


def test_a_description_is_hidden_where_texts_may_not_be_shown(client):
    event = EventFactory(public=True, source__show="summary", description_fr="Le programme.")
    assert "Le programme." not in client.get(f"/fr/evenements/{event.slug}/").text


def test_whom_to_ask_is_the_organisations(client):
    organiser = OrganisationFactory(published=True, title_fr="Le service")
    role = EventRoleFactory(event__public=True, organisation=organiser)
    html = client.get(f"/fr/evenements/{role.event.slug}/").text
    assert html.count(">Le service</a>") == 2


def test_whom_to_ask_falls_back_on_the_publisher(client):
    publisher = OrganisationFactory(published=True, title_fr="L’éditeur")
    event = EventFactory(public=True, source__publisher=publisher)
    assert ">L’éditeur</a>" in client.get(f"/fr/evenements/{event.slug}/").text


def test_the_newest_event_comes_first_and_the_undated_last(client):
    EventFactory(public=True, title_fr="Ancien", date="2016-06")
    EventFactory(public=True, title_fr="Sans date", date="", date_as_printed="bientôt")
    EventFactory(public=True, title_fr="Récent", date="2021-05-04")
    html = client.get("/fr/evenements/").text
    assert html.index(">Récent<") < html.index(">Ancien<") < html.index(">Sans date<")


def test_a_publication_leads_to_where_it_is_published(client):
    publication = PublicationFactory(public=True, address="https://example.org/guide")
    html = client.get(f"/fr/publications/{publication.slug}/").text
    assert 'href="https://example.org/guide"' in html


def test_a_publication_whose_address_is_only_printed_has_no_link(client):
    publication = PublicationFactory(public=True, address_as_printed="www.guide")
    html = client.get(f"/fr/publications/{publication.slug}/").text
    assert "www.guide" in html
    assert 'href="www.guide"' not in html


@pytest.mark.parametrize(
    ("make", "path"),
    [(fullest_event, "/fr/evenements/"), (fullest_publication, "/fr/publications/")],
)
def test_asks_the_database_as_often_with_many_children(
    client, make, path, django_assert_max_num_queries
):
    counts = []
    for children in (1, 20):
        entry = make(children)
        touch_content()
        with django_assert_max_num_queries(20) as queries:
            assert client.get(f"{path}{entry.slug}/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("factory", "path"),
    [
        (ProjectFactory, "/fr/projets/"),
        (EventFactory, "/fr/evenements/"),
        (PublicationFactory, "/fr/publications/"),
    ],
)
def test_a_list_asks_as_often_with_many_entries(
    client, factory, path, django_assert_max_num_queries
):
    counts = []
    for count in (10, 990):
        factory.create_batch(5, published=True)
        rows = factory.build_batch(count - 5, public=True, source=None)
        for row in rows:
            if hasattr(row, "fund"):
                row.fund = None
        factory._meta.model.objects.bulk_create(rows)
        touch_content()
        with django_assert_max_num_queries(8) as queries:
            assert client.get(path).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("path", ["projects", "events", "publications"])
def test_an_empty_list_says_so(client, path):
    assert "has been published yet" in client.get(f"/en/{path}/").text


def test_organisations_that_cannot_be_reached_come_last_and_are_said_to_be(client):
    event = EventFactory(public=True)
    EventRoleFactory(event=event, organisation__street="", organisation__title_fr="Muette")
    EventRoleFactory(event=event, organisation__title_fr="Joignable")
    ask = client.get(f"/en/events/{event.slug}/").text.partition('<section class="ask"')[2]
    known = "No phone, e-mail or postal address is known of:"
    assert ask.index("/organisations/") < ask.index(known) and ask.count(known) == 1


def test_an_organisation_with_a_contact_point_is_within_reach():
    by_post, by_phone, by_contact, silent = OrganisationFactory.create_batch(4, street="")
    type(by_post).objects.filter(pk=by_post.pk).update(street="Rue Haute 1")
    ContactPointFactory(organisation=by_phone)
    contact = ContactFactory(organisation=by_contact)
    ContactPointFactory(organisation=None, contact=contact)
    hidden = ContactPointFactory(organisation=silent, is_published=False)
    keys = [row.pk for row in [by_post, by_phone, by_contact, hidden.organisation]]
    assert within_reach(keys) == set(keys[:3])
