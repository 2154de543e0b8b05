import re

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from core.models import PastSlug
from core.publishing import touch_content
from pages.compare import MOST, Compare, groups_of
from practices.models import Practice
from practices.page import for_page
from search.indexing import rebuild
from tests.factories import (
    ActivityFactory,
    PracticeFactory,
    RhythmFactory,
    SectionFactory,
    emptiest_practice,
    fullest_practice,
    section_kind,
)

pytestmark = pytest.mark.django_db


def compare(client, *slugs):
    return client.get("/fr/comparer/", {"p": slugs})


def rows_of(*practices, group):
    found = for_page().filter(pk__in=[practice.pk for practice in practices]).order_by("pk")
    (rows,) = [rows for rows in groups_of(list(found)) if rows.code == group]
    return rows


def with_section(text, kind="context", **values):
    practice = PracticeFactory(published=True, **values)
    SectionFactory(practice=practice, kind=section_kind(kind, "why"), text_fr=text)
    return practice


def test_the_parts_of_two_practices_stand_in_rows_by_kind(client):
    first, second = with_section("Seul au monde."), with_section("Loin de tout.")
    response = compare(client, first.slug, second.slug)
    assert response.status_code == 200
    rows = rows_of(first, second, group="why")
    assert [len(row.cells) for row in rows.rows] == [2]
    assert "Seul au monde." in response.text and "Loin de tout." in response.text


def test_neighbours_that_say_the_same_share_a_cell(client):
    practices = [with_section("Le même texte."), with_section("Le même texte.")]
    (row,) = rows_of(*practices, group="why").rows
    assert [cell.span for cell in row.cells] == [2] and row.is_shared
    other = with_section("Un autre.")
    (row,) = rows_of(*practices, other, group="why").rows
    assert [cell.span for cell in row.cells] == [2, 1] and not row.is_shared
    assert compare(client, *(p.slug for p in practices)).text.count("Le même texte.") == 1


def test_a_long_text_is_not_said_again_further_on():
    text = "Le même texte. " * 30
    practices = [with_section(text), with_section("Un autre."), with_section(text)]
    cells = rows_of(*practices, group="why").rows[0].cells
    assert [cell.same_as for cell in cells] == [None, None, practices[0]]


def test_what_is_the_same_for_all_can_be_left_out(client):
    practices = [with_section("Le même texte."), with_section("Le même texte.")]
    for practice, text in zip(practices, ["Ceci.", "Cela."], strict=True):
        SectionFactory(practice=practice, kind=section_kind("vision", "why"), text_fr=text)
    slugs = [practice.slug for practice in practices]
    text = compare(client, *slugs).text
    switch = re.search(r'href="([^"]+only=differences)"', text)[1].replace("&amp;", "&")
    text = client.get(switch).text
    assert "Le même texte." not in text and "Ceci." in text and "Cela." in text
    back = re.search(r'<a class="button quiet" href="([^"]+)"', text)[1].replace("&amp;", "&")
    assert "Le même texte." in client.get(back).text


def test_there_is_no_switch_where_all_rows_differ():
    first, second = with_section("Ceci."), with_section("Cela.")
    compared = Compare()
    compared.practices = [first, second]
    compared.request = RequestFactory().get("/fr/comparer/")
    assert compared.switch(0) is None and compared.switch(1)


def test_a_practice_left_out_leaves_the_others_and_the_view(client):
    practices = [with_section(text) for text in ["Ceci.", "Cela.", "Encore."]]
    slugs = [practice.slug for practice in practices]
    text = client.get("/fr/comparer/", {"p": slugs, "only": "differences"}).text
    others = re.findall(r'<a class="to no-print" href="([^"]+)"', text)
    assert len(others) == 3
    left = client.get(others[0].replace("&amp;", "&")).text
    assert sum(said in left for said in ["Ceci.", "Cela.", "Encore."]) == 2
    assert "only=differences" in others[0]


def test_others_are_found_by_their_words_and_those_chosen_stay_ticked(client):
    first, second = with_section("Ceci."), with_section("Cela.")
    other = PracticeFactory(published=True, title_fr="Tandem de jardiniers")
    rebuild()
    touch_content()
    query = {"p": [first.slug, second.slug], "q": "jardiniers", "find": "1"}
    text = client.get("/fr/comparer/", query).text
    boxes = re.findall(r'<input type="checkbox" name="p" value="([^"]+)"( checked)?>', text)
    assert sorted(boxes) == sorted(
        [(first.slug, " checked"), (second.slug, " checked"), (other.slug, "")]
    )
    assert "Ceci." in text and '<details class="part" open>' in text
    nothing = client.get("/fr/comparer/", {**query, "q": "zzzzzzzz"}).text
    assert nothing.count('type="checkbox"') == 2


