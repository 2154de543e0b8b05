"""In which language a request is answered."""

import pytest
from django.conf import settings
from django.utils import translation

from core.context_processors import page_in
from core.languages import asked_for, language_in
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/fr/", "fr"),
        ("/nl/praktijken/", "nl"),
        ("/en", "en"),
        ("/", None),
        ("", None),
        ("/de/", None),
        ("/frankrijk/", None),
        ("/FR/", None),
        ("/admin/fr/", None),
    ],
)
def test_the_language_stands_first_in_the_address(path, language):
    assert language_in(path) == language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("nl", "nl"),
        ("nl-BE,nl;q=0.9,fr;q=0.8", "nl"),
        ("de-DE,de;q=0.9,en;q=0.7,fr;q=0.3", "en"),
        ("EN-US", "en"),
        ("fr;q=0.1,nl;q=0.9", "nl"),
        ("de", "fr"),
        ("", "fr"),
        ("*", "fr"),
        ("nl;q=zero", "fr"),
        ("\x00\xff" * 200, "fr"),
    ],
)
def test_else_the_browser_is_asked(rf, header, language):
    assert asked_for(rf.get("/", headers={"Accept-Language": header})) == language


def test_a_browser_that_says_nothing_gets_the_main_language(rf):
    assert asked_for(rf.get("/")) == settings.LANGUAGE_CODE


@pytest.mark.parametrize("header", ["nl", "en", "fr"])
def test_the_front_door_leads_to_the_visitors_language(client, header):
    response = client.get("/", headers={"Accept-Language": header})
    assert (response.status_code, response["Location"]) == (302, f"/{header}/")
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_the_address_decides_and_not_the_browser(client, language):
    response = client.get(f"/{language}/", headers={"Accept-Language": "de,nl;q=0.5"})
    assert f'<html lang="{language}" dir="ltr">' in response.text
    assert response["Content-Language"] == language
    assert "Accept-Language" not in response.get("Vary", "")


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_an_error_is_told_in_the_visitors_language(client, language):
    by_address = client.get(f"/{language}/jamais/")
    by_header = client.get("/jamais/", headers={"Accept-Language": language})
    for response in [by_address, by_header]:
        assert response.status_code == 404
        assert f'<html lang="{language}" dir="ltr">' in response.text
    assert "Accept-Language" in by_header["Vary"]


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_the_short_address_leads_to_the_visitors_language(client, language):
    practice = PracticeFactory(published=True, slug="amie")
    response = client.get("/p/amie", headers={"Accept-Language": language})
    with translation.override(language):
        assert (response.status_code, response["Location"]) == (302, practice.get_absolute_url())
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize("path", ["/x/amie", "/p/", "/p/Amie", "/p/a/b", "/p/a_b"])
def test_an_address_that_is_none_of_the_short_ones_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_the_language_does_not_leak_into_the_next_request(client):
    client.get("/nl/")
    assert client.get("/")["Location"] == "/fr/"
    with translation.override("en"):
        client.get("/nl/")
        assert translation.get_language() == "en"


def test_the_switch_leads_to_the_same_page_with_the_same_choices(client):
    page = client.get("/fr/pratiques/?theme=x&page=1").text
    assert 'href="/nl/praktijken/?page=1&amp;theme=x"' in page
    assert 'href="/en/practices/?page=1&amp;theme=x"' in page


def test_the_switch_leads_home_where_there_is_no_such_page(rf):
    class Match:
        url_name, args, kwargs = "no-such-page", (), {}

    assert page_in(Match, "nl") == "/nl/"
