from io import StringIO

import pytest
from django.core.management import call_command

from core.fixtures import load
from core.i18n import State
from core.languages_report import Key, counts
from tests.factories import GlossaryTermFactory, PracticeFactory, SectionFactory

pytestmark = pytest.mark.django_db

KIND = "practices.practice"


def of_practices(language, state, **options):
    texts, words = counts(**options)
    return texts[Key(KIND, language, state)], words[Key(KIND, language, state)]


def missing_terms():
    texts, _words = counts()
    kind, missing = "vocabulary.glossaryterm", State.MISSING
    return sum(n for key, n in texts.items() if (key.kind, key.state) == (kind, missing))


def test_texts_and_words_are_counted_by_language_and_state():
    practice = PracticeFactory(
        title_fr="Un titre", title_nl="Een titel", title_en="", summary_fr="", summary_nl="",
        summary_en="", one_line_fr="Une ligne ici", one_line_nl="", one_line_en="",
    )  # fmt: skip
    assert of_practices("fr", State.ORIGINAL) == (2, 5)
    assert of_practices("nl", State.REVIEWED) == (1, 2)
    assert of_practices("nl", State.MISSING) == (1, 3)
    assert of_practices("en", State.MISSING) == (2, 5)
    SectionFactory(practice=practice, text_fr="Six mots de plus dans une partie")
    assert of_practices("fr", State.ORIGINAL)[1] >= 12


def test_a_changed_original_makes_its_translations_outdated():
    practice = PracticeFactory(title_nl="Een titel")
    before, _words = of_practices("nl", State.OUTDATED)
    practice.title_fr = "Tout autre chose"
    practice.save()
    assert of_practices("nl", State.OUTDATED)[0] == before + 1


def test_an_abbreviation_that_a_language_lacks_is_not_missing():
    term = GlossaryTermFactory()
    before = missing_terms()
    term.abbreviation_fr = "ILA"
    term.save()
    assert missing_terms() == before


def test_unpublished_entries_can_be_left_out():
    PracticeFactory(title_fr="En travaux")
    assert of_practices("fr", State.ORIGINAL)[0] > 0
    assert of_practices("fr", State.ORIGINAL, published_only=True) == (0, 0)


def test_the_command_prints_a_line_for_each_kind_and_language():
    PracticeFactory()
    out = StringIO()
    call_command("report_languages", stdout=out)
    lines = [line.split()[:2] for line in out.getvalue().splitlines()]
    assert [KIND, "nl"] in lines and ["in", "all"] in lines


def test_no_text_of_the_fixtures_is_missing_or_outdated():
    load()
    texts, _words = counts(published_only=True)
    assert {k: n for k, n in texts.items() if k.state in (State.MISSING, State.OUTDATED)} == {}
