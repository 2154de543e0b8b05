"""Practices: what others can learn from, and how it is done."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Subquery, Sum, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.addresses import address_of
from core.edtf_dates import edtf_field
from core.i18n import language_codes, text_of
from core.models import (
    Entry,
    EntryQuerySet,
    Translated,
    filled_in_original_language,
    filled_in_some_language,
    one_of,
    sort_key,
    sorted_by,
    unique_position,
)
from organisations.models import Contact, Organisation
from projects.models import Project
from sources.models import (
    Citation,
    DescriptionPart,
    Figure,
    Located,
    Role,
    RoleLink,
    Source,
    Sourced,
)
from vocabulary.models import Format, PlaceLink, TargetGroup, Theme

DOERS = [Role.RUN_BY, Role.DEVELOPED_BY, Role.COORDINATOR]  # the most telling first


class WorkingLanguage(models.TextChoices):
    FRENCH = "fr", _("French")
    DUTCH = "nl", _("Dutch")
    ENGLISH = "en", _("English")
    OWN = "own", _("participants’ own language")


class LanguageSupport(models.TextChoices):
    INTERPRETER = "interpreter", _("interpreter")
    MEDIATOR = "mediator", _("intercultural mediator")
    OWN_LANGUAGE_GROUP = "own-language-group", _("group in participants’ own language")
    LEVEL_GROUPS = "level-groups", _("groups by level")
    LANGUAGE_TEACHER = "language-teacher", _("language teacher")


class InLanguage(models.Model):
    """In which language work is done, and what helps those who know little of it."""

    working_languages = ArrayField(
        models.CharField(max_length=3, choices=WorkingLanguage),
        default=list,
        blank=True,
        verbose_name=_("working languages"),
    )
    language_support = ArrayField(
        models.CharField(max_length=18, choices=LanguageSupport),
        default=list,
        blank=True,
        verbose_name=_("language support"),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_working_languages_known",
                condition=Q(working_languages__contained_by=WorkingLanguage.values),
                violation_error_message=_("Choose languages from the list."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_language_support_known",
                condition=Q(language_support__contained_by=LanguageSupport.values),
                violation_error_message=_("Choose kinds of support from the list."),
            ),
        ]


def is_one_of(path, keys):
    """Keys are an array of PostgreSQL as one text: there may be thousands, in many statements."""
    return Func(
        *(F(path), RawSQL("%s::bigint[]", [keys])),
        template="(%(expressions)s)",
        arg_joiner=" = ANY ",
        output_field=models.BooleanField(),
    )


class PracticeQuerySet(EntryQuerySet):
    def full_sheets_first(self):
        return self.order_by("-is_full_sheet", sort_key(), "pk")

    def with_facets(self, values):
        """With one of these values of `PracticeFacets` at least."""
        return self.filter(facets__values__overlap=values)

    def among(self, keys):
        """Those of these keys, as `is_one_of` takes them. Looked for among the facets, which the
        other filters have narrowed down."""
        return self.filter(is_one_of("facets__practice", keys), facets__isnull=False)

    def for_all_of(self, countries):
        """Serving, or taking place in, a whole country: paths of countries."""
        links = PracticePlace.objects.filter(practice=OuterRef("pk"), place__path__in=countries)
        return self.filter(Exists(links.exclude(meaning=PlaceLink.Meaning.MENTIONED)))

    def with_staff(self):
        """Annotates `staff`: full-time equivalents of the staff part, else of the budget part or
        the text, as the facts count them; None where no source counts them."""

        def total(where):
            posts = Post.objects.filter(practice=OuterRef("pk"), where=where).order_by()
            summed = posts.values("practice").annotate(n=Sum("full_time_equivalent"))
            return Subquery(summed.values("n"))

        return self.annotate(staff=Coalesce(*(total(where) for where in Post.Where.values)))

    def by_rank(self, keys):
        """In the order of these keys, then the others."""
        rank = Func(
            Value(keys, ArrayField(models.BigIntegerField())), F("pk"), function="array_position"
        )
        return self.order_by(rank.asc(nulls_last=True), "pk")


@sorted_by("title")
class Practice(Entry, Sourced, InLanguage):
    """Something done for or with newcomers that others can learn from."""

    class Running(models.TextChoices):
        RUNNING = "running", _("running")
        ENDED = "ended", _("ended")
        REGULAR = "regular", _("became a regular service")
        UNKNOWN = "unknown", _("not known")

    class Standing(models.TextChoices):
        PRESENTED = "presented", _("Presented as a good practice by")
        DESCRIBED = "described", _("Described by")

    one_line = models.CharField(
        _("one line"),
        max_length=140,
        help_text=_("What it is, in one line: the title alone says little."),
    )
    level = models.CharField(_("level of implementation, as printed"), max_length=120, blank=True)
    running = models.CharField(
        _("does it run?"), max_length=8, choices=Running, default=Running.UNKNOWN
    )
    started = edtf_field(_("started"))
    ended = edtf_field(_("ended or planned until"))
    running_as_printed = models.CharField(
        _("running, as printed"), max_length=300, blank=True, default=""
    )
    running_note = models.CharField(_("about its running"), max_length=250, blank=True)
    standing = models.CharField(
        _("standing in the source"), max_length=9, choices=Standing, default=Standing.DESCRIBED
    )
    standing_by = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="presented_practices",
        verbose_name=_("presented or described by"),
    )
    website = models.URLField(_("website"), blank=True, default="")
    is_full_sheet = models.BooleanField(_("full sheet"), default=False, editable=False)
    themes = models.ManyToManyField(Theme, through="PracticeTheme", related_name="practices")
    target_groups = models.ManyToManyField(
        TargetGroup, through="PracticeTargetGroup", related_name="practices"
    )
    formats = models.ManyToManyField(
        Format,
        blank=True,
        related_name="practices",
        verbose_name=_("formats"),
        help_text=_("Only where the practice has no activities; else they come from those."),
    )
    projects = models.ManyToManyField(
        Project, blank=True, related_name="practices", verbose_name=_("funded projects")
    )
    contacts = models.ManyToManyField(
        Contact, blank=True, related_name="practices", verbose_name=_("contacts")
    )

    objects = PracticeQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
        constraints = [
            *Entry.Meta.constraints,
            *InLanguage.Meta.constraints,
            filled_in_original_language(
                "one_line", _("Write the one line in the original language.")
            ),
            one_of("running", ["running", "ended", "regular", "unknown"]),
            one_of("standing", ["presented", "described"]),
        ]
        indexes = [
            models.Index(
                name=f"practices_listed_{code}",
                fields=["-is_full_sheet", f"sort_key_{code}", "id"],
                condition=Q(status="published", is_mention=False),
            )
            for code in language_codes()
        ]

    def get_absolute_url(self):
        return address_of("practice", self.slug)

    @property
    def bilingual_url(self):
        """Its texts in two languages, side by side."""
        return address_of("bilingual", self.slug)


class PracticeFacetsQuerySet(models.QuerySet):
    """Filtered as practices are, for counting without them."""

    def with_facets(self, values):
        return self.filter(values__overlap=values)

    def among(self, keys):
        return self.filter(is_one_of("practice", keys))


class PracticeFacets(models.Model):
    """What a practice is filtered by: `theme:housing`, `place:be/wal`, `place:be`, `depth:full`.

    Triggers of the database keep it, `is_full_sheet` and `FacetCount` (migrations 0002 and 0003):
    nothing else writes them.
    """

    practice = models.OneToOneField(
        Practice, models.DO_NOTHING, primary_key=True, related_name="facets"
    )
    values = ArrayField(models.TextField())
    is_listed = models.BooleanField(default=False)

    objects = PracticeFacetsQuerySet.as_manager()

    class Meta:
        indexes = [GinIndex(name="practices_facets_values", fields=["values"])]

    def __str__(self):
        return f"{self.practice_id}: {', '.join(self.values)}"


class FacetCount(models.Model):
    """How many listed practices have a value of `PracticeFacets`: the sum over its rows.

    A value has several rows where changes met: each is added without waiting for the others.
    """

    id = models.BigAutoField(primary_key=True)
    value = models.TextField()
    n = models.IntegerField()

    def __str__(self):
        return f"{self.value}: {self.n}"


class PracticeTheme(models.Model):
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(Theme, models.PROTECT, verbose_name=_("theme"))
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes, the main one first")
        ordering = ["position"]
        constraints = [
            unique_position("practice"),
            models.UniqueConstraint(
                name="practices_practicetheme_once", fields=["practice", "theme"]
            ),
        ]

    def __str__(self):
        return str(self.theme)


class PracticeTargetGroup(models.Model):
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="target_group_links")
    target_group = models.ForeignKey(TargetGroup, models.PROTECT, verbose_name=_("target group"))
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("target group")
        verbose_name_plural = _("target groups, the main one first")
        ordering = ["position"]
        constraints = [
            unique_position("practice"),
            models.UniqueConstraint(
                name="practices_practicetargetgroup_once", fields=["practice", "target_group"]
            ),
        ]

    def __str__(self):
        return str(self.target_group)


class PracticePlace(PlaceLink):
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="place_links")

    class Meta(PlaceLink.Meta):
        constraints = [
            *PlaceLink.Meta.constraints,
            models.UniqueConstraint(
                name="practices_practiceplace_once", fields=["practice", "place", "meaning"]
            ),
        ]

    def __str__(self):
        return f"{self.get_meaning_display()} {self.place}"


class PracticeRole(RoleLink):
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="roles")

    class Meta(RoleLink.Meta):
        constraints = [
            *RoleLink.Meta.constraints,
            models.UniqueConstraint(
                name="practices_practicerole_once", fields=["practice", "organisation", "role"]
            ),
        ]


class PracticeCitation(Citation):
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="citations")


class PracticeFigure(Figure):
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="figures")

    class Meta(Figure.Meta):
        constraints = [*Figure.Meta.constraints, unique_position("practice")]


class PracticeLink(Translated):
    """A link to another practice, made by hand."""

    class Kind(models.TextChoices):
        PART_OF = "part-of", _("is part of")
        CONTINUES = "continues", _("continues")
        USED_IN = "used-in", _("is used in")
        SAME_NETWORK = "same-network", _("is in the same network as")
        ADAPTED_FROM = "adapted-from", _("is adapted from")

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="links")
    other = models.ForeignKey(
        Practice, models.PROTECT, related_name="linked_from", verbose_name=_("other practice")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("link to another practice")
        verbose_name_plural = _("links to other practices")
        constraints = [
            one_of("kind", ["part-of", "continues", "used-in", "same-network", "adapted-from"]),
            models.UniqueConstraint(
                name="practices_practicelink_once", fields=["practice", "other", "kind"]
            ),
            models.CheckConstraint(
                name="practices_practicelink_to_another",
                condition=~Q(practice=F("other")),
                violation_error_message=_("Choose another practice."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.other}"


class SectionQuerySet(models.QuerySet):
    def shown(self):
        """Those that their rights let us show: the rule of `Provenance.may_show`, for many."""
        own, inherited = Q(source__show=Source.Show.WHOLE), Q(source=None)
        inherited &= Q(practice__source=None) | Q(practice__source__show=Source.Show.WHOLE)
        return self.filter(own | inherited)

    def get_by_natural_key(self, practice, position):
        return self.get(practice__slug=practice, position=position)


class Section(DescriptionPart):
    """A part of the description of a practice."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="sections")

    objects = SectionQuerySet.as_manager()

    class Meta(DescriptionPart.Meta):
        constraints = [*DescriptionPart.Meta.constraints, unique_position("practice")]

    def natural_key(self):
        return (*self.practice.natural_key(), self.position)

    natural_key.dependencies = ["practices.practice"]


