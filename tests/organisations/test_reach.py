"""Whom to ask about several entries at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisations.reach import people_to_ask, people_to_ask_of_each
from practices.page import for_page
from tests.factories import (
    ContactFactory,
    ContactPointFactory,
    PracticeFactory,
    emptiest_practice,
    fullest_practice,
)

pytestmark = pytest.mark.django_db


def with_roles(practices):
    return [
        (practice, [r for r in practice.roles.all() if r.organisation.is_published])
        for practice in practices
    ]


def test_each_gets_the_same_answer_as_if_asked_alone_and_all_cost_two_queries():
    fullest_practice(2), fullest_practice(1), emptiest_practice()
    asked = with_roles(for_page().published().order_by("pk"))
    with CaptureQueriesContext(connection) as queries:
        together = people_to_ask_of_each(asked)
    assert len(queries) == 2
    assert together == {entry.pk: people_to_ask(entry, roles) for entry, roles in asked}
    assert len({str(answers) for answers in together.values()}) > 2


def test_a_contact_without_role_and_person_has_a_name_too(client):
    contact = ContactFactory(role_fr="", role_nl="", organisation__public=True, code="accueil-x")
    ContactPointFactory(organisation=None, contact=contact, kind="email", value="a@example.org")
    practice = PracticeFactory(published=True)
    practice.contacts.add(contact)
    (asked,) = people_to_ask(practice, [])
    assert asked["name"] == asked["points"][0]["write_to"] == "accueil-x"
    html = client.get(f"/fr/organisations/{contact.organisation.slug}/").text
    assert '<p class="ask-name">accueil-x</p>' in html
