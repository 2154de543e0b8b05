from django.utils.translation import get_language, ngettext
from django.views.generic import DetailView, ListView

from core.addresses import absolute, address_of
from core.views import PageInfo
from sources import cards
from sources.models import Source
from sources.page import SourcePage, for_page, languages_of_source
from vocabulary.facets import chips


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


class FilteredCardList(CardList):
    """A list with filters. Subclasses also name their `filterset_class`, whose `facets()` are
    shown beside it, and what an empty list is called."""

    def get_queryset(self):
        self.filterset = self.filterset_class(self.request.GET, self.listed(), request=self.request)
        self.is_valid = self.filterset.is_valid()
        return self.filterset.qs if self.is_valid else self.listed()

    def get_context_data(self, **kwargs):
        name = self.request.resolver_match.url_name
        return super().get_context_data(
            facets=self.filterset.facets() if self.is_valid else [],
            chips=chips(self.filterset, self.request.GET) if self.is_valid else [],
            clear_url=address_of(name),
            has_errors=not self.is_valid,
            **kwargs,
        )


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
