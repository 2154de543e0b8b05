"""The pages of events and publications: dated things beside a project."""

from django.db.models import Prefetch
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from core import edtf_dates
from core.i18n import text_of
from core.templatetags.texts import marked, name_link
from organisations.reach import within_reach
from projects.models import Event, EventRole, Publication, PublicationRole
from sources.provenance import Provenance, fact, languages_in_words
from vocabulary.models import PLACE_WITH_PARENTS


def _for_page(entries, roles):
    return entries.select_related(
        "project", "source__publisher", "merged_into", "replaced_by"
    ).prefetch_related(
        Prefetch("roles", roles.select_related("organisation").order_by("position", "pk")),
        "citations__source",
    )


def events_for_page():
    return _for_page(Event.objects.select_related(PLACE_WITH_PARENTS), EventRole.objects)


def publications_for_page():
    return _for_page(Publication.objects.all(), PublicationRole.objects)


class HappeningPage(Provenance):
    """What the pages of an event and of a publication share."""

    def __init__(self, entry):
        super().__init__(entry)
        self.roles = list(entry.roles.all())

    @property
    def rows(self):
        return self.roles

    @property
    def date(self):
        """The date in words, else as the source prints it."""
        return edtf_dates.words(self.entry.date) or self.entry.date_as_printed

    @property
    def description_labels(self):
        return self.labels(self.entry, "description")

    def facts_of(self, *facts):
        """Its own facts, then those that both have; only what is known."""
        entry, note = self.entry, text_of(self.entry, "date_note")
        shared = [
            fact(_("Language"), languages_in_words(entry.languages)),
            fact(_("Part of the project"), name_link(entry.project) if self._has_project() else ""),
        ]
        date = fact(_("Date"), self.date, marked(note) if note else "")
        return [known for known in [date, *facts, *shared] if known["value"]]

    def _has_project(self):
        return self.entry.project is not None and self.entry.project.is_published

    @property
    def partners(self):
        """Organisations by role: list of (role, links)."""
        groups = {}
        for role in self.roles:
            groups.setdefault(role.get_role_display(), []).append(role)
        return list(groups.items())

    @property
    def asked(self):
        """Its organisations; their own pages say how to reach them, where that is known."""
        organisations = [role.organisation for role in self.roles]
        publisher = self.source.publisher if self.source else None
        heading = ""
        if not any(organisation.is_published for organisation in organisations) and publisher:
            organisations = [publisher]
            heading = _("No phone or e-mail is known. The publisher of the source:")
        found = {o.pk: o for o in organisations if o.is_published}
        reached = within_reach(found)
        silent = [organisation for key, organisation in found.items() if key not in reached]
        found = [found[key] for key in found if key in reached]
        return [
            *self._asked(found, heading),
            *self._asked(silent, heading or _("No phone, e-mail or postal address is known of:")),
        ]

    def _asked(self, organisations, heading):
        """The heading stands above the first."""
        return [
            {
                "heading": "" if number else heading,
                "name": marked(text_of(organisation, "title")),
                "url": organisation.get_absolute_url(),
            }
            for number, organisation in enumerate(organisations)
        ]


class EventPage(HappeningPage):
    letter, section = "e", "events"

    @property
    def facts(self):
        event = self.entry
        place = str(event.place) if event.place else ""
        where = ", ".join(dict.fromkeys(filter(None, [event.venue, place])))
        return self.facts_of(
            fact(_("Time"), self.time),
            fact(_("Where"), where),
            fact(_("Online"), _("yes") if event.is_online else ""),
            fact(_("Kind"), event.get_kind_display() if event.kind else ""),
        )

    @property
    def time(self):
        event = self.entry
        if event.starts_at is None:
            return ""
        return "–".join(time_format(at) for at in (event.starts_at, event.ends_at) if at)


class PublicationPage(HappeningPage):
    letter, section = "b", "publications"

    @property
    def facts(self):
        publication = self.entry
        return self.facts_of(
            fact(_("Kind"), publication.get_kind_display() if publication.kind else ""),
        )
