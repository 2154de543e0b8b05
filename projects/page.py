"""The page of a funded project, in a fixed number of queries."""

from babel import Locale
from babel.numbers import format_currency
from django.db.models import Prefetch
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core import edtf_dates
from core.i18n import text_of
from core.templatetags.texts import marked, name_link
from organisations.reach import people_to_ask
from projects.models import (
    Event,
    Project,
    ProjectModule,
    ProjectPlace,
    ProjectReport,
    ProjectRole,
    ProjectSection,
    Publication,
)
from sources.provenance import Provenance, fact, link_card, table_of_contents
from vocabulary.models import PLACE_WITH_PARENTS, PlaceLink


def for_page():
    """Projects with all that their page shows, except practices (one query) and whom to ask
    (two)."""
    sections = ProjectSection.objects.select_related("kind", "source")
    roles = ProjectRole.objects.select_related("organisation", "source")
    places = ProjectPlace.objects.select_related(PLACE_WITH_PARENTS).order_by("pk")
    return Project.objects.select_related(
        "fund", "lead", "source__publisher", "merged_into", "replaced_by"
    ).prefetch_related(
        Prefetch("roles", roles.order_by("position", "pk")),
        Prefetch("place_links", places),
        Prefetch("sections", sections.order_by("kind__position", "position")),
        Prefetch("modules", ProjectModule.objects.select_related("source").order_by("position")),
        Prefetch("reports", ProjectReport.objects.select_related("source").order_by("position")),
        "figures",
        "citations__source",
        Prefetch("events", _published(Event)),
        Prefetch("publications", _published(Publication)),
    )


def _published(model):
    return model.objects.published().in_order().select_related("source")


class ProjectPage(Provenance):
    """What a template needs to show one project."""

    letter, section = "j", "projects"
    special = gettext_lazy("What is special about this project")

    def __init__(self, project):
        super().__init__(project)
        self.project = project
        self.roles = list(project.roles.all())
        self.practices = list(project.practices.published().in_order())
        self.asked = people_to_ask(project, self._reachable())

    @property
    def rows(self):
        project = self.project
        texts = [*project.sections.all(), *project.modules.all(), *project.reports.all()]
        return [*self.shown(texts), *self.roles]

    def _reachable(self):
        """Its published organisations, the lead first, for people_to_ask."""
        lead = self.project.lead
        roles = [role for role in self.roles if role.organisation.is_published]
        if lead is None or not lead.is_published:
            return roles
        first = [ProjectRole(project=self.project, organisation=lead, role="coordinator")]
        return first + [role for role in roles if role.organisation_id != lead.pk]

    @property
    def facts(self):
        project = self.project
        facts = [
            fact(_("Period"), self.dates, self._printed_dates()),
            fact(_("Total budget"), self.budget),
            fact(_("Fund"), self._fund(), project.period),
            fact(_("Led by"), self._lead()),
            fact(_("Takes place in"), self._places(PlaceLink.Meaning.TAKES_PLACE)),
            fact(_("Serves"), self._places(PlaceLink.Meaning.SERVES)),
        ]
        return [known for known in facts if known["value"]]

    @property
    def dates(self):
        """When it runs, in words."""
        start, end = edtf_dates.words(self.project.starts), edtf_dates.words(self.project.ends)
        if start and end:
            return f"{start} – {end}"
        if start:
            return _("Start: %(date)s") % {"date": start}
        return _("End: %(date)s") % {"date": end} if end else self.project.dates_as_printed

    def _printed_dates(self):
        note = text_of(self.project, "dates_note")
        return marked(note) if note else ""

    @property
    def budget(self):
        """The amount with its currency, as the reader writes it; else as printed."""
        project = self.project
        if project.total_budget is None:
            return project.budget_as_printed
        pattern = Locale.parse(get_language()).currency_formats["standard"].pattern
        if project.total_budget == int(project.total_budget):
            pattern = pattern.replace(".00", "")
        return format_currency(
            project.total_budget,
            project.currency,
            pattern,
            locale=get_language(),
            currency_digits=False,
        )

    def _fund(self):
        return marked(text_of(self.project.fund, "label")) if self.project.fund else ""

    def _lead(self):
        lead, printed = self.project.lead, self.project.lead_as_printed
        return name_link(lead, printed) if lead else printed

    def _places(self, meaning):
        links = [link for link in self.project.place_links.all() if link.meaning == meaning]
        return ", ".join(str(link.place) for link in links)

    @cached_property
    def programme(self):
        """What the programme calls it, as printed: list of (label, value)."""
        project = self.project
        objective, domain = text_of(project, "specific_objective"), text_of(project, "domain")
        rows = [
            (_("Programme"), marked(text_of(project, "programme"))),
            (_("Action"), project.action),
            (_("Priority axis"), project.axis),
            (_("Specific objective of the programme"), marked(objective)),
            (_("Field of assistance"), marked(domain)),
            (_("Project code"), project.code),
        ]
        return [(label, value) for label, value in rows if value]

    @property
    def has_partners(self):
        return bool(self.roles or self.project.lead or self.project.lead_as_printed)

    @property
    def partners(self):
        """Organisations by role: list of (role, links)."""
        groups = {}
        for role in self.roles:
            groups.setdefault(role.get_role_display(), []).append(role)
        return list(groups.items())

    @cached_property
    def modules(self):
        return [
            self.part(module, f"m{module.position}", self._module_title(module))
            for module in self.shown(self.project.modules.all())
        ]

    def _module_title(self, module):
        title = text_of(module, "title")
        return marked(title) if title else _("Work module %(number)s") % {"number": module.position}

    @cached_property
    def reports(self):
        return [
            self.part(report, f"r{report.position}", self._report_title(report))
            for report in self.shown(self.project.reports.all())
        ]

    def _report_title(self, report):
        title = text_of(report, "title")
        date = edtf_dates.words(report.date) or report.date_as_printed
        if title and date:
            return format_html("{}, {}", marked(title), date)
        if title:
            return marked(title)
        return _("Report of %(date)s") % {"date": date} if date else _("Report, without date")

    @cached_property
    def related(self):
        """What came of it: list of (anchor, heading, cards)."""
        groups = [
            ("practices", _("Practices"), self.practices),
            ("events", _("Events"), self.project.events.all()),
            ("publications", _("Publications"), self.project.publications.all()),
        ]
        return [
            (anchor, heading, [link_card(entry) for entry in entries])
            for anchor, heading, entries in groups
            if entries
        ]

    @property
    def contents(self):
        return table_of_contents(
            ("description", _("Description"), self.sections),
            ("modules", _("Work modules"), self.modules),
            ("figures", _("Figures"), self.figures),
            ("reports", _("Reports"), self.reports),
            ("partners", _("Who takes part"), self.has_partners),
            *self.related,
            ("programme", _("In the programme"), self.programme),
            ("source", _("Where this comes from"), True),
        )
