"""Funded projects, and the events and publications that come of them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.addresses import address_of
from core.edtf_dates import earliest_day, edtf_field
from core.i18n import text_of
from core.models import (
    Entry,
    Translated,
    filled_in_some_language,
    one_of,
    sorted_by,
    unique_position,
)
from organisations.models import Contact, Organisation
from sources.models import Citation, DescriptionPart, Figure, Located, RoleLink, Sourced
from vocabulary.models import PlaceLink


@sorted_by("title")
class Project(Entry, Sourced):
    """A funded project. Fund, programme, action and period are separate things."""

    acronym = models.CharField(_("acronym"), max_length=60, blank=True, default="")
    code = models.CharField(_("project code"), max_length=60, blank=True, default="")
    fund = models.ForeignKey(
        "vocabulary.Fund",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("fund"),
    )
    programme = models.CharField(
        _("programme"), max_length=200, blank=True, help_text=_("Only where it is printed.")
    )
    action = models.CharField(_("action"), max_length=100, blank=True, default="")
    period = models.CharField(
        _("programming period"), max_length=40, blank=True, default="", help_text="2014–2020"
    )
    axis = models.CharField(_("priority axis"), max_length=100, blank=True, default="")
    specific_objective = models.TextField(_("specific objective of the programme"), blank=True)
    domain = models.TextField(_("field of assistance"), blank=True)
    starts = edtf_field(_("starts"))
    ends = edtf_field(_("ends"))
    dates_as_printed = models.CharField(
        _("dates as printed"), max_length=200, blank=True, default=""
    )
    dates_note = models.CharField(
        _("about the dates"), max_length=250, blank=True, help_text=_("Why, where inferred.")
    )
    starts_earliest = earliest_day("starts")
    total_budget = models.DecimalField(
        _("total budget"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(
        _("currency"), max_length=3, blank=True, default="", help_text="EUR"
    )
    budget_as_printed = models.CharField(
        _("budget as printed"), max_length=80, blank=True, default=""
    )
    website = models.URLField(_("website"), blank=True, default="")
    lead = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_projects",
        verbose_name=_("lead"),
    )
    lead_as_printed = models.CharField(
        _("lead, as printed"), max_length=300, blank=True, default=""
    )
    contacts = models.ManyToManyField(
        Contact, blank=True, related_name="projects", verbose_name=_("contacts")
    )

    class Meta(Entry.Meta):
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                name="projects_project_budget_has_currency",
                condition=Q(total_budget__isnull=True, currency="")
                | Q(total_budget__isnull=False, total_budget__gte=0, currency__regex=r"^[A-Z]{3}$"),
                violation_error_message=_("A budget is an amount with its currency."),
            ),
        ]

    def get_absolute_url(self):
        return address_of("project", self.slug)


class ProjectRole(RoleLink):
    project = models.ForeignKey(Project, models.CASCADE, related_name="roles")

    class Meta(RoleLink.Meta):
        constraints = [
            *RoleLink.Meta.constraints,
            models.UniqueConstraint(
                name="projects_projectrole_once", fields=["project", "organisation", "role"]
            ),
        ]


class ProjectPlace(PlaceLink):
    project = models.ForeignKey(Project, models.CASCADE, related_name="place_links")

    class Meta(PlaceLink.Meta):
        constraints = [
            *PlaceLink.Meta.constraints,
            models.UniqueConstraint(
                name="projects_projectplace_once", fields=["project", "place", "meaning"]
            ),
        ]

    def __str__(self):
        return f"{self.get_meaning_display()} {self.place}"


class ProjectSection(DescriptionPart):
    project = models.ForeignKey(Project, models.CASCADE, related_name="sections")

    class Meta(DescriptionPart.Meta):
        constraints = [*DescriptionPart.Meta.constraints, unique_position("project")]


class ProjectModule(Translated, Located):
    """A work module of a project."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="modules")
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=250, blank=True)
    text = models.TextField(_("text"))
    editorial_note = models.TextField(_("editorial note"), blank=True)

    class Meta:
        verbose_name = _("work module")
        verbose_name_plural = _("work modules")
        constraints = [filled_in_some_language("text"), unique_position("project")]

    def __str__(self):
        return text_of(self, "title").value or f"{_('work module')} {self.position}"


