"""Organisations, and how to reach them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.addresses import address_of
from core.edtf_dates import edtf_field
from core.i18n import text_of
from core.models import (
    Entry,
    Translated,
    filled_in_some_language,
    one_of,
    sorted_by,
    unique_position,
    well_formed,
)
from sources.models import Citation, DescriptionPart, Figure, Located, Sourced
from vocabulary.models import PlaceLink


@sorted_by("title")
class Organisation(Entry, Sourced):
    """A body behind practices and projects. Its title is its name, its summary its mission."""

    acronym = models.CharField(_("acronym"), max_length=60, blank=True)
    kind = models.ForeignKey(
        "vocabulary.OrganisationKind",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("kind"),
    )
    legal_form = models.CharField(
        _("legal form, as printed"), max_length=80, blank=True, default=""
    )
    street = models.CharField(_("street and number"), max_length=200, blank=True, default="")
    postal_code = models.CharField(_("postal code"), max_length=20, blank=True, default="")
    locality = models.CharField(_("town, as printed"), max_length=100, blank=True, default="")
    country = models.ForeignKey(
        "vocabulary.Place",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"kind": "country"},
        verbose_name=_("country"),
    )
    address_as_printed = models.CharField(
        _("address as printed"), max_length=300, blank=True, default=""
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
    )
    networks = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="members", verbose_name=_("networks")
    )

    class Meta(Entry.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                name="organisations_organisation_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                violation_error_message=_("An organisation is not part of itself."),
            ),
        ]

    def get_absolute_url(self):
        return address_of("organisation", self.slug)


class OtherName(models.Model):
    """Another name of an organisation: historic, in another language, a spelling."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("name in another language")
        HISTORIC = "historic", _("earlier name")
        SPELLING = "spelling", _("other spelling")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="other_names")
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=8, blank=True, default="")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.SPELLING)

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        constraints = [
            one_of("kind", ["official", "historic", "spelling"]),
            models.UniqueConstraint(
                name="organisations_othername_once", fields=["organisation", "name", "language"]
            ),
        ]

    def __str__(self):
        return self.name


class OrganisationPlace(PlaceLink):
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="place_links")

    class Meta(PlaceLink.Meta):
        constraints = [
            *PlaceLink.Meta.constraints,
            models.UniqueConstraint(
                name="organisations_organisationplace_once",
                fields=["organisation", "place", "meaning"],
            ),
        ]

    def __str__(self):
        return f"{self.get_meaning_display()} {self.place}"


class Service(Translated, Located):
    """A service that an organisation offers, in one line or a short text."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="services")
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.TextField(_("service"))
    editorial_note = models.TextField(_("editorial note"), blank=True)

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        constraints = [filled_in_some_language("text"), unique_position("organisation")]

    def __str__(self):
        return text_of(self, "text").value


class OrganisationSection(DescriptionPart):
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="sections")

    class Meta(DescriptionPart.Meta):
        constraints = [*DescriptionPart.Meta.constraints, unique_position("organisation")]


class OrganisationFigure(Figure):
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="figures")

    class Meta(Figure.Meta):
        constraints = [*Figure.Meta.constraints, unique_position("organisation")]


class OrganisationCitation(Citation):
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="citations")


class ContactQuerySet(models.QuerySet):
    def get_by_natural_key(self, code):
        return self.get(code=code)

    def published(self):
        return self.filter(is_published=True)


class Contact(Translated, Located):
    """A desk or a person to ask, role first."""

    code = models.SlugField(
        _("code"), max_length=60, unique=True, help_text=_("Our own name for it, for imports.")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="contacts",
        verbose_name=_("organisation"),
    )
    role = models.CharField(_("role or desk"), max_length=150, blank=True)
    person = models.CharField(_("person"), max_length=120, blank=True, default="")
    note = models.CharField(_("note"), max_length=300, blank=True)
    as_of = edtf_field(_("as of"))
    is_published = models.BooleanField(
        _("published"),
        default=False,
        help_text=_("Desks and professional addresses that the organisation itself made public."),
    )
    published_because = models.CharField(
        _("ground for publishing a person"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("Why this person may be shown, for instance their consent."),
    )
    published_since = models.DateField(_("ground recorded on"), null=True, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = [
            well_formed("code"),
            models.CheckConstraint(
                name="organisations_contact_person_needs_ground",
                condition=Q(is_published=False) | Q(person="") | Q(published_because__gt=""),
                violation_error_message=_("Write why this person may be shown."),
            ),
        ]

    def __str__(self):
        return text_of(self, "role").value or self.person or self.code

    def natural_key(self):
        return (self.code,)

    def get_absolute_url(self):
        """The page that shows its mailbox to whoever asks for it."""
        return address_of("write", self.code)


class ContactPoint(models.Model):
    """A phone or fax number, an e-mail or web address: of an organisation or of a contact."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("Phone")
        MOBILE = "mobile", _("Mobile")
        FAX = "fax", _("Fax")
        EMAIL = "email", _("E-mail")
        WEB = "web", _("Website")

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="points"
    )
    contact = models.ForeignKey(
        Contact, models.CASCADE, null=True, blank=True, related_name="points"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    value = models.CharField(
        _("value"), max_length=250, help_text=_("Phone numbers as +32 2 508 85 86.")
    )
    as_printed = models.CharField(_("as printed"), max_length=250, blank=True, default="")
    is_cut_off = models.BooleanField(
        _("cut off in the source"), default=False, help_text=_("Shown as text, not as a link.")
    )
    is_published = models.BooleanField(_("published"), default=True)
    note = models.CharField(_("note"), max_length=250, blank=True, default="")

    class Meta:
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")
        ordering = ["position", "pk"]
        constraints = [
            one_of("kind", ["phone", "mobile", "fax", "email", "web"]),
            models.CheckConstraint(
                name="organisations_contactpoint_one_owner",
                condition=Q(organisation__isnull=True, contact__isnull=False)
                | Q(organisation__isnull=False, contact__isnull=True),
                violation_error_message=_("It belongs to an organisation or to a contact."),
            ),
        ]

    def __str__(self):
        return self.value

    @property
    def is_open(self):
        """May it stand on a page, in a document or in print for all to copy? The mailbox of a
        contact may not: it can be a person's, and is shown by the page `write` alone."""
        return self.kind != self.Kind.EMAIL or self.organisation_id is not None

    @property
    def link(self):
        """Where a click leads: tel:, mailto: or the address; nothing for faxes and cut-offs."""
        if self.is_cut_off or self.kind == self.Kind.FAX:
            return ""
        if self.kind in (self.Kind.PHONE, self.Kind.MOBILE):
            return "tel:" + "".join(c for c in self.value if c in "+0123456789")
        return f"mailto:{self.value}" if self.kind == self.Kind.EMAIL else self.value
