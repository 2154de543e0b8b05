"""What all models of the directory share. Nothing here knows a practice from a project."""

from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.i18n import STORED_STATES, Origin, language_codes, stamp, text_of

SLUG_LENGTH = 40
SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"

slug_rule = RegexValidator(
    SLUG_PATTERN.replace("$", r"\Z"), _("Use small letters a to z, digits and single hyphens.")
)


def is_filled(field):
    """Condition: the text stands in its column (neither absent nor empty)."""
    return Q(**{f"{field}__gt": "", f"{field}__isnull": False})


def filled_in_original_language(field, verbose_name):
    """Constraint: the text exists at least in the original language of its entry."""
    conditions = [
        Q(original_language=code) & is_filled(f"{field}_{code}") for code in language_codes()
    ]
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_{field}_in_original_language",
        condition=reduce(or_, conditions),
        violation_error_message=verbose_name,
    )


def filled_in_some_language(field):
    """Constraint: the text exists in at least one language."""
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_{field}_in_some_language",
        condition=reduce(or_, [is_filled(f"{field}_{code}") for code in language_codes()]),
        violation_error_message=_("Write this text in at least one language."),
    )


def one_of(field, choices):
    """Constraint: the stored code is one of the choices (or empty where that is a choice)."""
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_{field}_known",
        condition=Q(**{f"{field}__in": list(choices)}),
        violation_error_message=_("Choose a value from the list."),
    )


def well_formed(field):
    """Constraint: a slug or code can stand in an address."""
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_{field}_form",
        condition=Q(**{f"{field}__regex": SLUG_PATTERN}),
        violation_error_message=slug_rule.message,
    )


def unique_position(*parents):
    """Constraint: rows of one parent have different positions; checked at commit, so that
    two of them can change places."""
    return models.UniqueConstraint(
        name="%(app_label)s_%(class)s_position_once",
        fields=[*parents, "position"],
        deferrable=models.Deferrable.DEFERRED,
    )


class SortKey(Func):
    """A text made comparable: accents stripped, small letters."""

    function = "public.sort_key"
    output_field = models.TextField()


def sorted_by(field):
    """Class decorator: adds a generated column `sort_key_<language>` for each language.

    It is made from the text in that language, else in the first language that has it, so that
    an entry without translation sorts among the others.
    """

    def add_columns(model):
        for code in language_codes():
            order = [code, *(other for other in language_codes() if other != code)]
            texts = [NullIf(F(f"{field}_{language}"), Value("")) for language in order]
            column = models.GeneratedField(
                expression=SortKey(Coalesce(*texts, Value(""), output_field=models.TextField())),
                output_field=models.TextField(db_collation="C"),
                db_persist=True,
            )
            column.contribute_to_class(model, f"sort_key_{code}")
        return model

    return add_columns


def sort_key():
    """Name of the sort column of the active language, for `order_by`."""
    return f"sort_key_{get_language()}"


class Edited(models.Model):
    """A row with a change page. `edition` is raised by each save from a form and compared
    before the next one, so that two people never overwrite each other unseen."""

    edition = models.PositiveIntegerField(_("edition"), default=1, editable=False)

    class Meta:
        abstract = True


class Translated(Edited):
    """A row with texts in several languages; `core.i18n` reads the states."""

    text_states = models.JSONField(_("state of the texts"), default=dict, blank=True)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        stamp(self)
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        validate_text_states(self.text_states)


def validate_text_states(states):
    """Raise ValidationError where the states of a row are not in the known form."""
    for field, languages in states.items():
        for code, stored in languages.items():
            known = (
                code in language_codes()
                and stored.get("state") in STORED_STATES
                and stored.get("origin", "") in ["", *Origin.values]
            )
            if not known:
                raise ValidationError(
                    _("The state of “%(field)s” in “%(language)s” is not a known one."),
                    params={"field": field, "language": code},
                )


class EntryQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def published(self):
        """What the public may see: the only definition of it."""
        return self.filter(status=Entry.Status.PUBLISHED)

    def listed(self):
        """Published, without what sources merely mention: for lists and counts."""
        return self.published().filter(is_mention=False)

    def in_order(self):
        """By title in the active language, always in the same order."""
        return self.order_by(sort_key(), "pk")


