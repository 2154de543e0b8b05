from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_filters.views import FilterView

from core.addresses import address_of
from core.views import EntryDetail, PageInfo
from practices.cards import card, depth_badge, for_cards
from practices.facets import chips, facets
from practices.filters import PracticeFilter
from practices.models import Practice
from practices.page import PracticePage, for_page, is_full_sheet


class PracticeList(PageInfo, FilterView):
    """All practices, full sheets first, with filters."""

    parameters = ["theme", "for_whom", "format", "place", "page"]
    filterset_class = PracticeFilter
    template_name = "practices/list.html"
    paginate_by = 20
    strict = True

    def get_queryset(self):
        return for_cards()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        filterset, total = context["filter"], context["paginator"].count
        if not filterset.is_bound:  # nothing chosen: the same facets, nothing ticked
            filterset = PracticeFilter({}, queryset=self.get_queryset(), request=self.request)
        is_valid = filterset.is_valid()
        return {
            **context,
            "errors": filterset.errors,
            "cards": [
                {**card(practice), "pick": {"form": "compare", "name": "p", "value": practice.slug}}
                for practice in context["page_obj"]
            ],
            "compare_url": address_of("compare"),
            "facets": facets(filterset) if is_valid else [],
            "chips": chips(filterset, self.request.GET) if is_valid else [],
            "clear_url": address_of("practices"),
            "empty": {
                "title": _("No practice in this directory fits all of this"),
                "text": _("It means nothing of the kind is in here, not that it does not exist."),
                "links": [{"url": address_of("practices"), "label": _("All practices")}],
            },
            "total": ngettext("%(n)s practice", "%(n)s practices", total) % {"n": total},
        }


class PracticeDetail(EntryDetail):
    """One practice, in the order of blocks of the practice page."""

    model = Practice
    short = "p"
    template_name = "practices/practice.html"

    def get_queryset(self):
        return for_page()

    def get_context_data(self, **kwargs):
        page = PracticePage(self.object)
        return super().get_context_data(
            page=page,
            badge=depth_badge(is_full_sheet(self.object)),
            **kwargs,
        )
