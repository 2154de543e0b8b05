"""Whom to ask about several entries at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisations.reach import people_to_ask, people_to_ask_of_each
from practices.page import for_page
from tests.factories import emptiest_practice, fullest_practice

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
