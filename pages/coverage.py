"""Where there is something, and where nothing: themes by place and by for whom, and a map."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from core.addresses import address_of
from core.views import PageInfo
from pages import shapes
from practices.models import Practice, PracticePlace, PracticeTargetGroup, PracticeTheme
from sources.models import Source
from vocabulary.models import Place, PlaceLink, TargetGroup, Theme

SHADES = [1, 2, 4, 8]  # from how many practices on a cell is shaded one step darker
COUNTRY = "be"


@dataclass
class Cell:
    count: int
    url: str

    @property
    def shade(self):
        """0 for nothing, 1 to 4 for few to many."""
        return sum(self.count >= least for least in SHADES)


def cell(count, **chosen):
    query = "&".join(f"{name}={value}" for name, value in chosen.items())
    return Cell(count, f"{address_of('practices')}?{query}")


def themes_of():
    """{practice: its themes} of all listed practices."""
    links = PracticeTheme.objects.filter(practice__in=Practice.objects.listed())
    found = {}
    for practice, theme in links.values_list("practice", "theme__code"):
        found.setdefault(practice, set()).add(theme)
    return found


def places_of():
    """{path: practices in it, or in a place inside it}: as the filter by place counts them."""
    links = PracticePlace.objects.filter(practice__in=Practice.objects.listed())
    links = links.exclude(meaning=PlaceLink.Meaning.MENTIONED)
    inside = {}
    for practice, path in links.values_list("practice", "place__path"):
        parts = path.split("/")
        for depth in range(1, len(parts) + 1):
            inside.setdefault("/".join(parts[:depth]), set()).add(practice)
    return inside


def groups_of():
    """{target group: practices}"""
    links = PracticeTargetGroup.objects.filter(practice__in=Practice.objects.listed())
    found = {}
    for practice, code in links.values_list("practice", "target_group__code"):
        found.setdefault(code, set()).add(practice)
    return found


def belgian_places():
    """Brussels and the provinces, by region, in the order of their codes."""
    places = Place.objects.filter(path__startswith=f"{COUNTRY}/").order_by("nuts", "path")
    return [p for p in places if p.kind == Place.Kind.PROVINCE or p.path == f"{COUNTRY}/bru"]


class Coverage(PageInfo, TemplateView):
    """Two tables of counts, zeros shown: each cell leads to the filtered list."""

    template_name = "pages/coverage.html"

    def get_context_data(self, **kwargs):
        themes = list(Theme.objects.current().in_order())
        of_practice, inside, groups = themes_of(), places_of(), groups_of()
        columns = [(p.path, str(p), inside.get(p.path, set())) for p in belgian_places()]
        whole = [(COUNTRY, _("All of Belgium together"), inside.get(COUNTRY, set()))]
        terms = TargetGroup.objects.current().in_order()
        by_group = [(term.code, str(term), groups.get(term.code, set())) for term in terms]
        return super().get_context_data(
            by_place=table(themes, columns + whole, of_practice, "place"),
            by_group=table(themes, by_group, of_practice, "for_whom"),
            nationwide=Practice.objects.listed().for_all_of([COUNTRY]).count(),
            meaning=what_zero_means(),
            map_url=address_of("map"),
            **kwargs,
        )


def table(themes, columns, of_practice, parameter):
    """{columns: labels, rows: [{theme, cells}]} of the practices of a theme in each column."""
    rows = []
    for theme in themes:
        with_theme = {practice for practice, codes in of_practice.items() if theme.code in codes}
        cells = [
            cell(len(with_theme & practices), **{"theme": theme.code, parameter: value})
            for value, _label, practices in columns
        ]
        rows.append({"label": str(theme), "cells": cells})
    return {"columns": [label for _value, label, _practices in columns], "rows": rows}


def what_zero_means():
    sources = Source.objects.public().count()
    return ngettext(
        "0 means nothing in this directory, made from %(n)s source. It does not mean that nothing"
        " exists.",
        "0 means nothing in this directory, made from %(n)s sources. It does not mean that nothing"
        " exists.",
        sources,
    ) % {"n": sources}


class Map(PageInfo, TemplateView):
    """Belgium's provinces and Brussels drawn by the server, with the same as a table."""

    template_name = "pages/map.html"

    def get_context_data(self, **kwargs):
        inside = places_of()
        precise = dict(
            PracticePlace.objects.filter(practice__in=Practice.objects.listed())
            .exclude(meaning=PlaceLink.Meaning.MENTIONED)
            .order_by()
            .values_list("precision")
            .annotate(n=Count("pk"))
        )
        areas = [
            {
                "label": str(place),
                **shapes.PROVINCES[place.path],
                "cell": cell(len(inside.get(place.path, set())), place=place.path),
            }
            for place in belgian_places()
        ]
        labels = dict(Place.Precision.choices)
        abroad = Place.objects.filter(kind=Place.Kind.COUNTRY).exclude(path=COUNTRY)
        return super().get_context_data(
            areas=areas,
            neighbours=shapes.NEIGHBOURS,
            whole=cell(len(inside.get(COUNTRY, set())), place=COUNTRY),
            abroad=[
                {"label": str(place), "cell": cell(len(inside[place.path]), place=place.path)}
                for place in abroad.in_order()
                if place.path in inside
            ],
            precisions=[
                {"label": label, "count": precise.get(code, 0)} for code, label in labels.items()
            ],
            meaning=what_zero_means(),
            coverage_url=address_of("coverage"),
            **kwargs,
        )
