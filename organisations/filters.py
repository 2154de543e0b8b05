"""The filters of the list of organisations, with their facets."""

import django_filters
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.models import Organisation, OrganisationPlace
from vocabulary.facets import Facet, by_place, counted, pairs, places, terms
from vocabulary.filters import CodeFilter, PlaceFilter, links_inside
from vocabulary.models import OrganisationKind


class OrganisationFilter(django_filters.FilterSet):
    kind = CodeFilter(OrganisationKind, field_name="kind__code", label=gettext_lazy("Kind"))
    place = PlaceFilter(method="in_places", label=gettext_lazy("Place"))

    class Meta:
        model = Organisation
        fields = []

    def in_places(self, queryset, name, places):
        if not places:
            return queryset
        links = OrganisationPlace.objects.filter(organisation=OuterRef("pk"))
        return queryset.filter(Exists(links_inside(links, places)))

    def facets(self):
        """The inputs of components/facet.html."""
        return counted(
            self,
            [
                Facet("kind", _("Kind"), terms(OrganisationKind), _by_kind, once=True),
                Facet("place", _("Place"), places, _by_place),
            ],
        )


def _by_kind(organisations):
    rows = Organisation.objects.filter(pk__in=organisations)
    return [pairs(rows, "pk", "kind__code")]


def _by_place(organisations):
    links = OrganisationPlace.objects.filter(organisation__in=organisations)
    return [by_place(links, "organisation")]
