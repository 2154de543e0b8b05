from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin import EntryAdmin, PartAdmin, StackedRows, TabularRows, search_in
from core.admin_lists import badge
from practices.models import (
    Activity,
    Criterion,
    Phase,
    Post,
    Practice,
    PracticeCitation,
    PracticeFigure,
    PracticeLink,
    PracticePlace,
    PracticeRole,
    PracticeTargetGroup,
    PracticeTheme,
    Rhythm,
    Section,
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


class ThemeRows(TabularRows):
    model = PracticeTheme
    fields = ["theme", "position"]


class TargetGroupRows(TabularRows):
    model = PracticeTargetGroup
    fields = ["target_group", "position"]


class PracticePlaceRows(PlaceRows):
    model = PracticePlace


class PracticeRoleRows(RoleRows):
    model = PracticeRole


class PracticeFigureRows(FigureRows):
    model = PracticeFigure


class PracticeCitationRows(CitationRows):
    model = PracticeCitation


class PracticeLinkRows(TabularRows):
    model = PracticeLink
    fk_name = "practice"
    fields = ["kind", "other", "note"]


class PostRows(StackedRows):
    model = Post
    fields = [
        "role",
        ("sort", "where"),
        ("head_count", "full_time_equivalent", "full_time_is_inferred"),
        "tasks",
        "as_printed",
        LOCATED,
        ("position", "editorial_note"),
    ]


class CriterionRows(StackedRows):
    model = Criterion
    fields = [("kind", "text"), LOCATED, ("position", "editorial_note")]


class RhythmRows(StackedRows):
    model = Rhythm
    fields = [
        ("label", "as_printed"),
        ("times_from", "times_to", "per_count", "per_unit"),
        ("length_from", "length_to", "length_unit"),
        ("duration_from", "duration_to", "duration_unit"),
        ("group_from", "group_to", "is_about"),
        LOCATED,
        "position",
    ]


class PhaseRows(StackedRows):
    model = Phase
    show_change_link = True
    fields = [
        ("kind", "printed_number"),
        "title",
        "objectives",
        "content",
        "organisation",
        LOCATED,
        ("position", "editorial_note"),
    ]


WORK_LANGUAGES = (
    _("Languages of the work"),
    {
        "fields": ["working_languages", "language_support"],
        "description": _(
            "The first question of those who work with people with little French or Dutch. "
            "Only what the source says."
        ),
    },
)


@admin.register(Practice)
class PracticeAdmin(EntryAdmin):
    list_display = ["name", "status_badge", "depth", "language_badges", "checked"]
    list_filter = [*EntryAdmin.list_filter, "running", "standing"]
    search_fields = [*search_in("title", "one_line", "sort_key"), "slug"]
    outline = ["sections", "activities"]
    inlines = [
        ThemeRows,
        TargetGroupRows,
        PracticePlaceRows,
        PracticeRoleRows,
        CriterionRows,
        RhythmRows,
        PostRows,
        PracticeFigureRows,
        PracticeCitationRows,
        PracticeLinkRows,
    ]
    fieldsets = [
        (
            None,
            {
                "fields": ["original_language", "title", "one_line", "slug", "summary"],
                "description": _(
                    "A title alone often says nothing: the one line says what is done, for whom, "
                    "in words of your own. Lists show both."
                ),
            },
        ),
        (
            _("Does it run?"),
            {
                "fields": [
                    ("running", "started", "ended"),
                    "running_as_printed",
                    "running_note",
                    "level",
                ]
            },
        ),
        (
            _("Who presents it"),
            {
                "fields": [("standing", "standing_by")],
                "description": _(
                    "“Presented as a good practice” only where the source itself calls it so."
                ),
            },
        ),
        (
            _("Whom to ask, and the money"),
            {
                "fields": ["contacts", "projects", "website"],
                "description": _(
                    "Without a contact of its own, the page names the desk of an organisation."
                ),
            },
        ),
        (_("How it is delivered"), {"fields": ["formats"]}),
        WORK_LANGUAGES,
        EntryAdmin.source_fields,
        EntryAdmin.care_fields,
    ]

    @admin.display(description=_("depth"), ordering="-is_full_sheet", boolean=False)
    def depth(self, practice):
        if practice.is_full_sheet:
            return badge("published", _("full sheet"))
        return badge("plain", _("short entry"))


@admin.register(Section)
class SectionAdmin(PartAdmin):
    owner_field = "practice"
    list_display = ["__str__", "practice", "kind", "position"]
    list_filter = ["kind"]
    list_select_related = ["practice", "kind"]
    search_fields = PART_SEARCH
    fieldsets = PART_FIELDSETS


@admin.register(Activity)
class ActivityAdmin(PartAdmin):
    owner_field = "practice"
    list_display = ["__str__", "practice", "position"]
    list_filter = ["formats"]
    list_select_related = ["practice"]
    search_fields = search_in("title")
    checkbox_fields = ["formats"]
    outline = ["phases"]
    inlines = [RhythmRows, PhaseRows]
    fieldsets = [
        (
            None,
            {
                "fields": ["title", ("printed_number", "position"), "formats"],
                "description": _("A block that others can replicate."),
            },
        ),
        (
            _("What is done"),
            {
                "fields": ["objectives", "content", "organisation"],
                "description": _(
                    "As the source has it. Where it prints phases, write their texts with the "
                    "phases below; what holds for the whole activity stands here."
                ),
            },
        ),
        WORK_LANGUAGES,
        (_("Where it comes from"), {"fields": ["source", "locator", "editorial_note"]}),
    ]


@admin.register(Phase)
class PhaseAdmin(PartAdmin):
    owner_field = "activity"
    list_display = ["__str__", "activity", "position"]
    list_filter = ["kind"]
    list_select_related = ["activity__practice"]
    search_fields = search_in("title")
    inlines = [RhythmRows]
    fieldsets = [
        (None, {"fields": [("kind", "printed_number", "position"), "title"]}),
        (_("What is done"), {"fields": ["objectives", "content", "organisation"]}),
        (_("Where it comes from"), {"fields": ["source", "locator", "editorial_note"]}),
    ]
