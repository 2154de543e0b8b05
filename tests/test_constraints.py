"""Every named constraint of the database is broken once, through the ORM, and says its name."""

from contextlib import contextmanager
from functools import partial

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, connection, models, transaction

from core.i18n import language_codes, translated_fields
from core.models import Entry, Translated
from practices.models import FacetCount, PracticeFacets
from sources.models import Figure, Source
from tests.factories import (
    DAY,
    FACTORIES,
    ContactFactory,
    ContactPointFactory,
    EventFactory,
    OrganisationFactory,
    PastSlugFactory,
    PhaseFactory,
    PlaceFactory,
    PostFactory,
    PracticeFactory,
    PracticeLinkFactory,
    ProjectFactory,
    RhythmFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

OURS = [
    "core",
    "accounts",
    "vocabulary",
    "sources",
    "organisations",
    "projects",
    "practices",
    "pages",
]
MODELS = [model for label in OURS for model in apps.get_app_config(label).get_models()]
KEPT = [FacetCount, PracticeFacets]  # by the database itself: no row of theirs is made
ENTRIES = [model for model in MODELS if issubclass(model, Entry)]


def constraints():
    """(name, model, constraint or unique field) of all that the database holds true."""
    for model in MODELS:
        for constraint in model._meta.constraints:
            yield constraint.name, model, constraint
        for field in model._meta.local_fields:
            if field.unique and not field.primary_key:
                yield f"{model._meta.db_table}_{field.column}_key", model, field


ALL = {name: (model, rule) for name, model, rule in constraints()}


@contextmanager
def refused_by(name):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert caught.value.__cause__.diag.constraint_name == name


# --- Families: constraints that many models share. Each breaks a constraint of a model.


def break_unique_field(model, field):
    value = getattr(FACTORIES[model](), field.name)
    FACTORIES[model](**{field.name: value})


def break_known(model, constraint):
    """A code that is on no list; short enough for the narrowest column."""
    name = constraint.name.removeprefix(f"{model._meta.db_table}_").removesuffix("_known")
    is_list = isinstance(model._meta.get_field(name), ArrayField)
    FACTORIES[model](**{name: ["?"] if is_list else "?"})


def break_in_some_language(model, constraint, empty=""):
    name = constraint.name.removeprefix(f"{model._meta.db_table}_")
    field = name.removesuffix("_in_some_language")
    FACTORIES[model](**{f"{field}_{code}": empty for code in language_codes()})


def break_in_original_language(model, constraint, empty=""):
    name = constraint.name.removeprefix(f"{model._meta.db_table}_")
    field = name.removesuffix("_in_original_language")
    FACTORIES[model](original_language="fr", **{f"{field}_fr": empty, f"{field}_nl": "Aanwezig"})


def break_once(model, constraint):
    row = FACTORIES[model]()
    FACTORIES[model](**{name: getattr(row, name) for name in constraint.fields})


def break_in_order(model, constraint):
    field = constraint.name.removeprefix(f"{model._meta.db_table}_").removesuffix("_in_order")
    FACTORIES[model](**{f"{field}_from": 3, f"{field}_to": 2})


def break_form(model, constraint):
    field = constraint.name.removesuffix("_form").rsplit("_", 1)[-1]
    FACTORIES[model](**{field: "Pas-Ça"})


def break_published_has_day(model, constraint):
    FACTORIES[model](public=True, first_published_on=None)


def break_merged_is_archived(model, constraint):
    FACTORIES[model](merged_into=FACTORIES[model]())


def break_not_its_own_successor(model, constraint):
    row = FACTORIES[model]()
    model.objects.filter(pk=row.pk).update(replaced_by=row.pk)


def break_value_or_words(model, constraint):
    FACTORIES[model](value=None, qualifier="in-words", as_printed="")


def break_as_of_has_date(model, constraint):
    FACTORIES[model](basis="as-of", as_of="")


FAMILIES = {
    "_known": break_known,
    "_in_some_language": break_in_some_language,
    "_in_original_language": break_in_original_language,
    "_once": break_once,
    "_in_order": break_in_order,
    "_form": break_form,
    "_published_has_day": break_published_has_day,
    "_merged_is_archived": break_merged_is_archived,
    "_not_its_own_successor": break_not_its_own_successor,
    "_value_or_words": break_value_or_words,
    "_as_of_has_date": break_as_of_has_date,
}


# --- The others, one by one.


def break_own_parent():
    row = OrganisationFactory()
    row.parent = row
    row.save()


def break_link_to_itself():
    row = PracticeFactory()
    PracticeLinkFactory(practice=row, other=row)


PARTICULAR = {
    "core_pastslug_corrected_leads_on": partial(PastSlugFactory, reason="corrected", became=""),
    "core_contentversion_one_row": partial(FACTORIES[apps.get_model("core.contentversion")], pk=2),
    "vocabulary_place_kind_known": partial(PlaceFactory, town=True, kind="?"),
    "vocabulary_place_path_form": partial(PlaceFactory, path="be//wal"),
    "vocabulary_place_precision_known": partial(
        PlaceFactory, latitude=50, longitude=4, precision="nonsense"
    ),
    "vocabulary_place_country_has_no_parent": partial(PlaceFactory, kind="region", parent=None),
    "vocabulary_place_coordinates_whole": partial(PlaceFactory, latitude=50),
    "sources_source_given_by_whom_and_when": partial(SourceFactory, permission_on=None),
    "sources_source_refused_shows_facts": partial(
        SourceFactory, permission="refused", show="summary"
    ),
    "organisations_organisation_not_its_own_parent": break_own_parent,
    "organisations_contact_person_needs_ground": partial(ContactFactory, person="Camille Dupont"),
    "organisations_contactpoint_one_owner": partial(ContactPointFactory, organisation=None),
    "projects_project_budget_has_currency": partial(ProjectFactory, currency=""),
    "projects_event_ends_after_start": partial(EventFactory, starts_at="12:00", ends_at="09:00"),
    "practices_practicelink_to_another": break_link_to_itself,
    "practices_rhythm_one_owner": partial(RhythmFactory, practice=None),
    "practices_rhythm_times_have_unit": partial(RhythmFactory, per_unit=""),
    "practices_rhythm_length_has_unit": partial(RhythmFactory, length_unit=""),
    "practices_rhythm_duration_has_unit": partial(RhythmFactory, duration_unit=""),
    "practices_post_numbers_not_negative": partial(PostFactory, head_count=-1),
}


def breaker_of(name, model, rule):
    """The function that breaks a constraint; None where nobody wrote one."""
    if name in PARTICULAR:
        return PARTICULAR[name]
    if isinstance(rule, models.Field):
        return partial(break_unique_field, model, rule)
    family = next((suffix for suffix in FAMILIES if name.endswith(suffix)), None)
    return partial(FAMILIES[family], model, rule) if family else None


@pytest.mark.parametrize("name", ALL)
def test_a_row_that_breaks_the_constraint_is_refused_by_its_name(name):
    breaks = breaker_of(name, *ALL[name])
    with refused_by(name):
        breaks()


@pytest.mark.parametrize("name", [name for name in ALL if name.endswith("_language")])
def test_an_absent_text_is_refused_like_an_empty_one(name):
    breaks = breaker_of(name, *ALL[name])
    with refused_by(name):
        breaks(empty=None)


def test_no_constraint_is_left_without_somebody_who_breaks_it():
    assert [name for name, rule in ALL.items() if breaker_of(name, *rule) is None] == []


def test_nobody_breaks_a_constraint_that_is_gone():
    assert set(PARTICULAR) - set(ALL) == set()
    used = [suffix for suffix in FAMILIES if any(name.endswith(suffix) for name in ALL)]
    assert used == list(FAMILIES)


def test_the_database_holds_the_constraints_that_the_models_name():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype IN ('c', 'u') "
            "UNION SELECT indexname FROM pg_indexes WHERE indexdef LIKE 'CREATE UNIQUE%'"
        )
        held = {name for (name,) in cursor.fetchall()}
    assert set(ALL) - held == set()


