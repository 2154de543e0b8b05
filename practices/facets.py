"""The values of each filter with their counts: how many practices a click leads to.

The counts of a facet leave out its own selection. One or two queries a facet.
"""

from collections import Counter, defaultdict

from django.db.models import Count, Q
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


def _formats(practices):
    """Of the activities of a practice, and its own."""
    matching = practices.values("pk")
    by_activity = Activity.formats.through.objects.filter(activity__practice__in=matching)
    by_hand = Practice.formats.through.objects.filter(practice__in=matching)
    pairs = by_activity.values_list("activity__practice", "format").union(
        by_hand.values_list("practice", "format")
    )
    count = Counter(term for _practice, term in pairs)
    return [
        {"value": term.code, "label": str(term), "count": count[term.pk]}
        for term in Format.objects.current().in_order()
    ]


def _places(practices):
    """Belgium down to its provinces; towns and other countries where there is something."""
    links = PracticePlace.objects.filter(practice__in=practices.values("pk"))
    links = links.exclude(meaning=PlaceLink.Meaning.MENTIONED)
    inside = defaultdict(set)  # path of a place → the practices in it, or in a place inside it
    for practice, path in links.values_list("practice", "place__path"):
        parts = path.split("/")
        for depth in range(1, len(parts) + 1):
            inside["/".join(parts[:depth])].add(practice)
    return [
        {
            "value": place.path,
            "label": str(place),
            "count": len(inside[place.path]),
            "level": min(place.path.count("/"), 3),
            "always": place.path.startswith("be") and place.kind in LISTED_PLACES,
        }
        for place in Place.objects.order_by("path")
    ]
