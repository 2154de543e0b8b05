from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin import BaseAdmin, search_in
from core.admin_lists import state_badges
from core.forms import EveryLanguageForm
from core.i18n import language_codes, worst_state
from vocabulary.models import (
    Format,
    Fund,
    GlossaryTerm,
    OrganisationKind,
    Place,
    SectionKind,
    TargetGroup,
    Theme,
)


def each_language(field):
    """The columns of a text: short rows show all languages side by side."""
    return tuple(f"{field}_{code}" for code in language_codes())


class VocabularyAdmin(BaseAdmin):
    """Words that entries choose from: no source, no original language, all languages at once."""

    form = EveryLanguageForm
    has_original_language = False

    @admin.display(description=_("languages"))
    def languages(self, term):
        return state_badges({code: worst_state([term], code) for code in language_codes()})

    @admin.display(description=_("name"))
    def name(self, term):
        return str(term)

    def get_readonly_fields(self, request, obj=None):
        """The key stands in addresses and imports."""
        fields = list(super().get_readonly_fields(request, obj))
        return [*fields, self.key_field] if obj else fields

    key_field = "code"


class TermAdmin(VocabularyAdmin):
    list_display = ["name", "code", "position", "languages", "is_retired"]
    list_filter = ["is_retired"]
    list_select_related = False
    search_fields = search_in("label", plain=["code"])
    group_fields = []

    def get_fieldsets(self, request, obj=None):
        base = [
            (
                None,
                {
                    "fields": ["code", *self.group_fields, each_language("label")],
                    "description": _("Short words that a visitor would use, in each language."),
                },
            ),
            (
                _("What belongs here"),
                {
                    "fields": list(each_language("scope_note")),
                    "description": _("One sentence, so that two curators choose the same value."),
                },
            ),
            (_("Order and use"), {"fields": ["position", "is_retired", "merged_into"]}),
        ]
        self.fieldsets = base
        return super().get_fieldsets(request, obj)

    def get_search_results(self, request, queryset, search_term):
        """What a curator chooses from: no retired values."""
        if request.path.endswith("/autocomplete/"):
            queryset = queryset.current()
        return super().get_search_results(request, queryset, search_term)


@admin.register(Theme, Format, OrganisationKind, Fund)
class PlainTermAdmin(TermAdmin):
    pass


@admin.register(TargetGroup, SectionKind)
class GroupedTermAdmin(TermAdmin):
    list_display = ["name", "code", "group", "position", "languages", "is_retired"]
    list_filter = ["group", "is_retired"]
    group_fields = ["group"]


@admin.register(Place)
class PlaceAdmin(VocabularyAdmin):
    key_field = "path"
    list_display = ["name", "kind", "path", "nis", "languages"]
    list_filter = ["kind", ("precision", admin.AllValuesFieldListFilter)]
    search_fields = [*search_in("name", "other_names", "sort_key"), "path", "nis"]
    fieldsets = [
        (
            None,
            {
                "fields": ["kind", "parent", "path", each_language("name")],
                "description": _(
                    "The path says where the place lies; a filter finds everything below it."
                ),
            },
        ),
        (
            _("Search words"),
            {
                "fields": list(each_language("other_names")),
                "description": _("Other spellings, merged municipalities, names in use."),
            },
        ),
        (_("Official codes"), {"fields": [("iso", "nuts", "nis")]}),
        (
            _("On the map"),
            {
                "fields": [("latitude", "longitude"), "precision", "note"],
                "description": _("All three or none. Say how precise the point is."),
            },
        ),
    ]


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(VocabularyAdmin):
    list_display = ["name", "code", "equivalence", "languages"]
    list_filter = ["equivalence", "never_expand"]
    search_fields = [*search_in("term", "abbreviation", "variants", "sort_key"), "code"]
    fieldsets = [
        (
            None,
            {
                "fields": ["code", each_language("term"), each_language("abbreviation")],
                "description": _(
                    "The term as professionals write it, and its abbreviation, in each language."
                ),
            },
        ),
        (_("Other forms"), {"fields": list(each_language("variants"))}),
        (_("Explanation"), {"fields": list(each_language("definition"))}),
        (
            _("Between the languages"),
            {
                "fields": ["equivalence", "counterparts"],
                "description": _("Law and practice differ: say whether it is the same thing."),
            },
        ),
        (_("In the search"), {"fields": ["never_expand", "capitals_only"]}),
        (_("Where it is printed"), {"fields": ["source_note"]}),
    ]
