"""Practices to go on to from the page of another: each says why; without a reason there is none.

One statement, however many practices there are: every look-up goes by an index and stops after
`LOOKED_AT` rows, the newest first; what they bring is weighed here.
"""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.i18n import language_codes, text_of
from core.models import Entry
from core.templatetags.texts import marked
from practices.cards import depth_badge
from practices.models import (
    DOERS,
    Activity,
    Practice,
    PracticeLink,
    PracticePlace,
    PracticeRole,
    PracticeTargetGroup,
    PracticeTheme,
)
from vocabulary.models import PlaceLink

MOST = 6
# Of one project, of one organisation: their own pages list the others.
MOST_OF_ONE = 2
LOOKED_AT = 30
NAMED = 2  # themes, and target groups, that a reason names
# Alone they are no method: nobody looks for “a group” or “one person” elsewhere.
NO_METHOD = {"group", "individual"}
# What a card needs of the practice itself, beside its texts.
SHOWN = ["slug", "text_states", "is_mention", "is_full_sheet"]
LISTED = {"practice__status": Entry.Status.PUBLISHED, "practice__is_mention": False}
LINK, PROJECT, ORGANISATION, THEME, METHOD = range(5)  # reasons, the strongest first
Kind = PracticeLink.Kind
# What a link made by hand says of the other practice.
FROM_HERE = {
    Kind.PART_OF: gettext_lazy("This practice is part of it"),
    Kind.CONTINUES: gettext_lazy("This practice continues it"),
    Kind.USED_IN: gettext_lazy("This practice is used in it"),
    Kind.SAME_NETWORK: gettext_lazy("In the same network"),
    Kind.ADAPTED_FROM: gettext_lazy("This practice is adapted from it"),
}
FROM_THERE = {
    Kind.PART_OF: gettext_lazy("Part of this practice"),
    Kind.CONTINUES: gettext_lazy("Continues this practice"),
    Kind.USED_IN: gettext_lazy("Used in this practice"),
    Kind.SAME_NETWORK: gettext_lazy("In the same network"),
    Kind.ADAPTED_FROM: gettext_lazy("Adapted from this practice"),
}


def related_cards(practice, formats):
    """Inputs of components/card.html for the practices related to one of `for_page()`, the
    strongest reason first. `formats` are those that its page shows. Links made by hand come
    whole, however many they are."""
    wanted = _Wanted(practice, formats)
    found = [_Found(other, wanted) for other in _candidates(practice, wanted)]
    found = sorted((other for other in found if other.reasons), key=lambda other: other.order)
    of_project = [other for other in found if other.strongest == PROJECT]
    of_organisation = [other for other in found if other.strongest == ORGANISATION]
    left_out = [*of_project[MOST_OF_ONE:], *of_organisation[MOST_OF_ONE:]]
    by_hand = sum(other.strongest == LINK for other in found)
    kept = [other for other in found if other not in left_out]
    return [other.card for other in kept[: max(MOST, by_hand)]]


class _Wanted:
    """What others may share with a practice: its terms, the main ones first, by their keys."""

    def __init__(self, practice, formats):
        self.practice = practice
        self.themes = {link.theme_id: link.theme for link in practice.theme_links.all()}
        groups = practice.target_group_links.all()
        self.groups = {link.target_group_id: link.target_group for link in groups}
        self.formats = {term.pk: term for term in formats}
        self.projects = {p.pk: p for p in practice.projects.all() if p.is_published}
        self.organisations = {
            role.organisation_id: role.organisation
            for role in practice.roles.all()
            if role.role in DOERS and role.organisation.is_published
        }
        self.places = [
            link.place.path
            for link in practice.place_links.all()
            if link.meaning != PlaceLink.Meaning.MENTIONED
        ]


# --- The one statement


def _candidates(practice, wanted):
    """Published practices that may be related, with what they could share."""
    rows = {"practice": OuterRef("pk")}
    formats = Practice.formats.through.objects.filter(**rows)
    of_activities = Activity.formats.through.objects.filter(activity__practice=OuterRef("pk"))
    places = PracticePlace.objects.filter(**rows).exclude(meaning=PlaceLink.Meaning.MENTIONED)
    doers = PracticeRole.objects.filter(**rows, role__in=DOERS)
    links = PracticeLink.objects.filter(
        Q(practice=practice, other=OuterRef("pk")) | Q(other=practice, practice=OuterRef("pk"))
    )
    notes = [f"note_{code}" for code in language_codes()]
    link_fields = ["id", "practice_id", "other_id", "kind", "text_states", *notes]
    texts = [f"{name}_{code}" for name in ["title", "one_line"] for code in language_codes()]
    lookups = _lookups(practice, wanted)
    return (
        Practice.objects.published()
        .exclude(pk=practice.pk)
        .filter(pk__in=lookups[0].union(*lookups[1:]))
        .only(*SHOWN, *texts, f"sort_key_{get_language()}")
        .annotate(
            theme_keys=_keys(PracticeTheme.objects.filter(**rows).order_by("position"), "theme"),
            group_keys=_keys(
                PracticeTargetGroup.objects.filter(**rows).order_by("position"), "target_group"
            ),
            own_formats=_keys(formats, "format"),
            activity_formats=_keys(of_activities, "format"),
            project_keys=_keys(Practice.projects.through.objects.filter(**rows), "project"),
            organisation_keys=_keys(doers, "organisation"),
            place_paths=_keys(places, "place__path"),
            link_rows=_keys(links.annotate(row=_as_json(link_fields)).order_by("pk"), "row"),
        )
    )


def _as_json(names):
    return JSONObject(**{name: name for name in names})


