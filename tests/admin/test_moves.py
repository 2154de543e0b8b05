"""Publishing, archiving, merging, correcting an identifier: who may, and what is said."""

import pytest
from django.urls import reverse

from core.addresses import address_of
from core.models import ContentVersion, PastSlug
from practices.models import Practice
from tests import factories
from tests.admin.forms import address, filled_in, messages_of, opened

pytestmark = pytest.mark.django_db
LIST = "admin:practices_practice_changelist"


def act(client, action, *entries):
    data = {"action": action, "_selected_action": [entry.pk for entry in entries]}
    return client.post(reverse(LIST), data, follow=True)


@pytest.fixture
def ready():
    """A practice in draft that passes every check."""
    practice = factories.PracticeFactory(published=True, slug="ready")
    Practice.objects.filter(pk=practice.pk).update(status="draft")
    practice.refresh_from_db()
    return practice


def test_an_editor_cannot_publish(editor, ready):
    act(editor, "publish_selected", ready)
    assert editor.post(address(ready, "move"), {"move": "publish"}).status_code == 403
    ready.refresh_from_db()
    assert ready.status == "draft"
    page = editor.get(address(ready)).content.decode()
    assert 'value="publish"' not in page
    assert "publish_selected" not in editor.get(reverse(LIST)).content.decode()


def test_a_publisher_publishes_and_is_told_how_many(publisher, ready):
    version = factories.ContentVersionFactory().number
    response = act(publisher, "publish_selected", ready)
    ready.refresh_from_db()
    assert ready.status == "published"
    assert ready.edition == 2
    assert messages_of(response) == ["1 entry published."]
    assert ContentVersion.objects.get().number > version


def test_what_fails_is_named_and_the_rest_is_published(publisher, ready):
    bare = factories.PracticeFactory(slug="bare", title_fr="Nue", title_en="Bare", source=None)
    response = act(publisher, "publish_selected", ready, bare)
    ready.refresh_from_db()
    bare.refresh_from_db()
    assert (ready.status, bare.status) == ("published", "draft")
    refusal, success = messages_of(response)
    assert success == "1 entry published."
    assert "Bare" in refusal
    assert "Name the main source." in refusal
    assert "Name at least one organisation." in refusal


def test_the_change_page_names_what_is_missing(editor):
    bare = factories.PracticeFactory(source=None)
    page = editor.get(address(bare)).content.decode()
    assert "Before publishing:" in page
    assert "Name the main source." in page


def test_the_buttons_of_the_change_page_do_the_same(publisher, ready):
    response = publisher.post(address(ready, "move"), {"move": "publish"}, follow=True)
    assert messages_of(response) == ["1 entry published."]
    publisher.post(address(ready, "move"), {"move": "archive"})
    ready.refresh_from_db()
    assert ready.status == "archived"
    assert publisher.get(address(ready, "move")).status_code == 404


def test_an_editor_sends_a_draft_to_review_but_takes_nothing_off_the_site(editor, ready):
    public = factories.PracticeFactory(published=True)
    response = act(editor, "send_to_review_selected", ready, public)
    ready.refresh_from_db()
    public.refresh_from_db()
    assert (ready.status, public.status) == ("in-review", "published")
    assert "only a publisher" in " ".join(messages_of(response))


def test_a_publisher_brings_an_archived_entry_back_to_draft(publisher):
    gone = factories.PracticeFactory(archived=True, merged_into=factories.PracticeFactory())
    act(publisher, "back_to_draft_selected", gone)
    gone.refresh_from_db()
    assert (gone.status, gone.merged_into) == ("draft", None)


def test_archiving_is_counted(publisher):
    entries = factories.PracticeFactory.create_batch(2, public=True)
    response = act(publisher, "archive_selected", *entries)
    assert messages_of(response) == ["2 entries archived."]
    assert Practice.objects.filter(status="archived").count() == 2


def test_an_editor_cannot_archive_or_merge(editor, ready):
    act(editor, "archive_selected", ready)
    assert editor.get(address(ready, "merge") + f"?pk={ready.pk}").status_code == 403
    ready.refresh_from_db()
    assert ready.status == "draft"


