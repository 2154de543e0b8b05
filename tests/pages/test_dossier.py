"""The page of the dossier: its address is the list."""

from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import expect

from core.models import PastSlug
from core.publishing import touch_content
from pages.dossier import MOST
from tests.factories import PracticeFactory, fullest_practice

pytestmark = pytest.mark.django_db


def dossier(client, *slugs, language="fr", **more):
    return client.get(f"/{language}/dossier/", {"p": slugs, **more})


def picked(response):
    return [row.practice.slug for row in response.context["rows"]]


@pytest.fixture
def practices():
    return [PracticeFactory(published=True) for _ in range(3)]


@pytest.fixture
def slugs(practices):
    return [practice.slug for practice in practices]


def test_the_practices_stand_in_the_order_of_the_address(client, slugs):
    assert picked(dossier(client, *reversed(slugs))) == slugs[::-1]
    again = dossier(client, *slugs)
    assert picked(again) == slugs
    assert "3 " in again.context["size"] and str(MOST) in again.context["size"]


def test_a_kept_page_has_the_order_of_its_own_address(client, slugs):
    first, other = dossier(client, *slugs).text, dossier(client, *reversed(slugs)).text
    assert first != other
    assert dossier(client, *slugs).text == first


def test_each_practice_can_be_taken_out_and_moved_by_a_link(client, slugs):
    first, second, third = dossier(client, *slugs).context["rows"]
    a, b, c = slugs
    assert second.without_url == f"/fr/dossier/?p={a}&p={c}"
    assert second.earlier_url == f"/fr/dossier/?p={b}&p={a}&p={c}"
    assert second.later_url == f"/fr/dossier/?p={a}&p={c}&p={b}"
    assert first.earlier_url == third.later_url == ""
    assert picked(client.get(second.earlier_url)) == [b, a, c]


def test_the_other_languages_have_the_same_list(client, slugs):
    query = "&amp;".join(f"p={slug}" for slug in slugs)
    assert f'href="/nl/dossier/?{query}"' in dossier(client, *slugs).text


def test_it_offers_the_documents_and_to_compare(client, slugs):
    text = dossier(client, *slugs).text
    query = "&amp;".join(f"p={slug}" for slug in slugs)
    for address in ["dossier/dossier.pdf", "dossier/dossier.docx", "comparer/"]:
        assert f'href="/fr/{address}?{query}" rel="nofollow"' in text
    assert "comparer/?p=" not in dossier(client, slugs[0]).text


def test_without_a_choice_it_says_how_to_pick(client, practices):
    response = dossier(client)
    assert response.status_code == 200 and picked(response) == []
    assert "dossier.pdf" not in response.text and 'name="p" value=' in response.text


def test_one_that_is_not_public_or_not_there_is_named_and_the_others_stay(client, slugs):
    hidden = PracticeFactory(title_fr="Caché")
    response = dossier(client, slugs[0], hidden.slug, "nothing-of-the-kind", slugs[1], slugs[0])
    assert response.status_code == 200 and picked(response) == slugs[:2]
    assert f"{hidden.slug}, nothing-of-the-kind" in response.context["problems"][0]
    assert "Caché" not in response.text


def test_more_than_fit_are_refused_and_none_is_lost(client):
    slugs = [PracticeFactory(published=True).slug for _ in range(MOST + 1)]
    response = dossier(client, *slugs)
    assert response.status_code == 200 and picked(response) == slugs
    assert (
        'class="notice warning"' in response.text and str(MOST) in response.context["problems"][0]
    )
    assert "dossier.pdf" not in response.text
    assert "dossier.pdf" in dossier(client, *slugs[:MOST]).text


def test_an_old_slug_leads_to_the_new_one_in_its_place(client, slugs):
    a, b, c = slugs
    PastSlug.objects.create(kind="practices.practice", slug="old", reason="corrected", became=b)
    response = dossier(client, a, "old", c)
    assert response.status_code == 302
    assert response["Location"] == f"/fr/dossier/?p={a}&p={b}&p={c}"


def test_words_find_practices_to_add_beside_those_that_are_picked(client, slugs):
    from search.management.commands.rebuild_search import Command

    found = PracticeFactory(published=True, title_fr="Potager partagé")
    Command().handle()
    touch_content()
    offered = dossier(client, slugs[0], q="potager").context["offered"]
    assert [practice.slug for practice in offered] == [found.slug]
    assert list(dossier(client, found.slug, q="potager").context["offered"]) == []


@pytest.mark.parametrize("value", ["\x00", "É", "' or 1=1", "-", "../x", "a" * 500, "x\n"])
@pytest.mark.parametrize("name", ["p", "q"])
def test_strange_values_are_answered(client, slugs, name, value):
    response = client.get("/nl/dossier/", {"p": slugs[0], name: [slugs[0], value]})
    assert response.status_code == 200 and '<html lang="nl"' in response.text


