"""Publish checks of organisations, and what others ask about reaching them."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.publishing import publish_check
from organisations.models import ContactPoint, Organisation


def can_be_reached(organisation_ids, contacts):
    """Is there a published contact point or a postal address among these?"""
    points = ContactPoint.objects.filter(is_published=True).filter(
        Q(organisation__in=organisation_ids)
        | Q(contact__in=contacts)
        | Q(contact__organisation__in=organisation_ids, contact__is_published=True)
    )
    addressed = Organisation.objects.filter(pk__in=organisation_ids).exclude(street="")
    return points.exists() or addressed.exists()


@publish_check(Organisation, "kind", _("Choose the kind of organisation."))
def has_kind(organisation):
    return organisation.kind_id is not None
