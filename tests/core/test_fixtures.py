"""Loading the entries of `fixtures/`, again and again, and writing them back."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils.translation import override

from core.fixtures import FOLDER, FixtureError, files, load, read_entries
from core.i18n import State, language_codes, source_language, state_of, translated_fields
from core.models import ContentVersion, Entry, PastSlug, Translated
from core.publishing import correct_slug, problems
from core.tree import children
from organisations.models import Contact
from practices.models import Practice, Section
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db

CONTENT = ["vocabulary", "sources", "organisations", "projects", "practices"]
MODELS = [model for label in CONTENT for model in apps.get_app_config(label).get_models()]
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


# --- The real fixtures


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


# --- Small ones, made up here


def theme(code="x", **fields):
    return {"model": "vocabulary.theme", "fields": {"code": code, "label_fr": "Un thème"} | fields}


def source(**fields):
    fields = {"slug": "s", "title_fr": "Une brochure", "original_language": "fr"} | fields
    return {"model": "sources.source", "fields": fields}


@pytest.fixture
def folder(tmp_path):
    def write(**entries):
        (tmp_path / "10-made-up").mkdir(exist_ok=True)
        for name, rows in entries.items():
            text = rows if isinstance(rows, str) else yaml.safe_dump(rows, allow_unicode=True)
            (tmp_path / "10-made-up" / f"{name}.yaml").write_text(text)
        return tmp_path

    return write


LINK = {
    "model": "practices.practicetheme",
    "fields": {"practice": ["never"], "theme": ["x"], "position": 1},
}
BROKEN = {
    "an unknown column": [theme("y", colour="red")],
    "an unknown kind": [{"model": "vocabulary.colour", "fields": {"code": "red"}}],
    "a broken rule": [theme("y", label_fr="")],
    "a slug that makes no address": [source(slug="Not A Slug")],
    "a reference to nothing": [theme("y", merged_into=["never"])],
    "a row of nothing": [theme("y"), LINK],
    "a date that is none": [source(date="2016-13")],
    "no YAML": "- model: [",
    "no rows": "just words",
    "no fields": [{"model": "vocabulary.theme"}],
}


@pytest.mark.parametrize("what", BROKEN)
def test_one_broken_file_and_nothing_is_loaded(folder, what):
    made = folder(a_good=[theme("good")], b_broken=BROKEN[what])
    before = everything()
    with pytest.raises(FixtureError) as caught:
        load(folder=made)
    assert "b_broken.yaml" in str(caught.value)
    assert everything() == before
    assert not Theme.objects.exists()


def test_the_command_says_in_one_line_what_is_broken(folder, monkeypatch):
    made = folder(broken=BROKEN["an unknown column"])
    monkeypatch.setattr("core.fixtures.load.__wrapped__.__defaults__", ((), made), raising=False)
    with pytest.raises(CommandError, match=r"^Nothing was loaded\. broken\.yaml: "):
        call_command("load_fixtures")


def test_the_real_fixtures_with_one_broken_file_load_nothing_at_all(tmp_path):
    copy = Path(shutil.copytree(FOLDER, tmp_path / "fixtures"))
    last = sorted(copy.glob("[0-9]*/*.yaml"))[-1]
    last.write_text(last.read_text() + '\n- model: "practices.section"\n  fields:\n    x: 1\n')
    with pytest.raises(FixtureError, match=last.name):
        load(folder=copy)
    assert [model._meta.label for model in MODELS if model.objects.exists()] == []


def test_a_translation_is_stamped_with_its_original(folder):
    states = {"label": {"fr": {"state": "original"}, "nl": {"state": "draft"}}}
    load(folder=folder(a=[theme("x", label_nl="Een thema", text_states=states)]))
    row = Theme.objects.get()
    assert state_of(row, "label", "nl") == State.DRAFT
    assert "of" in row.text_states["label"]["nl"]


def test_a_translation_that_its_file_calls_outdated_is_loaded_so(folder):
    states = {
        "label": {"fr": {"state": "original"}, "nl": {"state": "draft", "of": "0123456789abcdef"}}
    }
    load(folder=folder(a=[theme("x", label_nl="Een thema", text_states=states)]))
    assert state_of(Theme.objects.get(), "label", "nl") == State.OUTDATED


def test_entries_of_one_file_are_loaded_each_on_its_own(folder):
    made = folder(a=[theme("x")])
    assert load(folder=made) == 1
    assert load(folder=folder(a=[theme("x", label_fr="Changé"), theme("y")])) == 1
    assert Theme.objects.get(code="x").label_fr == "Un thème"


def test_an_entry_may_point_to_one_that_is_loaded_later(folder):
    load(folder=folder(a=[theme("x", merged_into=["y"])], b=[theme("y")]))
    assert Theme.objects.get(code="x").merged_into.code == "y"