def test_a_long_dossier_costs_as_many_queries_as_a_short_one(client):
    slugs = [fullest_practice().slug for _ in range(6)]
    costs = []
    for count in [1, 6]:
        touch_content()
        with CaptureQueriesContext(connection) as queries:
            dossier(client, *slugs[:count])
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 14


# --- Passing on


def test_the_mail_is_ready_and_names_nobody(client, practices, slugs):
    mail = dossier(client, *slugs).context["mail"]
    assert mail.startswith("mailto:?subject=")
    text = unquote(mail)
    assert f"http://testserver/fr/dossier/?p={slugs[0]}&p={slugs[1]}" in text
    assert f"{practices[0].title_fr}: http://testserver/p/{slugs[0]}" in text


def test_a_practice_can_be_taken_along_from_its_page(client):
    practice = PracticeFactory(published=True, one_line_fr="Un & deux")
    text = client.get(f"/fr/pratiques/{practice.slug}/").text
    assert f'href="/fr/dossier/?p={practice.slug}" rel="nofollow"' in text
    for address in ["fr/pratiques/{}/fiche.pdf", "nl/praktijken/{}/fiche.pdf"]:
        assert f'href="/{address.format(practice.slug)}"' in text
    assert "Un%20%26%20deux" in text and f"%2Fp%2F{practice.slug}" in text.replace("/p/", "%2Fp%2F")


@pytest.mark.parametrize("page", ["pratiques", "comparer"])
def test_what_is_ticked_to_compare_can_be_a_dossier(client, slugs, page):
    text = client.get(f"/fr/{page}/", {"p": slugs[:2]}).text
    assert 'formaction="/fr/dossier/" data-pick' in text and f'name="p" value="{slugs[0]}"' in text


# --- In the browser


def at_list(page):
    page.goto("/fr/pratiques/")
    return [box.get_attribute("value") for box in page.locator("input[name=p]").all()]


@pytest.fixture
def listed(transactional_db):
    practices = [PracticeFactory(published=True) for _ in range(4)]
    touch_content()
    return practices


def test_ticks_of_the_list_become_a_dossier_without_script(listed, new_page):
    page = new_page(java_script_enabled=False)
    chosen = at_list(page)[:2]
    for slug in chosen:
        page.check(f"input[name=p][value={slug}]")
    page.click("#compare button[formaction]")
    assert page.locator(".picked > li").count() == 2
    assert all(f"p={slug}" in page.url for slug in chosen)
    page.locator(".checks input").first.check()
    page.locator("form[data-pick] button").last.click()
    assert page.locator(".picked > li").count() == 3
    page.locator(".picked a[data-keep]").last.click()
    assert page.locator(".picked > li").count() == 2
    assert not page.locator("[data-copy]").is_visible()


def test_what_is_picked_is_remembered_until_the_dossier_is_emptied(listed, new_page):
    page = new_page()
    chosen = at_list(page)[:3]
    link = page.locator("[data-dossier]")
    assert not link.is_visible()
    page.goto(f"/fr/pratiques/{chosen[0]}/")
    page.click("[data-add]")
    expect(link).to_have_text("Dossier (1)")
    at_list(page)
    for slug in chosen[1:]:
        page.check(f"input[name=p][value={slug}]")
    page.click("#compare button[formaction]")
    expect(page.locator(".picked > li")).to_have_count(3)
    assert page.url.endswith("?" + "&".join(f"p={slug}" for slug in chosen))
    page.locator(".picked > li").nth(0).locator("a[data-keep]").last.click()
    expect(link).to_have_text("Dossier (2)")
    page.goto("/nl/dossier/")
    expect(page.locator(".picked > li")).to_have_count(2)
    page.click(".actions a[data-keep]")
    expect(page.locator(".picked")).to_have_count(0)
    assert not link.is_visible()
    assert page.evaluate("localStorage.length") == 0
    assert page.context.cookies() == []


def test_to_open_the_dossier_of_another_person_leaves_nothing(listed, new_page):
    page = new_page()
    page.goto(f"/fr/dossier/?p={listed[0].slug}&p={listed[1].slug}")
    expect(page.locator(".picked > li")).to_have_count(2)
    assert page.evaluate("localStorage.length") == 0


def test_the_link_is_copied_and_said_to_be(listed, new_page):
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"/fr/dossier/?p={listed[0].slug}")
    page.click("[data-copy]")
    expect(page.locator(".share [role=status]")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"http://testserver/fr/dossier/?p={listed[0].slug}"