def test_the_address_to_share_holds_no_words_that_were_looked_for(client):
    first, second = with_section("Ceci."), with_section("Cela.")
    response = client.get("/fr/comparer/", {"p": [first.slug, second.slug], "q": "jardin"})
    assert response.status_code == 302
    assert response["Location"] == f"/fr/comparer/?p={first.slug}&p={second.slug}"


def test_what_no_source_says_is_said_once(client):
    first, second = PracticeFactory(published=True), PracticeFactory(published=True)
    rows = rows_of(first, second, group="facts")
    assert len(rows.silent) > 2
    assert not any(set(item["labels"]) & set(rows.silent) for item in rows.lacking)
    assert compare(client, first.slug, second.slug).text.count(rows.silent[0]) == 1


def test_a_fact_that_stands_with_an_activity_is_not_lacking():
    first, second = PracticeFactory(published=True), PracticeFactory(published=True)
    RhythmFactory(practice=first, duration_from=6, duration_unit="month")
    activity = ActivityFactory(practice=second)
    RhythmFactory(practice=None, activity=activity, duration_from=3, duration_unit="month")
    rows = rows_of(first, second, group="facts")
    lacking = [label for item in rows.lacking for label in item["labels"]]
    assert not any("durée" in label.lower() for label in [*lacking, *rows.silent])


def test_long_rows_fold_on_a_phone_and_facts_stand_open(client):
    first, second = with_section("Ceci."), with_section("Cela.")
    assert all(row.folds for row in rows_of(first, second, group="why").rows)
    assert not any(row.folds for row in rows_of(first, second, group="facts").rows)


def test_what_is_missing_is_said_once_and_leaves_its_cell_empty():
    first, second = with_section("Seul."), PracticeFactory(published=True)
    rows = rows_of(first, second, group="why")
    assert [cell.html == "" for cell in rows.rows[0].cells] == [False, True]
    (lacking,) = rows.lacking
    assert lacking["practice"].pk == second.pk and len(lacking["labels"]) == 1


def test_a_row_that_nobody_fills_is_not_there(client):
    first, second = emptiest_practice(), emptiest_practice()
    assert compare(client, first.slug, second.slug).status_code == 200
    found = for_page().filter(pk__in=[first.pk, second.pk])
    assert [rows.code for rows in groups_of(list(found))] in ([], ["facts"])


def test_the_rights_of_a_source_hold_here_too(client):
    first, second = with_section("Seul au monde."), with_section("Loin de tout.")
    type(first.source).objects.filter(pk=first.source_id).update(show="facts")
    touch_content()
    text = compare(client, first.slug, second.slug).text
    assert "Seul au monde." not in text and "Loin de tout." in text


def test_one_practice_offers_others_to_choose(client):
    first, second = PracticeFactory(published=True), PracticeFactory(published=True)
    text = compare(client, first.slug).text
    assert f'value="{first.slug}" checked' in text and f'value="{second.slug}">' in text
    assert "<details open" in text.replace(' class="part"', "")


def test_more_than_five_are_refused_and_stay_ticked(client):
    practices = [PracticeFactory(published=True) for _ in range(MOST + 1)]
    text = compare(client, *(practice.slug for practice in practices)).text
    assert text.count("checked") == MOST + 1 and 'class="lane"' not in text
    assert 'class="notice warning"' in text


def test_an_unpublished_or_unknown_practice_is_named_and_not_shown(client):
    first, hidden = PracticeFactory(published=True), PracticeFactory(title_fr="Caché")
    text = compare(client, first.slug, hidden.slug, "nothing-of-the-kind").text
    assert "Caché" not in text
    assert hidden.slug in text and "nothing-of-the-kind" in text


def test_an_address_with_an_old_slug_leads_to_the_new_one(client):
    first, second = PracticeFactory(published=True), PracticeFactory(published=True)
    PastSlug.objects.create(
        kind="practices.practice", slug="old", reason="corrected", became=second.slug
    )
    response = compare(client, first.slug, "old")
    assert response.status_code == 302
    assert second.slug in response["Location"] and "old" not in response["Location"].split("p=")


def test_strange_values_are_answered(client):
    assert compare(client, "\x00", "É", "' or 1=1", "-").status_code == 200
    assert client.get("/nl/vergelijken/").status_code == 200


def test_five_practices_cost_as_many_queries_as_two(client):
    practices = [fullest_practice(2) for _ in range(5)]
    costs = []
    for count in [2, 5]:
        touch_content()
        with CaptureQueriesContext(connection) as queries:
            compare(client, *(practice.slug for practice in practices[:count]))
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 30
    assert Practice.objects.count() >= 5


def test_every_page_of_the_list_offers_to_compare(client):
    practice = PracticeFactory(published=True)
    text = client.get("/fr/pratiques/").text
    assert f'form="compare" name="p" value="{practice.slug}"' in text
    assert 'action="/fr/comparer/"' in text
    assert f"/fr/comparer/?p={practice.slug}" in client.get(f"/fr/pratiques/{practice.slug}/").text
