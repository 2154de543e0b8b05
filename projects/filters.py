"""The filters of the list of projects, with their facets."""

import django_filters
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.models import Project, ProjectPlace
from vocabulary.facets import Facet, by_place, counted, pairs, places, terms
from vocabulary.filters import CodeFilter, PlaceFilter, links_inside
from vocabulary.models import Fund


class ProjectFilter(django_filters.FilterSet):
    fund = CodeFilter(Fund, field_name="fund__code", label=gettext_lazy("Fund"))
    place = PlaceFilter(method="in_places", label=gettext_lazy("Place"))

    class Meta:
        model = Project
        fields = []

    def in_places(self, queryset, name, places):
        if not places:
            return queryset
        links = ProjectPlace.objects.filter(project=OuterRef("pk"))
        return queryset.filter(Exists(links_inside(links, places)))

    def facets(self):
        """The inputs of components/facet.html."""
        return counted(
            self,
            [
                Facet("fund", _("Fund"), terms(Fund), _by_fund, once=True),
                Facet("place", _("Place"), places, _by_place),
            ],
        )


def _by_fund(projects):
    return [pairs(Project.objects.filter(pk__in=projects), "pk", "fund__code")]


def _by_place(projects):
    return [by_place(ProjectPlace.objects.filter(project__in=projects), "project")]