def test_merging_asks_for_the_survivor_and_leads_there(publisher):
    one, two = factories.PracticeFactory.create_batch(2, public=True)
    survivor = factories.PracticeFactory(published=True)
    before = factories.PracticeFactory(archived=True, merged_into=one)
    response = act(publisher, "merge_selected", one, two)
    url = response.redirect_chain[0][0]
    assert [entry.pk for entry in response.context["entries"]] == [one.pk, two.pk]
    assert publisher.post(url, {"survivor": one.pk}).status_code == 200
    publisher.post(url, {"survivor": survivor.pk})
    for entry in (one, two, before):
        entry.refresh_from_db()
        assert (entry.status, entry.merged_into) == ("archived", survivor)


@pytest.mark.parametrize("query", ["", "?pk=x", "?pk=" + "9" * 40, "?pk=1&pk=1"])
def test_a_strange_merge_address_is_answered(publisher, query):
    url = reverse("admin:practices_practice_merge") + query
    assert publisher.get(url).status_code == 200


def test_the_identifier_is_read_only_once_it_exists(chief):
    practice = factories.PracticeFactory(slug="first")
    data = opened(chief, practice)
    assert "slug" not in data
    assert "original_language" not in data
    chief.post(address(practice), {**data, "slug": "second", "original_language": "en"})
    practice.refresh_from_db()
    assert (practice.slug, practice.original_language) == ("first", "fr")


def test_a_publisher_corrects_an_identifier_and_the_old_one_is_remembered(publisher, ready):
    url = address(ready, "slug")
    assert filled_in(publisher.get(url))["slug"] == "ready"
    assert publisher.post(url, {"slug": "Not Good"}).status_code == 200
    assert publisher.post(url, {"slug": "much-better"}).status_code == 302
    ready.refresh_from_db()
    assert ready.slug == "much-better"
    assert PastSlug.objects.get(slug="ready").became == "much-better"


def test_a_taken_identifier_is_refused(publisher, ready):
    factories.PracticeFactory(slug="taken")
    response = publisher.post(address(ready, "slug"), {"slug": "taken"})
    assert response.status_code == 200
    assert response.context["form"].errors["slug"]


def test_an_editor_cannot_correct_an_identifier_or_delete(editor, ready):
    assert editor.get(address(ready, "slug")).status_code == 403
    assert editor.get(address(ready, "delete")).status_code == 403


def test_a_deleted_entry_is_remembered(publisher, ready):
    version = factories.ContentVersionFactory().number
    publisher.post(address(ready, "delete"), {"post": "yes"})
    assert not Practice.objects.exists()
    assert PastSlug.objects.get(slug="ready").reason == "deleted"
    assert ContentVersion.objects.get().number > version


def test_a_deleted_part_leads_back_to_its_entry(editor):
    section = factories.SectionFactory()
    response = editor.post(address(section, "delete"), {"post": "yes"})
    assert response.url == address(section.practice)


def test_a_draft_is_previewed_at_its_public_address(editor, client, ready):
    url = address_of("practice", ready.slug, language="en")
    page = editor.get(address(ready)).content.decode()
    assert url in page
    assert "Preview" in page
    assert client.get(url).status_code == 404
    response = editor.get(url)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


def test_a_contact_says_why_it_is_not_shown(editor):
    contact = factories.ContactFactory(person="Camille Dupont", is_published=False)
    assert "no ground is recorded" in editor.get(address(contact)).content.decode()
    data = {**opened(editor, contact), "is_published": "on"}
    response = editor.post(address(contact), data)
    assert "Write why this person may be shown." in response.content.decode()


def test_a_new_contact_is_not_published(editor):
    data = filled_in(editor.get(reverse("admin:organisations_contact_add")))
    assert "is_published" not in data


def test_the_practice_page_outlines_its_parts(editor):
    phase = factories.PhaseFactory(title_fr="Début", title_en="Beginning")
    practice = phase.activity.practice
    section = factories.SectionFactory(practice=practice)
    page = editor.get(address(practice)).content.decode()
    for row in (section, phase, phase.activity):
        assert address(row) in page
    assert f"{reverse('admin:practices_section_add')}?practice={practice.pk}" in page
