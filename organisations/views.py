from django.utils.translation import ngettext

from core.views import EntryDetail
from organisations.cards import card, for_cards
from organisations.filters import OrganisationFilter
from organisations.models import Organisation
from organisations.page import OrganisationPage, for_page
from sources.views import FilteredCardList


class OrganisationList(FilteredCardList):
    """All organisations but those that a source merely mentions."""

    parameters = ["kind", "place", "page"]
    template_name = "organisations/list.html"
    filterset_class = OrganisationFilter

    def listed(self):
        return for_cards()

    def card(self, organisation):
        return card(organisation)

    def total(self, n):
        return ngettext("%(n)s organisation", "%(n)s organisations", n) % {"n": n}


class OrganisationDetail(EntryDetail):
    """One organisation: what it does, how to reach it, where it has a part."""

    model = Organisation
    short = "o"
    template_name = "organisations/organisation.html"

    def get_queryset(self):
        return for_page()

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=OrganisationPage(self.object), **kwargs)
