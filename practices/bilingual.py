"""Two languages of a practice side by side, in the order of its page: for teams of two languages,
and for whoever reads a translation against its original."""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from core.addresses import address_of
from core.i18n import Origin, State, Text, language_codes, source_language, text_of
from core.markdown import render
from core.templatetags.texts import marked
from core.views import languages_of
from practices.groups import groups_of, hang_rhythms
from practices.models import PracticeLink
from sources.provenance import Provenance
from vocabulary.models import SectionKind

STEPS = ["objectives", "content", "organisation"]


@dataclass
class Side:
    """One text in one language, and what is to be said about it."""

    code: str
    text: Text
    html: str
    labels: list

    @property
    def direction(self):
        return self.text.direction

    @property
    def is_missing(self):
        return self.text.state == State.MISSING


@dataclass
class Pair:
    label: str
    sides: list


@dataclass
class Block:
    """A section, an activity, the posts …: under its anchor of the practice page."""

    anchor: str
    heading: str
    pairs: list


@dataclass
class Group:
    code: str
    label: str
    blocks: list


def other_language(entry, asked):
    """The language beside the reader's: the one asked for, else that of the original, else the
    first one that the entry can be read in."""
    here = get_language()
    wished = [asked, entry.original_language, *languages_of(entry), *language_codes()]
    return next(code for code in wished if code and code != here)


def text_beside(row, field, language):
    """The text of a field in this language alone; missing where a reader would get another's."""
    shown = text_of(row, field, language)
    if shown.language == language or shown.state == State.SAME:
        return shown
    return Text("", language, State.MISSING)


