"""The filters of the practice list: several values within one are “or”, across are “and”."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from practices.models import Practice
from vocabulary.models import Format, Place, TargetGroup, Theme


class CodeFilter(django_filters.ModelMultipleChoiceFilter):
    """Values of a vocabulary by their codes."""

    def __init__(self, model, **options):
        super().__init__(
            queryset=lambda request: model.objects.current().in_order(),
            to_field_name="code",
            widget=forms.CheckboxSelectMultiple,
            **options,
        )


class PracticeFilter(django_filters.FilterSet):
    theme = CodeFilter(Theme, field_name="themes__code", label=_("Theme"))
    for_whom = CodeFilter(TargetGroup, field_name="target_groups__code", label=_("For whom"))
    format = CodeFilter(Format, method="in_formats", label=_("Format"))
    place = django_filters.ModelMultipleChoiceFilter(
        queryset=lambda request: Place.objects.in_order(),
        to_field_name="path",
        method="in_places",
        widget=forms.CheckboxSelectMultiple,
        label=_("Place"),
    )

    class Meta:
        model = Practice
        fields = []

    def in_formats(self, queryset, name, formats):
        return queryset.in_format(formats) if formats else queryset

    def in_places(self, queryset, name, places):
        return queryset.in_places(places) if places else queryset


PARAMETERS = ["theme", "for_whom", "format", "place", "page"]