class ProjectReport(Translated, Located):
    """What a project reported at a date. A long report has several parts, by position."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="reports")
    position = models.PositiveSmallIntegerField(_("position"))
    date = edtf_field(_("date of the report"))
    date_as_printed = models.CharField(_("date as printed"), max_length=80, blank=True, default="")
    title = models.CharField(_("title"), max_length=250, blank=True)
    text = models.TextField(_("text"))
    editorial_note = models.TextField(_("editorial note"), blank=True)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [filled_in_some_language("text"), unique_position("project")]

    def __str__(self):
        return text_of(self, "title").value or self.date


class ProjectFigure(Figure):
    project = models.ForeignKey(Project, models.CASCADE, related_name="figures")

    class Meta(Figure.Meta):
        constraints = [*Figure.Meta.constraints, unique_position("project")]


class ProjectCitation(Citation):
    project = models.ForeignKey(Project, models.CASCADE, related_name="citations")


class Dated(models.Model):
    """When something is or was, with the text as printed."""

    date = edtf_field(_("date"))
    date_as_printed = models.CharField(_("date as printed"), max_length=120, blank=True, default="")
    date_note = models.CharField(
        _("about the date"), max_length=250, blank=True, help_text=_("Why, where inferred.")
    )
    languages = ArrayField(
        models.CharField(max_length=8), default=list, blank=True, verbose_name=_("languages")
    )
    project = models.ForeignKey(
        Project,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("project"),
    )

    class Meta:
        abstract = True


@sorted_by("title")
class Event(Entry, Sourced, Dated):
    """A meeting, a training, a conference: when, where, by whom."""

    class Kind(models.TextChoices):
        CONFERENCE = "conference", _("conference")
        TRAINING = "training", _("training")
        WEBINAR = "webinar", _("webinar")
        MEETING = "meeting", _("meeting")
        VISIT = "visit", _("visit or exchange")
        PUBLIC_DAY = "public-day", _("public day")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, blank=True, default="")
    date_earliest = earliest_day("date")
    starts_at = models.TimeField(_("starts at"), null=True, blank=True)
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    venue = models.CharField(_("venue, as printed"), max_length=250, blank=True, default="")
    place = models.ForeignKey(
        "vocabulary.Place",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("place"),
    )
    is_online = models.BooleanField(_("online"), default=False)
    description = models.TextField(_("description"), blank=True)
    registration = models.TextField(
        _("how one registered"), blank=True, help_text=_("Old links stay plain text.")
    )

    class Meta(Entry.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            *Entry.Meta.constraints,
            one_of(
                "kind", ["", "conference", "training", "webinar", "meeting", "visit", "public-day"]
            ),
            models.CheckConstraint(
                name="projects_event_ends_after_start",
                condition=Q(ends_at__isnull=True)
                | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                violation_error_message=_("An event ends after it starts."),
            ),
        ]

    def get_absolute_url(self):
        return address_of("event", self.slug)


class EventRole(RoleLink):
    event = models.ForeignKey(Event, models.CASCADE, related_name="roles")


class EventCitation(Citation):
    event = models.ForeignKey(Event, models.CASCADE, related_name="citations")


@sorted_by("title")
class Publication(Entry, Sourced, Dated):
    """A guide, a study, proceedings: something to read or use."""

    class Kind(models.TextChoices):
        GUIDE = "guide", _("guide")
        STUDY = "study", _("study")
        PROCEEDINGS = "proceedings", _("proceedings")
        BROCHURE = "brochure", _("brochure")
        WEBSITE = "website", _("website")
        VIDEO = "video", _("video")

    kind = models.CharField(_("kind"), max_length=11, choices=Kind, blank=True, default="")
    date_earliest = earliest_day("date")
    description = models.TextField(_("description"), blank=True)
    address = models.URLField(_("web address"), blank=True, default="")
    address_as_printed = models.CharField(
        _("web address as printed"), max_length=250, blank=True, default=""
    )

    class Meta(Entry.Meta):
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        constraints = [
            *Entry.Meta.constraints,
            one_of("kind", ["", "guide", "study", "proceedings", "brochure", "website", "video"]),
        ]

    def get_absolute_url(self):
        return address_of("publication", self.slug)


class PublicationRole(RoleLink):
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="roles")


class PublicationCitation(Citation):
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="citations")
