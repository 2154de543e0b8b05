"""Every kind of page in a real browser: rules of accessibility, width, keyboard, no script.

One language in every mode, every language in one mode; WIDE=1 runs all of it.
"""

import pytest
from django.test import Client

from core.addresses import address_of
from core.fixtures import load
from core.i18n import language_codes
from practices.models import Practice
from tests.checkers import axe_violations, html_errors
from tests.conftest import WIDE

PHONE, DESKTOP = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
MODES = [(scheme, size) for scheme in ["light", "dark"] for size in [PHONE, DESKTOP]]
# The fullest and the emptiest entry of each kind that the fixtures hold.
PAGES = [
    ("home",),
    ("practices",),
    ("practice", "amie"),
    ("practice", "interactief"),
    ("practice", "mindspring"),
    ("bilingual", "amie"),
    ("bilingual", "mindspring"),
    ("organisations",),
    ("organisation", "spp-is"),
    ("organisation", "solentra"),
    ("write", "caritas-housing-cafes"),
    ("projects",),
    ("project", "ab-refugies-social"),
    ("project", "amie"),
    ("events",),
    ("event", "webinar-migrantenmoeders-2020"),
    ("publications",),
    ("publication", "taaloefenkans"),
    ("sources",),
    ("source", "spp-is-bonnes-pratiques-2020"),
    ("glossary",),
    ("coverage",),
    ("map",),
    ("weaknesses",),
    ("strengths",),
    ("tools",),
    ("about",),
    ("how",),
    ("privacy",),
    ("accessibility",),
    ("styleguide",),
]


def addresses(language):
    """All kinds of page, an empty list of results, and pages of errors."""
    return [
        *(address_of(*page, language=language) for page in PAGES),
        address_of("practices", language=language) + "?theme=debt&place=be/wal/wlx",
        address_of("compare", language=language),
        address_of("compare", language=language) + "?p=amie&p=interactief&p=mindspring",
        address_of("compare", language=language) + "?p=amie&p=interactief&only=differences",
        address_of("compare", language=language) + "?p=amie&q=logement&find=1",
        address_of("weaknesses", language=language) + "?theme=mental-health",
        address_of("dossier", language=language),
        address_of("dossier", language=language) + "?p=mindspring&p=amie",
        address_of("dossier", language=language) + "?p=nothing-of-the-kind",
        address_of("search", language=language) + "?q=tolken",
        address_of("search", language=language) + "?q=zzzzzz",
        address_of("practices", language=language) + "?theme=nothing-of-the-kind",
        f"/{language}/nothing-here/",
    ]


def rounds():
    """(language, scheme, size): French in every mode, each language in one; all with WIDE=1."""
    if WIDE:
        return [(code, *mode) for code in language_codes() for mode in MODES]
    return [*(("fr", *mode) for mode in MODES), *((c, *MODES[3]) for c in ["nl", "en"])]


@pytest.fixture
def content(transactional_db):
    load()


def test_no_page_breaks_a_rule_of_accessibility(content, new_page):
    found = []
    for language, scheme, size in rounds():
        page = new_page(color_scheme=scheme, viewport=size, locale=language)
        for address in addresses(language):
            page.goto(address)
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            found += [f"{address} {scheme} {size['width']}: {v}" for v in axe_violations(page)]
    assert found == []


@pytest.mark.django_db
def test_every_page_is_valid_html(java, tmp_path):
    load()
    for language in language_codes():
        for number, address in enumerate(addresses(language)):
            (tmp_path / f"{language}-{number}.html").write_bytes(Client().get(address).content)
    assert html_errors(tmp_path) == []


def test_no_page_scrolls_sideways_on_a_small_phone(content, new_page):
    wide = []
    for language in language_codes():
        page = new_page(viewport=PHONE)
        for address in addresses(language):
            page.goto(address)
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
                wide.append(address)
    assert wide == []


def test_text_at_twice_its_size_stays_inside_the_page(content, new_page):
    page, wide = new_page(viewport=DESKTOP), []
    for address in addresses("fr"):
        page.goto(address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        if page.evaluate("document.documentElement.scrollWidth") > DESKTOP["width"]:
            wide.append(address)
    assert wide == []


def test_a_visit_leaves_nothing_in_the_browser(content, new_page):
    page = new_page()
    for address in addresses("nl"):
        page.goto(address)
        kept = page.evaluate("[localStorage.length, sessionStorage.length]")
        assert (address, kept) == (address, [0, 0])
    assert page.context.cookies() == []


def test_everything_is_reached_by_keyboard_with_a_focus_that_shows(content, new_page):
    page = new_page(viewport=DESKTOP)
    for address in [address_of("practices", language="fr"), "/fr/pratiques/amie/"]:
        page.goto(address)
        wanted = page.locator("main :is(a[href], input, button, summary):visible").count()
        seen = set()
        for _step in range(wanted + 60):
            page.keyboard.press("Tab")
            focused = page.evaluate("""() => {
                const e = document.activeElement, s = getComputedStyle(e);
                if (!e.closest('main')) return null;
                const every = 'main :is(a[href], input, button, summary)';
                const all = [...document.querySelectorAll(every)];
                return [all.indexOf(e), s.outlineStyle !== 'none' || s.boxShadow !== 'none'
                    || getComputedStyle(e, '::after').outlineStyle !== 'none'
                    || getComputedStyle(e.closest('.card') || e).outlineStyle !== 'none'];
            }""")
            if focused:
                seen.add(focused[0])
                assert focused[1], f"{address}: no visible focus on link {focused[0]}"
        assert len(seen) >= wanted


def test_filters_paging_and_languages_work_without_script(content, new_page):
    for number in range(30):
        practice = Practice.objects.get(slug="mindspring")
        links = list(practice.theme_links.all())
        practice.pk, practice.slug = None, f"copy-{number}"
        practice.save(force_insert=True)
        for link in links:
            link.pk, link.practice = None, practice
            link.save(force_insert=True)
    page = new_page(java_script_enabled=False, viewport=DESKTOP)
    page.goto(address_of("practices", language="fr"))
    assert page.locator(".cards > li").count() == 20
    page.locator(".pages a").last.click()
    assert "page=2" in page.url
    page.goto(address_of("practices", language="fr"))
    page.locator(".facet summary").first.click()
    page.check("input[name=theme][value=mental-health]")
    page.click(".filters button[type=submit]")
    assert "theme=mental-health" in page.url
    page.click(".langs a[hreflang=nl]")
    assert "/nl/praktijken/" in page.url and "theme=mental-health" in page.url


def test_a_printed_page_has_its_facts_and_no_menus(content, new_page):
    page = new_page(viewport=DESKTOP)
    page.goto("/fr/pratiques/amie/")
    page.emulate_media(media="print")
    assert page.locator(".facts").is_visible() and page.locator(".ask").is_visible()
    assert not page.locator(".langs").is_visible()
    assert not page.locator(".toc").first.is_visible()
