"""The fixtures say what their sources say, and leave nothing out (see `against_source`)."""

from functools import cache

import pytest
import yaml

from tests.against_source import (
    DOCUMENTS,
    EXCEPTIONS,
    Document,
    claims_of_entry,
    document,
    entries,
    exceptions,
    hold_against,
    letters,
    uncovered,
    unstated,
)
from tests.facts_of_source import facts, unkept

SOURCES = sorted(path.name.split(".")[0] for path in DOCUMENTS.glob("*.txt"))
CHAPTERS = [
    (source, heading)
    for source in SOURCES
    for _line, level, heading in document(source).headings
    if level == 1
]
UNEDITED = 0.97


@cache
def all_claims():
    return [claim for name, rows in entries() for claim in claims_of_entry(rows, name)]


@cache
def held(source):
    claims = [claim for claim in all_claims() if claim.source == source]
    text = document(source)
    return text, hold_against(claims, text, exceptions(source)[1])


@pytest.mark.parametrize("source", SOURCES)
def test_every_printed_text_is_found_in_its_chapter(source):
    _text, report = held(source)
    assert report.letters, "no fixture rests on this source"
    assert [str(claim) for claim in report.missing] == []


@pytest.mark.parametrize("source", SOURCES)
def test_what_was_mended_is_said_and_rare(source):
    _text, report = held(source)
    assert [str(claim) for claim in report.unexplained] == []
    assert report.unedited_share >= UNEDITED


@pytest.mark.parametrize(("source", "chapter"), CHAPTERS)
def test_every_line_of_the_chapter_is_kept(source, chapter):
    text, report = held(source)
    left_out, _mended = exceptions(source)
    left = uncovered(text, report.covered, text.span(chapter))
    assert [found for found in left if found[1] not in left_out] == []


@pytest.mark.parametrize("source", SOURCES)
def test_every_line_of_the_document_is_kept_and_no_exception_is_idle(source):
    text, report = held(source)
    left_out, _mended = exceptions(source)
    left = uncovered(text, report.covered, text.span(""))
    assert [found for found in left if found[1] not in left_out] == []
    unused = set(left_out) - {stretch for _line, stretch in left}
    assert unused == set(), "on the list of exceptions without need"


def test_every_text_says_what_it_is():
    silent = [f"{name} {text}" for name, rows in entries() for text in unstated(rows)]
    assert silent == []


def test_every_exception_has_a_reason():
    reasons = [reason for source in SOURCES for reason in exceptions(source)[0].values()]
    assert all(reasons)


def rows_resting_on(source):
    """The rows of each entry that says this source anywhere."""
    for _name, rows in entries():
        own = rows[0]["model"] == "sources.source" and rows[0]["fields"]["slug"] == source
        if own or any(row["fields"].get("source") == [source] for row in rows):
            yield from rows


@pytest.mark.parametrize("source", SOURCES)
def test_every_address_date_amount_and_number_is_kept(source):
    path = next(DOCUMENTS.glob(f"{source}.*.txt"))
    left_out = yaml.safe_load(EXCEPTIONS.read_text(encoding="utf-8"))[source].get("facts", [])
    lost = unkept(path.read_text(encoding="utf-8"), list(rows_resting_on(source)))
    allowed = {row["text"] for row in left_out if row["reason"]}
    assert [fact for fact in lost if fact[1] not in allowed] == []
    assert allowed - {words for _kind, words in lost} == set(), "excepted without need"


# The checkers themselves: they must be able to fail.


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("email", "info@cire.be"),
        ("web", "https://www.cire.be/x"),
        ("web", "www.cire.be"),
        ("phone", "02 229 36 46"),
        ("date", "25 mai"),
        ("date", "27-04-2021"),
        ("date", "juin 2016"),
        ("date", "2017"),
        ("number", "29,6 %"),
        ("number", "1 389 738,81 €"),
        ("number", "24 women"),
    ],
)
def test_a_fact_is_found_by_its_form_and_missed_where_no_row_has_it(kind, words):
    text = f"Vu: {words}, dit la source."
    assert (kind, words) in list(facts(text))
    assert (kind, words) in unkept(text, [{"fields": {"text_fr": "Rien de tel."}}])
    assert (kind, words) not in unkept(text, [{"fields": {"as_printed": f"x {words} y"}}])


def test_a_phone_number_glued_to_a_word_is_found():
    assert ("phone", "085 21 34 81") in list(facts("CONTACT085 21 34 81"))


def test_the_parts_of_a_document_without_headings_are_given():
    text = Document("ONE\nMeet.\nTWO\nLearn.", {"ONE": 1, "TWO": 3})
    assert text.span("ONE") == (0, 2)
    assert text.span("TWO") == (2, 4)
    with pytest.raises(LookupError):
        text.span("THREE")


