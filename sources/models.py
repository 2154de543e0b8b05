"""The documents that entries rest on, and what an entry needs to point into them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.addresses import address_of
from core.edtf_dates import earliest_day, edtf_field
from core.i18n import text_of
from core.models import (
    SLUG_LENGTH,
    Translated,
    filled_in_original_language,
    filled_in_some_language,
    one_of,
    slug_rule,
    sort_key,
    sorted_by,
    well_formed,
)


class SourceQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def in_order(self):
        return self.order_by(sort_key(), "pk")

    def public(self):
        """Documents and web pages. What somebody told us is named at the entry, without a page."""
        return self.filter(kind__in=Source.PUBLIC_KINDS)


@sorted_by("title")
class Source(Translated):
    """What an entry rests on: a document, a web page, a message, a check by staff."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("document")
        WEB_PAGE = "web-page", _("web page")
        MESSAGE = "message", _("message or call from the organisation")
        STAFF_CHECK = "staff-check", _("check by staff")

    PUBLIC_KINDS = [Kind.DOCUMENT, Kind.WEB_PAGE]

    class Permission(models.TextChoices):
        NONE_RECORDED = "none-recorded", _("none recorded")
        ASKED = "asked", _("asked")
        GIVEN = "given", _("given")
        REFUSED = "refused", _("refused")

    class Show(models.TextChoices):
        WHOLE = "whole", _("the whole text")
        SUMMARY = "summary", _("summary, facts, a short quotation and a link")
        FACTS = "facts", _("facts only")

    slug = models.CharField(
        _("identifier"), max_length=SLUG_LENGTH, unique=True, validators=[slug_rule]
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.DOCUMENT)
    title = models.CharField(_("title"), max_length=250)
    description = models.TextField(_("what it is"), blank=True)
    original_language = models.CharField(_("original language"), max_length=8)
    languages = ArrayField(
        models.CharField(max_length=8), default=list, blank=True, verbose_name=_("languages")
    )
    publisher_as_printed = models.CharField(
        _("publisher, as printed"), max_length=250, blank=True, default=""
    )
    publisher = models.ForeignKey(
        "organisations.Organisation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="published_sources",
        verbose_name=_("publisher"),
    )
    date = edtf_field(_("date"))
    date_as_printed = models.CharField(_("date as printed"), max_length=80, blank=True, default="")
    date_note = models.CharField(
        _("about the date"), max_length=250, blank=True, help_text=_("Why, where it is inferred.")
    )
    date_earliest = earliest_day("date")
    address = models.URLField(_("web address"), blank=True, default="")
    rights_notice = models.TextField(_("rights, as printed"), blank=True)
    permission = models.CharField(
        _("permission"), max_length=13, choices=Permission, default=Permission.NONE_RECORDED
    )
    permission_by = models.CharField(_("given by"), max_length=200, blank=True, default="")
    permission_on = models.DateField(_("given on"), null=True, blank=True)
    permission_for = models.CharField(_("given for"), max_length=300, blank=True, default="")
    licence = models.CharField(_("licence for reuse"), max_length=80, blank=True, default="")
    show = models.CharField(
        _("what may be shown"),
        max_length=8,
        choices=Show,
        default=Show.SUMMARY,
        help_text=_("Takes effect at once on every page."),
    )
    editorial_note = models.TextField(_("editorial note"), blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            filled_in_original_language("title", _("Write the title in the original language.")),
            well_formed("slug"),
            one_of("kind", ["document", "web-page", "message", "staff-check"]),
            one_of("permission", ["none-recorded", "asked", "given", "refused"]),
            one_of("show", ["whole", "summary", "facts"]),
            models.CheckConstraint(
                name="sources_source_given_by_whom_and_when",
                condition=~Q(permission="given")
                | Q(permission_by__gt="", permission_on__isnull=False),
                violation_error_message=_("Write who gave the permission, and when."),
            ),
            models.CheckConstraint(
                name="sources_source_refused_shows_facts",
                condition=~Q(permission="refused") | Q(show="facts"),
                violation_error_message=_("Where permission is refused, show facts only."),
            ),
        ]

    def __str__(self):
        return text_of(self, "title").value or self.slug

    def natural_key(self):
        return (self.slug,)

    def get_absolute_url(self):
        return address_of("source", self.slug)

    @property
    def is_public(self):
        """Has it a page of its own?"""
        return self.kind in self.PUBLIC_KINDS

    @property
    def shows_texts(self):
        """May sections and activities be shown?"""
        return self.show == self.Show.WHOLE

    @property
    def shows_summary(self):
        """May the summary be shown?"""
        return self.show != self.Show.FACTS


class Located(models.Model):
    """A row that may rest on another source, or another place in it, than its entry.

    Empty means: the same as the entry. A locator is a printed chapter, heading or page.
    """

    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("source"),
        help_text=_("Leave empty where it is the source of the whole entry."),
    )
    locator = models.CharField(
        _("place in the source"), max_length=200, blank=True, default="", help_text=_("As printed.")
    )

    class Meta:
        abstract = True


