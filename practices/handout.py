"""A practice on one page: what it is, in short, and whom to ask.

What does not fit is left out from the end of each part by templates/documents/handout.typ, which
measures; here no single piece is longer than the page can bear.
"""

import re

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from core.blocks import foreign, in_lines, prose, run, runs_of, words_of
from core.i18n import text_of
from core.markdown import plain
from core.notices import language_words
from core.qr import qr
from practices.asked import lines_to_ask
from practices.parts import phase_title, rhythm_line
from practices.sheet import DOT, Sheet, joined
from sources.parts import name_of_source
from vocabulary.models import SectionKind

SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
WORDS = {"sentence": 60, "line": 35, "fact": 30}  # at most, in one piece


def handout(page):
    """The texts of the page, each part as a list of pieces in the order of their weight."""
    practice, sheet = page.practice, Sheet(page)
    return {
        "title": sheet.title,
        "head": runs_of(text_of(practice, "title")),
        "kicker": sheet.kicker(),
        "lead": runs_of(text_of(practice, "one_line")),
        "state": DOT.join(page.state_line),
        "notice": notice_of(page),
        "summary": sentences(practice) if page.shows_summary else [],
        "facts": [
            {"label": fact["label"], "runs": [run(shortened(fact["value"], "fact"))]}
            for fact in page.facts
        ],
        "ask": [
            [*lines_to_ask(entry), *([[run(entry["age"], small=True)]] if entry["age"] else [])]
            for entry in page.asked
        ],
        "how": how_it_works(page),
        "strengths": [
            [run(shortened(piece, "line"), foreign(text_of(section, "text")))]
            for group in page.groups
            for section in group.strengths
            for piece in pieces(section, "text")
        ],
        "source": source_of(page),
        "words": {
            "facts": _("In short"),
            "ask": _("Whom to ask"),
            "no_contact": _("We know of no contact for this entry."),
            "how": _("How it works"),
            "strengths": _("Strengths"),
            "shortened": _("Shortened to fit one page. More at:"),
            "whole": _("The whole practice:"),
        },
        "qr": qr(page.short_address),
    }


def shortened(words, kind):
    return Truncator(words).words(WORDS[kind])


def pieces(row, field):
    """The paragraphs and list items of a long text, without their marks."""
    found = in_lines(prose(row, field))
    return [line.strip() for line in words_of(found).split("\n") if line.strip()]


def in_one_line(row, field):
    """The same, one after the other; a semicolon stands where no sentence ends."""
    line = ""
    for piece in pieces(row, field):
        line += ("" if not line else " " if line[-1] in ".!?:;" else "; ") + piece
    return line


def notice_of(page):
    """How far to trust the language, in one line; what the rights let us show."""
    found = " ".join(language_words(page.notice)) if page.notice else ""
    return joined(" ", found, "" if page.shows_texts else page.rights_words)


def sentences(practice):
    shown = text_of(practice, "summary")
    pieces = SENTENCE_END.split(plain(shown.value)) if shown else []
    return [[run(shortened(piece, "sentence"), foreign(shown))] for piece in pieces]


def how_it_works(page):
    """Its activities with their rhythm and phases; where it has none, how its source begins to
    tell it."""
    if not page.shows_texts:
        return []
    if page.activities:
        return [activity_line(activity) for activity in page.activities]
    how = [group for group in page.groups if group.code == SectionKind.Group.HOW]
    return [section_line(section) for group in how for section in group.sections]


def activity_line(activity):
    title = text_of(activity, "title")
    phases = joined(", ", *(phase_title(phase) for phase in activity.own_phases))
    more = joined(DOT, rhythm_line(activity.own_rhythms), phases)
    if not more:
        more = in_one_line(activity, "objectives") or in_one_line(activity, "content")
    return [
        run(title.value, foreign(title), strong=True),
        *([run(f": {shortened(more, 'line')}", foreign(title))] if more else []),
    ]


def section_line(section):
    shown = text_of(section, "text")
    return [
        run(f"{section.kind}: ", strong=True),
        run(shortened(in_one_line(section, "text"), "line"), foreign(shown)),
    ]


def source_of(page):
    if page.source is None:
        return ""
    return f"{_('Source:')} {name_of_source(page.source)}"
