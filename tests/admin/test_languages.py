"""Originals are edited on the change page, translations on a screen of their own."""

import pytest
from django.urls import reverse

from core.i18n import State, digest, state_of
from core.models import ContentVersion
from practices.models import Practice, Section
from tests import factories
from tests.admin.forms import add_row, address, filled_in, opened

pytestmark = pytest.mark.django_db


def saved(client, row, **changes):
    response = client.post(address(row), {**opened(client, row), **changes})
    assert response.status_code == 302, response.context["errors"]
    row.refresh_from_db()
    return row


@pytest.fixture
def practice():
    return factories.PracticeFactory()


def test_the_form_shows_the_original_and_no_other_language(editor):
    practice = factories.PracticeFactory(dutch_original=True)
    data = opened(editor, practice)
    assert data["title"] == practice.title_nl
    assert not {"title_fr", "title_nl", "title_en"} & set(data)


def test_a_changed_original_makes_its_translations_outdated(editor, practice):
    saved(editor, practice, title="Autre titre")
    assert (practice.title_fr, practice.title_nl[:4]) == ("Autre titre", "Blad")
    assert state_of(practice, "title", "fr") == State.ORIGINAL
    assert state_of(practice, "title", "nl") == State.OUTDATED
    assert practice.language_states["nl"] == State.OUTDATED


def test_a_minor_edit_keeps_translations_up_to_date(editor, practice):
    saved(editor, practice, title="Fiche corrigée", minor_edit="on")
    assert state_of(practice, "title", "nl") == State.REVIEWED
    assert practice.text_states["title"]["nl"]["of"] == digest("Fiche corrigée")


def test_a_minor_edit_does_not_hide_that_a_translation_was_outdated_before(editor, practice):
    saved(editor, practice, title="Tout autre titre")
    saved(editor, practice, title="Tout autre titre.", minor_edit="on")
    assert state_of(practice, "title", "nl") == State.OUTDATED


def test_the_origin_of_a_text_stays_unless_another_is_chosen(editor, practice):
    saved(editor, practice, title="Un titre")
    assert practice.text_states["title"]["fr"]["origin"] == "printed"
    saved(editor, practice, title="Un titre mendé", text_origin="mended")
    assert practice.text_states["title"]["fr"]["origin"] == "mended"


def test_a_new_text_is_written_by_the_editors(editor, practice):
    saved(editor, practice, editorial_note="Deux dates.")
    assert practice.text_states["editorial_note"]["fr"] == {
        "state": "original",
        "origin": "editors",
    }


def test_an_original_that_is_emptied_takes_its_translations_with_it(editor, practice):
    saved(editor, practice, summary="")
    assert (practice.summary_fr, practice.summary_nl, practice.summary_en) == ("", "", "")
    assert "summary" not in practice.text_states


def test_line_ends_of_browsers_change_nothing(editor):
    section = factories.SectionFactory()
    saved(editor, section)
    assert "\r" not in section.text_fr
    assert state_of(section, "text", "nl") != State.OUTDATED


@pytest.mark.parametrize("code", ["fr", "nl", "en"])
def test_a_new_entry_is_stored_in_the_language_that_was_chosen(editor, code):
    url = reverse("admin:practices_practice_add")
    data = filled_in(editor.get(url))
    data |= {"original_language": code, "title": "Titel", "one_line": "Lijn", "slug": "titel"}
    assert editor.post(url, data).status_code == 302
    practice = Practice.objects.get()
    assert getattr(practice, f"title_{code}") == "Titel"
    assert practice.text_states["title"] == {code: {"state": "original", "origin": "editors"}}


def test_rows_are_written_in_the_language_of_their_entry(editor):
    practice = factories.PracticeFactory(dutch_original=True)
    data = opened(editor, practice)
    add_row(data, "criteria", text="Meerderjarig zijn")
    assert editor.post(address(practice), data).status_code == 302
    row = practice.criteria.get()
    assert (row.text_nl, row.text_fr or "", row.position) == ("Meerderjarig zijn", "", 1)


def test_a_part_is_added_from_its_entry_in_its_language(editor):
    practice = factories.PracticeFactory(dutch_original=True)
    kind = factories.SectionKindFactory()
    url = f"{reverse('admin:practices_section_add')}?practice={practice.pk}"
    data = filled_in(editor.get(url)) | {"text": "Een tekst.", "kind": kind.pk}
    response = editor.post(url, data)
    assert response.url == address(practice)
    section = Section.objects.get()
    assert (section.practice, section.text_nl, section.position) == (practice, "Een tekst.", 1)


def test_saving_a_part_renews_the_states_of_its_entry_and_all_pages(editor):
    section = factories.SectionFactory()
    version = factories.ContentVersionFactory().number
    saved(editor, section, text="Autre texte.")
    section.practice.refresh_from_db()
    assert section.practice.language_states["fr"] == State.ORIGINAL
    assert section.practice.language_states["nl"] == State.MISSING
    assert state_of(section, "text", "nl") == State.OUTDATED
    assert ContentVersion.objects.get().number > version


def screen(row, code="nl"):
    return address(row, "translations", code)


