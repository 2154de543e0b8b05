"""The back office in a real browser: its scripts work under the policy (`new_page` watches it)."""

import pytest
from django.contrib.auth import get_user_model

from tests import factories
from tests.admin.forms import address

PASSWORD = "a long one for the test"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(new_page):
    """A page on which the chief is signed in."""
    get_user_model().objects.create_superuser("chief", password=PASSWORD)
    page = new_page(locale="en-GB")
    page.goto("/admin/")
    page.fill("#id_username", "chief")
    page.fill("#id_password", PASSWORD)
    page.click("input[type=submit]")
    page.wait_for_url("**/admin/")
    return page


def test_a_curator_finds_an_organisation_by_typing_and_adds_it_as_a_row(desk):
    practice = factories.PracticeFactory()
    factories.OrganisationFactory(title_en="Antwerp service")
    desk.goto(address(practice))
    rows = desk.locator("#roles-group")
    rows.locator("summary").click()
    rows.get_by_text("Add another").click()
    desk.select_option("#id_roles-0-role", "partner")
    rows.locator("#roles-0 .select2-selection").first.click()
    desk.keyboard.type("antwerp")
    desk.locator(".select2-results__option", has_text="Antwerp service").click()
    desk.locator("input[name=_continue]").first.click()
    desk.locator(".messagelist .success").wait_for()
    role = practice.roles.get()
    assert (str(role.organisation.title_en), role.position) == ("Antwerp service", 1)


def test_a_new_practice_gets_its_identifier_from_its_title(desk):
    desk.goto("/admin/practices/practice/add/")
    desk.locator("#id_title").press_sequentially("Été à Liège")
    desk.locator("#id_one_line").press_sequentially("Une semaine.")
    assert desk.input_value("#id_slug") == "ete-a-liege"


def test_the_translations_and_the_comparison_open_under_the_policy(desk):
    practice = factories.fullest_practice()
    desk.goto(address(practice, "translations", "nl"))
    desk.locator("textarea").first.fill("Nieuw")
    desk.goto(address(practice))
    desk.fill("#id_title", "Autre titre")
    type(practice).objects.filter(pk=practice.pk).update(title_fr="Titre d’un autre", edition=9)
    desk.locator("input[name=_save]").first.click()
    desk.locator("#comparison").wait_for()
    assert desk.input_value("#id_title") == "Autre titre"
    assert "Titre d’un autre" in desk.inner_text("#comparison")


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_do_not_scroll_sideways(desk, width):
    practice = factories.fullest_practice()
    desk.set_viewport_size({"width": width, "height": 800})
    for url in (address(practice), address(practice, "translations", "nl")):
        desk.goto(url)
        wide = desk.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, url
