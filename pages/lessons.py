"""What all practices together teach: weaknesses, strengths and tools, by theme, each linked to
its place on the page of its practice."""

from itertools import groupby

from django.db.models import Count, Exists, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.addresses import address_of
from core.context_processors import LESSONS, labels
from core.i18n import text_of
from core.markdown import points
from core.models import sort_key
from core.notices import notice_of_several
from practices import facets
from practices.cards import card, for_cards
from practices.filters import FacetFilter
from practices.models import Practice, PracticeTheme, Section
from sources.views import FilteredCardList
from vocabulary.filters import CodeFilter
from vocabulary.models import TargetGroup, Theme


class LessonFilter(FacetFilter):
    theme = CodeFilter(Theme, method="chosen", label=gettext_lazy("Theme"))
    for_whom = CodeFilter(TargetGroup, method="chosen", label=gettext_lazy("For whom"))

    class Meta:
        model = Practice
        fields = []

    def filter_queryset(self, queryset):
        return by_theme(super().filter_queryset(queryset), self.form.cleaned_data["theme"])

    def facets(self):
        """Of the values only those that lead somewhere: most practices have none of a kind."""
        return [
            {**facet, "options": [o for o in facet["options"] if o["count"] or o["checked"]]}
            for facet in facets.facets(self, ["theme", "for_whom"])
        ]


def by_theme(practices, chosen=()):
    """In the order of the themes under which they are read: see `theme_of`."""
    links = PracticeTheme.objects.filter(practice=OuterRef("pk")).order_by("position")
    if chosen:
        links = links.filter(theme__in=chosen)
    return practices.annotate(
        under=Subquery(links.values("theme__position")[:1]),
        under_pk=Subquery(links.values("theme")[:1]),
    ).order_by("under", "under_pk", "-is_full_sheet", sort_key(), "pk")


def theme_of(practice, chosen=()):
    """The one theme under which a practice is read: its main one, or the first that was chosen."""
    themes = [link.theme for link in practice.card_themes]
    return next((theme for theme in themes if not chosen or theme in chosen), None)


class Lessons(FilteredCardList):
    """The points of one kind, of twenty practices a page."""

    kind = ""  # code of the kind of section, also the name of the page
    parameters = ["theme", "for_whom", "page"]
    filterset_class = LessonFilter
    template_name = "pages/lessons.html"

    def listed(self):
        sections = Section.objects.shown().filter(kind__code=self.kind)
        shown = sections.select_related("kind", "source").order_by("position")
        practices = for_cards().filter(Exists(sections.filter(practice=OuterRef("pk"))))
        return by_theme(practices.prefetch_related(Prefetch("sections", shown, to_attr="lessons")))

    def card(self, practice):
        """A practice with its points, beside the inputs of a card."""
        theme = theme_of(practice, self.chosen)
        themes = [link.theme for link in practice.card_themes]
        return {
            **card(practice),
            "practice": practice,
            "theme": theme,
            "also": [other for other in themes if other != theme],
            "parts": [part(section, practice) for section in practice.lessons],
        }

    @cached_property
    def chosen(self):
        return list(self.filterset.form.cleaned_data["theme"]) if self.is_valid else []

    def total(self, n):
        return ngettext("%(n)s practice", "%(n)s practices", n) % {"n": n}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        cards = context["cards"]
        notice = notice_of_several([s for card in cards for s in card["practice"].lessons], "text")
        return {
            **context,
            **words_of(self.kind),
            "kind": self.kind,
            "groups": [
                {"theme": theme, "cards": list(found)}
                for theme, found in groupby(cards, key=lambda card: card["theme"])
            ],
            "total": " · ".join([self.points(context), context["total"], self.sources()]),
            "notice": notice,
            "notice_kind": notice["kind"] if notice else "",
            "tabs": self.tabs(),
        }

    def points(self, context):
        n = sum(len(part["points"]) for card in context["cards"] for part in card["parts"])
        if context["page_obj"].has_other_pages():
            return ngettext("%(n)s point on this page", "%(n)s points on this page", n) % {"n": n}
        return ngettext("%(n)s point", "%(n)s points", n) % {"n": n}

    def sources(self):
        """How many sources the points rest on: their own, else that of their practice."""
        keys = list(self.object_list.order_by().values_list("pk", flat=True))
        sections = Section.objects.shown().filter(kind__code=self.kind, practice__in=keys)
        source = Coalesce("source", "practice__source")
        n = sections.aggregate(n=Count(source, distinct=True))["n"]
        return ngettext("%(n)s source", "%(n)s sources", n) % {"n": n}

    def tabs(self):
        query = self.request.GET.copy()
        query.pop("page", None)
        suffix = f"?{query.urlencode()}" if query else ""
        return [
            {
                "label": labels()[kind],
                "url": address_of(kind) + suffix,
                "current": kind == self.kind,
            }
            for kind in LESSONS
        ]


def part(section, practice):
    """A section and its points."""
    section.practice = practice
    text = text_of(section, "text").value
    return {"section": section, "points": points(text, f"s{section.position}")}


def words_of(kind):
    """What each of the three pages is, in words."""
    return {"title": labels()[kind]} | {
        "weaknesses": {
            "line": _("What was hard, or is still missing, in practices with newcomers."),
            "about": _(
                "Each point is what the source itself calls a weak point, as of its date. It is"
                " not a judgement by this directory, and may have been solved since."
            ),
        },
        "strengths": {
            "line": _("What works well, according to those who run the practices."),
            "about": _(
                "Each point is what the source itself calls a strong point, as of its date."
                " This directory has not measured it."
            ),
        },
        "tools": {
            "line": _("Forms, charters, tests, guides and equipment that practices use."),
            "about": _(
                "The editors gathered them from the sources, which mostly name them without"
                " printing them. To get one, ask the contact on the page of its practice."
            ),
        },
    }[kind]
