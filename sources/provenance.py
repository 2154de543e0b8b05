"""What the page of an entry says about where its texts come from, and how far to trust them."""

from collections import Counter
from dataclasses import dataclass, replace

from django.utils.functional import cached_property
from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from core import edtf_dates
from core.addresses import absolute, address_of
from core.context_processors import labels
from core.i18n import (
    Origin,
    State,
    language_codes,
    origin_of,
    source_language,
    text_of,
    translated_fields,
)
from core.markdown import plain
from core.notices import language_name, language_notice, state_labels
from core.templatetags.texts import marked
from sources.models import Role
from sources.parts import figure_inputs, locator_of, source_inputs

EXCERPT_WORDS = 30

# A role as it reads on the page of the organisation: “runs it”, not “run by”.
FROM_ITS_SIDE = {
    Role.DEVELOPED_BY: gettext_lazy("developed it"),
    Role.PRESENTED_BY: gettext_lazy("presents it"),
    Role.RUN_BY: gettext_lazy("runs it"),
    Role.COORDINATOR: gettext_lazy("coordinates it"),
    Role.PARTNER: gettext_lazy("is a partner in it"),
    Role.FUNDER: gettext_lazy("funds it"),
    Role.COMMISSIONED_BY: gettext_lazy("commissioned it"),
    Role.SUPPORTER: gettext_lazy("supports it"),
    Role.REFERS: gettext_lazy("refers participants to it"),
    Role.HOSTS: gettext_lazy("hosts it"),
    Role.CITED: gettext_lazy("is named in it"),
    Role.ORGANISER: gettext_lazy("organises it"),
    Role.PUBLISHER: gettext_lazy("published it"),
    Role.AUTHOR: gettext_lazy("wrote it"),
}


@dataclass
class Part:
    """A long text of an entry, with what is to be said about it."""

    row: object
    anchor: str
    heading: str
    source: dict  # inputs of components/source_line.html; None where nothing differs
    printed: str = ""
    notice_kind: str = ""  # what the notice of the page says, not to be said again


