"""Every page that can be reached from the home pages and the sitemap, with the real entries."""

import html
import re
import xml.etree.ElementTree as xml
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import brotli
import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from core.addresses import address_of
from core.context_processors import LESSONS
from core.fixtures import FOLDER, load
from core.i18n import language_codes
from organisations.models import ContactPoint
from practices.models import Practice
from tests.factories import PracticeFactory, in_bulk

pytestmark = pytest.mark.django_db

HOST = settings.PUBLIC_URL
LIGHT, LONGEST, COLD = 14 * 1024, 24 * 1024, 60 * 1024  # bytes as served
OWN_STYLES, OWN_SCRIPTS = 10_000, 5_000  # all together
LOADED_BY = {
    "link": "href",
    "img": "src",
    "script": "src",
    "source": "src",
    "iframe": "src",
    "video": "src",
    "audio": "src",
    "use": "href",
    "object": "data",
    "embed": "src",
}


class Links(HTMLParser):
    """The links, alternates, resources and languages of a page."""

    def __init__(self, text):
        super().__init__()
        self.html = text
        self.links, self.resources, self.ids = [], [], set()
        self.alternates, self.canonical, self.languages = {}, None, set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.ids.add(attrs.get("id"))
        if attrs.get("lang") and tag != "html":
            self.languages.add((attrs["lang"], attrs.get("dir")))
        # What is not for crawlers is made when asked for: documents, and dossiers of one's own.
        if tag == "a" and "href" in attrs and attrs.get("rel") != "nofollow":
            self.links.append(attrs["href"])
        elif tag == "link" and attrs["rel"] == "canonical":
            self.canonical = attrs["href"]
        elif tag == "link" and attrs["rel"] == "alternate" and "hreflang" in attrs:
            assert attrs["hreflang"] not in self.alternates, "named twice"
            self.alternates[attrs["hreflang"]] = attrs["href"]
        elif attrs.get(LOADED_BY.get(tag)):
            self.resources.append(attrs[LOADED_BY[tag]])


def is_internal(address):
    parts = urlsplit(address)
    return parts.scheme in ("", "http", "https") and parts.netloc in ("", urlsplit(HOST).netloc)


