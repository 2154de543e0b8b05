"""The values of each filter with their counts: how many practices a click leads to.

The counts of a facet leave out its own selection. One query a facet.
"""

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from practices.models import Activity, Practice, PracticePlace
from vocabulary.models import Format, Place, PlaceLink, TargetGroup, Theme

LISTED_PLACES = [Place.Kind.COUNTRY, Place.Kind.REGION, Place.Kind.PROVINCE]


def facets(filterset, names=("theme", "for_whom", "format", "place")):
    """The inputs of components/facet.html for these filters, from a valid FilterSet."""
    filterset.form.is_valid()
    kinds = {
        "theme": (_("Theme"), _direct(Theme, "themes")),
        "for_whom": (_("For whom"), _direct(TargetGroup, "target_groups")),
        "format": (_("Format"), _formats),
        "place": (_("Place"), _places),
    }
    return [_facet(filterset, name, *kinds[name]) for name in names]


def chips(filterset, query):
    """What is chosen, each with the query that takes it away: list of {label, url}."""
    chosen = []
    for name, values in filterset.form.cleaned_data.items():
        field = filterset.filters[name].extra["to_field_name"]
        for value in values:
            rest = query.copy()
            key = getattr(value, field)
            rest.setlist(name, [other for other in query.getlist(name) if other != key])
            rest.pop("page", None)
            chosen.append({"label": str(value), "url": f"?{rest.urlencode()}"})
    return chosen


def _facet(filterset, name, legend, values):
    chosen = set(filterset.form[name].data or [])
    practices = filterset.queryset.order_by()
    for other, selected in filterset.form.cleaned_data.items():
        if other != name:
            practices = filterset.filters[other].filter(practices, selected)
    options = [
        {**option, "checked": option["value"] in chosen}
        for option in values(practices)
        if option.pop("always", True) or option["count"] or option["value"] in chosen
    ]
    return {"name": name, "legend": legend, "options": options}


def _direct(model, relation):
    def values(practices):
        terms = model.objects.current().annotate(
            count=Count("practices", filter=Q(practices__in=practices.values("pk")), distinct=True)
        )
        return [
            {"value": term.code, "label": str(term), "count": term.count}
            for term in terms.order_by("position", "pk")
        ]

    return values


def _counted(practices, condition):
    """How many of the practices meet a condition that refers to the outer row."""
    counted = Practice.objects.filter(condition, pk__in=practices.values("pk")).order_by()
    counted = counted.annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n")
    return Subquery(counted, output_field=IntegerField())


def _formats(practices):
    by_activity = Activity.objects.filter(practice=OuterRef("pk"), formats=OuterRef(OuterRef("pk")))
    by_hand = Practice.formats.through.objects.filter(
        practice=OuterRef("pk"), format=OuterRef(OuterRef("pk"))
    )
    terms = Format.objects.current().annotate(
        count=_counted(practices, Exists(by_activity) | Exists(by_hand))
    )
    return [
        {"value": term.code, "label": str(term), "count": term.count or 0}
        for term in terms.order_by("position", "pk")
    ]


def _places(practices):
    """Belgium down to its provinces; towns and other countries where there is something."""
    outer = OuterRef(OuterRef("path"))
    inside = PracticePlace.objects.filter(
        Q(place__path=outer) | Q(place__path__startswith=Concat(outer, Value("/"))),
        practice=OuterRef("pk"),
    ).exclude(meaning=PlaceLink.Meaning.MENTIONED)
    places = Place.objects.annotate(count=_counted(practices, Exists(inside))).order_by("path")
    return [
        {
            "value": place.path,
            "label": str(place),
            "count": place.count or 0,
            "level": min(place.path.count("/"), 3),
            "always": place.path.startswith("be") and place.kind in LISTED_PLACES,
        }
        for place in places
    ]