class BilingualPage(Provenance):
    """What a template needs to show a practice of `for_page()` in two languages."""

    letter, section = "p", "practices"

    def __init__(self, practice, other):
        super().__init__(practice)
        hang_rhythms([practice])
        pair = [get_language(), other]
        # The original first, as on the editors' screen.
        self.codes = sorted(pair, key=lambda code: code != practice.original_language)
        if practice.original_language not in pair:
            self.codes = [other, get_language()]
        self.groups = [group for group in self._groups() if group.blocks]
        self._label()

    @cached_property
    def columns(self):
        """The head of each column: the language, and what most of its texts are."""
        names, columns = dict(settings.LANGUAGES), []
        for index, code in enumerate(self.codes):
            state, origin = self.usual[index]
            labels = [State(state).label] if state else []
            labels += [Origin(origin).label] if origin else []
            columns.append(
                {
                    "code": code,
                    "name": names[code],
                    "direction": "rtl" if get_language_info(code)["bidi"] else "ltr",
                    "labels": labels,
                    "url": address_of("practice", self.entry.slug, language=code),
                }
            )
        return columns

    @property
    def choices(self):
        """The languages to put beside the reader's."""
        here = get_language()
        return [
            {"code": code, "name": name, "current": code in self.codes}
            for code, name in settings.LANGUAGES
            if code != here
        ]

    # --- The texts, in the order of the practice page

    def _groups(self):
        sections = self.shown(self.entry.sections.all())
        yield Group("head", "", self._head(sections))
        for group in groups_of(self.entry, sections, self.shows_texts):
            yield Group(group.code, group.label, list(self._parts(group)))
        yield Group("money", _("Money and partners"), self._money())
        citations = self._rows(self.entry.citations.all(), "note")
        facts = [*self._fields(self.entry, "running_note"), *citations]
        yield Group("source", _("Where this comes from"), self._block("", "", facts))

    def _head(self, sections):
        practice = self.entry
        updates = [s for s in sections if s.kind.group == SectionKind.Group.TOP]
        whole = [rhythm for rhythm in practice.own_rhythms if rhythm.practice_id]
        whole = whole if self.shows_texts else []
        summary = ["summary"] if self.shows_summary else []
        facts = [
            *self._fields(practice, *summary, "level"),
            *self._rows(whole, "label", "as_printed"),
            *self._fields(practice, "editorial_note"),
        ]
        return [
            *self._block("", "", self._fields(practice, "title", "one_line")),
            *self._sections(updates),
            *self._block("", "", facts),
        ]

    def _parts(self, group):
        criteria = self._rows(group.criteria, "text", "editorial_note")
        yield from self._block("", _("Who can take part"), criteria)
        tasks = ["tasks"] if self.shows_texts else []
        posts = self._rows(group.posts, "role", *tasks, "editorial_note")
        yield from self._block("", _("Team"), posts)
        figures = self._rows(group.figures, "label", "unit", "editorial_note")
        yield from self._block("", _("Figures"), figures)
        yield from self._sections(group.before)
        for activity in group.activities:
            anchor, title = f"a{activity.position}", marked(text_of(activity, "title"))
            yield from self._block(anchor, title, self._activity(activity))
        yield from self._sections([*group.strengths, *group.weaknesses, *group.after])

    def _sections(self, sections):
        return [
            block
            for section in sections
            for block in self._block(
                f"s{section.position}",
                str(section.kind),
                self._fields(section, "heading", "text", "editorial_note"),
            )
        ]

    def _activity(self, activity):
        pairs = self._fields(activity, "title")
        pairs += self._rows(activity.own_rhythms, "label", "as_printed")
        pairs += self._fields(activity, *STEPS)
        for number, phase in enumerate(activity.own_phases, 1):
            of_phase = self._fields(phase, "title")
            of_phase += self._rows(phase.own_rhythms, "label", "as_printed")
            of_phase += self._fields(phase, *STEPS, "editorial_note")
            for pair in of_phase:
                pair.label = _("Phase %(number)s: %(label)s") % {
                    "number": number,
                    "label": pair.label,
                }
            pairs += of_phase
        return pairs + self._fields(activity, "editorial_note")

    def _money(self):
        links = PracticeLink.objects.filter(Q(practice=self.entry) | Q(other=self.entry))
        links = links.select_related("practice", "other").order_by("pk")
        linked = [link for link in links if link.practice.is_published and link.other.is_published]
        return [
            *self._block("", _("Organisations"), self._rows(self.entry.roles.all(), "note")),
            *self._block("", _("Other practices"), self._rows(linked, "note")),
        ]

    def _block(self, anchor, heading, pairs):
        """A list of one block, or of none where it would be empty."""
        return [Block(anchor, heading, pairs)] if pairs else []

    def _rows(self, rows, *fields):
        rows = sorted(rows, key=lambda row: (getattr(row, "position", 0), row.pk))
        return [pair for row in rows for pair in self._fields(row, *fields)]

    def _fields(self, row, *fields):
        """A pair for each of these fields that is filled in some language."""
        pairs = []
        for name in fields:
            if source_language(row, name) is None:
                continue
            field = row._meta.get_field(name)
            as_html = render if isinstance(field, models.TextField) else escape
            texts = [(code, text_beside(row, name, code)) for code in self.codes]
            sides = [Side(code, text, as_html(text.value), []) for code, text in texts]
            pairs.append(Pair(capfirst(str(field.verbose_name)), sides))
        return pairs

    # --- What is usual in a column is said once, at its head

    def _label(self):
        """Give each side the labels in which it differs from the rest of its column."""
        sides = [
            (index, side)
            for group in self.groups
            for block in group.blocks
            for pair in block.pairs
            for index, side in enumerate(pair.sides)
        ]
        self.usual = [
            (
                _commonest(s.text.state for i, s in sides if i == index and not s.is_missing),
                _commonest(s.text.origin for i, s in sides if i == index and not s.is_missing),
            )
            for index in range(len(self.codes))
        ]
        for index, side in sides:
            state, origin = self.usual[index]
            if not side.is_missing and side.text.state != state:
                side.labels.append(State(side.text.state).label)
            if side.text.origin not in ("", origin) and side.text.state != State.SAME:
                side.labels.append(Origin(side.text.origin).label)


def _commonest(values):
    counted = Counter(value for value in values if value != State.SAME).most_common(1)
    return counted[0][0] if counted else ""
