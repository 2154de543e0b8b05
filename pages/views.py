from django.db.models import Count, Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from core.addresses import address_of
from core.context_processors import LESSONS, menu_of
from core.views import PageInfo
from organisations.models import Organisation
from pages import styleguide
from practices.cards import card, for_cards
from practices.facets import facets
from practices.filters import PracticeFilter
from practices.models import Practice
from projects.models import Project
from sources.models import Source

FULLEST = 6  # cards on the home page


class Home(PageInfo, TemplateView):
    """What this is, the ways in, and the fullest practices."""

    template_name = "pages/home.html"

    def get_context_data(self, **kwargs):
        everything = PracticeFilter({}, queryset=Practice.objects.listed(), request=self.request)
        return super().get_context_data(
            cards=[card(practice) for practice in for_cards()[:FULLEST]],
            ways_in=facets(everything, ["theme", "for_whom", "place"]),
            lessons=menu_of(LESSONS, ""),
            counts=counts(),
            find_url=address_of("search"),
            examples=[_("housing for refugees"), _("mentoring for young people"), _("debt advice")],
            **kwargs,
        )


def counts():
    """How much is in here, in words, each with the list it stands for. One query."""
    listed = {
        "practices": Practice.objects.listed(),
        "organisations": Organisation.objects.listed(),
        "projects": Project.objects.listed(),
        "sources": Source.objects.public(),
    }
    first, *others = [
        queryset.order_by().annotate(name=Value(name)).values("name").annotate(n=Count("pk"))
        for name, queryset in listed.items()
    ]
    found = {row["name"]: row["n"] for row in first.union(*others, all=True)}
    return [
        {"url": address_of(name), "words": _in_words(name, found.get(name, 0))} for name in listed
    ]


def _in_words(name, n):
    forms = {
        "practices": ngettext("%(n)s practice", "%(n)s practices", n),
        "organisations": ngettext("%(n)s organisation", "%(n)s organisations", n),
        "projects": ngettext("%(n)s funded project", "%(n)s funded projects", n),
        "sources": ngettext("%(n)s source", "%(n)s sources", n),
    }
    return forms[name] % {"n": n}


class StyleGuide(PageInfo, TemplateView):
    """Every component in every state, for those who build the pages."""

    template_name = "styleguide.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**styleguide.context(), **kwargs)
