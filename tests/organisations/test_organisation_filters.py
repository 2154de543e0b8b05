import re

import pytest

from core.publishing import touch_content
from tests.factories import (
    FundFactory,
    OrganisationFactory,
    OrganisationKindFactory,
    OrganisationPlaceFactory,
    PlaceFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db


def options(text):
    """{value: count} of the facets of a page."""
    found = re.findall(r'value="([^"]+)"[^>]*> <span>[^<]*</span> <span class="count">(\d+)', text)
    return {value: int(count) for value, count in found}


def test_organisations_are_filtered_by_kind_and_place_with_counts(client):
    kind, other = OrganisationKindFactory(code="k1"), OrganisationKindFactory(code="k2")
    country = PlaceFactory(path="xx", kind="country", parent=None)
    town = PlaceFactory(path="xx/a", kind="province", parent=country)
    here = OrganisationFactory(published=True, kind=kind)
    OrganisationFactory(published=True, kind=other)
    OrganisationPlaceFactory(organisation=here, place=town, meaning="seat")
    touch_content()
    counts = options(client.get("/en/organisations/").text)
    assert (counts["k1"], counts["k2"], counts["xx"], counts["xx/a"]) == (1, 1, 1, 1)
    filtered = client.get("/en/organisations/", {"kind": "k2"}).text
    assert options(filtered)["k1"] == 1  # leaves out its own choice
    assert "xx/a" not in options(filtered)  # nothing there, and not in Belgium
    shown = client.get("/en/organisations/", {"place": "xx", "kind": "k1"}).text
    assert len(re.findall(r'<h2><a href="/en/organisations/', shown)) == 1
    assert "Remove all filters" in shown


def test_projects_are_filtered_by_fund(client):
    ProjectFactory(published=True, fund=FundFactory(code="m1"))
    ProjectFactory(published=True, fund=FundFactory(code="m2"))
    touch_content()
    text = client.get("/en/projects/", {"fund": "m1"}).text
    assert options(text) == {"m1": 1, "m2": 1}
    assert len(re.findall(r'<h2><a href="/en/projects/', text)) == 1


@pytest.mark.parametrize(
    "path", ["/en/organisations/?kind=nothing", "/en/projects/?fund=x&place=y"]
)
def test_an_unknown_value_is_said_and_filters_nothing(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert "not in our lists" in response.text