def test_every_choice_that_is_required_is_held_by_a_constraint():
    """A list of choices that only the form knows is no rule: an import would break it."""
    free = [
        f"{model._meta.label_lower}.{field.name}"
        for model in MODELS
        for field in model._meta.local_fields
        if field.choices and f"{model._meta.db_table}_{field.name}_known" not in ALL
    ]
    held_otherwise = {
        "practices.rhythm.per_unit",  # …_have_unit
        "practices.rhythm.length_unit",
        "practices.rhythm.duration_unit",
    }
    assert sorted(set(free) - held_otherwise) == []


# --- Further ways to break the rules of one row, and what is allowed.


@pytest.mark.parametrize("model", ENTRIES)
def test_an_entry_is_not_merged_into_itself(model):
    row = FACTORIES[model](archived=True)
    with refused_by(f"{model._meta.db_table}_not_its_own_successor"):
        model.objects.filter(pk=row.pk).update(merged_into=row.pk)


@pytest.mark.parametrize(
    "slug", ["", "-a", "a-", "a--b", "A", "é", "a b", "a/b", "a_b", "a\n"], ids=repr
)
def test_a_slug_in_another_form_is_refused(slug):
    with refused_by("practices_practice_slug_form"):
        PracticeFactory(slug=slug)


@pytest.mark.parametrize(
    ("name", "make", "values"),
    [
        ("core_pastslug_corrected_leads_on", PastSlugFactory, {"became": "somewhere"}),
        ("vocabulary_place_coordinates_whole", PlaceFactory, {"precision": "locality"}),
        (
            "vocabulary_place_coordinates_whole",
            PlaceFactory,
            {"latitude": 91, "longitude": 4, "precision": "locality"},
        ),
        (
            "vocabulary_place_coordinates_whole",
            PlaceFactory,
            {"latitude": 50, "longitude": 4, "precision": ""},
        ),
        (
            "vocabulary_place_coordinates_whole",
            PlaceFactory,
            {"latitude": 50, "longitude": None, "precision": "locality"},
        ),
        ("sources_source_given_by_whom_and_when", SourceFactory, {"permission_by": ""}),
        ("projects_project_budget_has_currency", ProjectFactory, {"currency": "eur"}),
        ("projects_project_budget_has_currency", ProjectFactory, {"total_budget": -1}),
        ("projects_project_budget_has_currency", ProjectFactory, {"total_budget": None}),
        ("projects_event_ends_after_start", EventFactory, {"ends_at": "09:00"}),
        ("practices_post_numbers_not_negative", PostFactory, {"full_time_equivalent": -1}),
        ("practices_rhythm_times_have_unit", RhythmFactory, {"per_unit": "aeon"}),
        ("practices_rhythm_length_has_unit", RhythmFactory, {"length_unit": "aeon"}),
        ("practices_rhythm_duration_has_unit", RhythmFactory, {"duration_unit": "aeon"}),
        (
            "practices_rhythm_times_have_unit",
            RhythmFactory,
            {"times_from": None, "times_to": None},
        ),
    ],
)
def test_the_other_side_of_a_rule_is_refused_too(name, make, values):
    with refused_by(name):
        make(**values)


