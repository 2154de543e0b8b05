"""The facets of practices: where each has its values."""

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Func, TextField
from django.utils.translation import gettext as _

from practices.filters import DEPTHS, FACETS, MORE_FACETS
from practices.models import LanguageSupport, PracticeFacets, WorkingLanguage
from sources.models import Source
from vocabulary.facets import Facet, option, places, terms, with_counts, without
from vocabulary.models import Format, Fund, OrganisationKind, TargetGroup, Theme

# Each value of `PracticeFacets` in a row of its own: `theme:housing`.
PAIR = Func(F("values"), function="unnest", output_field=TextField())


def facets(filterset, names=FACETS):
    """The inputs of components/facet.html for these filters, from a valid FilterSet."""
    every = [
        Facet("theme", _("Theme"), terms(Theme)),
        Facet("for_whom", _("For whom"), terms(TargetGroup)),
        Facet("format", _("Format"), terms(Format)),
        Facet("place", _("Place"), places),
        Facet("language", _("Working language and support"), _languages),
        Facet("fund", _("Fund"), terms(Fund)),
        Facet("run_by", _("Run by"), terms(OrganisationKind)),
        Facet("depth", _("Depth"), _depths),
        Facet("source", _("Source"), _sources),
    ]
    named = [facet for facet in every if facet.name in names]
    filterset.form.is_valid()
    return with_counts(filterset, named, _counts(filterset))


def _languages():
    return [option(*choice) for choice in [*WorkingLanguage.choices, *LanguageSupport.choices]]


def _depths():
    return [option(*depth) for depth in DEPTHS]


def _sources():
    sources = Source.objects.public().in_order()
    return [option(source.slug, source, always=False) for source in sources]


def _counts(filterset):
    """{name of facet: {value: practices}}: of what all filters leave, and for a facet in which
    something is chosen, of what the others leave. One statement."""
    counts = {name: {} for name in FACETS + MORE_FACETS}
    chosen = [name for name in counts if name in filterset.filters and filterset.form[name].data]
    parts, parameters = [], []
    for name in [*chosen, ""]:
        try:
            sql, values = _counting(filterset, name)
        except EmptyResultSet:  # the other filters leave nothing, and Django knows it
            continue
        parts.append(f"SELECT %s::text, pair, n FROM ({sql}) AS counted(pair, n)")
        parameters += [name, *values]
    if not parts:
        return counts
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        for part, pair, n in cursor.fetchall():
            name, _colon, value = pair.partition(":")
            if part == (name if name in chosen else ""):
                counts[name][value] = n
    return counts


def _counting(filterset, name):
    """The statement that counts each value where all filters but one hold, and its parameters.
    Where no other is chosen among all practices, the database has counted already."""
    others = [field for field in filterset.form if field.name not in (name, "sort")]
    if filterset.is_of_all and not any(field.data for field in others):
        return "SELECT value, sum(n) FROM practices_facetcount GROUP BY value", []
    practices = {} if filterset.is_of_all else {"practice__in": filterset.queryset.order_by()}
    entries = PracticeFacets.objects.filter(is_listed=True, **practices)
    pairs = without(filterset, name, entries).values_list(PAIR, flat=True)
    sql, values = pairs.query.sql_with_params()
    return f"SELECT pair, count(*) FROM ({sql}) AS pairs(pair) GROUP BY pair", values