def _keys(rows, name):
    return ArraySubquery(rows.values(name))


def _lookups(practice, wanted):
    """For each reason, the keys of practices that may have it: bounded, by index."""
    for_them = PracticeTargetGroup.objects.filter(
        practice=OuterRef("practice"), target_group__in=wanted.groups
    )
    themes = PracticeTheme.objects.filter(Exists(for_them), **LISTED)
    roles = PracticeRole.objects.filter(organisation__in=wanted.organisations, role__in=DOERS)
    of_activities = Activity.formats.through.objects.filter(
        format__in=wanted.formats,
        **{f"activity__{name}": value for name, value in LISTED.items()},
    )
    by_hand = Practice.formats.through.objects.filter(format__in=wanted.formats, **LISTED)
    paid = Practice.projects.through.objects.filter(project__in=wanted.projects, **LISTED)
    newest = [
        (paid, "practice"),
        (roles.filter(**LISTED), "practice"),
        (themes.filter(theme__in=list(wanted.themes)[:1]), "practice"),
        (themes.filter(theme__in=wanted.themes), "practice"),
        (of_activities, "activity__practice"),
        (by_hand, "practice"),
    ]
    return [
        PracticeLink.objects.filter(practice=practice).order_by("-pk").values("other")[:LOOKED_AT],
        PracticeLink.objects.filter(other=practice).order_by("-pk").values("practice")[:LOOKED_AT],
        *(rows.order_by(f"-{name}").values(name)[:LOOKED_AT] for rows, name in newest),
    ]


# --- What is shared, and how much it says


class _Found:
    """A candidate, and what it shares: rows by reason, the strongest first."""

    def __init__(self, other, wanted):
        self.other, self.wanted = other, wanted
        shared = {
            LINK: [PracticeLink(**row) for row in other.link_rows],
            PROJECT: _shared(wanted.projects, other.project_keys),
            ORGANISATION: _shared(wanted.organisations, other.organisation_keys),
            THEME: self.subject(),
            METHOD: self.method(),
        }
        self.reasons = {reason: rows for reason, rows in shared.items() if rows}

    @property
    def strongest(self):
        return next(iter(self.reasons))

    @property
    def order(self):
        is_main, near = self.nearness
        name = getattr(self.other, f"sort_key_{get_language()}")
        return (self.strongest, not is_main, not self.other.is_full_sheet, -near, name)

    @property
    def card(self):
        title, line = text_of(self.other, "title"), text_of(self.other, "one_line")
        notes = [text_of(link, "note") for link in self.reasons.get(LINK, [])]
        first, *more = [self.words(reason) for reason in self.reasons]
        return {
            "url": self.other.get_absolute_url(),
            "title": marked(title),
            "kicker": first,
            "one_line": marked(line),
            "badge": depth_badge(self.other.is_full_sheet),
            "notes": [*(marked(note) for note in notes if note), *more],
        }

    def words(self, reason):
        rows = self.reasons[reason]
        if reason == LINK:
            return ", ".join(dict.fromkeys(str(self.link_words(link)) for link in rows))
        forms = {
            PROJECT: _("Same project: %(names)s"),
            ORGANISATION: _("Same organisation: %(names)s"),
            THEME: _("Same theme, for the same people: %(names)s"),
            METHOD: _("Same method elsewhere: %(names)s"),
        }
        return forms[reason] % {"names": ", ".join(str(row) for row in rows)}

    def link_words(self, link):
        forms = FROM_HERE if link.other_id == self.other.pk else FROM_THERE
        return forms[link.kind]

    def subject(self):
        """A theme that is the main one of either, and somebody it is for: as terms to name."""
        _is_main, near = self.nearness
        if not near:
            return []
        themes = _shared(self.wanted.themes, self.other.theme_keys)
        groups = _shared(self.wanted.groups, self.other.group_keys)
        return [*themes[:NAMED], *groups[:NAMED]]

    @cached_property
    def nearness(self):
        """(same main theme?, how near by themes and groups); 0 where they are not near."""
        themes = _weights(self.wanted.themes, self.other.theme_keys)
        groups = _weights(self.wanted.groups, self.other.group_keys)
        if max(themes, default=0) < 2 or not groups:
            return False, 0
        return 4 in themes, 2 * sum(themes) + sum(groups)

    def method(self):
        """Much the same formats, elsewhere, and not about something else altogether."""
        theirs = self.other.activity_formats or self.other.own_formats
        shared = _shared(self.wanted.formats, theirs)
        is_alike = 2 * len(shared) >= len({*self.wanted.formats, *theirs})
        is_method = {term.code for term in shared} - NO_METHOD
        if is_alike and is_method and self.is_elsewhere and self.shares_a_subject:
            return shared
        return []

    @property
    def shares_a_subject(self):
        themes = _shared(self.wanted.themes, self.other.theme_keys)
        return bool(themes or _shared(self.wanted.groups, self.other.group_keys))

    @property
    def is_elsewhere(self):
        """Both have places, and none of one lies in one of the other."""
        mine, theirs = self.wanted.places, self.other.place_paths
        inside = any(
            f"{a}/".startswith(f"{b}/") or f"{b}/".startswith(f"{a}/") for a in mine for b in theirs
        )
        return bool(mine and theirs) and not inside


def _shared(rows, keys):
    """Those of these rows, by key, that are among the keys."""
    return [row for key, row in rows.items() if key in keys]


def _weights(terms, keys):
    """How much each shared term says: the main one of both 4, of one of them 2, else 1."""
    first, theirs = list(terms)[:1], keys[:1]
    return [[1, 2, 4][(key in first) + (key in theirs)] for key in terms if key in keys]
