"""The entries of `fixtures/`: loaded, loaded again, and written back."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils.translation import override

from core.fixtures import FOLDER, files, load, read_entries
from core.i18n import State, language_codes, source_language, state_of, translated_fields
from core.models import ContentVersion, Entry, PastSlug, Translated
from core.publishing import correct_slug, problems
from core.tree import children
from organisations.models import Contact
from practices.models import FacetCount, Practice, PracticeFacets, Section

pytestmark = pytest.mark.django_db

CONTENT = ["vocabulary", "sources", "organisations", "projects", "practices"]
MODELS = [
    model
    for label in CONTENT
    for model in apps.get_app_config(label).get_models()
    if model not in (PracticeFacets, FacetCount)  # kept by the database, in no file
]
FILES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.glob("[0-9]*/*.yaml"))


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The real fixtures, loaded once; what a test changes is taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        count = load()
        yield count
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def written(loaded):
    """What `core.fixtures` would write to each file."""
    return dict(files())


def everything():
    """All rows of content, as they stand in the database."""
    return {
        model._meta.label: [
            {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}
            for row in model.objects.order_by("pk")
        ]
        for model in [*MODELS, ContentVersion]
    }


def test_an_empty_database_gets_every_entry(loaded):
    assert loaded == len(list(read_entries()))
    for _path, rows in read_entries():
        root, model = rows[0]["fields"], apps.get_model(rows[0]["model"])
        key = next(root[name] for name in ["slug", "code", "path"] if name in root)
        assert model.objects.get_by_natural_key(key)


def test_every_row_of_every_file_is_there(loaded):
    wanted = {}
    for _path, rows in read_entries():
        for row in rows:
            wanted[row["model"]] = wanted.get(row["model"], 0) + 1
    found = {model._meta.label_lower: model.objects.count() for model in MODELS}
    assert {label: count for label, count in found.items() if count} == wanted


def test_loading_makes_the_pages_fresh(loaded):
    assert ContentVersion.objects.get().number > 1


def test_a_second_run_loads_nothing_and_changes_nothing(loaded):
    before = everything()
    assert load() == 0
    assert everything() == before


def test_the_language_of_the_moment_does_not_matter(loaded):
    before = comparable(Practice.objects.get(slug="mindspring"))
    with override("nl"):
        load(replace=["mindspring"])
    assert comparable(Practice.objects.get(slug="mindspring")) == before


def test_what_the_staff_wrote_stays(loaded):
    practice = Practice.objects.get(slug="amie")
    practice.title_fr = "AMIE, relu"
    practice.save()
    practice.sections.first().delete()
    count = practice.sections.count()
    assert load() == 0
    practice.refresh_from_db()
    assert practice.title_fr == "AMIE, relu"
    assert practice.sections.count() == count


def test_what_was_deleted_here_stays_deleted(loaded):
    Practice.objects.get(slug="mindspring").delete()
    assert load() == 0
    assert not Practice.objects.filter(slug="mindspring").exists()


def test_what_was_erased_here_stays_erased(loaded):
    Practice.objects.get(slug="mindspring").delete()
    PastSlug.objects.filter(slug="mindspring").update(reason=PastSlug.Reason.ERASED)
    assert load() == 0
    assert PastSlug.objects.get(slug="mindspring").reason == PastSlug.Reason.ERASED


def test_what_was_renamed_here_does_not_come_back_under_its_old_name(loaded):
    correct_slug(Practice.objects.get(slug="mindspring"), "mind-spring")
    assert load() == 0
    assert not Practice.objects.filter(slug="mindspring").exists()


def test_replacing_brings_one_entry_back_whole_and_leaves_the_others(loaded):
    before = comparable(Practice.objects.get(slug="integrapsy"))
    for practice in Practice.objects.filter(slug__in=["integrapsy", "mindspring"]):
        practice.title_fr = practice.title_nl = "autre"
        practice.save()
    assert Section.objects.filter(practice__slug="integrapsy").delete()[0]
    out = StringIO()
    call_command("load_fixtures", replace=["integrapsy"], stdout=out)
    assert out.getvalue() == "1 entries loaded.\n"
    assert comparable(Practice.objects.get(slug="integrapsy")) == before
    assert Practice.objects.get(slug="mindspring").title_fr == "autre"


def comparable(practice):
    """A practice with its rows, without keys, editions and days of change."""
    left_out = {"id", "edition", "practice_id", "activity_id", "phase_id", "updated_at"}
    return [
        {
            field.attname: getattr(row, field.attname)
            for field in row._meta.concrete_fields
            if field.attname not in left_out
        }
        for row in [practice, *children(practice)]
    ]


def test_replacing_keeps_the_identity_of_the_entry(loaded):
    before = Practice.objects.get(slug="mindspring").pk
    load(replace=["mindspring"])
    assert Practice.objects.get(slug="mindspring").pk == before


def test_an_entry_that_others_point_to_can_be_replaced(loaded):
    contacts = set(Contact.objects.values_list("pk", flat=True))
    load(replace=["cpas-anvers"])
    assert set(Contact.objects.values_list("pk", flat=True)) == contacts


@pytest.mark.parametrize("name", FILES)
def test_an_entry_is_written_back_to_the_byte(written, name):
    assert written[FOLDER / name] == (FOLDER / name).read_text()


def test_the_command_writes_an_entry(written):
    out = StringIO()
    call_command("write_fixture", "practices.practice", "amie", stdout=out)
    assert out.getvalue() == written[FOLDER / "60-practices/amie.yaml"]


@pytest.mark.parametrize(
    "arguments",
    [["practices.practice", "jamais"], ["practices.section", "amie"], ["practices.practice"], []],
    ids=str,
)
def test_the_command_says_what_it_cannot_write(loaded, arguments):
    with pytest.raises(CommandError):
        call_command("write_fixture", *arguments)


def test_no_loaded_translation_is_outdated_unless_its_file_says_of_what_it_is(loaded):
    said = "".join((FOLDER / name).read_text() for name in FILES).count('"of": ')
    outdated = [
        (row, field, code)
        for model in MODELS
        if issubclass(model, Translated)
        for row in model.objects.all()
        for field in translated_fields(model)
        for code in language_codes()
        if state_of(row, field, code) == State.OUTDATED
    ]
    assert len(outdated) <= said


def test_every_loaded_text_says_how_it_came_to_be(loaded):
    silent = [
        f"{row._meta.label_lower} {row.pk} {field}"
        for model in MODELS
        if issubclass(model, Translated)
        for row in model.objects.all()
        for field in translated_fields(model)
        if source_language(row, field) and not row.text_states.get(field)
    ]
    assert silent == []


def test_every_published_entry_of_the_fixtures_passes_its_publish_checks(loaded):
    failing = [
        f"{entry._meta.label_lower} {entry.slug}: {check.name}"
        for model in MODELS
        if issubclass(model, Entry)
        for entry in model.objects.published()
        for check in problems(entry)
    ]
    assert failing == []