class Criterion(Translated, Located):
    """Who may take part: one condition as the source lists it."""

    class Kind(models.TextChoices):
        STATUS = "status", _("residence status")
        AGE = "age", _("age")
        RESIDENCE = "residence", _("place of residence")
        INCOME = "income", _("income")
        NETWORK = "network", _("social network")
        LANGUAGE = "language", _("language")
        READINESS = "readiness", _("readiness")

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=9, choices=Kind, blank=True, default="")
    text = models.CharField(_("condition"), max_length=300)
    editorial_note = models.TextField(_("editorial note"), blank=True)

    class Meta:
        verbose_name = _("condition of access")
        verbose_name_plural = _("conditions of access")
        constraints = [
            filled_in_some_language("text"),
            unique_position("practice"),
            one_of(
                "kind",
                ["", *["status", "age", "residence", "income", "network", "language", "readiness"]],
            ),
        ]

    def __str__(self):
        return text_of(self, "text").value


class ActivityQuerySet(models.QuerySet):
    def get_by_natural_key(self, practice, position):
        return self.get(practice__slug=practice, position=position)


class Activity(Translated, Located, InLanguage):
    """A block of a practice that others can replicate."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="activities")
    position = models.PositiveSmallIntegerField(_("position"))
    printed_number = models.CharField(_("number as printed"), max_length=20, blank=True, default="")
    title = models.CharField(_("title"), max_length=200)
    formats = models.ManyToManyField(
        Format, blank=True, related_name="activities", verbose_name=_("formats")
    )
    objectives = models.TextField(_("objectives"), blank=True)
    content = models.TextField(_("content"), blank=True)
    organisation = models.TextField(
        pgettext_lazy("how it is organised", "organisation"), blank=True
    )
    editorial_note = models.TextField(_("editorial note"), blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        constraints = [
            filled_in_some_language("title"),
            unique_position("practice"),
            *InLanguage.Meta.constraints,
        ]

    def __str__(self):
        return text_of(self, "title").value

    def natural_key(self):
        return (*self.practice.natural_key(), self.position)

    natural_key.dependencies = ["practices.practice"]


class PhaseQuerySet(models.QuerySet):
    def get_by_natural_key(self, practice, activity, position):
        return self.get(
            activity__practice__slug=practice, activity__position=activity, position=position
        )


class Phase(Translated, Located):
    """A stretch of an activity: start, middle, end, or as printed."""

    class Kind(models.TextChoices):
        START = "start", _("Start")
        MIDDLE = "middle", _("Middle")
        END = "end", _("End")
        PRINTED = "printed", _("as printed")

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="phases")
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    printed_number = models.CharField(_("number as printed"), max_length=20, blank=True, default="")
    title = models.CharField(_("title as printed"), max_length=200, blank=True)
    objectives = models.TextField(_("objectives"), blank=True)
    content = models.TextField(_("content"), blank=True)
    organisation = models.TextField(
        pgettext_lazy("how it is organised", "organisation"), blank=True
    )
    editorial_note = models.TextField(_("editorial note"), blank=True)

    objects = PhaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        constraints = [
            unique_position("activity"),
            one_of("kind", ["start", "middle", "end", "printed"]),
        ]

    def __str__(self):
        return text_of(self, "title").value or self.get_kind_display()

    def natural_key(self):
        return (*self.activity.natural_key(), self.position)

    natural_key.dependencies = ["practices.activity"]


class Per(models.TextChoices):
    DAY = "day", _("day")
    WEEK = "week", _("week")
    MONTH = "month", _("month")
    YEAR = "year", _("year")
    WHOLE = "whole", _("in all")


class LengthUnit(models.TextChoices):
    MINUTE = "minute", _("minute")
    HOUR = "hour", _("hour")
    HALF_DAY = "half-day", _("half-day")
    DAY = "day", _("day")
    SESSION = "session", _("session")


class DurationUnit(models.TextChoices):
    DAY = "day", _("day")
    WEEK = "week", _("week")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class Rhythm(Translated, Located):
    """How often, how long, with how many: as printed and as numbers.

    Of a whole practice, of an activity or of a phase. Times: 1 *per* 1 week. Length: 3 hours
    each time. Duration: over 6 months. Group: from 8 to 12 people. Unknown numbers stay empty.
    """

    practice = models.ForeignKey(
        Practice, models.CASCADE, null=True, blank=True, related_name="rhythms"
    )
    activity = models.ForeignKey(
        Activity, models.CASCADE, null=True, blank=True, related_name="rhythms"
    )
    phase = models.ForeignKey(Phase, models.CASCADE, null=True, blank=True, related_name="rhythms")
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    label = models.CharField(pgettext_lazy("of a rhythm", "label"), max_length=120, blank=True)
    as_printed = models.CharField(_("as printed"), max_length=300)
    times_from = models.PositiveSmallIntegerField(_("times, from"), null=True, blank=True)
    times_to = models.PositiveSmallIntegerField(_("times, to"), null=True, blank=True)
    per_count = models.PositiveSmallIntegerField(_("per how many"), null=True, blank=True)
    per_unit = models.CharField(_("per"), max_length=5, choices=Per, blank=True, default="")
    length_from = models.DecimalField(
        _("length, from"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    length_to = models.DecimalField(
        _("length, to"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    length_unit = models.CharField(
        _("unit of length"), max_length=8, choices=LengthUnit, blank=True, default=""
    )
    duration_from = models.DecimalField(
        _("over, from"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    duration_to = models.DecimalField(
        _("over, to"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    duration_unit = models.CharField(
        _("unit of duration"), max_length=5, choices=DurationUnit, blank=True, default=""
    )
    is_about = models.BooleanField(_("said to be about"), default=False)
    group_from = models.PositiveSmallIntegerField(_("group from"), null=True, blank=True)
    group_to = models.PositiveSmallIntegerField(_("group to"), null=True, blank=True)

    class Meta:
        verbose_name = _("rhythm")
        verbose_name_plural = _("rhythms")
        ordering = ["position", "pk"]
        constraints = [
            filled_in_some_language("as_printed"),
            models.CheckConstraint(
                name="practices_rhythm_one_owner",
                condition=Q(practice__isnull=False, activity=None, phase=None)
                | Q(practice=None, activity__isnull=False, phase=None)
                | Q(practice=None, activity=None, phase__isnull=False),
                violation_error_message=_("It belongs to a practice, an activity or a phase."),
            ),
            *(
                models.CheckConstraint(
                    name=f"practices_rhythm_{field}_in_order",
                    condition=Q(**{f"{field}_to": None})
                    | Q(**{f"{field}_from": None})
                    | Q(**{f"{field}_from__lte": F(f"{field}_to")}),
                    violation_error_message=_("“From” is not more than “to”."),
                )
                for field in ["times", "length", "duration", "group"]
            ),
            models.CheckConstraint(
                name="practices_rhythm_times_have_unit",
                condition=Q(times_from=None, times_to=None, per_unit="")
                | (
                    (Q(times_from__isnull=False) | Q(times_to__isnull=False))
                    & Q(per_unit__in=Per.values)
                ),
                violation_error_message=_(
                    "Times are a number per day, week, month, year, or in all."
                ),
            ),
            models.CheckConstraint(
                name="practices_rhythm_length_has_unit",
                condition=Q(length_from=None, length_to=None, length_unit="")
                | (
                    (Q(length_from__isnull=False) | Q(length_to__isnull=False))
                    & Q(length_unit__in=LengthUnit.values)
                ),
                violation_error_message=_("A length is a number with its unit."),
            ),
            models.CheckConstraint(
                name="practices_rhythm_duration_has_unit",
                condition=Q(duration_from=None, duration_to=None, duration_unit="")
                | (
                    (Q(duration_from__isnull=False) | Q(duration_to__isnull=False))
                    & Q(duration_unit__in=DurationUnit.values)
                ),
                violation_error_message=_("A duration is a number with its unit."),
            ),
        ]

    def __str__(self):
        return text_of(self, "as_printed").value


class Post(Translated, Located):
    """Who does the work. The staff part and the budget part of a source may differ: both stay."""

    class Sort(models.TextChoices):
        EMPLOYEE = "employee", _("employee")
        VOLUNTEER = "volunteer", _("volunteer")
        TRAINEE = "trainee", _("trainee")
        EXTERNAL = "external", _("external")
        PEER = "peer", _("peer or expert by experience")

    class Where(models.TextChoices):
        STAFF = "staff", _("staff part")
        BUDGET = "budget", _("budget part")
        TEXT = "text", _("running text")

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="posts")
    position = models.PositiveSmallIntegerField(_("position"))
    role = models.CharField(pgettext_lazy("job", "role"), max_length=150)
    sort = models.CharField(_("sort"), max_length=9, choices=Sort, blank=True, default="")
    where = models.CharField(_("where it is printed"), max_length=6, choices=Where)
    head_count = models.DecimalField(
        _("how many people"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    full_time_equivalent = models.DecimalField(
        _("full-time equivalents"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("1 is one person full time."),
    )
    full_time_is_inferred = models.BooleanField(
        _("full-time equivalents inferred"),
        default=False,
        help_text=_("For instance where the source prints “half-time”."),
    )
    tasks = models.TextField(_("tasks"), blank=True)
    as_printed = models.CharField(_("as printed"), max_length=300, blank=True, default="")
    editorial_note = models.TextField(_("editorial note"), blank=True)

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            filled_in_some_language("role"),
            unique_position("practice"),
            one_of("sort", ["", "employee", "volunteer", "trainee", "external", "peer"]),
            one_of("where", ["staff", "budget", "text"]),
            models.CheckConstraint(
                name="practices_post_numbers_not_negative",
                condition=(Q(head_count=None) | Q(head_count__gte=0))
                & (Q(full_time_equivalent=None) | Q(full_time_equivalent__gte=0)),
                violation_error_message=_("A number of people is not below zero."),
            ),
        ]

    def __str__(self):
        return text_of(self, "role").value
