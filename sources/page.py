"""The page of a source: what it is, its rights, and all that rests on it."""

from django.db.models import Prefetch
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core import edtf_dates
from core.addresses import address_of
from core.i18n import State, language_codes, state_of, text_of
from core.notices import language_name
from core.templatetags.texts import marked
from sources.models import Source
from sources.parts import locator_of
from sources.provenance import in_order, languages_in_words, link_card, table_of_contents

# Kinds of entry that rest on sources: the name by which a source reaches them.
KINDS = ["practice", "organisation", "project", "event", "publication"]


def for_page():
    """Public sources with all that rests on them: two queries for each kind of entry."""
    prefetches = []
    for kind in KINDS:
        citation = Source._meta.get_field(f"{kind}citations").related_model
        entry = citation._meta.get_field(kind).related_model
        prefetches += [
            Prefetch(f"{kind}s", entry.objects.published().select_related("source")),
            Prefetch(f"{kind}citations", citation.objects.select_related(f"{kind}__source")),
        ]
    return Source.objects.public().select_related("publisher").prefetch_related(*prefetches)


def languages_of_source(source):
    """The languages in which a source can be read: its title, and what it is where that is said."""
    fields = [field for field in ["title", "description"] if text_of(source, field)]
    return [
        code
        for code in language_codes()
        if all(state_of(source, field, code) != State.MISSING for field in fields)
    ]


class SourcePage:
    """What a template needs to show one source."""

    def __init__(self, source):
        self.source = source
        self.publisher = source.publisher
        self.entries = {kind: self._entries(kind) for kind in KINDS}

    @cached_property
    def related(self):
        """What it describes: list of (anchor, heading, cards)."""
        headings = {
            "practice": _("Practices"),
            "organisation": _("Organisations"),
            "project": _("Funded projects"),
            "event": _("Events"),
            "publication": _("Publications"),
        }
        groups = [
            (f"{kind}s", headings[kind], [entry for entry in entries if not entry.is_mention])
            for kind, entries in self.entries.items()
        ]
        return [
            (anchor, heading, [link_card(e, meta=[self._locator(e)]) for e in entries])
            for anchor, heading, entries in groups
            if entries
        ]

    @cached_property
    def mentions(self):
        """What it merely names."""
        everything = [entry for entries in self.entries.values() for entry in entries]
        return in_order(entry for entry in everything if entry.is_mention)

    def _entries(self, kind):
        """Published entries of one kind that rest on the source, mainly or among others."""
        cited = [getattr(row, kind) for row in getattr(self.source, f"{kind}citations").all()]
        found = {*getattr(self.source, f"{kind}s").all(), *cited}
        return in_order(entry for entry in found if entry.is_published)

    def _locator(self, entry):
        """Where in the source it stands, as printed."""
        return locator_of(entry) if entry.source_id == self.source.pk else ""

    @cached_property
    def notice(self):
        """Inputs of components/language_notice.html, or None where all is the reader's own."""
        title, description = text_of(self.source, "title"), text_of(self.source, "description")
        kind = None
        if title.is_foreign and (description.is_foreign or not description):
            kind = "missing"
        elif title.is_foreign or description.is_foreign:
            kind = "partly"
        elif State.OUTDATED in (title.state, description.state):
            kind = "outdated"
        elif State.DRAFT in (title.state, description.state):
            kind = "draft"
        if kind is None:
            return None
        return {"kind": kind, "language": language_name(self.source.original_language), "url": ""}

    @property
    def notice_kind(self):
        return self.notice["kind"] if self.notice else ""

    @property
    def breadcrumbs(self):
        return [
            {"url": address_of("home"), "label": _("Home")},
            {"url": address_of("sources"), "label": _("Sources")},
            {"label": marked(text_of(self.source, "title"))},
        ]

    @property
    def printed_publisher(self):
        """The publisher's name as printed, where it is another than ours."""
        printed = self.source.publisher_as_printed
        shown = self.publisher and self.publisher.is_published
        return printed if shown and printed != str(self.publisher) else ""

    @property
    def printed_date(self):
        """The date as printed, where it says it otherwise than we do."""
        printed = self.source.date_as_printed
        return "" if printed == edtf_dates.words(self.source.date) else printed

    @property
    def languages(self):
        return languages_in_words(self.source.languages or [self.source.original_language])

    @property
    def contents(self):
        return table_of_contents(
            ("rights", _("Rights"), True),
            *self.related,
            ("mentions", _("Only mentioned in it"), self.mentions),
        )
