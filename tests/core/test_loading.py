"""Loading entries made up here, broken ones among them: all or nothing."""

import shutil
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command

from core.fixtures import FOLDER, FixtureError, load
from core.i18n import State, state_of
from tests.core.test_fixtures import MODELS, everything
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db


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
