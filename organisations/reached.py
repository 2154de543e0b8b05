"""Can somebody be reached? Asked by the publish checks of practices."""

from django.db.models import Q

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
