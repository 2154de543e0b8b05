"""Every page as readers set it up: right to left, wider letters, forced colours, no motion."""

import pytest

from core.fixtures import load
from tests.test_every_page import DESKTOP, PHONE, addresses

# A pseudo-language: what the interface says in letters that run from right to left.
MIRROR = """() => {
    const root = document.documentElement, letters = 'ابتثجحخدذرزسشصضطظعغفقكلمنهو';
    root.lang = 'ar'; root.dir = 'rtl';
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
        const node = words.currentNode;
        node.data = node.data.replace(/[a-zà-ÿ]/gi, c => letters[c.charCodeAt() % letters.length]);
    }
}"""
# WCAG 2.2, success criterion 1.4.12; a constructed sheet, since the policy forbids inline ones.
SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important; } p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets.push(sheet);
}"""
OPEN = "document.querySelectorAll('details').forEach(d => d.open = true)"
WIDTH = "document.documentElement.scrollWidth"
# Text that its own box cuts off, other than what is hidden from sight on purpose.
CUT_OFF = """[...document.querySelectorAll('main *, header *, footer *')]
    .filter(e => ['hidden', 'clip'].includes(getComputedStyle(e).overflowX)
        && !e.matches('.visually-hidden, .menu-button span, select, .facts dl')
        && e.checkVisibility() && e.scrollWidth > e.clientWidth + 1)
    .map(e => e.outerHTML.slice(0, 90))"""
MOVING = """[...document.querySelectorAll('*')].filter(e => {
    const s = getComputedStyle(e);
    return s.transitionDuration.split(', ').some(d => d !== '0s') || s.animationName !== 'none'
        || s.scrollBehavior === 'smooth';
}).length"""
# What can be pressed must have an edge or be underlined where colours are the system's.
WITHOUT_EDGE = """[...document.querySelectorAll('.button, .tag[href], .chip, .card, .notice')]
    .filter(e => e.checkVisibility() && getComputedStyle(e).borderTopStyle === 'none')
    .map(e => e.outerHTML.slice(0, 90))"""


@pytest.fixture
def content(transactional_db):
    load()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_language_from_right_to_left_turns_every_page_round(content, new_page, size):
    page, found = new_page(viewport=size), []
    for address in addresses("en"):
        page.goto(address)
        page.evaluate(OPEN)
        page.evaluate(MIRROR)
        if page.evaluate(WIDTH) > size["width"]:
            found.append(f"{address} sticks out")
        logo = page.locator(".logo").bounding_box()
        if logo["x"] + logo["width"] < size["width"] * 0.8:
            found.append(f"{address}: the name is not at the right")
        if size == DESKTOP and page.locator(".page.entry > .side").count():
            side, body = (
                page.locator(f".page.entry > .{name}").first.bounding_box()["x"]
                for name in ["side", "body"]
            )
            if side > body:
                found.append(f"{address}: the side column is not at the left")
    assert found == []


def test_wider_letters_and_lines_cut_nothing_off(content, new_page):
    page, found = new_page(viewport=PHONE), []
    for address in addresses("fr"):
        page.goto(address)
        page.evaluate(OPEN)
        page.evaluate(SPACED)
        if page.evaluate(WIDTH) > PHONE["width"]:
            found.append(f"{address} sticks out")
        found += [f"{address}: {element}" for element in page.evaluate(CUT_OFF)]
    assert found == []


def test_nothing_moves_for_those_who_want_it_still(content, new_page):
    page, lively = new_page(reduced_motion="reduce", viewport=DESKTOP), new_page(viewport=DESKTOP)
    lively.goto("/fr/")
    assert lively.evaluate(MOVING) > 0  # there is something to switch off
    for address in addresses("fr"):
        page.goto(address)
        assert (address, page.evaluate(MOVING)) == (address, 0)


def test_what_can_be_used_keeps_an_edge_in_forced_colours(content, new_page):
    page, found = new_page(forced_colors="active", viewport=DESKTOP), []
    for address in addresses("fr"):
        page.goto(address)
        found += [f"{address}: {element}" for element in page.evaluate(WITHOUT_EDGE)]
    assert found == []
