"""The filters of the practice list: several values within one are “or”, across are “and”."""

import django_filters
from django import forms
from django.db.models import F
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.models import sort_key
from practices.models import LanguageSupport, Practice, WorkingLanguage
from search.finding import find
from sources.models import Source
from vocabulary.filters import CodeFilter, PlaceFilter
from vocabulary.models import Format, Fund, OrganisationKind, TargetGroup, Theme
from vocabulary.synonyms import synonyms_in

SORTS = [
    ("relevance", _("Best match")),
    ("title", pgettext_lazy("order", "Title")),
    ("checked", _("Last checked")),
    ("newest", _("Newest source")),
    ("staff", _("Needs least staff")),
]
RANKED = 200  # hits in the order of their rank: nobody reads further
DEPTHS = [("full", _("Full sheet")), ("short", _("Short entry"))]


class ChoicesFilter(django_filters.MultipleChoiceFilter):
    def __init__(self, **options):
        super().__init__(widget=forms.CheckboxSelectMultiple, **options)


class FacetFilter(django_filters.FilterSet):
    """Filters of practices by the values that the database keeps: their method is `chosen`."""

    is_of_all = False  # of all listed practices: the counts of those are kept too

    def chosen(self, queryset, name, values):
        """Any of the values chosen in a facet."""
        return queryset.with_facets(self.facet_values(name)) if values else queryset

    def facet_values(self, name):
        """What is chosen in a facet, as `PracticeFacets` writes it."""
        return [f"{name}:{value}" for value in self.form[name].data]


class PracticeFilter(FacetFilter):
    q = django_filters.CharFilter(method="in_words", label=_("Words"))
    theme = CodeFilter(Theme, method="chosen", label=_("Theme"))
    for_whom = CodeFilter(TargetGroup, method="chosen", label=_("For whom"))
    format = CodeFilter(Format, method="chosen", label=_("Format"))
    place = PlaceFilter(method="chosen", label=_("Place"))
    language = ChoicesFilter(
        choices=[*WorkingLanguage.choices, *LanguageSupport.choices],
        method="chosen",
        label=_("Working language and support"),
    )
    fund = CodeFilter(Fund, method="chosen", label=_("Fund"))
    run_by = CodeFilter(OrganisationKind, method="chosen", label=_("Run by"))
    depth = ChoicesFilter(choices=DEPTHS, method="chosen", label=_("Depth"))
    source = django_filters.ModelMultipleChoiceFilter(
        queryset=lambda request: Source.objects.public().in_order(),
        to_field_name="slug",
        method="chosen",
        widget=forms.CheckboxSelectMultiple,
        label=_("Source"),
    )
    sort = django_filters.ChoiceFilter(choices=SORTS, method="in_order_of", label=_("Sort by"))

    class Meta:
        model = Practice
        fields = []

    is_of_all = True
    found = None  # what came of the words: a search.finding.Found

    def in_words(self, queryset, name, text):
        """Practices that hold the words, the best first unless another order is chosen."""
        if self.found is None:
            language = get_language()
            pairs = [(s.words, s.forms) for s in synonyms_in(text, language)]
            self.found = find(text, language, ["practices.practice"], pairs, RANKED, with_keys=True)
        return queryset.among(self.found.keys)

    def in_order_of(self, queryset, name, sort):
        return ordered(queryset, sort, self.found) if sort else queryset

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        sort = self.form.cleaned_data.get("sort")
        if self.found is not None and sort in ("", None, "relevance"):
            queryset = ordered(queryset, "relevance", self.found)
        return queryset


def ordered(queryset, sort, found=None):
    """The practices in one of the orders of `SORTS`, always a total one."""
    if sort == "relevance" and found is not None:
        return queryset.by_rank([hit.object_id for hit in found.hits])
    orders = {
        "title": [sort_key()],
        "checked": [F("verified_on").desc(nulls_last=True), sort_key()],
        "newest": [F("source__date_earliest").desc(nulls_last=True), sort_key()],
        "staff": [F("staff").asc(nulls_last=True), sort_key()],
    }
    if sort not in orders:
        return queryset
    queryset = queryset.with_staff() if sort == "staff" else queryset
    return queryset.order_by(*orders[sort], "pk")


FACETS = ["theme", "for_whom", "format", "place"]
MORE_FACETS = ["language", "fund", "run_by", "depth", "source"]
PARAMETERS = ["q", *FACETS, *MORE_FACETS, "sort", "page"]
