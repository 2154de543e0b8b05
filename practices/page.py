"""The practice page, put together in the order of its blocks, in a fixed number of queries."""

from django.conf import settings
from django.db.models import Prefetch, Q
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import edtf_dates
from core.addresses import address_of
from core.i18n import text_of
from core.mailboxes import without_mailboxes
from core.sharing import mailto
from core.templatetags.texts import marked, name_link
from core.views import languages_of
from organisations.reach import people_to_ask_of_each
from practices.checklist import checklist
from practices.facts import Facts
from practices.groups import groups_of, hang_rhythms
from practices.models import (
    DOERS,
    Activity,
    Practice,
    PracticeCitation,
    PracticeFigure,
    PracticeLink,
    PracticePlace,
    PracticeRole,
    PracticeTargetGroup,
    PracticeTheme,
    Section,
)
from practices.related import related_cards
from projects.models import Project
from sources.provenance import Provenance
from vocabulary.models import PLACE_WITH_PARENTS, SectionKind


def for_page():
    """Practices with all that their page shows, except rhythms and links (one query each)."""
    sections = Section.objects.select_related("kind", "source").order_by(
        "kind__position", "position"
    )
    activities = (
        Activity.objects.select_related("source")
        .prefetch_related("formats", "phases")
        .order_by("position")
    )
    places = PracticePlace.objects.select_related(PLACE_WITH_PARENTS).order_by("pk")
    return Practice.objects.select_related(
        "source__publisher", "standing_by", "merged_into"
    ).prefetch_related(
        Prefetch("theme_links", PracticeTheme.objects.select_related("theme")),
        Prefetch("target_group_links", PracticeTargetGroup.objects.select_related("target_group")),
        Prefetch("place_links", places),
        Prefetch("sections", sections),
        Prefetch("activities", activities),
        "posts",
        "criteria",
        Prefetch("figures", PracticeFigure.objects.select_related("source")),
        Prefetch("roles", PracticeRole.objects.select_related("organisation")),
        Prefetch("projects", Project.objects.select_related("fund").order_by("pk")),
        Prefetch("citations", PracticeCitation.objects.select_related("source").order_by("pk")),
    )


def shown_groups(practice):
    """The groups of a practice of `for_page()` with what its rights let us show."""
    rights = Provenance(practice)
    return groups_of(practice, rights.shown(practice.sections.all()), rights.shows_texts)


def pages_of(practices):
    """The pages of some practices of `for_page()`, in three queries for all."""
    if not practices:
        return []
    hang_rhythms(practices)
    pages = [PracticePage(practice) for practice in practices]
    asked = people_to_ask_of_each([(page.practice, page.public_roles) for page in pages])
    for page in pages:
        page.asked = asked[page.practice.pk]
    return pages


def hang_links(pages):
    """Give pages their `links` to and from other public practices, for documents: one query for
    all. On screen they stand among the related practices."""
    practices = [page.practice for page in pages]
    rows = PracticeLink.objects.filter(
        Q(practice__in=practices) | Q(other__in=practices)
    ).select_related("practice", "other")
    public = [row for row in rows if row.practice.is_published and row.other.is_published]
    for page in pages:
        pk = page.practice.pk
        page.links = [row for row in public if pk in (row.practice_id, row.other_id)]


