"""What published means: who sees an entry, what must be true before, and what stays after."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import override

from core.models import ContentVersion, Entry, PastSlug
from core.publishing import (
    NotPublishable,
    archive,
    checks_of,
    correct_slug,
    problems,
    publish,
    touch_content,
)
from practices.models import Practice
from tests.factories import (
    DAY,
    FACTORIES,
    ActivityFactory,
    ContactFactory,
    ContactPointFactory,
    EventRoleFactory,
    FormatFactory,
    OrganisationFactory,
    PastSlugFactory,
    PracticeFactory,
    PracticeRoleFactory,
    PracticeTargetGroupFactory,
    PracticeThemeFactory,
    ProjectFactory,
    ProjectRoleFactory,
    PublicationRoleFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

ENTRIES = {model._meta.model_name: model for model in FACTORIES if issubclass(model, Entry)}
STATUSES = ["draft", "in-review", "published", "archived"]
of_each_kind = pytest.mark.parametrize("kind", ENTRIES)


def make(kind, **values):
    return FACTORIES[ENTRIES[kind]](**values)


def names_of_problems(entry):
    return [check.name for check in problems(entry)]


# --- Who sees what


@of_each_kind
def test_published_is_one_status_and_nothing_else(kind):
    rows = {status: make(kind, status=status, first_published_on=DAY) for status in STATUSES}
    assert list(ENTRIES[kind].objects.published()) == [rows["published"]]
    assert [status for status, row in rows.items() if row.is_published] == ["published"]


@of_each_kind
def test_a_mention_is_published_but_not_listed(kind):
    mention, listed = make(kind, public=True, mention=True), make(kind, public=True)
    assert set(ENTRIES[kind].objects.published()) == {mention, listed}
    assert list(ENTRIES[kind].objects.listed()) == [listed]


@of_each_kind
@pytest.mark.parametrize("status", ["draft", "in-review"])
def test_an_entry_that_is_not_published_is_not_found(client, kind, status):
    entry = make(kind, status=status)
    for language in ["fr", "nl", "en"]:
        with override(language):
            assert client.get(entry.get_absolute_url()).status_code == 404


@of_each_kind
@pytest.mark.parametrize("status", ["draft", "in-review"])
def test_those_who_may_change_it_see_a_preview_that_nobody_keeps(client, kind, status):
    entry = make(kind, status=status)
    client.force_login(staff_with(f"change_{kind}"))
    response = client.get(entry.get_absolute_url())
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"] and "private" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in response.text


@of_each_kind
def test_other_staff_do_not_find_it(client, kind):
    entry = make(kind)
    client.force_login(staff_with(f"view_{kind}"))
    assert client.get(entry.get_absolute_url()).status_code == 404


def staff_with(codename):
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename=codename))
    return user


def test_a_preview_is_never_kept_for_the_next_visitor(client):
    entry = PracticeFactory()
    client.force_login(staff_with("change_practice"))
    assert client.get(entry.get_absolute_url()).status_code == 200
    client.logout()
    assert client.get(entry.get_absolute_url()).status_code == 404


def test_a_published_page_is_the_same_for_staff(client):
    entry = PracticeFactory(published=True)
    anonymous = client.get(entry.get_absolute_url())
    client.force_login(staff_with("change_practice"))
    assert client.get(entry.get_absolute_url()).content == anonymous.content


def test_an_organisation_that_is_not_published_is_its_printed_name_without_a_link(client):
    draft = OrganisationFactory(title_fr="Nom au registre")
    practice = PracticeFactory(published=True)
    PracticeRoleFactory(practice=practice, organisation=draft, name_as_printed="Nom dans le texte")
    page = client.get(practice.get_absolute_url()).text
    assert "Nom dans le texte" in page
    assert "Nom au registre" not in page
    assert draft.slug not in page


def test_nor_is_its_name_on_the_cards_of_lists(client):
    practice = PracticeFactory(published=True)
    practice.roles.all().delete()
    draft = OrganisationFactory(title_fr="Nom au registre")
    PracticeRoleFactory(practice=practice, organisation=draft, name_as_printed="Nom dans le texte")
    for path in ["/fr/", "/fr/pratiques/"]:
        page = client.get(path).text
        assert practice.title_fr in page
        assert "Nom au registre" not in page


def test_an_organisation_that_is_published_is_a_link(client):
    practice = PracticeFactory(published=True)
    role = practice.roles.get()
    page = client.get(practice.get_absolute_url()).text
    assert f'<a href="{role.organisation.get_absolute_url()}">' in page


# --- Publish checks


CHECKS = {kind: [check.name for check in checks_of(model)] for kind, model in ENTRIES.items()}


def test_the_checks_of_each_kind_are_these():
    every = ["title", "summary", "main-source"]
    wanted = {
        "organisation": every,
        "project": [*every, "organisation"],
        "event": [*every, "organisation", "date"],
        "publication": [*every, "organisation"],
        "practice": [*every, "organisation", "reach", "theme", "target-group", "formats"],
    }
    assert wanted == CHECKS


@of_each_kind
def test_each_check_has_a_message_for_people(kind):
    for check in checks_of(ENTRIES[kind]):
        for language in ["fr", "nl", "en"]:
            with override(language):
                assert len(str(check.message)) > 10
                assert str(check.message).endswith(".")


@of_each_kind
def test_a_complete_entry_has_no_problem(kind):
    assert names_of_problems(make(kind, published=True)) == []


@of_each_kind
def test_an_entry_without_its_title_is_named(kind):
    entry = make(kind, published=True)
    entry.title_fr = ""
    assert names_of_problems(entry) == ["title"]


@of_each_kind
def test_an_entry_without_a_summary_in_the_original_language_is_named(kind):
    assert names_of_problems(make(kind, published=True, summary_fr="")) == ["summary"]


@of_each_kind
def test_an_entry_without_a_source_is_named(kind):
    entry = make(kind, published=True)
    entry.source = None
    found = names_of_problems(entry)
    assert found == ["main-source"]


@of_each_kind
def test_a_mention_needs_no_summary_but_a_source(kind):
    assert names_of_problems(make(kind, mention=True)) == []
    assert names_of_problems(make(kind, mention=True, source=None)) == ["main-source"]


def test_an_organisation_of_unknown_kind_can_be_published():
    assert names_of_problems(OrganisationFactory(kind=None)) == []


@pytest.mark.parametrize("kind", ["project", "event", "publication"])
def test_somebody_stands_behind_it(kind):
    assert names_of_problems(make(kind)) == ["organisation"]


@pytest.mark.parametrize("role", [ProjectRoleFactory, EventRoleFactory, PublicationRoleFactory])
def test_an_organisation_in_any_role_is_enough(role):
    entry = role()
    owner = (
        entry.project if role is ProjectRoleFactory else getattr(entry, role.__name__[:-11].lower())
    )
    assert names_of_problems(owner) == []


def test_an_event_has_a_date_as_printed_at_least():
    event = EventRoleFactory(event__date="").event
    assert names_of_problems(event) == ["date"]
    event.date_as_printed = "un jour de novembre"
    assert names_of_problems(event) == []


def test_a_practice_names_an_organisation_a_theme_and_a_way_to_reach_someone():
    assert names_of_problems(PracticeFactory()) == ["organisation", "reach", "theme"]


def complete(**values):
    return PracticeFactory(published=True, **values)


def test_a_practice_is_reached_by_its_own_contact():
    practice = complete()
    practice.roles.update(organisation=OrganisationFactory(street=""))
    assert names_of_problems(practice) == ["reach"]
    contact = ContactPointFactory(of_contact=True, contact__organisation=None).contact
    practice.contacts.add(contact)
    assert names_of_problems(practice) == []


def test_a_practice_without_a_known_contact_says_so_in_a_note():
    practice = complete()
    practice.roles.update(organisation=OrganisationFactory(street=""))
    assert names_of_problems(practice) == ["reach"]
    practice.editorial_note_fr = "La source ne donne aucun contact."
    assert names_of_problems(practice) == []


def test_a_contact_that_is_not_published_reaches_nobody():
    practice = complete()
    practice.roles.update(organisation=OrganisationFactory(street=""))
    hidden = ContactFactory(is_published=False, organisation=None)
    ContactPointFactory(of_contact=True, contact=hidden)
    practice.contacts.add(hidden)
    assert names_of_problems(practice) == ["reach"]


def test_a_practice_is_reached_through_its_organisation_or_the_publisher_of_its_source():
    practice = complete()
    silent = OrganisationFactory(street="")
    practice.roles.update(organisation=silent)
    point = ContactPointFactory(organisation=silent, is_published=False)
    assert names_of_problems(practice) == ["reach"]
    point.is_published = True
    point.save()
    assert names_of_problems(practice) == []
    point.delete()
    practice.source.publisher = OrganisationFactory()
    assert names_of_problems(practice) == []


def test_a_practice_has_one_to_five_themes():
    practice = complete()
    PracticeThemeFactory.create_batch(4, practice=practice)
    assert names_of_problems(practice) == []
    PracticeThemeFactory(practice=practice)
    assert names_of_problems(practice) == ["theme"]


def test_a_practice_has_four_target_groups_at_most():
    practice = complete()
    PracticeTargetGroupFactory.create_batch(4, practice=practice)
    assert names_of_problems(practice) == []
    PracticeTargetGroupFactory(practice=practice)
    assert names_of_problems(practice) == ["target-group"]


def test_a_practice_has_four_formats_at_most_and_none_beside_activities():
    practice = complete()
    practice.formats.set(FormatFactory.create_batch(4))
    assert names_of_problems(practice) == []
    practice.formats.add(FormatFactory())
    assert names_of_problems(practice) == ["formats"]
    practice.formats.set([FormatFactory()])
    ActivityFactory(practice=practice)
    assert names_of_problems(practice) == ["formats"]
    practice.formats.clear()
    assert names_of_problems(practice) == []


# --- Moves


@of_each_kind
def test_publishing_dates_the_entry_and_makes_pages_fresh(kind):
    entry = make(kind, published=True, status="draft", first_published_on=None)
    edition = entry.edition
    touch_content()
    before = ContentVersion.objects.get().number
    publish(entry)
    entry.refresh_from_db()
    assert (entry.status, entry.first_published_on) == ("published", timezone.localdate())
    assert entry.edition == edition + 1
    assert set(entry.language_states) == {"fr", "nl", "en"}
    assert ContentVersion.objects.get().number == before + 1


def test_publishing_again_keeps_the_first_day():
    entry = complete()
    archive(entry)
    publish(entry)
    assert entry.first_published_on == DAY


@of_each_kind
def test_an_incomplete_entry_is_refused_and_stays_as_it_was(kind):
    entry = make(kind, source=None)
    touch_content()
    before = ContentVersion.objects.get().number
    with pytest.raises(NotPublishable) as caught:
        publish(entry)
    assert "main-source" in [check.name for check in caught.value.problems]
    assert entry.slug in str(caught.value)
    entry.refresh_from_db()
    assert (entry.status, entry.first_published_on) == ("draft", None)
    assert ContentVersion.objects.get().number == before


@of_each_kind
def test_an_archived_entry_answers_410_and_names_what_replaced_it(client, kind):
    entry = make(kind, published=True)
    entry.replaced_by = make(kind, published=True, title_fr="La suite")
    archive(entry)
    response = client.get(entry.get_absolute_url())
    assert response.status_code == 410
    assert "La suite" in response.text
    assert entry.replaced_by.get_absolute_url() in response.text


def test_an_archived_entry_does_not_name_a_replacement_that_nobody_may_see(client):
    entry = complete()
    entry.replaced_by = PracticeFactory(title_fr="Encore un secret")
    archive(entry)
    response = client.get(entry.get_absolute_url())
    assert response.status_code == 410
    assert "Encore un secret" not in response.text


@of_each_kind
def test_a_merged_entry_leads_to_its_survivor(client, kind):
    entry, survivor = make(kind, published=True), make(kind, published=True)
    archive(entry, merged_into=survivor)
    for language in ["fr", "nl", "en"]:
        with override(language):
            response = client.get(entry.get_absolute_url())
            assert (response.status_code, response["Location"]) == (
                301,
                survivor.get_absolute_url(),
            )


def test_an_entry_merged_into_one_that_is_not_public_is_gone(client):
    entry = complete()
    archive(entry, merged_into=PracticeFactory())
    assert client.get(entry.get_absolute_url()).status_code == 410


def test_publishing_a_merged_entry_undoes_the_merge(client):
    entry = complete()
    archive(entry, merged_into=PracticeFactory(published=True))
    publish(entry)
    assert client.get(entry.get_absolute_url()).status_code == 200


def test_archiving_takes_effect_at_once_although_pages_are_kept(client):
    entry = complete()
    assert client.get(entry.get_absolute_url()).status_code == 200
    archive(entry)
    assert client.get(entry.get_absolute_url()).status_code == 410
    publish(entry)
    assert client.get(entry.get_absolute_url()).status_code == 200


# --- Slugs that an entry no longer has


@of_each_kind
def test_a_corrected_slug_leads_on_in_every_language(client, kind):
    entry = make(kind, published=True, slug="ecrit-faux")
    correct_slug(entry, "ecrit-juste")
    for language in ["fr", "nl", "en"]:
        with override(language):
            new = entry.get_absolute_url()
            assert new.endswith("/ecrit-juste/")
            response = client.get(new.replace("juste", "faux"))
            assert (response.status_code, response["Location"]) == (301, new)
            assert client.get(new).status_code == 200


def test_a_slug_corrected_twice_leads_on_in_one_step(client):
    entry = complete(slug="un")
    correct_slug(entry, "deux")
    correct_slug(entry, "trois")
    response = client.get("/fr/pratiques/un/")
    assert response["Location"] == "/fr/pratiques/trois/"


def test_a_slug_corrected_back_leads_nowhere_but_to_itself(client):
    entry = complete(slug="un")
    correct_slug(entry, "deux")
    correct_slug(entry, "un")
    assert client.get("/fr/pratiques/un/").status_code == 200
    assert client.get("/fr/pratiques/deux/")["Location"] == "/fr/pratiques/un/"


@pytest.mark.parametrize("slug", ["pris", "Pas bon", "", "x" * 41])
def test_a_slug_that_is_taken_or_not_well_formed_is_refused(slug):
    complete(slug="pris")
    entry = complete(slug="libre")
    with pytest.raises(ValidationError):
        correct_slug(entry, slug)
    assert Practice.objects.filter(slug="libre").exists()
    assert not PastSlug.objects.exists()


@of_each_kind
def test_a_deleted_entry_is_gone_and_remembered(client, kind):
    entry = make(kind, published=kind in ("organisation", "project"), public=True)
    address, slug = entry.get_absolute_url(), entry.slug
    entry.delete()
    past = PastSlug.objects.get(kind=entry._meta.label_lower, slug=slug)
    assert past.reason == PastSlug.Reason.DELETED
    assert client.get(address).status_code == 410


def test_entries_deleted_in_bulk_are_remembered_too(client):
    PracticeFactory.create_batch(2)
    Practice.objects.all().delete()
    assert PastSlug.objects.filter(reason="deleted").count() == 2


def test_an_erased_entry_stays_erased_when_its_slug_is_deleted_again():
    PastSlugFactory(slug="efface", erased=True)
    PracticeFactory(slug="efface").delete()
    assert PastSlug.objects.get().reason == PastSlug.Reason.ERASED


def test_what_never_was_is_not_found(client):
    assert client.get("/fr/pratiques/jamais-vu/").status_code == 404


def test_a_past_slug_of_another_kind_says_nothing(client):
    PastSlugFactory(kind="projects.project", slug="ailleurs")
    assert client.get("/fr/pratiques/ailleurs/").status_code == 404
    assert client.get("/fr/projets/ailleurs/").status_code == 410


def test_a_project_shows_on_its_practice_only_while_it_is_public(client):
    practice, project = complete(), ProjectFactory(title_fr="Projet caché")
    practice.projects.add(project)
    assert "Projet caché" not in client.get(practice.get_absolute_url()).text
    project.lead = OrganisationFactory()
    publish(project)
    assert "Projet caché" in client.get(practice.get_absolute_url()).text
