"""The values of each filter with their counts: how many practices a click leads to.

The counts of a facet leave out its own selection. One statement counts all of them; each facet
asks for its values beside it.
"""

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, CharField, F, Func, IntegerField, Q, Value, When
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from core.models import Entry
from practices.filters import DEPTHS, FACETS
from practices.models import (
    DOERS,
    Activity,
    LanguageSupport,
    Practice,
    PracticeCitation,
    PracticePlace,
    PracticeRole,
    PracticeTargetGroup,
    PracticeTheme,
    WorkingLanguage,
)
from sources.models import Source
from vocabulary.models import (
    Format,
    Fund,
    OrganisationKind,
    Place,
    PlaceLink,
    TargetGroup,
    Theme,
)

ONCE = {"theme", "for_whom", "depth"}  # a practice has each value once
LISTED_PLACES = [Place.Kind.COUNTRY, Place.Kind.REGION, Place.Kind.PROVINCE]


def facets(filterset, names=FACETS):
    """The inputs of components/facet.html for these filters, from a valid FilterSet."""
    filterset.form.is_valid()
    kinds = {
        "theme": (_("Theme"), _terms(Theme), _by_theme),
        "for_whom": (_("For whom"), _terms(TargetGroup), _by_target_group),
        "format": (_("Format"), _terms(Format), _by_format),
        "place": (_("Place"), _places, _by_place),
        "language": (_("Working language and support"), _languages, _by_language),
        "fund": (_("Fund"), _terms(Fund), _by_fund),
        "run_by": (_("Run by"), _terms(OrganisationKind), _by_kind),
        "depth": (_("Depth"), lambda: [_option(*depth) for depth in DEPTHS], _by_depth),
        "source": (_("Source"), _sources, _by_source),
    }
    counts = _counted(filterset, {name: kinds[name][2] for name in names})
    return [_facet(filterset, name, *kinds[name][:2], counts[name]) for name in names]


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


def without(filterset, name):
    """The practices that all filters but this one leave."""
    practices = filterset.queryset.order_by()
    for other, selected in filterset.form.cleaned_data.items():
        if other not in (name, "sort"):
            practices = filterset.filters[other].filter(practices, selected)
    return practices


def _facet(filterset, name, legend, options_of, counts):
    chosen = set(filterset.form[name].data or [])
    options = []
    for option in options_of():
        option = {**option, "count": counts.get(option["value"], 0)}
        option["checked"] = option["value"] in chosen
        if option.pop("always") or option["count"] or option["checked"]:
            options.append(option)
    return {"name": name, "legend": legend, "options": options}


def _counted(filterset, pairs_of):
    """{facet: {value: practices}}, each practice counted once for a value: one statement.

    `pairs_of` are the functions below. Facets that leave out nothing share the same practices,
    which the database finds once.
    """
    bases, parts, in_bases, in_parts = {}, [], [], []
    for name, pairs in pairs_of.items():
        try:
            base, values = without(filterset, name).values("pk").query.sql_with_params()
        except EmptyResultSet:  # the other filters leave nothing, and Django knows it
            continue
        if (base, values) not in bases:
            bases[base, values] = f"base{len(bases)}"
            in_bases += values
        number = "count(*)" if name in ONCE else "count(DISTINCT owner)"
        sql, values = _as_sql(pairs(RawSQL(f"SELECT id FROM {bases[base, values]}", [])))
        parts.append(
            f"SELECT %s::text, value::text, {number} FROM ({sql}) AS pairs"
            " WHERE value IS NOT NULL GROUP BY value"
        )
        in_parts += [name, *values]
    counts = {name: {} for name in pairs_of}
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


# --- The values


def _option(value, label, level=0, always=True):
    option = {"value": value, "label": str(label), "always": always}
    return {**option, "level": level} if level else option


def _terms(model):
    return lambda: [_option(term.code, term) for term in model.objects.current().in_order()]


def _places():
    """Belgium down to its provinces; towns and other countries where there is something."""
    return [
        _option(
            place.path,
            place,
            level=min(place.path.count("/"), 3),
            always=place.path.startswith("be") and place.kind in LISTED_PLACES,
        )
        for place in Place.objects.order_by("path")
    ]


def _languages():
    return [_option(*choice) for choice in [*WorkingLanguage.choices, *LanguageSupport.choices]]


def _sources():
    sources = Source.objects.public().in_order()
    return [_option(source.slug, source, always=False) for source in sources]


# --- Which practice has which value: lists of querysets with `owner` and `value`


def _pairs(rows, key, value):
    """(practice, value) of some rows: `key` and `value` are paths or expressions."""
    value = value if hasattr(value, "resolve_expression") else F(value)
    return rows.order_by().annotate(owner=F(key), value=value).values("owner", "value")


def _by_theme(practices):
    links = PracticeTheme.objects.filter(practice__in=practices)
    return [_pairs(links, "practice", "theme__code")]


def _by_target_group(practices):
    links = PracticeTargetGroup.objects.filter(practice__in=practices)
    return [_pairs(links, "practice", "target_group__code")]


def _by_format(practices):
    """Of the activities of a practice, and its own."""
    by_activity = Activity.formats.through.objects.filter(activity__practice__in=practices)
    by_hand = Practice.formats.through.objects.filter(practice__in=practices)
    return [
        _pairs(by_activity, "activity__practice", "format__code"),
        _pairs(by_hand, "practice", "format__code"),
    ]


def _by_place(practices):
    """Each place of a practice, and each place that it lies in."""
    links = PracticePlace.objects.filter(practice__in=practices)
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
    return [_pairs(links.exclude(meaning=PlaceLink.Meaning.MENTIONED), "practice", first)]


def _by_language(practices):
    """Of a practice as a whole, and of its activities."""
    own = Practice.objects.filter(pk__in=practices)
    of_activities = Activity.objects.filter(practice__in=practices)
    return [
        _pairs(rows, key, Func(F(column), function="unnest", output_field=CharField()))
        for rows, key in [(own, "pk"), (of_activities, "practice")]
        for column in ["working_languages", "language_support"]
    ]


def _by_fund(practices):
    paid = Practice.objects.filter(pk__in=practices, projects__status=Entry.Status.PUBLISHED)
    return [_pairs(paid, "pk", "projects__fund__code")]


def _by_kind(practices):
    roles = PracticeRole.objects.filter(
        practice__in=practices, role__in=DOERS, organisation__status=Entry.Status.PUBLISHED
    )
    return [_pairs(roles, "practice", "organisation__kind__code")]


def _by_depth(practices):
    depth = Case(When(Q(is_full_sheet=True), Value("full")), default=Value("short"))
    return [_pairs(Practice.objects.filter(pk__in=practices).with_depth(), "pk", depth)]


def _by_source(practices):
    own = Practice.objects.filter(pk__in=practices)
    cited = PracticeCitation.objects.filter(practice__in=practices)
    return [_pairs(own, "pk", "source__slug"), _pairs(cited, "practice", "source__slug")]