BROCHURE = """# First chapter

## 1. In short

They meet **12** times<sup>1</sup> a year &ndash; 1,6 % of all.

## 1.1 Steps

<b>Aim</b>\t<ol> <li>1) Meet people</li> <li>2) Learn</li> </ol>

- Bring a friend

# Second chapter

They meet 21 times a year.
"""


def entry(text, origin="printed", locator="", **fields):
    states = {"text": {"en": {"state": "original", "origin": origin}}}
    root = {"slug": "x", "source": ["brochure"], "locator": "First chapter"}
    part = {"text_en": text, "text_states": states, "locator": locator, **fields}
    return [
        {"model": "practices.practice", "fields": root},
        {"model": "practices.section", "fields": part},
    ]


def report_on(*entries, mended=()):
    claims = [claim for rows in entries for claim in claims_of_entry(rows, "x.yaml")]
    return hold_against(claims, Document(BROCHURE), mended)


def missing(*entries):
    return [claim.text for claim in report_on(*entries).missing]


def test_marks_do_not_count_and_letters_and_digits_do():
    assert letters("1. *Ça* [va](http://a.b) ?\n- <b>l’[été]{lang=fr}</b> 1,6 %") == "Çavalété1,6"
    assert letters("## 1. In short") == letters("1. In short", is_heading=True) == "1Inshort"


def test_a_text_as_printed_is_found():
    assert missing(entry("They meet 12 times a year – 1,6 % of all.")) == []
    assert missing(entry("1. Meet people\n2. Learn")) == []


def test_a_wrong_digit_is_missed():
    assert missing(entry("They meet 13 times a year")) == ["They meet 13 times a year"]
    assert missing(entry("a year – 16 % of all")) == ["a year – 16 % of all"]


def test_a_dropped_negation_or_changed_letter_is_missed():
    assert missing(entry("They met 12 times")) == ["They met 12 times"]


def test_a_text_of_another_chapter_is_missed():
    assert missing(entry("They meet 21 times a year.")) == ["They meet 21 times a year."]
    assert missing(entry("They meet 21 times a year.", locator="Second chapter")) == []


def test_a_text_of_another_part_of_the_chapter_is_missed():
    assert missing(entry("They meet 12 times", locator="1.1")) == ["They meet 12 times"]
    assert missing(entry("Bring a friend", locator="1")) == []


def test_a_place_that_the_source_does_not_have_is_an_error():
    with pytest.raises(LookupError):
        report_on(entry("Bring a friend", locator="7.3"))


def test_a_column_as_printed_is_held_against_the_source_too():
    assert missing(entry("Bring a friend", as_printed="21 times")) == []
    assert missing(entry("Bring a friend", as_printed="22 times")) == ["22 times"]


def test_a_text_without_state_or_origin_is_named():
    rows = entry("They met 12 times", origin="")
    assert list(unstated(rows)) == ["practices.section text_en"]
    rows[1]["fields"]["text_states"] = {}
    assert list(unstated(rows)) == ["practices.section text_en"]


def test_what_no_text_holds_is_named_with_its_line():
    rows = entry("They meet 12 times a year – 1,6 % of all."), entry("Meet people\n\nLearn")
    text = Document(BROCHURE)
    left = uncovered(text, report_on(*rows).covered, text.span("First chapter"))
    assert left == [(3, "1Inshort"), (7, "1.1Steps"), (9, "Aim"), (11, "Bringafriend")]


def test_what_a_source_says_twice_must_be_kept_twice():
    text = Document("Say it.\n\nSay it.")
    rows = entry("Say it.")
    claims = claims_of_entry(rows, "x.yaml")
    once = hold_against(claims, text)
    assert uncovered(text, once.covered, text.span("")) == [(3, "Sayit")]
    twice = hold_against(claims * 2, text)
    assert uncovered(text, twice.covered, text.span("")) == []


def test_a_mended_text_is_found_and_must_say_so():
    now = "They meets 12 times a year – 1,6 % of all."
    report = report_on(entry(now, origin="mended"))
    assert not report.missing
    assert [claim.text for claim in report.unexplained] == [now]
    assert 0.9 < report.unedited_share < 1
    assert report_on(entry(now, "mended", editorial_note_en="meets")).unexplained == []
    assert report_on(entry(now, "mended"), mended=["They meets"]).unexplained == []


def test_another_text_is_not_a_mended_one():
    wrong = "We never meet anybody in winter, says the guide."
    assert [c.text for c in report_on(entry(wrong, origin="mended")).missing] == [wrong]
