"""The values of filters with their counts: how many entries a click leads to.

The counts of a facet leave out its own selection. One statement counts all of them; each facet
asks for its values beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import CharField, F, Func, IntegerField, Value
from django.db.models.expressions import RawSQL

from vocabulary.models import Place, PlaceLink

LISTED_PLACES = [Place.Kind.COUNTRY, Place.Kind.REGION, Place.Kind.PROVINCE]


@dataclass(frozen=True)
class Facet:
    """A filter with its values. For `counted`, `pairs(entries)` are querysets with `owner` and
    `value`, for a subquery of entries; `once` where an entry has each value once at most."""

    name: str
    legend: str
    options: Callable
    pairs: Callable = None
    once: bool = False


def counted(filterset, facets):
    """The inputs of components/facet.html for these facets, from a valid FilterSet."""
    filterset.form.is_valid()
    return with_counts(filterset, facets, _counted(filterset, facets))


def with_counts(filterset, facets, counts):
    """The same from counts that are known: {name of facet: {value: entries}}."""
    return [_inputs(filterset, facet, counts[facet.name]) for facet in facets]


def chips(filterset, query):
    """What is chosen, each with the query that takes it away: list of {label, url}."""
    chosen = []
    for name, values in filterset.form.cleaned_data.items():
        if name == "sort" or not values:
            continue
        for value in [values] if isinstance(values, str) else values:
            key = value if isinstance(value, str) else getattr(value, _key_of(filterset, name))
            rest = query.copy()
            rest.setlist(name, [other for other in query.getlist(name) if other != key])
            rest.pop("page", None)
            chosen.append({"label": _label(filterset, name, value), "url": f"?{rest.urlencode()}"})
    return chosen


def _key_of(filterset, name):
    return filterset.filters[name].extra["to_field_name"]


def _label(filterset, name, value):
    if name == "q":
        return f"“{value}”"
    choices = dict(filterset.filters[name].extra.get("choices", []))
    return str(choices.get(value, value))


def without(filterset, name, entries=None):
    """The entries that all filters but this one leave, of all or of these."""
    entries = filterset.queryset.order_by() if entries is None else entries
    for other, selected in filterset.form.cleaned_data.items():
        if other not in (name, "sort"):
            entries = filterset.filters[other].filter(entries, selected)
    return entries


def _inputs(filterset, facet, counts):
    chosen = set(filterset.form[facet.name].data or [])
    options = []
    for option in facet.options():
        option = {**option, "count": counts.get(option["value"], 0)}
        option["checked"] = option["value"] in chosen
        if option.pop("always") or option["count"] or option["checked"]:
            options.append(option)
    return {"name": facet.name, "legend": facet.legend, "options": options}


def _counted(filterset, facets):
    """{name of facet: {value: entries}}, each entry counted once for a value: one statement.

    Facets that leave out nothing share the same entries, which the database finds once.
    """
    bases, parts, in_bases, in_parts = {}, [], [], []
    for facet in facets:
        try:
            base, values = without(filterset, facet.name).values("pk").query.sql_with_params()
        except EmptyResultSet:  # the other filters leave nothing, and Django knows it
            continue
        key = (base, repr(values))
        if key not in bases:
            bases[key] = f"base{len(bases)}"
            in_bases += values
        number = "count(*)" if facet.once else "count(DISTINCT owner)"
        sql, values = _as_sql(facet.pairs(RawSQL(f"SELECT id FROM {bases[key]}", [])))
        parts.append(
            f"SELECT %s::text, value::text, {number} FROM ({sql}) AS pairs"
            " WHERE value IS NOT NULL GROUP BY value"
        )
        in_parts += [facet.name, *values]
    counts = {facet.name: {} for facet in facets}
    if not parts:
        return counts
    found = ", ".join(f"{name}(id) AS MATERIALIZED ({sql})" for (sql, _v), name in bases.items())
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {found} " + " UNION ALL ".join(parts), [*in_bases, *in_parts])
        for name, value, n in cursor.fetchall():
            counts[name][value] = n
    return counts


def _as_sql(rows):
    """One statement with the columns `owner` and `value` of some querysets. By name: Django does
    not promise in which order it writes annotations."""
    parts, parameters = [], []
    for number, queryset in enumerate(rows):
        sql, values = queryset.query.sql_with_params()
        parts.append(f"SELECT owner, value FROM ({sql}) AS rows{number}")
        parameters += values
    return " UNION ALL ".join(parts), parameters


# --- What facets are made of


def option(value, label, level=0, always=True):
    """One value; `always` says whether it is shown where nothing has it."""
    shown = {"value": value, "label": str(label), "always": always}
    return {**shown, "level": level} if level else shown


def terms(model):
    """The values of a vocabulary."""
    return lambda: [option(term.code, term) for term in model.objects.current().in_order()]


def places():
    """Belgium down to its provinces; towns and other countries where there is something."""
    return [
        option(
            place.path,
            place,
            level=min(place.path.count("/"), 3),
            always=place.path.startswith("be") and place.kind in LISTED_PLACES,
        )
        for place in Place.objects.order_by("path")
    ]


def pairs(rows, key, value):
    """`owner` and `value` of some rows: `key` and `value` are paths or expressions."""
    value = value if hasattr(value, "resolve_expression") else F(value)
    return rows.order_by().annotate(owner=F(key), value=value).values("owner", "value")


def by_place(links, key):
    """Each place of an entry, and each place that it lies in, from its rows of `PlaceLink`."""
    words, number = CharField(), IntegerField()
    parts = Func(F("place__path"), Value("/"), function="string_to_array", output_field=words)
    length = Func(parts, Value(1), function="array_length", output_field=number)
    each = Func(Value(1), length, function="generate_series", output_field=number)
    first = Func(  # the first n parts, for each n
        *(parts, each),
        template="array_to_string((%(expressions)s], '/')",
        arg_joiner=")[1:",
        output_field=words,
    )
    return pairs(links.exclude(meaning=PlaceLink.Meaning.MENTIONED), key, first)
