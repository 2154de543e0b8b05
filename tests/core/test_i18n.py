"""What state a text is in, and what a reader is given."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from core.i18n import (
    WORST_LAST,
    Origin,
    State,
    Text,
    digest,
    source_language,
    stamp,
    state_of,
    text_of,
    worst_state,
)
from core.models import validate_text_states
from core.templatetags.texts import marked, prose, text
from core.tree import refresh_language_states
from practices.models import Practice, Section
from tests.factories import PracticeFactory, SectionFactory

ORIGINAL = {"state": "original", "origin": "printed"}


def section(states, **texts):
    """A section that is in no database: reading states needs none."""
    return Section(text_states={"text": states} if states else {}, **texts)


def test_a_text_as_printed_is_an_original():
    row = section({"fr": ORIGINAL}, text_fr="Bonjour")
    assert state_of(row, "text", "fr") == State.ORIGINAL


def test_a_text_of_which_nothing_is_noted_counts_as_original():
    assert state_of(section({}, text_fr="Bonjour"), "text", "fr") == State.ORIGINAL


@pytest.mark.parametrize("state", ["published", "reviewed", "draft"])
def test_a_translation_of_the_original_as_it_is_keeps_its_state(state):
    stored = {"state": state, "of": digest("Bonjour")}
    row = section({"fr": ORIGINAL, "nl": stored}, text_fr="Bonjour", text_nl="Dag")
    assert state_of(row, "text", "nl") == state


@pytest.mark.parametrize("state", ["published", "reviewed", "draft"])
def test_a_translation_is_outdated_once_its_original_changed(state):
    stored = {"state": state, "of": digest("Bonjour")}
    row = section({"fr": ORIGINAL, "nl": stored}, text_fr="Au revoir", text_nl="Dag")
    assert state_of(row, "text", "nl") == State.OUTDATED
    assert state_of(row, "text", "fr") == State.ORIGINAL


def test_a_blank_at_the_end_does_not_make_a_translation_outdated():
    stored = {"state": "reviewed", "of": digest("Bonjour")}
    row = section({"fr": ORIGINAL, "nl": stored}, text_fr="Bonjour\n", text_nl="Dag")
    assert state_of(row, "text", "nl") == State.REVIEWED


@pytest.mark.parametrize("empty", ["", None])
def test_an_empty_text_is_missing_whatever_is_noted(empty):
    row = section({"fr": ORIGINAL, "nl": {"state": "draft"}}, text_fr="Bonjour", text_nl=empty)
    assert state_of(row, "text", "nl") == State.MISSING
    assert state_of(row, "text", "en") == State.MISSING


def test_a_name_that_is_the_same_in_all_languages_is_stored_once():
    row = section({"fr": ORIGINAL, "nl": {"state": "same"}}, text_fr="AMIE")
    assert state_of(row, "text", "nl") == State.SAME
    assert text_of(row, "text", "nl") == Text("AMIE", "fr", "same", "printed")
    with override("nl"):
        assert not text_of(row, "text").is_foreign


def test_a_text_may_have_several_originals():
    row = section({"fr": ORIGINAL, "nl": ORIGINAL}, text_fr="Bonjour", text_nl="Dag")
    assert state_of(row, "text", "fr") == state_of(row, "text", "nl") == State.ORIGINAL
    row.text_fr = "Au revoir"
    assert state_of(row, "text", "nl") == State.ORIGINAL


def test_the_language_of_a_text_is_that_of_its_original():
    row = section({"nl": ORIGINAL, "fr": {"state": "draft"}}, text_fr="Bonjour", text_nl="Dag")
    assert source_language(row, "text") == "nl"
    assert source_language(section({}, text_en="Hello"), "text") == "en"
    assert source_language(section({}), "text") is None


def test_an_original_that_was_emptied_is_not_the_source():
    row = section({"nl": ORIGINAL, "fr": {"state": "draft"}}, text_fr="Bonjour", text_nl="")
    assert source_language(row, "text") == "fr"


def test_a_reader_gets_the_words_of_their_language():
    row = section({"fr": ORIGINAL, "nl": {"state": "draft"}}, text_fr="Bonjour", text_nl="Dag")
    stamp(row)
    assert text_of(row, "text", "nl") == Text("Dag", "nl", State.DRAFT)
    with override("nl"):
        assert text_of(row, "text") == text_of(row, "text", "nl")
        assert not text_of(row, "text").is_foreign


def test_a_reader_of_another_language_gets_the_original_and_is_told_its_language():
    row = section({"fr": ORIGINAL}, text_fr="Bonjour")
    with override("nl"):
        shown = text_of(row, "text")
        assert shown == Text("Bonjour", "fr", State.ORIGINAL, Origin.PRINTED)
        assert shown.is_foreign
        assert marked(shown) == '<span lang="fr" dir="ltr">Bonjour</span>'
        assert text(row, "text") == marked(shown)
        assert prose(row, "text") == '<div lang="fr" dir="ltr"><p>Bonjour</p>\n</div>'
    with override("fr"):
        assert text(row, "text") == "Bonjour"
        assert prose(row, "text") == "<p>Bonjour</p>\n"


def test_an_empty_text_is_nothing_in_any_language():
    shown = text_of(section({}), "text", "nl")
    assert shown == Text("", "nl", State.MISSING)
    assert not shown and str(shown) == "" and not shown.is_foreign


def test_words_of_a_text_are_escaped():
    assert text(section({}, text_fr="<b>"), "text") == "<b>"  # the template escapes it
    with override("nl"):
        assert "&lt;b&gt;" in text(section({}, text_fr="<b>"), "text")


def test_a_text_knows_its_direction():
    assert Text("مرحبا", "ar", "original").direction == "rtl"
    assert Text("Bonjour", "fr", "original").direction == "ltr"


def test_saving_stamps_a_translation_with_its_original_as_it_is(db):
    states = {"fr": dict(ORIGINAL), "nl": {"state": "reviewed"}, "en": {"state": "same"}}
    row = SectionFactory(text_fr="Bonjour", text_nl="Dag", text_states={"text": states})
    row.refresh_from_db()
    stored = row.text_states["text"]
    assert stored["nl"]["of"] == digest("Bonjour")
    assert "of" not in stored["fr"] and "of" not in stored["en"]


def test_saving_never_stamps_anew_so_that_a_change_of_the_original_shows(db):
    row = SectionFactory(text_fr="Bonjour", text_nl="Dag")
    row.text_fr = "Au revoir"
    row.save()
    row.refresh_from_db()
    assert row.text_states["text"]["nl"]["of"] == digest("Bonjour")
    assert state_of(row, "text", "nl") == State.OUTDATED


def test_the_worst_state_stands_for_the_whole_entry():
    good = section({"fr": ORIGINAL}, text_fr="Bonjour")
    half = section({"fr": ORIGINAL, "nl": {"state": "draft"}}, text_fr="Bonjour", text_nl="Dag")
    stamp(half)
    assert worst_state([good, half], "fr") == State.ORIGINAL
    assert worst_state([half], "nl") == State.DRAFT
    assert worst_state([good, half], "nl") == State.MISSING
    assert worst_state([section({})], "nl") == State.MISSING  # nothing to read
    assert set(WORST_LAST) == set(State)


def test_an_entry_keeps_its_worst_state_per_language_for_lists(db):
    practice = PracticeFactory()
    refresh_language_states(practice)
    practice.refresh_from_db()
    assert practice.language_states == {"fr": "original", "nl": "reviewed", "en": "draft"}
    SectionFactory(practice=practice, text_nl="")
    refresh_language_states(practice)
    states = Practice.objects.get(pk=practice.pk).language_states
    assert states == {"fr": "original", "nl": "missing", "en": "missing"}


@pytest.mark.parametrize(
    "states",
    [
        {"text": {"xx": {"state": "original"}}},
        {"text": {"fr": {"state": "outdated"}}},
        {"text": {"fr": {"state": "missing"}}},
        {"text": {"fr": {}}},
        {"text": {"fr": {"state": "original", "origin": "guessed"}}},
    ],
    ids=str,
)
def test_states_in_another_form_are_refused(states):
    with pytest.raises(ValidationError):
        validate_text_states(states)


def test_states_in_the_known_form_pass():
    validate_text_states({"text": {"fr": ORIGINAL, "nl": {"state": "same"}}, "heading": {}})
