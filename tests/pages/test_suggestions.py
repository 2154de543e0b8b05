import pytest

from core.publishing import touch_content
from search.indexing import entries_changed
from tests.factories import PracticeFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def entries():
    ThemeFactory(label_fr="Logement")
    row = PracticeFactory(published=True, title_fr="Un toit pour l’été", title_nl="Een dak")
    hidden = PracticeFactory(title_fr="Un toit secret")
    entries_changed([row, hidden])
    touch_content()


def suggested(client, q, path="/fr/recherche/suggest"):
    return client.get(path, {"q": q}).json()["suggestions"]


def test_titles_are_suggested_by_their_beginning_or_a_word_with_or_without_accents(client):
    assert suggested(client, "un to") == ["Un toit pour l’été"]
    assert suggested(client, "toit") == ["Un toit pour l’été"]
    assert suggested(client, "TOIT POUR") == ["Un toit pour l’été"]


def test_a_wrong_letter_is_forgiven(client):
    assert suggested(client, "un toi pour") == ["Un toit pour l’été"]


def test_titles_are_those_of_the_readers_language(client):
    assert suggested(client, "dak", "/nl/zoeken/suggest") == ["Een dak"]
    assert suggested(client, "dak") == []


def test_themes_are_suggested(client):
    assert "Logement" in suggested(client, "log")


def test_what_is_not_public_is_never_suggested(client):
    assert "Un toit secret" not in suggested(client, "toit")


@pytest.mark.parametrize("q", ["", "x", "%", "_", "\\", "\x00", "a" * 5000, "'", "🙂"])
def test_anything_typed_is_answered(client, q):
    assert isinstance(suggested(client, q), list)


def test_it_costs_three_queries_at_most(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(3 + 7):  # and those of the page cache, cold
        suggested(client, "toit")
