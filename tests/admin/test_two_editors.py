"""Two people at one form never overwrite each other unseen."""

import pytest

from organisations.models import Contact
from practices.models import Phase, Practice
from tests import factories
from tests.admin.forms import add_row, address, filled_in, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice():
    return factories.PracticeFactory(title_fr="AMIE", summary_fr="Avant.")


def send(client, row, data):
    return client.post(address(row), data)


def test_the_second_is_told_and_sees_base_theirs_and_mine(editor, publisher, practice):
    first, second = opened(editor, practice), opened(publisher, practice)
    assert send(editor, practice, {**first, "title": "AMIE du premier"}).status_code == 302
    response = send(publisher, practice, {**second, "title": "AMIE du second"})
    assert response.status_code == 200
    practice.refresh_from_db()
    assert practice.title_fr == "AMIE du premier"
    (difference,) = [d for d in response.context["conflict"].differences if d.is_conflict]
    assert (difference.base, difference.theirs, difference.mine) == (
        "AMIE",
        "AMIE du premier",
        "AMIE du second",
    )
    page = response.content.decode()
    assert "somebody else changed this while you were writing" in page
    assert "AMIE du premier" in page


def test_what_was_typed_is_kept_and_can_be_saved_over(editor, publisher, practice):
    first, second = opened(editor, practice), opened(publisher, practice)
    send(editor, practice, {**first, "title": "AMIE du premier"})
    response = send(publisher, practice, {**second, "title": "AMIE du second"})
    again = filled_in(response)
    assert again["title"] == "AMIE du second"
    assert again["edition"] == "2"
    assert send(publisher, practice, again).status_code == 302
    practice.refresh_from_db()
    assert (practice.title_fr, practice.edition) == ("AMIE du second", 3)


def test_what_i_did_not_touch_is_theirs(editor, publisher, practice):
    first, second = opened(editor, practice), opened(publisher, practice)
    send(editor, practice, {**first, "summary": "Du premier."})
    response = send(publisher, practice, {**second, "title": "Du second"})
    send(publisher, practice, filled_in(response))
    practice.refresh_from_db()
    assert (practice.title_fr, practice.summary_fr) == ("Du second", "Du premier.")


def test_a_tick_takes_theirs(editor, publisher, practice):
    first, second = opened(editor, practice), opened(publisher, practice)
    send(editor, practice, {**first, "title": "Du premier"})
    response = send(publisher, practice, {**second, "title": "Du second", "summary": "Après."})
    send(publisher, practice, {**filled_in(response), "take": "title"})
    practice.refresh_from_db()
    assert (practice.title_fr, practice.summary_fr) == ("Du premier", "Après.")


def test_a_third_save_in_between_is_noticed_again(editor, publisher, chief, practice):
    first, second = opened(editor, practice), opened(publisher, practice)
    send(editor, practice, {**first, "title": "Un"})
    response = send(publisher, practice, {**second, "title": "Deux"})
    send(chief, practice, {**opened(chief, practice), "title": "Trois"})
    assert send(publisher, practice, filled_in(response)).status_code == 200
    practice.refresh_from_db()
    assert practice.title_fr == "Trois"


def test_a_row_that_was_deleted_meanwhile_is_said_plainly(editor, publisher, practice):
    factories.CriterionFactory(practice=practice, text_fr="Être majeur")
    first, second = opened(editor, practice), opened(publisher, practice)
    assert send(editor, practice, {**first, "criteria-0-DELETE": "on"}).status_code == 302
    response = send(publisher, practice, {**second, "title": "Autre"})
    assert response.status_code == 200
    (deleted,) = [d for d in response.context["conflict"].differences if d.theirs == "deleted"]
    assert "Être majeur" in deleted.base
    assert "valid choice" not in response.content.decode()
    assert send(publisher, practice, filled_in(response)).status_code == 302
    assert practice.criteria.count() == 0


def test_a_deleted_row_that_i_changed_comes_back_with_my_words_unless_i_take_theirs(
    editor, publisher, practice
):
    factories.CriterionFactory(practice=practice, text_fr="Être majeur")
    first, second = opened(editor, practice), opened(publisher, practice)
    send(editor, practice, {**first, "criteria-0-DELETE": "on"})
    response = send(publisher, practice, {**second, "criteria-0-text": "Avoir 18 ans"})
    again = filled_in(response)
    (deleted,) = [d for d in response.context["conflict"].differences if d.is_conflict]
    assert "Avoir 18 ans" in deleted.mine
    assert send(publisher, practice, {**again, "take": deleted.take}).status_code == 302
    assert practice.criteria.count() == 0
    factories.CriterionFactory(practice=practice, text_fr="Autre")
    again |= {"edition": str(Practice.objects.get().edition)}
    response = send(publisher, practice, again)
    assert send(publisher, practice, filled_in(response)).status_code == 302
    assert {row.text_fr for row in practice.criteria.all()} == {"Autre", "Avoir 18 ans"}


