from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin import EntryAdmin, PartAdmin, StackedRows, search_in
from projects.models import (
    Event,
    EventCitation,
    EventRole,
    Project,
    ProjectCitation,
    ProjectFigure,
    ProjectModule,
    ProjectPlace,
    ProjectReport,
    ProjectRole,
    ProjectSection,
    Publication,
    PublicationCitation,
    PublicationRole,
)
from sources.admin import (
    LOCATED,
    PART_FIELDSETS,
    PART_SEARCH,
    CitationRows,
    FigureRows,
    PlaceRows,
    RoleRows,
)


class ProjectRoleRows(RoleRows):
    model = ProjectRole


class ProjectPlaceRows(PlaceRows):
    model = ProjectPlace


class ProjectModuleRows(StackedRows):
    model = ProjectModule
    fields = ["title", "text", LOCATED, ("position", "editorial_note")]


class ProjectReportRows(StackedRows):
    model = ProjectReport
    fields = [
        ("date", "date_as_printed"),
        "title",
        "text",
        LOCATED,
        ("position", "editorial_note"),
    ]


class ProjectFigureRows(FigureRows):
    model = ProjectFigure


class ProjectCitationRows(CitationRows):
    model = ProjectCitation


@admin.register(Project)
class ProjectAdmin(EntryAdmin):
    list_display = ["name", "fund", "starts", "status_badge", "language_badges", "checked"]
    list_filter = [*EntryAdmin.list_filter, "fund"]
    list_select_related = ["fund"]
    search_fields = [*search_in("title", "sort_key"), "acronym", "code", "slug"]
    outline = ["sections"]
    inlines = [
        ProjectRoleRows,
        ProjectPlaceRows,
        ProjectModuleRows,
        ProjectReportRows,
        ProjectFigureRows,
        ProjectCitationRows,
    ]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "original_language",
                    "title",
                    ("acronym", "code"),
                    "slug",
                    "summary",
                ]
            },
        ),
        (
            _("Money"),
            {
                "fields": [
                    ("fund", "period"),
                    "programme",
                    ("action", "axis"),
                    "specific_objective",
                    "domain",
                    ("total_budget", "currency", "budget_as_printed"),
                ],
                "description": _(
                    "Fund, programme, action and period are different things: fill in only what "
                    "is printed."
                ),
            },
        ),
        (_("When"), {"fields": [("starts", "ends"), "dates_as_printed", "dates_note"]}),
        (
            _("Who leads, whom to ask"),
            {
                "fields": ["lead", "lead_as_printed", "contacts", "website"],
                "description": _("One organisation leads; the others stand under their roles."),
            },
        ),
        EntryAdmin.source_fields,
        EntryAdmin.care_fields,
    ]


@admin.register(ProjectSection)
class ProjectSectionAdmin(PartAdmin):
    owner_field = "project"
    list_display = ["__str__", "project", "kind"]
    list_select_related = ["project", "kind"]
    search_fields = PART_SEARCH
    fieldsets = PART_FIELDSETS


class EventRoleRows(RoleRows):
    model = EventRole


class EventCitationRows(CitationRows):
    model = EventCitation


@admin.register(Event)
class EventAdmin(EntryAdmin):
    list_display = ["name", "kind", "date", "status_badge", "language_badges", "checked"]
    list_filter = [*EntryAdmin.list_filter, "kind", "is_online"]
    search_fields = [*search_in("title", "sort_key"), "slug", "venue"]
    inlines = [EventRoleRows, EventCitationRows]
    fieldsets = [
        (
            None,
            {"fields": ["original_language", "title", "slug", "kind", "summary", "description"]},
        ),
        (
            _("When and where"),
            {
                "fields": [
                    ("date", "date_as_printed"),
                    "date_note",
                    ("starts_at", "ends_at"),
                    ("venue", "place"),
                    "is_online",
                ]
            },
        ),
        (_("Taking part"), {"fields": ["languages", "registration", "project"]}),
        EntryAdmin.source_fields,
        EntryAdmin.care_fields,
    ]


class PublicationRoleRows(RoleRows):
    model = PublicationRole


class PublicationCitationRows(CitationRows):
    model = PublicationCitation


@admin.register(Publication)
class PublicationAdmin(EntryAdmin):
    list_display = ["name", "kind", "date", "status_badge", "language_badges", "checked"]
    list_filter = [*EntryAdmin.list_filter, "kind"]
    search_fields = [*search_in("title", "sort_key"), "slug"]
    inlines = [PublicationRoleRows, PublicationCitationRows]
    fieldsets = [
        (
            None,
            {"fields": ["original_language", "title", "slug", "kind", "summary", "description"]},
        ),
        (
            _("When and where to find it"),
            {
                "fields": [
                    ("date", "date_as_printed"),
                    "date_note",
                    "languages",
                    ("address", "address_as_printed"),
                    "project",
                ]
            },
        ),
        EntryAdmin.source_fields,
        EntryAdmin.care_fields,
    ]
