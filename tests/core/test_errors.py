"""Pages of errors: in the visitor's language, in the look of the site, without a database."""

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from core import views


def answer_to(error, path):
    """What the visitor gets when a view raises this error; no test database is needed."""
    try:
        raise error
    except type(error):
        return views.server_error(RequestFactory().get(path))


@pytest.mark.parametrize(
    ("path", "words"),
    [("/fr/pratiques/", 'lang="fr"'), ("/nl/praktijken/", 'lang="nl"'), ("/en/", 'lang="en"')],
)
def test_a_database_that_does_not_answer_is_said_to_be_worth_another_try(path, words):
    response = answer_to(OperationalError("no connection"), path)
    assert response.status_code == 503
    assert words in response.content.decode()


def test_any_other_fault_is_ours_to_mend():
    response = answer_to(ZeroDivisionError("a fault"), "/nl/praktijken/")
    assert response.status_code == 500
    assert 'lang="nl"' in response.content.decode()


def test_a_bad_request_and_a_forbidden_page_answer_in_the_language_of_the_address():
    request = RequestFactory().get("/nl/praktijken/")
    assert views.bad_request(request).status_code == 400
    forbidden = views.forbidden(request)
    assert forbidden.status_code == 403
    assert 'lang="nl"' in forbidden.content.decode()
