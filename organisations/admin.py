from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin import BaseAdmin, EntryAdmin, PartAdmin, StackedRows, TabularRows, search_in
from core.admin_lists import badge
from core.ownership import owner_of
from organisations.models import (
    Contact,
    ContactPoint,
    Organisation,
    OrganisationCitation,
    OrganisationFigure,
    OrganisationPlace,
    OrganisationSection,
    OtherName,
    Service,
)
from sources.admin import (
    LOCATED,
    PART_FIELDSETS,
    PART_SEARCH,
    CitationRows,
    FigureRows,
    PlaceRows,
)


class OtherNameRows(TabularRows):
    model = OtherName
    fields = ["name", "language", "kind"]


class OrganisationPlaceRows(PlaceRows):
    model = OrganisationPlace


class ServiceRows(StackedRows):
    model = Service
    fields = ["text", LOCATED, ("position", "editorial_note")]


class ContactPointRows(TabularRows):
    model = ContactPoint
    fields = ["kind", "value", "as_printed", "is_cut_off", "is_published", "note", "position"]


class OrganisationFigureRows(FigureRows):
    model = OrganisationFigure


class OrganisationCitationRows(CitationRows):
    model = OrganisationCitation


@admin.register(Organisation)
class OrganisationAdmin(EntryAdmin):
    list_display = ["name", "acronym_shown", "kind", "status_badge", "language_badges", "checked"]
    list_filter = [*EntryAdmin.list_filter, "kind"]
    list_select_related = ["kind"]
    search_fields = [
        *search_in("title", "acronym", "sort_key"),
        "slug",
        "other_names__name",
    ]
    outline = ["contacts", "sections"]
    inlines = [
        ContactPointRows,
        OtherNameRows,
        OrganisationPlaceRows,
        ServiceRows,
        OrganisationFigureRows,
        OrganisationCitationRows,
    ]
    fieldsets = [
        (
            None,
            {
                "fields": ["original_language", "title", "acronym", "slug", "summary", "kind"],
                "description": _(
                    "The name that the organisation gives itself. Earlier names and other "
                    "spellings have their own list below: search finds them too."
                ),
            },
        ),
        (
            _("Address"),
            {
                "fields": [
                    "street",
                    ("postal_code", "locality", "country"),
                    "address_as_printed",
                ],
                "description": _("Phone, e-mail and web stand in the list of contact points."),
            },
        ),
        (_("What it belongs to"), {"fields": ["legal_form", "parent", "networks"]}),
        EntryAdmin.source_fields,
        EntryAdmin.care_fields,
    ]

    @admin.display(description=_("acronym"))
    def acronym_shown(self, organisation):
        return organisation.acronym or ""


@admin.register(OrganisationSection)
class OrganisationSectionAdmin(PartAdmin):
    owner_field = "organisation"
    list_display = ["__str__", "organisation", "kind"]
    list_select_related = ["organisation", "kind"]
    search_fields = PART_SEARCH
    fieldsets = PART_FIELDSETS


@admin.register(Contact)
class ContactAdmin(BaseAdmin):
    """A desk or a person. Stays in the index: practices and projects share contacts."""

    list_display = ["name", "organisation", "shown", "as_of"]
    list_filter = ["is_published", ("person", admin.EmptyFieldListFilter)]
    list_select_related = ["organisation"]
    search_fields = [*search_in("role"), "person", "code", "organisation__slug"]
    inlines = [ContactPointRows]
    readonly_fields = ["shown"]
    fieldsets = [
        (
            None,
            {
                "fields": ["organisation", "role", "person", "note", "code"],
                "description": _(
                    "The role or desk first: people change, desks stay. Name a person only where "
                    "the source does."
                ),
            },
        ),
        (
            _("May it be shown?"),
            {
                "fields": ["shown", "is_published", "published_because", "published_since"],
                "description": _(
                    "Desks and professional addresses that the organisation made public may be "
                    "shown. A private mailbox or mobile of a person stays unpublished until "
                    "somebody records why it may be shown, and since when."
                ),
            },
        ),
        (
            _("Where this comes from"),
            {
                "fields": ["source", "locator", "as_of"],
                "description": _("Readers see how old a contact is: say what date it is of."),
            },
        ),
    ]

    def get_readonly_fields(self, request, obj=None):
        fields = list(super().get_readonly_fields(request, obj))
        return [*fields, "code"] if obj else fields

    @admin.display(description=_("contact"), ordering="code")
    def name(self, contact):
        person = contact.person if contact.person != str(contact) else ""
        return f"{contact} ({person})" if person else str(contact)

    @admin.display(description=_("shown to visitors"), ordering="is_published")
    def shown(self, contact):
        return badge(*why_shown(contact))

    def desk(self, request, obj):
        return {**super().desk(request, obj), "owner": self._owner_link(obj)}

    def _owner_link(self, contact):
        owner = owner_of(contact)
        return owner and self._link_to(owner)


def why_shown(contact):
    """Kind of badge and words: is a contact shown, and why or why not?"""
    if contact.is_published and contact.person:
        return "reviewed", _("yes: %(ground)s") % {"ground": contact.published_because}
    if contact.is_published:
        return "reviewed", _("yes: a desk")
    if contact.person and not contact.published_because:
        return "missing", _("no: it names a person, and no ground is recorded")
    return "draft", _("no: not published yet")