def test_a_rhythm_or_a_contact_point_has_one_owner_only():
    with refused_by("practices_rhythm_one_owner"):
        RhythmFactory(phase=PhaseFactory())
    with refused_by("organisations_contactpoint_one_owner"):
        ContactPointFactory(contact=ContactFactory())


def test_a_country_lies_in_nothing():
    with refused_by("vocabulary_place_country_has_no_parent"):
        PlaceFactory(parent=PlaceFactory())


@pytest.mark.parametrize("model", [model for model in MODELS if model not in KEPT])
def test_a_valid_row_passes(model):
    row = FACTORIES[model]()
    row.full_clean(exclude=never_typed(model))
    check_now()


def never_typed(model):
    """`title` itself is no column that anybody fills: its languages are."""
    return translated_fields(model) if issubclass(model, Translated) else ["password"]


def check_now():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    ("make", "values"),
    [
        (PlaceFactory, {"town": True}),
        (PlaceFactory, {"latitude": 50.85, "longitude": 4.35, "precision": "locality"}),
        (SourceFactory, {"permission": "refused", "show": Source.Show.FACTS}),
        (
            SourceFactory,
            {"permission": "none-recorded", "permission_by": "", "permission_on": None},
        ),
        (ContactFactory, {"person_shown": True}),
        (ContactFactory, {"person": "Camille Dupont", "is_published": False}),
        (ContactPointFactory, {"of_contact": True}),
        (ContactPointFactory, {"cut_off": True}),
        (ProjectFactory, {"total_budget": 0}),
        (ProjectFactory, {"total_budget": None, "currency": ""}),
        (EventFactory, {"starts_at": "09:00"}),
        (EventFactory, {"starts_at": "09:00", "ends_at": "12:00", "kind": ""}),
        (PracticeFactory, {"dutch_original": True}),
        (PracticeFactory, {"mention": True, "french_only": True}),
        (PracticeFactory, {"slug": "a"}),
        (PracticeFactory, {"slug": "amie-2-anvers"}),
        (RhythmFactory, {"of_activity": True}),
        (RhythmFactory, {"of_phase": True}),
        (RhythmFactory, {"times_from": 2, "times_to": 2, "length_from": None, "length_to": 3}),
        (RhythmFactory, {"times_from": None, "times_to": None, "per_unit": ""}),
        (PostFactory, {"head_count": None, "full_time_equivalent": 0}),
        (PastSlugFactory, {"corrected": True}),
        (PastSlugFactory, {"erased": True}),
    ],
)
def test_what_the_rules_allow_passes(make, values):
    assert make(**values).pk
    check_now()


@pytest.mark.parametrize("model", [m for m in MODELS if issubclass(m, Figure)])
def test_a_figure_may_be_said_in_words_only(model):
    assert FACTORIES[model](in_words=True, basis="undated", as_of="").pk


@pytest.mark.parametrize("model", ENTRIES)
def test_a_merged_entry_in_the_archive_passes(model):
    survivor = FACTORIES[model](public=True)
    merged = FACTORIES[model](archived=True, merged_into=survivor, replaced_by=survivor)
    assert merged.pk and merged.first_published_on != DAY


def test_two_rows_can_change_places_in_one_transaction():
    first, second = PostFactory(position=1), None
    second = PostFactory(practice=first.practice, position=2)
    first.position, second.position = 2, 1
    first.save()
    second.save()
    check_now()
    assert list(first.practice.posts.order_by("position")) == [second, first]