class Entry(Translated):
    """A root of the directory, with an address of its own: a practice, an organisation, a
    project, an event or a publication."""

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("status of an entry", "draft")
        IN_REVIEW = "in-review", _("in review")
        PUBLISHED = "published", _("published")
        ARCHIVED = "archived", _("archived")

    slug = models.CharField(
        _("identifier"),
        max_length=SLUG_LENGTH,
        unique=True,
        validators=[slug_rule],
        help_text=_("Stands in the address for ever: short, in small letters, with hyphens."),
    )
    title = models.CharField(_("title"), max_length=250)
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One paragraph in your own words.")
    )
    original_language = models.CharField(
        _("original language"), max_length=8, help_text=_("The language of the source.")
    )
    status = models.CharField(
        _("status"), max_length=12, choices=Status, default=Status.DRAFT, editable=False
    )
    is_mention = models.BooleanField(
        _("only mentioned"),
        default=False,
        help_text=_("A source only names it. It has a page but stays out of lists and counts."),
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", editable=False
    )
    replaced_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("replaced by"),
        help_text=_("Shown at the old address once this entry is archived."),
    )
    first_published_on = models.DateField(_("first published on"), null=True, editable=False)
    verified_on = models.DateField(
        _("last checked on"),
        null=True,
        blank=True,
        help_text=_("The day on which somebody asked the organisation."),
    )
    review_by = models.DateField(_("check again by"), null=True, blank=True)
    editorial_note = models.TextField(
        _("editorial note"),
        blank=True,
        help_text=_("What a reader must know about the text, for instance a contradiction."),
    )
    language_states = models.JSONField(default=dict, editable=False)
    updated_at = models.DateTimeField(_("last changed"), default=timezone.now, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = [
            "add",
            "change",
            "delete",
            "view",
            "publish",
            "archive",
            "correct_slug",
        ]
        constraints = [
            filled_in_original_language("title", _("Write the title in the original language.")),
            well_formed("slug"),
            one_of("status", ["draft", "in-review", "published", "archived"]),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_published_has_day",
                condition=~Q(status="published") | Q(first_published_on__isnull=False),
                violation_error_message=_("A published entry has the day of its publication."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_merged_is_archived",
                condition=Q(merged_into__isnull=True) | Q(status="archived"),
                violation_error_message=_("A merged entry is archived."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_not_its_own_successor",
                condition=(Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")))
                & (Q(replaced_by__isnull=True) | ~Q(replaced_by=F("pk"))),
                violation_error_message=_("An entry cannot replace itself."),
            ),
        ]

    def __str__(self):
        return text_of(self, "title").value or self.slug

    @property
    def is_published(self):
        return self.status == self.Status.PUBLISHED

    def natural_key(self):
        return (self.slug,)


class PastSlug(models.Model):
    """A slug that an entry no longer has: corrected, deleted or erased.

    Addresses never break: a corrected slug redirects, and the loader never brings back what was
    deleted or erased here.
    """

    class Reason(models.TextChoices):
        CORRECTED = "corrected", _("corrected")
        DELETED = "deleted", _("deleted")
        ERASED = "erased", _("erased")

    kind = models.CharField(max_length=60, help_text="For instance practices.practice.")
    slug = models.CharField(max_length=SLUG_LENGTH)
    reason = models.CharField(max_length=10, choices=Reason)
    became = models.CharField(max_length=SLUG_LENGTH, blank=True, default="")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            one_of("reason", ["corrected", "deleted", "erased"]),
            models.UniqueConstraint(name="core_pastslug_once", fields=["kind", "slug"]),
            models.CheckConstraint(
                name="core_pastslug_corrected_leads_on",
                condition=Q(reason="corrected", became__gt="")
                | (~Q(reason="corrected") & Q(became="")),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.slug}"


class ContentVersion(models.Model):
    """One row, raised with every change of content: part of the key of each cached page."""

    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(name="core_contentversion_one_row", condition=Q(pk=1)),
        ]

    def __str__(self):
        return str(self.number)
