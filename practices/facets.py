"""The facets of practices: where each has its values."""

from django.db.models import Case, CharField, F, Func, Q, Value, When
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
from vocabulary.facets import Facet, by_place, counted, option, pairs, places, terms
from vocabulary.models import Format, Fund, OrganisationKind, TargetGroup, Theme


def facets(filterset, names=FACETS):
    """The inputs of components/facet.html for these filters, from a valid FilterSet."""
    every = [
        Facet("theme", _("Theme"), terms(Theme), _by_theme, once=True),
        Facet("for_whom", _("For whom"), terms(TargetGroup), _by_target_group, once=True),
        Facet("format", _("Format"), terms(Format), _by_format),
        Facet("place", _("Place"), places, _by_place),
        Facet("language", _("Working language and support"), _languages, _by_language),
        Facet("fund", _("Fund"), terms(Fund), _by_fund),
        Facet("run_by", _("Run by"), terms(OrganisationKind), _by_kind),
        Facet("depth", _("Depth"), _depths, _by_depth, once=True),
        Facet("source", _("Source"), _sources, _by_source),
    ]
    return counted(filterset, [facet for facet in every if facet.name in names])


def _languages():
    return [option(*choice) for choice in [*WorkingLanguage.choices, *LanguageSupport.choices]]


def _depths():
    return [option(*depth) for depth in DEPTHS]


def _sources():
    sources = Source.objects.public().in_order()
    return [option(source.slug, source, always=False) for source in sources]


# --- Which practice has which value: lists of querysets with `owner` and `value`


def _by_theme(practices):
    links = PracticeTheme.objects.filter(practice__in=practices)
    return [pairs(links, "practice", "theme__code")]


def _by_target_group(practices):
    links = PracticeTargetGroup.objects.filter(practice__in=practices)
    return [pairs(links, "practice", "target_group__code")]


def _by_format(practices):
    """Of the activities of a practice, and its own."""
    by_activity = Activity.formats.through.objects.filter(activity__practice__in=practices)
    by_hand = Practice.formats.through.objects.filter(practice__in=practices)
    return [
        pairs(by_activity, "activity__practice", "format__code"),
        pairs(by_hand, "practice", "format__code"),
    ]


def _by_place(practices):
    return [by_place(PracticePlace.objects.filter(practice__in=practices), "practice")]


def _by_language(practices):
    """Of a practice as a whole, and of its activities."""
    own = Practice.objects.filter(pk__in=practices)
    of_activities = Activity.objects.filter(practice__in=practices)
    return [
        pairs(rows, key, Func(F(column), function="unnest", output_field=CharField()))
        for rows, key in [(own, "pk"), (of_activities, "practice")]
        for column in ["working_languages", "language_support"]
    ]


def _by_fund(practices):
    paid = Practice.objects.filter(pk__in=practices, projects__status=Entry.Status.PUBLISHED)
    return [pairs(paid, "pk", "projects__fund__code")]


def _by_kind(practices):
    roles = PracticeRole.objects.filter(
        practice__in=practices, role__in=DOERS, organisation__status=Entry.Status.PUBLISHED
    )
    return [pairs(roles, "practice", "organisation__kind__code")]


def _by_depth(practices):
    depth = Case(When(Q(is_full_sheet=True), Value("full")), default=Value("short"))
    return [pairs(Practice.objects.filter(pk__in=practices).with_depth(), "pk", depth)]


def _by_source(practices):
    own = Practice.objects.filter(pk__in=practices)
    cited = PracticeCitation.objects.filter(practice__in=practices)
    return [pairs(own, "pk", "source__slug"), pairs(cited, "practice", "source__slug")]