def test_rows_that_both_added_are_all_kept(editor, publisher, practice):
    first, second = opened(editor, practice), opened(publisher, practice)
    add_row(first, "criteria", text="Du premier")
    add_row(second, "criteria", text="Du second")
    assert send(editor, practice, first).status_code == 302
    response = send(publisher, practice, second)
    assert response.status_code == 200
    assert send(publisher, practice, filled_in(response)).status_code == 302
    rows = practice.criteria.order_by("position")
    assert [(row.text_fr, row.position) for row in rows] == [("Du premier", 1), ("Du second", 2)]


def test_a_row_that_vanished_without_a_trace_is_noticed(editor, practice):
    row = factories.CriterionFactory(practice=practice)
    data = opened(editor, practice)
    row.delete()
    response = send(editor, practice, data)
    assert response.status_code == 200
    assert response.context["conflict"].differences


def test_a_row_with_a_page_of_its_own_is_guarded_on_both_pages(editor, publisher):
    phase = factories.PhaseFactory(title_fr="Début")
    activity = phase.activity
    on_activity = opened(editor, activity)
    assert (
        send(publisher, phase, {**opened(publisher, phase), "title": "Départ"}).status_code == 302
    )
    response = send(editor, activity, {**on_activity, "phases-0-title": "Commencement"})
    assert response.status_code == 200
    assert Phase.objects.get().title_fr == "Départ"


def test_a_translation_that_was_saved_meanwhile_is_not_lost(editor, publisher, practice):
    data = opened(editor, practice)
    url = address(practice, "translations", "nl")
    key = f"practice-{practice.pk}-title"
    publisher.post(url, {**filled_in(publisher.get(url)), "act": "draft", key: "Vertaald"})
    response = send(editor, practice, {**data, "title": "Autre"})
    assert response.status_code == 200
    assert send(editor, practice, filled_in(response)).status_code == 302
    practice.refresh_from_db()
    assert (practice.title_fr, practice.title_nl) == ("Autre", "Vertaald")


@pytest.mark.parametrize("edition", ["", "0", "999", "x", None])
def test_a_form_without_its_edition_saves_nothing(editor, practice, edition):
    data = {**opened(editor, practice), "title": "Autre", "edition": edition}
    if edition is None:
        del data["edition"]
    assert send(editor, practice, data).status_code == 200
    practice.refresh_from_db()
    assert practice.title_fr == "AMIE"


def test_a_forged_snapshot_is_ignored(editor, publisher, practice):
    other = opened(editor, factories.PracticeFactory())
    first, second = opened(editor, practice), opened(publisher, practice)
    send(editor, practice, {**first, "title": "Du premier"})
    response = send(
        publisher, practice, {**second, "opened": other["opened"], "title": "Du second"}
    )
    assert response.status_code == 200
    assert filled_in(response)["title"] == "Du second"


@pytest.mark.parametrize(
    "factory,field",
    [
        (factories.SectionFactory, "text"),
        (factories.ActivityFactory, "title"),
        (factories.OrganisationFactory, "title"),
        (factories.ContactFactory, "role"),
        (factories.ProjectFactory, "title"),
        (factories.EventFactory, "title"),
        (factories.PublicationFactory, "title"),
        (factories.SourceFactory, "title"),
        (factories.ThemeFactory, "label_fr"),
        (factories.PlaceFactory, "name_fr"),
        (factories.GlossaryTermFactory, "term_fr"),
        (factories.ProjectSectionFactory, "text"),
        (factories.OrganisationSectionFactory, "text"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_every_model_with_a_change_page_is_guarded(editor, publisher, factory, field):
    row = factory()
    first, second = opened(editor, row), opened(publisher, row)
    assert send(editor, row, {**first, field: "Du premier"}).status_code == 302
    assert send(publisher, row, {**second, field: "Du second"}).status_code == 200
    column = field if field.endswith("_fr") else f"{field}_fr"
    row.refresh_from_db()
    assert getattr(row, column) == "Du premier"


def test_an_entry_that_was_deleted_meanwhile_says_so(editor):
    contact = factories.ContactFactory()
    data = opened(editor, contact)
    url = address(contact)
    Contact.objects.all().delete()
    assert editor.post(url, data).status_code == 302
