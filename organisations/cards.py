"""An organisation as a card of a list."""

from django.db.models import Prefetch

from core.i18n import text_of
from organisations.models import Organisation, OrganisationPlace
from sources.provenance import link_card
from vocabulary.models import PlaceLink


def for_cards(organisations=None):
    """Organisations, all that are listed unless told, with all that a card shows: two queries."""
    organisations = Organisation.objects.listed() if organisations is None else organisations
    seats = OrganisationPlace.objects.filter(meaning=PlaceLink.Meaning.SEAT)
    return (
        organisations.in_order()
        .select_related("kind", "source")
        .prefetch_related(Prefetch("place_links", seats.select_related("place").order_by("pk")))
    )


def card(organisation):
    """The inputs of components/card.html for an organisation of `for_cards`."""
    kind = str(organisation.kind) if organisation.kind else ""
    seats = ", ".join(str(link.place) for link in organisation.place_links.all())
    acronym = text_of(organisation, "acronym").value
    return link_card(organisation, meta=[acronym, kind, seats or organisation.locality])
