from django.core.paginator import Paginator
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_filters.views import FilterView

from core.addresses import address_of
from core.context_processors import LESSONS, menu_of
from core.i18n import language_codes
from core.views import EntryDetail, PageInfo
from practices.bilingual import BilingualPage, other_language
from practices.cards import card, depth_badge, for_cards
from practices.facets import facets
from practices.filters import FACETS, MORE_FACETS, PARAMETERS, SORTS, PracticeFilter
from practices.models import Practice
from practices.page import for_page, pages_of
from vocabulary.facets import chips, without

NATIONWIDE = 3  # cards of practices for all of a country, under those of a place


class WholePages(Paginator):
    """Asks for whole pages of the last one too: told that two rows are wanted, PostgreSQL would
    look for them among all practices in their order, not among those that fit."""

    def page(self, number):
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        return self._get_page(self.object_list[first : first + self.per_page], number, self)


class PracticeList(PageInfo, FilterView):
    """All practices, full sheets first, with search and filters."""

    parameters = PARAMETERS
    filterset_class = PracticeFilter
    template_name = "practices/list.html"
    paginate_by = 20
    paginator_class = WholePages
    strict = True

    def get_queryset(self):
        return for_cards()

    def get_filterset(self, filterset_class):
        """Bound also where nothing is chosen: the same facets, nothing ticked."""
        query = self.request.GET.copy()
        return filterset_class(query, queryset=self.get_queryset(), request=self.request)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        filterset, total = context["filter"], context["paginator"].count
        is_valid = filterset.is_valid()
        return {
            **context,
            "errors": filterset.errors,
            "query": self.request.GET.get("q", ""),
            "cards": [
                {**card(practice), "pick": {"form": "compare", "name": "p", "value": practice.slug}}
                for practice in context["page_obj"]
            ],
            "lessons": menu_of(LESSONS, ""),
            "compare_url": address_of("compare"),
            **self.facets(filterset, is_valid),
            "more_is_open": any(self.request.GET.get(name) for name in MORE_FACETS),
            "sorts": self.sorts(filterset),
            "chips": chips(filterset, self.request.GET) if is_valid else [],
            "clear_url": address_of("practices"),
            "found": filterset.found,
            "search_url_here": self.search_url,
            "nationwide": self.nationwide(filterset) if is_valid else None,
            "empty": {
                "title": _("No practice in this directory fits all of this"),
                "text": _("It means nothing of the kind is in here, not that it does not exist."),
                "links": [{"url": address_of("practices"), "label": _("All practices")}],
            },
            "total": ngettext("%(n)s practice", "%(n)s practices", total) % {"n": total},
        }

    def facets(self, filterset, is_valid):
        found = facets(filterset, FACETS + MORE_FACETS) if is_valid else []
        return {"facets": found[: len(FACETS)], "more_facets": found[len(FACETS) :]}

    @cached_property
    def search_url(self):
        """The same words over everything."""
        query = self.request.GET.copy()
        for name in [name for name in query if name != "q"]:
            del query[name]
        return f"{address_of('search')}?{query.urlencode()}"

    def sorts(self, filterset):
        chosen = self.request.GET.get("sort") or ("relevance" if filterset.found else "")
        offered = SORTS if filterset.found else SORTS[1:]
        first = [] if filterset.found else [("", _("Full sheets first"))]
        return [
            {"value": value, "label": label, "selected": value == chosen}
            for value, label in [*first, *offered]
        ]

    def nationwide(self, filterset):
        """Practices for all of the country, beside those of a place in it; None where no place
        is chosen or there are none."""
        places = filterset.form.cleaned_data.get("place")
        countries = {place.path.partition("/")[0] for place in places or []}
        if not countries or countries & {place.path for place in places}:
            return None
        practices = without(filterset, "place").for_all_of(countries)
        total = practices.count()
        if not total:
            return None
        query = self.request.GET.copy()
        query.setlist("place", sorted(countries))
        return {
            "total": ngettext(
                "%(n)s practice for the whole country",
                "%(n)s practices for the whole country",
                total,
            )
            % {"n": total},
            "cards": [card(practice) for practice in practices.full_sheets_first()[:NATIONWIDE]],
            "url": f"?{query.urlencode()}",
        }


class PracticeDetail(EntryDetail):
    """One practice, in the order of blocks of the practice page."""

    model = Practice
    short = "p"
    template_name = "practices/practice.html"

    def get_queryset(self):
        return for_page()

    def get_context_data(self, **kwargs):
        (page,) = pages_of([self.object])
        return super().get_context_data(
            page=page,
            badge=depth_badge(self.object.is_full_sheet),
            **kwargs,
        )


class PracticeInTwoLanguages(EntryDetail):
    """One practice in the reader's language and another (`with`), side by side: a view of its
    page, which stays the canonical one."""

    model = Practice
    short = "p"
    parameters = ["with"]
    template_name = "practices/bilingual.html"

    def get_queryset(self):
        return for_page()

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("with", "")
        if asked and asked not in language_codes():
            raise Http404
        page = BilingualPage(self.object, other_language(self.object, asked))
        return super().get_context_data(page=page, alternates=[], **kwargs)