class Sourced(models.Model):
    """An entry with its main source."""

    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("main source"),
    )
    locator = models.CharField(
        _("place in the source"), max_length=200, blank=True, default="", help_text=_("As printed.")
    )

    class Meta:
        abstract = True


class Citation(Translated):
    """A further source of an entry."""

    source = models.ForeignKey(
        Source, models.PROTECT, related_name="%(class)ss", verbose_name=_("source")
    )
    locator = models.CharField(
        _("place in the source"), max_length=200, blank=True, default="", help_text=_("As printed.")
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        abstract = True
        verbose_name = _("further source")
        verbose_name_plural = _("further sources")

    def __str__(self):
        return f"{self.source} {self.locator}".strip()


class DescriptionPart(Translated, Located):
    """A part of a description: its kind, its heading as printed, its text in Markdown."""

    kind = models.ForeignKey(
        "vocabulary.SectionKind", models.PROTECT, related_name="+", verbose_name=_("kind")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    heading = models.CharField(_("heading as printed"), max_length=200, blank=True)
    kind_is_inferred = models.BooleanField(
        _("kind inferred"), default=False, help_text=_("The source prints no heading for it.")
    )
    text = models.TextField(_("text"))
    date = edtf_field(_("date of the update"))
    editorial_note = models.TextField(_("editorial note"), blank=True)

    class Meta:
        abstract = True
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [filled_in_some_language("text")]

    def __str__(self):
        return text_of(self, "heading").value or str(self.kind)


class Figure(Translated, Located):
    """A number that a source states: what it counts, its value, as of when."""

    class Qualifier(models.TextChoices):
        EXACT = "exact", _("exactly")
        AT_LEAST = "at-least", _("at least")
        AT_MOST = "at-most", _("at most")
        MORE_THAN = "more-than", _("more than")
        ABOUT = "about", _("about")
        IN_WORDS = "in-words", _("said in words only")

    class Basis(models.TextChoices):
        AS_OF = "as-of", _("as of a date")
        SOURCE_DATE = "source-date", _("date of the source")
        UNDATED = "undated", _("undated")

    position = models.PositiveSmallIntegerField(_("position"))
    label = models.CharField(_("what is counted"), max_length=250)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True, help_text=_("%, hours, people…"))
    qualifier = models.CharField(
        _("precision"), max_length=9, choices=Qualifier, default=Qualifier.EXACT
    )
    basis = models.CharField(_("dated by"), max_length=11, choices=Basis, default=Basis.UNDATED)
    as_of = edtf_field(_("as of"))
    as_printed = models.CharField(_("as printed"), max_length=400, blank=True, default="")
    editorial_note = models.TextField(_("editorial note"), blank=True)

    class Meta:
        abstract = True
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        constraints = [
            filled_in_some_language("label"),
            one_of("qualifier", ["exact", "at-least", "at-most", "more-than", "about", "in-words"]),
            one_of("basis", ["as-of", "source-date", "undated"]),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_value_or_words",
                condition=Q(value__isnull=False) | Q(qualifier="in-words", as_printed__gt=""),
                violation_error_message=_("Give a number, or the words of the source."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_as_of_has_date",
                condition=~Q(basis="as-of") | Q(as_of__gt=""),
                violation_error_message=_("Write the date that the figure is of."),
            ),
        ]

    def __str__(self):
        return text_of(self, "label").value


class Role(models.TextChoices):
    """What an organisation does for a practice, a project, an event or a publication."""

    DEVELOPED_BY = "developed-by", _("developed by")
    PRESENTED_BY = "presented-by", _("presented by")
    RUN_BY = "run-by", _("run by")
    COORDINATOR = "coordinator", _("coordinator")
    PARTNER = "partner", _("partner")
    FUNDER = "funder", _("funder")
    COMMISSIONED_BY = "commissioned-by", _("commissioned by")
    SUPPORTER = "supporter", _("supporter")
    REFERS = "refers-participants", _("refers participants")
    HOSTS = "hosts", _("hosted by")
    CITED = "cited", _("mentioned")
    ORGANISER = "organiser", _("organiser")
    PUBLISHER = "publisher", _("publisher")
    AUTHOR = "author", _("author")


class RoleLink(Translated, Located):
    """An organisation in its role. `name_as_printed` is what the source calls it there."""

    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        related_name="%(class)ss",
        verbose_name=_("organisation"),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    name_as_printed = models.CharField(_("name as printed"), max_length=200, blank=True, default="")
    note = models.CharField(_("what it does"), max_length=300, blank=True)

    class Meta:
        abstract = True
        verbose_name = _("organisation in its role")
        verbose_name_plural = _("organisations by role")
        constraints = [one_of("role", Role.values)]

    def __str__(self):
        return f"{self.get_role_display()}: {self.organisation}"