class PracticePage(Provenance):
    """What a template needs to show one practice; every attribute is read once.

    The practice went through `hang_rhythms`; `asked` comes with `pages_of`.
    """

    letter, section = "p", "practices"

    def __init__(self, practice):
        super().__init__(practice)
        self.practice, self.asked = practice, []
        self.activities, self.rhythms = practice.own_activities, practice.own_rhythms
        self.roles = sorted(practice.roles.all(), key=lambda role: (role.position, role.pk))
        self.facts = Facts(practice, self.activities, self.rhythms, self.shows_texts)
        self.own_sections = self.shown(practice.sections.all())
        self.updates = [s for s in self.own_sections if s.kind.group == SectionKind.Group.TOP]
        self.groups = groups_of(practice, self.own_sections, self.shows_texts)
        self.beside_url = practice.bilingual_url if len(languages_of(practice)) > 1 else ""

    @cached_property
    def related(self):
        cards = related_cards(self.practice, self.formats)
        return [("related", _("Related practices"), cards)] if cards else []

    @property
    def public_roles(self):
        return [role for role in self.roles if role.organisation.is_published]

    @property
    def rows(self):
        practice = self.practice
        rows = [*self.own_sections, *practice.posts.all()]
        if self.shows_texts:
            rows += [*self.rhythms, *practice.criteria.all()]
            rows += [row for a in self.activities for row in [a, *a.own_phases]]
        return rows

    @property
    def original_url(self):
        """To the same parts in the original words: where a translation has to be trusted."""
        return self.beside_url if self.notice_kind not in ("", "missing") else ""

    @property
    def life(self):
        """Does it run, and until when?"""
        practice = self.practice
        if practice.ended:
            ended = practice.running == Practice.Running.ENDED
            words = _("Ended in %(date)s") if ended else _("Planned until %(date)s")
            return [words % {"date": edtf_dates.month(practice.ended)}]
        if practice.running != Practice.Running.UNKNOWN:
            return [capfirst(practice.get_running_display())]
        return []

    @property
    def running_as_printed(self):
        return without_mailboxes(self.practice.running_as_printed)

    @property
    def more_provenance(self):
        practice = self.practice
        standing = practice.standing_by and name_link(practice.standing_by)
        note = text_of(practice, "running_note")
        rows = [
            (practice.get_standing_display(), standing, ""),
            (
                _("What the source says about when"),
                self.running_as_printed,
                practice.original_language,
            ),
            (_("About the dates"), marked(note) if note else "", ""),
        ]
        return [
            {"label": label, "value": value, "lang": code} for label, value, code in rows if value
        ]

    @property
    def one_line(self):
        return text_of(self.practice, "one_line").value

    @property
    def doers(self):
        """Each organisation that does it, once, by its most telling role."""
        doing = [role for role in self.roles if role.role in DOERS]
        doing.sort(key=lambda role: DOERS.index(role.role), reverse=True)
        by_organisation = {role.organisation_id: role for role in doing}
        return list(reversed(by_organisation.values()))

    @property
    def silent(self):
        unknown = self.facts.unknown
        if not unknown:
            return ""
        return _("The source says nothing about: %(facts)s.") % {"facts": ", ".join(unknown)}

    @property
    def tags(self):
        listed = address_of("practices")
        themes = [(link.theme, "theme", "theme") for link in self.practice.theme_links.all()]
        groups = [
            (link.target_group, "who", "for_whom")
            for link in self.practice.target_group_links.all()
        ]
        formats = [(term, "format", "format") for term in self.formats]
        return [
            {"label": str(term), "kind": kind, "url": f"{listed}?{name}={term.code}"}
            for term, kind, name in [*themes, *groups, *formats]
        ]

    @property
    def formats(self):
        """Of its activities; its own where it has none."""
        if not self.activities:
            return list(self.practice.formats.all())
        terms = {term for activity in self.activities for term in activity.formats.all()}
        return sorted(terms, key=lambda term: term.position)

    @cached_property
    def needs(self):
        """The checklist; its tools stand with how it works, so it draws from all sections."""
        return checklist(self.practice, self.own_sections)

    @property
    def needs_group(self):
        """Code of the group that the checklist stands in: what it takes, else the first one."""
        codes = [group.code for group in self.groups] if self.needs else []
        takes = SectionKind.Group.TAKES.value
        return takes if takes in codes else next(iter(codes), "")

    @property
    def projects(self):
        return [project for project in self.practice.projects.all() if project.is_published]

    @property
    def compare_url(self):
        return f"{address_of('compare')}?p={self.practice.slug}"

    @property
    def dossier_url(self):
        return f"{address_of('dossier')}?p={self.practice.slug}"

    @property
    def documents(self):
        """All of it as PDF and as Word."""
        return [
            {"label": label, "url": f"{address_of(name)}?p={self.practice.slug}"}
            for label, name in [(_("PDF"), "dossier-pdf"), (_("Word"), "dossier-word")]
        ]

    @property
    def handouts(self):
        """Its page to hand out, in each language."""
        return [
            {
                "code": code,
                "name": name,
                "url": address_of("handout", self.practice.slug, language=code),
            }
            for code, name in settings.LANGUAGES
        ]

    @property
    def mail(self):
        title, line = text_of(self.practice, "title").value, self.one_line
        return mailto(title, [title, line, self.short_address])

    @property
    def contents(self):
        """The table of contents: the groups, not the kinds."""
        items = [{"url": f"#{group.code}", "label": group.label} for group in self.groups]
        return [
            *items,
            {"url": "#money", "label": _("Money and partners")},
            {"url": "#source", "label": _("Where this comes from")},
            *({"url": f"#{anchor}", "label": label} for anchor, label, _cards in self.related),
        ]
