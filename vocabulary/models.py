"""Controlled vocabularies: themes, target groups, formats, section kinds, places, glossary."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.i18n import text_of
from core.models import (
    SLUG_LENGTH,
    Translated,
    filled_in_some_language,
    one_of,
    slug_rule,
    sort_key,
    sorted_by,
    well_formed,
)


class TermQuerySet(models.QuerySet):
    def get_by_natural_key(self, code):
        return self.get(code=code)

    def current(self):
        """Values to choose from: neither retired nor merged."""
        return self.filter(is_retired=False, merged_into=None)

    def in_order(self):
        return self.order_by("position", "pk")


class Term(Translated):
    """A value of a vocabulary: a stable code, a label, a scope note."""

    code = models.CharField(_("code"), max_length=SLUG_LENGTH, unique=True, validators=[slug_rule])
    label = models.CharField(_("label"), max_length=120)
    scope_note = models.CharField(
        _("scope"), max_length=300, blank=True, help_text=_("One sentence: what belongs here.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_retired = models.BooleanField(
        _("retired"), default=False, help_text=_("Kept where it is used, no longer offered.")
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("merged into"),
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        constraints = [filled_in_some_language("label"), well_formed("code")]

    def __str__(self):
        return text_of(self, "label").value or self.code

    def natural_key(self):
        return (self.code,)


class Theme(Term):
    """What a practice is about."""

    class Meta(Term.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")


class TargetGroup(Term):
    """For whom a practice is."""

    class Group(models.TextChoices):
        STATUS = "status", _("Residence status")
        SITUATION = "situation", _("Situation")
        WHO_ACT = "who-act", _("Those who act")

    group = models.CharField(_("group"), max_length=10, choices=Group)

    class Meta(Term.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")
        constraints = [*Term.Meta.constraints, one_of("group", ["status", "situation", "who-act"])]


class Format(Term):
    """How a practice is delivered."""

    class Meta(Term.Meta):
        verbose_name = _("format")
        verbose_name_plural = _("formats")


class SectionKind(Term):
    """A part that a description may have; kinds have a fixed order, so that two practices can be
    laid side by side."""

    class Group(models.TextChoices):
        HOW = "how", _("How it works")
        WHO = "who", _("For whom")
        TAKES = "takes", _("What it takes")
        GIVES = "gives", _("What comes of it")
        WHY = "why", _("Why")
        TOP = "top", _("Updates")

    group = models.CharField(_("group"), max_length=5, choices=Group)

    class Meta(Term.Meta):
        verbose_name = _("kind of section")
        verbose_name_plural = _("kinds of section")
        constraints = [
            *Term.Meta.constraints,
            one_of("group", ["how", "who", "takes", "gives", "why", "top"]),
        ]


class OrganisationKind(Term):
    """What sort of body an organisation is."""

    class Meta(Term.Meta):
        verbose_name = _("kind of organisation")
        verbose_name_plural = _("kinds of organisation")


class Fund(Term):
    """A fund that pays for projects. Programme, action and period stand on the project."""

    class Meta(Term.Meta):
        verbose_name = _("fund")
        verbose_name_plural = _("funds")


PRECISIONS = ["address", "locality", "municipality", "province", "region", "country"]


class PlaceQuerySet(models.QuerySet):
    def get_by_natural_key(self, path):
        return self.get(path=path)

    def within(self, path):
        """The place with this path and everything inside it."""
        return self.filter(Q(path=path) | Q(path__startswith=f"{path}/"))

    def in_order(self):
        return self.order_by(sort_key(), "pk")


@sorted_by("name")
class Place(Translated):
    """A country, region, province, municipality or locality."""

    WHERE_THERE_IS_ONE = ["other_names"]  # a language may have none

    class Kind(models.TextChoices):
        COUNTRY = "country", _("country")
        REGION = "region", _("region")
        PROVINCE = "province", _("province or département")
        MUNICIPALITY = "municipality", _("municipality")
        LOCALITY = "locality", _("locality")

    class Precision(models.TextChoices):
        ADDRESS = "address", _("address")
        LOCALITY = "locality", _("locality")
        MUNICIPALITY = "municipality", _("municipality")
        PROVINCE = "province", _("province")
        REGION = "region", _("region")
        COUNTRY = "country", _("country")

    path = models.CharField(
        _("path"),
        max_length=120,
        unique=True,
        help_text=_("From the country down, for instance be/wal/wlg/liege."),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("lies in"),
    )
    name = models.CharField(_("name"), max_length=120)
    other_names = models.CharField(
        _("other names"), max_length=250, blank=True, help_text=_("Search words, with commas.")
    )
    iso = models.CharField("ISO 3166", max_length=8, blank=True, default="")
    nuts = models.CharField("NUTS", max_length=8, blank=True, default="")
    nis = models.CharField("NIS", max_length=5, blank=True, default="")
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    precision = models.CharField(
        _("precision of the coordinates"), max_length=12, choices=Precision, blank=True, default=""
    )
    note = models.CharField(_("note"), max_length=250, blank=True, default="")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            filled_in_some_language("name"),
            one_of("kind", ["country", "region", "province", "municipality", "locality"]),
            one_of("precision", ["", *PRECISIONS]),
            models.CheckConstraint(
                name="vocabulary_place_path_form",
                condition=Q(path__regex=r"^[a-z0-9-]+(/[a-z0-9-]+)*$"),
                violation_error_message=_(
                    "Write the path in small letters, parts between slashes."
                ),
            ),
            models.CheckConstraint(
                name="vocabulary_place_country_has_no_parent",
                condition=Q(kind="country", parent=None)
                | (~Q(kind="country") & Q(parent__isnull=False)),
                violation_error_message=_("A country lies in nothing; all else lies in a place."),
            ),
            models.CheckConstraint(
                name="vocabulary_place_coordinates_whole",
                condition=Q(latitude=None, longitude=None, precision="")
                | (
                    Q(latitude__isnull=False, longitude__isnull=False, precision__gt="")
                    & Q(latitude__range=(-90, 90), longitude__range=(-180, 180))
                ),
                violation_error_message=_("Coordinates are two numbers and their precision."),
            ),
        ]

    def __str__(self):
        return text_of(self, "name").value or self.path

    def natural_key(self):
        return (self.path,)


def places_around(places):
    """These places and those that they lie in, without the country; parents come loaded."""
    found = {}
    for place in places:
        while place is not None and place.kind != Place.Kind.COUNTRY:
            found[place.path] = place
            place = place.parent
    return list(found.values())


PLACE_WITH_PARENTS = "place__parent__parent__parent"  # a locality lies in three places


class PlaceLink(models.Model):
    """What a place is to something, and how precisely the source says so."""

    class Meaning(models.TextChoices):
        TAKES_PLACE = "takes-place", _("takes place in")
        SERVES = "serves", _("serves")
        SEAT = "seat", _("has its seat in")
        MENTIONED = "mentioned", _("mentions")

    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("place"))
    meaning = models.CharField(_("meaning"), max_length=11, choices=Meaning)
    precision = models.CharField(
        _("precision"), max_length=12, choices=Place.Precision, default="municipality"
    )
    as_printed = models.CharField(_("as printed"), max_length=200, blank=True, default="")

    class Meta:
        abstract = True
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            one_of("meaning", ["takes-place", "serves", "seat", "mentioned"]),
            one_of("precision", PRECISIONS),
        ]


@sorted_by("term")
class GlossaryTerm(Translated):
    """A term or abbreviation of the field, with its equivalents across languages."""

    WHERE_THERE_IS_ONE = ["abbreviation", "variants"]  # a language may have none

    class Equivalence(models.TextChoices):
        SAME = "same", _("the same thing")
        COUNTERPART = "counterpart", _("a counterpart, not the same in law or practice")

    code = models.CharField(_("code"), max_length=SLUG_LENGTH, unique=True, validators=[slug_rule])
    term = models.CharField(_("term"), max_length=150)
    abbreviation = models.CharField(_("abbreviation"), max_length=40, blank=True)
    variants = models.CharField(
        _("other forms"), max_length=300, blank=True, help_text=_("With semicolons between them.")
    )
    definition = models.TextField(_("explanation"), blank=True)
    equivalence = models.CharField(
        _("the languages name"),
        max_length=11,
        choices=Equivalence,
        default=Equivalence.SAME,
        help_text=_("Whether the terms of the three languages mean the same thing."),
    )
    counterparts = models.ManyToManyField(
        "self", blank=True, verbose_name=_("counterparts"), help_text=_("Related, not the same.")
    )
    capitals_only = ArrayField(
        models.CharField(max_length=8),
        default=list,
        blank=True,
        verbose_name=_("abbreviation in capitals only"),
        help_text=_("Languages in which the abbreviation is also an ordinary word."),
    )
    never_expand = models.BooleanField(
        _("never widen a search"),
        default=False,
        help_text=_("A search for this term does not look for its equivalents."),
    )
    source_note = models.CharField(
        _("printed in"), max_length=250, blank=True, default="", help_text=_("Source and place.")
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")
        constraints = [
            filled_in_some_language("term"),
            well_formed("code"),
            one_of("equivalence", ["same", "counterpart"]),
        ]

    def __str__(self):
        return text_of(self, "term").value or self.code

    def natural_key(self):
        return (self.code,)
