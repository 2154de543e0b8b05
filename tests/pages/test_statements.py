import pytest

from core.addresses import WORDS

pytestmark = pytest.mark.django_db
STATEMENTS = ["about", "how", "privacy", "accessibility"]


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
@pytest.mark.parametrize("name", STATEMENTS)
def test_stands_in_every_language_with_its_alternates(client, name, language):
    html = client.get(f"/{language}/{WORDS[name][language]}/").text
    here = f"http://testserver/{language}/{WORDS[name][language]}/"
    assert f'<link rel="canonical" href="{here}">' in html
    assert html.count('rel="alternate"') == 4
    assert html.count("<h1>") == 1


@pytest.mark.parametrize("name", STATEMENTS)
def test_sets_no_cookie(client, name):
    response = client.get(f"/en/{WORDS[name]['en']}/")
    assert not response.cookies


def test_the_accessibility_statement_claims_no_audit(client):
    html = client.get("/en/accessibility/").text
    assert "we do not claim that it conforms" in html
    assert "22 November 2026" in html


def test_how_entries_get_here_says_what_the_directory_is_not(client):
    assert "not a list of services" in client.get("/en/how-entries-get-here/").text