def key(row, field):
    return f"{row._meta.model_name}-{row.pk}-{field}"


def written(client, row, act, code="nl", **texts):
    data = filled_in(client.get(screen(row, code)))
    response = client.post(screen(row, code), {**data, "act": act, **texts})
    assert response.status_code == 302, response.context["screen"].errors


def test_the_screen_shows_the_entry_and_its_parts(editor):
    phase = factories.PhaseFactory(activity__title_fr="Accompagner")
    practice = phase.activity.practice
    page = editor.get(screen(practice)).content.decode()
    for text in [practice.title_fr, "Accompagner", phase.objectives_fr]:
        assert text.split("\n")[0] in page
    assert 'lang="nl"' in page


def test_what_is_written_on_the_screen_is_a_draft_by_its_author(editor, practice):
    section = factories.SectionFactory(practice=practice)
    written(editor, practice, "draft", **{key(section, "heading"): "1. De context"})
    section.refresh_from_db()
    assert section.heading_nl == "1. De context"
    stored = section.text_states["heading"]["nl"]
    assert (stored["state"], stored["by"], stored["of"]) == (
        "draft",
        "ed",
        digest(section.heading_fr),
    )
    assert section.edition == 2


def test_texts_that_nobody_touched_keep_their_state(editor, practice):
    written(editor, practice, "draft", **{key(practice, "title"): "Nieuwe titel"})
    practice.refresh_from_db()
    assert state_of(practice, "title", "nl") == State.DRAFT
    assert state_of(practice, "summary", "nl") == State.REVIEWED


def test_reading_everything_reviews_the_whole_entry_in_one_act(editor, practice):
    section = factories.SectionFactory(practice=practice)
    written(editor, practice, "reviewed", code="en")
    written(editor, practice, "reviewed")
    practice.refresh_from_db()
    section.refresh_from_db()
    assert state_of(practice, "title", "en") == State.REVIEWED
    stored = practice.text_states["title"]["en"]
    assert stored["reviewed_by"] == "ed"
    assert stored["by"] == "somebody"
    assert state_of(section, "text", "nl") == State.REVIEWED


def test_a_translation_of_what_the_original_was_is_outdated(editor, publisher, practice):
    data = filled_in(editor.get(screen(practice)))
    saved(publisher, practice, title="Titre changé")
    data |= {"act": "draft", key(practice, "title"): "Vertaling van de oude titel"}
    assert editor.post(screen(practice), data).status_code == 302
    practice.refresh_from_db()
    assert state_of(practice, "title", "nl") == State.OUTDATED


def test_two_translators_of_one_text_never_overwrite_each_other(editor, publisher, practice):
    data = filled_in(editor.get(screen(practice)))
    written(publisher, practice, "draft", **{key(practice, "title"): "Van de een"})
    data |= {"act": "draft", key(practice, "title"): "Van de ander"}
    response = editor.post(screen(practice), data)
    page = response.content.decode()
    assert response.status_code == 200
    assert "Van de een" in page
    assert "Van de ander" in page
    practice.refresh_from_db()
    assert practice.title_nl == "Van de een"
    again = filled_in(response)
    assert editor.post(screen(practice), again).status_code == 302
    practice.refresh_from_db()
    assert practice.title_nl == "Van de ander"


def test_a_proper_name_is_the_same_in_all_languages(editor, practice):
    written(editor, practice, "draft", **{f"{key(practice, 'title')}-same": "on"})
    practice.refresh_from_db()
    assert practice.text_states["title"]["nl"] == {"state": "same"}
    assert not practice.title_nl
    assert state_of(practice, "title", "nl") == State.SAME


def test_a_text_that_is_too_long_is_refused_by_name(editor, practice):
    data = filled_in(editor.get(screen(practice)))
    data |= {"act": "draft", key(practice, "one_line"): "x" * 141, key(practice, "title"): "Goed"}
    response = editor.post(screen(practice), data)
    assert response.status_code == 200
    assert "140" in response.content.decode()
    practice.refresh_from_db()
    assert practice.title_nl != "Goed"


@pytest.mark.parametrize("value", ["a\x00b", "\ud800", "x" * 100_000])
def test_no_value_breaks_the_screen(editor, practice, value):
    data = filled_in(editor.get(screen(practice)))
    data |= {"act": "draft", key(practice, "title"): value.encode("utf-8", "replace").decode()}
    assert editor.post(screen(practice), data).status_code in (200, 302)


def test_the_screen_is_for_those_who_may_change_the_entry(client, practice):
    user = factories.UserFactory()
    client.force_login(user)
    assert client.get(screen(practice)).status_code == 403
    assert client.get(screen(practice, "nl").replace("/nl/", "/de/")).status_code == 404


def test_a_vocabulary_shows_all_languages_and_marks_what_a_person_typed(editor):
    theme = factories.ThemeFactory(scope_note_fr="Se loger.")
    saved(editor, theme, scope_note_nl="Wonen.")
    assert theme.text_states["scope_note"]["nl"]["state"] == State.REVIEWED
    assert theme.text_states["scope_note"]["nl"]["reviewed_by"] == "ed"
    assert theme.text_states["scope_note"]["fr"]["state"] == State.ORIGINAL
