"""Filters by the values of vocabularies, for the lists of the apps."""

import django_filters
from django import forms
from django.db.models import Q

from vocabulary.models import Place, PlaceLink


class CodeFilter(django_filters.ModelMultipleChoiceFilter):
    """Values of a vocabulary by their codes."""

    def __init__(self, model, **options):
        super().__init__(
            queryset=lambda request: model.objects.current().in_order(),
            to_field_name="code",
            widget=forms.CheckboxSelectMultiple,
            **options,
        )


class PlaceFilter(django_filters.ModelMultipleChoiceFilter):
    """Places by their paths."""

    def __init__(self, **options):
        super().__init__(
            queryset=lambda request: Place.objects.in_order(),
            to_field_name="path",
            widget=forms.CheckboxSelectMultiple,
            **options,
        )


def links_inside(links, places):
    """The rows of `PlaceLink` that lie in one of these places, and are more than a mention."""
    inside = Q()
    for place in places:
        inside |= Q(place__path=place.path) | Q(place__path__startswith=f"{place.path}/")
    return links.filter(inside).exclude(meaning=PlaceLink.Meaning.MENTIONED)
