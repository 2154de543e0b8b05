import re

import pytest

from core.publishing import touch_content
from pages.coverage import cell
from tests.factories import (
    PlaceFactory,
    PracticeFactory,
    PracticePlaceFactory,
    PracticeTargetGroupFactory,
    PracticeThemeFactory,
    TargetGroupFactory,
    ThemeFactory,
)
from vocabulary.models import Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    def place(path, kind, parent=None):
        known = Place.objects.filter(path=path).first()
        return known or PlaceFactory(path=path, kind=kind, parent=parent)

    country = place("be", "country")
    region = place("be/vlg", "region", country)
    brussels = place("be/bru", "region", country)
    from pages.shapes import PROVINCES

    for path in PROVINCES:
        if path.count("/") == 2:
            parent = Place.objects.filter(path=path.rpartition("/")[0]).first()
            place(path, "province", parent or place(path.rpartition("/")[0], "region", country))
    town = place("be/vlg/van/antwerpen", "municipality", Place.objects.get(path="be/vlg/van"))
    return {"country": country, "region": region, "brussels": brussels, "town": town}


def practice(theme, place, meaning="takes-place", group=None):
    row = PracticeFactory(published=True)
    row.theme_links.all().delete()
    row.place_links.all().delete()
    PracticeThemeFactory(practice=row, theme=theme)
    PracticePlaceFactory(practice=row, place=place, meaning=meaning)
    if group:
        PracticeTargetGroupFactory(practice=row, target_group=group)
    touch_content()
    return row


def cells(text):
    """{address: number} of the cells."""
    found = re.findall(r'<td class="shade-\d"><a href="([^"]+)"[^>]*>(\d+)</a>', text)
    return {address.replace("&amp;", "&"): int(number) for address, number in found}


def test_each_cell_counts_what_its_link_leads_to(client, places):
    housing, work = ThemeFactory(code="housing"), ThemeFactory(code="work")
    women = TargetGroupFactory(code="women")
    practice(housing, places["town"], group=women)
    practice(housing, places["brussels"])
    practice(work, places["brussels"], "serves")
    practice(work, places["brussels"], "mentioned")
    found = cells(client.get("/fr/couverture/").text)
    assert found["/fr/pratiques/?theme=housing&place=be/vlg/van"] == 1
    assert found["/fr/pratiques/?theme=housing&place=be/vlg/vli"] == 0
    assert found["/fr/pratiques/?theme=work&place=be/bru"] == 1
    assert found["/fr/pratiques/?theme=housing&for_whom=women"] == 1
    for address, number in found.items():
        shown = client.get(address).text
        assert len(re.findall(r'<h2><a href="/fr/pratiques/', shown)) == number, address


def test_zero_is_explained(client, places):
    ThemeFactory()
    text = client.get("/en/coverage/").text
    assert "It does not mean that nothing exists" in text
    assert text.count("It does not mean that nothing exists") > 1  # in each empty cell too


def test_the_map_says_the_same_as_its_table(client, places):
    practice(ThemeFactory(), places["town"])
    text = client.get("/nl/kaart/").text
    drawn = re.findall(r'<a href="([^"]+)" aria-label="[^"]*: (\d+)">', text)
    listed = re.findall(
        r'<th scope="row"><a href="([^"]+)">[^<]*</a></th><td class="n">(\d+)', text
    )
    assert len(drawn) == 11
    assert set(drawn) <= set(listed)
    assert ("/nl/praktijken/?place=be/vlg/van", "1") in drawn


def test_shades_grow_with_the_number():
    shades = [cell(number).shade for number in [0, 1, 2, 3, 4, 8, 100]]
    assert shades == [0, 1, 2, 2, 3, 4, 4]


def test_they_cost_the_same_with_many_practices(client, places, django_assert_max_num_queries):
    theme = ThemeFactory()
    costs = set()
    for number in [1, 20]:
        for _ in range(number):
            practice(theme, places["town"])
        for path in ["/fr/couverture/", "/fr/carte/"]:
            with django_assert_max_num_queries(16) as queries:
                assert client.get(path).status_code == 200
            costs.add((path, len(queries)))
    assert len(costs) == 2
