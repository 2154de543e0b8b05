import pytest
from playwright.sync_api import expect

from core.fixtures import load
from tests.test_every_page import DESKTOP


@pytest.fixture
def content(transactional_db):
    load()


def test_a_filter_changes_the_list_without_a_reload_and_keeps_focus_and_history(content, new_page):
    page = new_page(viewport=DESKTOP)
    page.goto("/en/practices/")
    page.evaluate("window.still = true")
    answer = page.locator("#answer strong")
    before = answer.inner_text()
    box = page.locator("input[name=theme][value=housing]")
    box.focus()
    page.keyboard.press("Space")
    page.wait_for_url("**theme=housing**")
    expect(answer).not_to_have_text(before)
    assert page.evaluate("window.still") is True
    assert page.evaluate("document.activeElement.value") == "housing"
    assert page.locator(".chip").count() == 1
    assert page.locator("#answer").get_attribute("role") == "status"
    shown = int(answer.inner_text().split()[0])
    assert page.locator(".cards > li").count() == shown
    page.go_back()
    expect(answer).to_have_text(before)
    assert "theme=housing" not in page.url


def test_suggestions_come_while_typing_and_search_what_is_chosen(content, new_page):
    page = new_page(viewport=DESKTOP)
    page.goto("/fr/")
    field = page.locator(".hero input[name=q]")
    field.press_sequentially("trempl")
    wanted = page.locator("datalist option[value='Tremplin pour la vie']")
    wanted.wait_for(state="attached")
    field.fill("Tremplin pour la vie")
    field.press("Enter")
    page.wait_for_url("**/fr/recherche/**")
    assert page.locator(".cards a").first.inner_text() == "Tremplin pour la vie"
