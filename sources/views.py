from django.utils.translation import get_language, ngettext
from django.views.generic import DetailView, ListView

from core.addresses import absolute, address_of
from core.views import PageInfo
from sources import cards
from sources.models import Source
from sources.page import SourcePage, for_page, languages_of_source


class CardList(PageInfo, ListView):
    """A list of cards, twenty a page. Subclasses say what is in it, `card(entry)` and
    `total(n)`, the number of entries in words."""

    parameters = ["page"]
    paginate_by = 20

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "cards": [self.card(entry) for entry in context["page_obj"]],
            "total": self.total(context["paginator"].count),
        }


class SourceList(CardList):
    """The documents and web pages that the directory rests on."""

    template_name = "sources/list.html"

    def get_queryset(self):
        return Source.objects.public().in_order()

    def card(self, source):
        return cards.card(source)

    def total(self, n):
        return ngettext("%(n)s source", "%(n)s sources", n) % {"n": n}


class SourceDetail(DetailView):
    """One document: what it is, its rights, and all entries that rest on it."""

    parameters = []
    template_name = "sources/source.html"

    def get_queryset(self):
        return for_page()

    def get_context_data(self, **kwargs):
        readable = languages_of_source(self.object)
        here = get_language() if get_language() in readable else self.object.original_language
        urls = {
            code: absolute(address_of("source", self.object.slug, language=code))
            for code in {here, *readable}
        }
        return super().get_context_data(
            page=SourcePage(self.object),
            canonical=urls[here],
            alternates=[{"code": code, "url": urls[code]} for code in readable],
            x_default=absolute(f"/s/{self.object.slug}"),
            **kwargs,
        )