class Provenance:
    """What all pages of an entry share. The entry comes with its source, the publisher of that,
    and its citations. Subclasses set `letter`, of the short address, `section`, the name of the
    list that it stands in, and `rows`."""

    letter = section = ""
    special = ""  # heading of a section of kind “innovation” where that of practices does not fit
    beside_url = ""  # of the page that shows it in two languages, where there is one

    def __init__(self, entry):
        self.entry = entry
        self.source = entry.source
        self.shows_summary = self.source is None or self.source.shows_summary
        self.shows_texts = self.source is None or self.source.shows_texts

    def may_show(self, row):
        """A row with a source of its own follows that source's rights."""
        return row.source.shows_texts if row.source_id else self.shows_texts

    def shown(self, rows):
        return [row for row in rows if self.may_show(row)]

    @property
    def rows(self):
        """The rows with texts that the page shows besides the entry."""
        return []

    @cached_property
    def notice(self):
        return language_notice(self.entry, [self.entry, *self.rows])

    @property
    def notice_kind(self):
        return self.notice["kind"] if self.notice else ""

    @cached_property
    def breadcrumbs(self):
        return [
            {"url": address_of("home"), "label": _("Home")},
            {"url": address_of(self.section), "label": labels()[self.section]},
            {"label": marked(text_of(self.entry, "title"))},
        ]

    @property
    def rights_words(self):
        return _("The rights of the source let us show only this: %(what)s.") % {
            "what": self.source.get_show_display()
        }

    @property
    def description(self):
        """For search engines: the summary, else the title."""
        summary = text_of(self.entry, "summary") if self.shows_summary else None
        words = Truncator(plain(summary.value)).words(EXCERPT_WORDS) if summary else ""
        return words or text_of(self.entry, "title").value

    @property
    def state_line(self):
        """When it was described, and when somebody last checked it."""
        parts = []
        if self.source and self.source.date:
            date = edtf_dates.month(self.source.date)
            parts.append(_("Described in %(date)s") % {"date": date})
        parts += self.life
        if self.entry.verified_on:
            date = edtf_dates.words(self.entry.verified_on.isoformat())
            parts.append(_("Last checked on %(date)s") % {"date": date})
        elif parts:
            parts.append(_("Not checked since"))
        return parts

    @property
    def life(self):
        """More for the state line, such as whether it still runs."""
        return []

    @property
    def more_provenance(self):
        """More rows of “Where this comes from”: list of {label, value, lang}."""
        return []

    @property
    def origins(self):
        """How many of the texts of the page were printed, mended, written by the editors …"""
        hidden = [] if self.shows_summary else [(self.entry, "summary")]
        found = Counter(
            origin_of(row, field)
            for row in [self.entry, *self.rows]
            for field in translated_fields(type(row))
            if source_language(row, field) and (row, field) not in hidden
        )
        return [
            ngettext("%(origin)s: %(n)s text", "%(origin)s: %(n)s texts", found[origin])
            % {"origin": capfirst(origin.label), "n": found[origin]}
            for origin in Origin
            if found[origin]
        ]

    @property
    def languages(self):
        states = self.entry.language_states
        return [
            {"name": language_name(code), "state": State(states[code]).label}
            for code in language_codes()
            if code in states
        ]

    @property
    def locator(self):
        return locator_of(self.entry)

    @property
    def short_address(self):
        return absolute(f"/{self.letter}/{self.entry.slug}")

    @property
    def citations(self):
        """The further sources: inputs of components/source_line.html."""
        lines = []
        for citation in sorted(self.entry.citations.all(), key=lambda row: row.pk):
            note = text_of(citation, "note")
            line = source_inputs(citation)
            lines.append({**line, "labels": [marked(note)] if note else []})
        return lines

    def labels(self, row, name):
        """Origin and state of a text, where they differ from the rest of the page."""
        return state_labels(row, name, self.notice_kind)

    @property
    def summary_labels(self):
        return self.labels(self.entry, "summary")

    def part(self, row, anchor, heading, printed=""):
        """A row with a `text`, as a part of the page."""
        labels = self.labels(row, "text")
        source = source_inputs(row)
        if source or labels:
            source = {"title": "", "url": "", "locator": "", **(source or {}), "labels": labels}
        return Part(row, anchor, heading, source, printed, self.notice_kind)

    def heading_of(self, kind):
        return str(self.special if self.special and kind.code == "innovation" else kind)

    @cached_property
    def sections(self):
        """The parts of the description, each under the name of its kind."""
        return [
            self.part(
                section,
                f"s{section.position}",
                self.heading_of(section.kind),
                marked(text_of(section, "heading")),
            )
            for section in self.shown(self.entry.sections.all())
        ]

    @cached_property
    def figures(self):
        """Numbers are facts: they are shown whatever the rights. With their notes."""
        date = self.source.date if self.source else ""
        figures = sorted(self.entry.figures.all(), key=lambda figure: figure.position)
        return [{"row": figure, "inputs": figure_inputs(figure, date)} for figure in figures]


def languages_in_words(codes):
    return ", ".join(language_name(code) for code in codes)


def table_of_contents(*parts):
    """Inputs of components/toc.html from (anchor, heading, what is in it), without empty parts."""
    return [{"url": f"#{anchor}", "label": heading} for anchor, heading, inside in parts if inside]


def fact(label, value, detail="", url=""):
    """One of the inputs of components/facts.html."""
    return {"label": label, "value": value, "detail": detail, "url": url}


def link_card(entry, kicker="", meta=()):
    """An entry as a card on the page of another one, or in a list: components/card.html."""
    title = text_of(entry, "title")
    has_line = hasattr(entry, "one_line")
    line = text_of(entry, "one_line" if has_line else "summary")
    if not has_line and entry.source is not None and not entry.source.shows_summary:
        line = ""
    return {
        "url": entry.get_absolute_url(),
        "title": marked(title),
        "kicker": kicker,
        "one_line": excerpt(line) if line else "",
        "meta": [{"text": text} for text in meta if text],
    }


def excerpt(text):
    """The first words of a text, with their language."""
    return marked(replace(text, value=Truncator(plain(text.value)).words(EXCERPT_WORDS)))


def roles_by_entry(roles, name):
    """From roles to {"entry": published entry, "roles": "developed by, funder"}, by title.

    `name` is the field that leads to the entry; one with several roles comes once.
    """
    found = {}
    for role in sorted(roles, key=lambda role: (role.position, role.pk)):
        entry = getattr(role, name)
        if entry.is_published:
            item = found.setdefault(entry.pk, {"entry": entry, "roles": []})
            item["roles"].append(str(FROM_ITS_SIDE[role.role]))
    return in_order(found.values(), key=lambda item: item["entry"])


def in_order(items, key=lambda entry: entry):
    """By title in the active language, as `EntryQuerySet.in_order`, for rows already here."""
    column = f"sort_key_{get_language()}"
    return sorted(items, key=lambda item: (getattr(key(item), column), key(item).pk))
