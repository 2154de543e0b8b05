from django.contrib import admin
from django.urls import NoReverseMatch
from django.utils.translation import gettext_lazy as _

from core.addresses import address_of
from core.admin import BaseAdmin, StackedRows, TabularRows, search_in
from core.admin_lists import badge, state_badges
from core.i18n import language_codes, worst_state
from sources.models import Source

LOCATED = ("source", "locator")  # on a row: empty where it is the same as the entry's


class PlaceRows(TabularRows):
    """Base class: places of an entry."""

    fields = ["meaning", "place", "precision", "as_printed"]


class RoleRows(StackedRows):
    """Base class: organisations by role."""

    fields = [("role", "organisation", "position"), ("name_as_printed", "note"), LOCATED]


class FigureRows(StackedRows):
    """Base class: figures of an entry."""

    fields = [
        "label",
        ("qualifier", "value", "unit"),
        ("basis", "as_of"),
        "as_printed",
        LOCATED,
        ("position", "editorial_note"),
    ]


class CitationRows(TabularRows):
    """Base class: further sources of an entry."""

    fields = ["source", "locator", "note"]


PART_FIELDSETS = [
    (
        None,
        {
            "fields": [("kind", "kind_is_inferred"), "heading", "text", "position"],
            "description": _(
                "One part of the description, as its source has it. Write paragraphs, lists, "
                "emphasis and links in Markdown; a heading inside is a section of its own."
            ),
        },
    ),
    (
        _("Where it comes from"),
        {
            "fields": ["source", "locator", "date", "editorial_note"],
            "description": _("Only where it differs from the entry. An update has a date."),
        },
    ),
]
PART_SEARCH = search_in("heading", "text")


@admin.register(Source)
class SourceAdmin(BaseAdmin):
    list_display = ["name", "kind", "date", "rights", "show", "languages_shown"]
    list_filter = ["kind", "permission", "show"]
    list_select_related = False
    search_fields = [*search_in("title", "sort_key"), "slug", "publisher_as_printed"]
    fieldsets = [
        (
            None,
            {
                "fields": ["kind", "original_language", "title", "slug", "description"],
                "description": _("The document, page or conversation that entries rest on."),
            },
        ),
        (
            _("Who published it, and when"),
            {
                "fields": [
                    ("publisher_as_printed", "publisher"),
                    ("date", "date_as_printed"),
                    "date_note",
                    "languages",
                    "address",
                ]
            },
        ),
        (
            _("Rights"),
            {
                "fields": [
                    "rights_notice",
                    "permission",
                    ("permission_by", "permission_on"),
                    "permission_for",
                    "licence",
                    "show",
                ],
                "description": _(
                    "What may be shown follows from the permission. A change takes effect at once, "
                    "on every page and in every language."
                ),
            },
        ),
        (_("Notes"), {"fields": ["editorial_note"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        fields = list(super().get_readonly_fields(request, obj))
        return [*fields, "slug", "original_language"] if obj else fields

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["title"]}

    def get_view_on_site_url(self, obj=None):
        try:
            return obj and address_of("source", obj.slug)
        except NoReverseMatch:
            return None

    @admin.display(description=_("title"), ordering="sort_key_fr")
    def name(self, source):
        return str(source)

    @admin.display(description=_("permission"), ordering="permission")
    def rights(self, source):
        kind = "reviewed" if source.permission == Source.Permission.GIVEN else "missing"
        return badge(kind, source.get_permission_display())

    @admin.display(description=_("languages"))
    def languages_shown(self, source):
        return state_badges({code: worst_state([source], code) for code in language_codes()})