@pytest.fixture(scope="module")
def entries(django_db_setup, django_db_blocker):
    """The real fixtures, and an entry of ours without Dutch."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        PracticeFactory(published=True, french_only=True, slug="sans-neerlandais")
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def in_sitemap(entries):
    """{address: {language: address}} of all that the sitemaps name."""
    client, found = Client(), {}
    for (section,) in elements(client.get("/sitemap.xml"), "loc"):
        for location, *alternates in elements(client.get(path_of(section)), "loc", "link"):
            assert location not in found, "named twice"
            found[location] = dict(alternates)
    return found


def elements(response, name, *others):
    """The texts of elements of a sitemap, each with the links beside it."""
    assert response.status_code == 200
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    for item in xml.fromstring(response.content):
        links = item.findall("{http://www.w3.org/1999/xhtml}link") if others else []
        pairs = [(link.get("hreflang"), link.get("href")) for link in links]
        yield [item.find(f"{space}{name}").text, *pairs]


def path_of(address):
    assert address.startswith(f"{HOST}/"), address
    return address.removeprefix(HOST)


@pytest.fixture(scope="module")
def pages(in_sitemap):
    """{path: Links} of every page that answers, each asked once; and where broken links stand."""
    client, found, broken = Client(), {}, {}
    waiting = {address_of("home", language=code): "the start" for code in language_codes()}
    waiting |= {path_of(address): "the sitemap" for address in in_sitemap}
    while waiting:
        path, linked_from = waiting.popitem()
        response = client.get(path, follow=True)
        if response.status_code != 200:
            broken[path] = f"{response.status_code}, linked from {linked_from}"
        elif response["Content-Type"].startswith("text/html"):
            links = found[path] = Links(response.text)
            here = response.redirect_chain[-1][0] if response.redirect_chain else path
            found[here] = links
            for link in links.links:
                target = urldefrag(urljoin(here, link)).url.removeprefix(HOST) or "/"
                # Lists filtered twice, and practices beside each other language, are linked by the
                # hundred: their own tests follow them.
                if target.count("=") > 1 or "?with=" in target:
                    continue
                if is_internal(urljoin(here, link)) and target not in found | waiting | broken:
                    waiting[target] = here
    return found, broken


def test_every_internal_link_answers(pages):
    found, broken = pages
    assert broken == {}
    assert len(found) > 3 * 20


def test_every_entry_is_reached(pages):
    found, _broken = pages
    for practice in Practice.objects.published():
        for code in language_codes():
            assert address_of("practice", practice.slug, language=code) in found


def test_every_address_of_the_sitemap_is_the_canonical_one_of_its_page(pages, in_sitemap):
    found, _broken = pages
    assert in_sitemap
    wrong = {a: found[path_of(a)].canonical for a in in_sitemap if found[path_of(a)].canonical != a}
    assert wrong == {}


def test_the_sitemap_names_the_same_alternates_as_the_pages(pages, in_sitemap):
    found, _broken = pages
    for address, alternates in in_sitemap.items():
        on_page = {k: v for k, v in found[path_of(address)].alternates.items() if k != "x-default"}
        assert alternates == on_page, address


def public_pages(found):
    return {path: page for path, page in found.items() if path.split("/")[1] in language_codes()}


def test_every_page_names_itself_and_its_alternates_with_a_default(pages):
    found, _broken = pages
    for path, page in public_pages(found).items():
        assert page.canonical and page.canonical.startswith(f"{HOST}/"), path
        assert "x-default" in page.alternates, path
        assert set(page.alternates) <= {*language_codes(), "x-default"}, path
        assert all(href.startswith(f"{HOST}/") for href in page.alternates.values()), path


def test_alternates_are_reciprocal(pages):
    found, _broken = pages
    for path, page in public_pages(found).items():
        for code, address in page.alternates.items():
            if code == "x-default":
                continue
            other = found[path_of(address)]
            assert other.alternates == page.alternates, f"{path} and {address}"
            assert other.canonical == address, f"{path} and {address}"


def test_every_page_in_a_language_of_its_own_is_its_own_canonical(pages):
    found, _broken = pages
    for path, page in public_pages(found).items():
        code = path.split("/")[1]
        if "?" not in path and code in page.alternates:
            assert page.canonical == f"{HOST}{path}" == page.alternates[code], path


def test_the_default_leads_to_a_page(pages):
    found, _broken = pages
    client = Client()
    for address in {page.alternates["x-default"] for page in public_pages(found).values()}:
        assert client.get(path_of(address), follow=True).status_code == 200, address


def test_a_fallback_page_names_the_original_as_the_canonical_one(pages):
    found, _broken = pages
    for code in ["nl", "en"]:
        page = found[address_of("practice", "sans-neerlandais", language=code)]
        original = HOST + address_of("practice", "sans-neerlandais", language="fr")
        assert page.canonical == original
        assert set(page.alternates) == {"fr", "x-default"}
        assert page.alternates["fr"] == original


def test_foreign_text_carries_its_language_and_direction(pages):
    found, _broken = pages
    page = found[address_of("practice", "sans-neerlandais", language="nl")]
    assert ("fr", "ltr") in page.languages
    known = {lang for p in found.values() for lang, _dir in p.languages}
    assert known <= {*language_codes(), "de", "ar", "es", "it", "pt", "tr", "nl-BE"}


def test_each_text_that_a_dutch_reader_gets_in_french_says_so(pages):
    page = pages[0][address_of("practice", "sans-neerlandais", language="nl")].html
    entry = Practice.objects.get(slug="sans-neerlandais")
    for text in [entry.title_fr, entry.one_line_fr, entry.summary_fr]:
        before = page[page.index("<h1") :].partition(text)[0]
        assert re.findall(r"lang=\"(\w+)\"", before)[-1] == "fr", text


def test_anchors_on_a_page_lead_somewhere(pages):
    found, _broken = pages
    missing = {
        f"{path}{link}"
        for path, page in found.items()
        for link in page.links
        if link.startswith("#") and link[1:] not in page.ids
    }
    assert missing == set()


def test_nothing_is_loaded_from_another_host(pages):
    found, _broken = pages
    loaded = {resource for page in found.values() for resource in page.resources}
    assert loaded
    assert {address for address in loaded if not address.startswith(("/static/", "#"))} == set()


def test_no_page_has_styles_or_scripts_of_its_own(pages):
    own = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=\"")
    assert [path for path, page in pages[0].items() if own.search(page.html)] == []


def test_no_page_holds_the_mailbox_of_a_contact(pages):
    mailboxes = ContactPoint.objects.filter(kind="email")
    open_ones = set(mailboxes.filter(contact=None).values_list("value", flat=True))
    hidden = set(mailboxes.filter(organisation=None).values_list("value", flat=True)) - open_ones
    assert "s.demot@caritasint.be" in hidden and "info@seso.be" in open_ones
    found = {
        (path, mailbox)
        for path, page in pages[0].items()
        for mailbox in hidden
        if mailbox.lower() in unquote(html.unescape(page.html)).lower()
    }
    assert found == set()
    assert any("info@seso.be" in page.html for page in pages[0].values())


# --- Weight


def weight(client, path):
    response = client.get(path, headers={"Accept-Encoding": "br"}, follow=True)
    assert response["Content-Encoding"] == "br"
    return len(response.content)


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_home_and_lists_are_light(entries, language):
    client = Client()
    for name in ["home", "practices", "organisations", "projects", "sources", *LESSONS]:
        assert weight(client, address_of(name, language=language)) <= LIGHT, name


def compressed(*names):
    """Bytes of static files, each compressed as whitenoise serves it."""
    files = [settings.BASE_DIR / "static" / name for name in names]
    return sum(len(brotli.compress(file.read_bytes())) for file in files)


def styles():
    """The style sheets of every page."""
    frame = (settings.BASE_DIR / "templates/layout/base.html").read_text()
    return re.findall(r"css/[a-z]+\.css", frame)


def scripts():
    return [f"js/{path.name}" for path in (settings.BASE_DIR / "static/js").glob("*.js")]


def test_own_styles_and_scripts_are_small():
    assert 0 < compressed(*styles()) < OWN_STYLES
    assert 0 < compressed(*scripts()) <= OWN_SCRIPTS


@pytest.mark.parametrize("slug", ["interactief", "amie"])
def test_a_cold_page_is_light_with_all_that_it_asks_for(entries, slug):
    page = weight(Client(), address_of("practice", slug, language="fr"))
    assert page + compressed(*styles(), *scripts(), "img/favicon.svg") <= COLD


def lines_of_the_brochure():
    """Real sentences, each once: a page that repeats itself would be light for nothing."""
    text = (FOLDER / "sources/spp-is-bonnes-pratiques-2020.fr.txt").read_text()
    lines = dict.fromkeys(line.strip("-•* ") for line in text.splitlines())
    return [line[:138] for line in lines if len(line) > 80]


def test_a_list_of_twenty_cards_is_light(client):
    lines = lines_of_the_brochure()
    for row in in_bulk(25):
        row.title_fr, row.one_line_fr = lines.pop()[:40], lines.pop()
        organisation = row.roles.get().organisation
        organisation.title_fr = lines.pop()[:60]
        organisation.save()
        row.save()
    page = client.get(address_of("practices", language="fr")).text
    assert page.count('<article class="card') == 20
    assert weight(client, address_of("practices", language="fr")) <= LIGHT
    assert weight(client, address_of("home", language="fr")) <= LIGHT


def test_the_longest_practice_is_light_enough(entries):
    client = Client()
    weights = {
        f"{language} {practice.slug}": weight(
            client, address_of("practice", practice.slug, language=language)
        )
        for practice in Practice.objects.published()
        for language in language_codes()
    }
    assert {name: size for name, size in weights.items() if size > LONGEST} == {}


def test_robots_are_told_where_the_sitemap_is(client):
    text = client.get("/robots.txt").text
    assert f"Sitemap: {HOST}/sitemap.xml" in text
    assert "Disallow: /admin/" in text


def test_the_sitemap_names_no_entry_that_is_not_public(entries):
    PracticeFactory(slug="brouillon")
    assert "brouillon" not in Client().get("/sitemap-practices.xml").text
