"""What a careful reviewer would look for in all files and on all pages."""

import ast
import re
from html.parser import HTMLParser
from importlib import import_module
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.template import engines
from django.template.loader_tags import ExtendsNode, IncludeNode

from core.addresses import address_of
from tests.factories import (
    FULLEST,
    SourceFactory,
    emptiest_practice,
    fullest_practice,
)
from tests.test_addresses import STANDING

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
OURS = [
    "config",
    "core",
    "accounts",
    "vocabulary",
    "sources",
    "organisations",
    "projects",
    "practices",
    "pages",
]
LANGUAGES = ["fr", "nl", "en"]


def python_files(app):
    return [path for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]


# --- Migrations


@pytest.mark.django_db
def test_no_migration_is_missing():
    out = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out)
    except SystemExit:
        pytest.fail(out.getvalue())


@pytest.mark.parametrize("app", ["vocabulary", "sources", "organisations", "projects", "practices"])
def test_a_migration_that_sorts_comes_after_the_functions_of_the_database(app):
    """Generated columns call them; a restored or a new database must have them first."""
    from django.db.migrations.loader import MigrationLoader

    graph = MigrationLoader(None).graph
    functions = ("core", "0001_database_functions")
    assert functions in graph.forwards_plan((app, "0001_initial"))


def test_the_first_migration_of_the_vocabulary_names_those_functions_itself():
    migration = import_module("vocabulary.migrations.0001_initial").Migration
    assert ("core", "0001_database_functions") in migration.dependencies


# --- Templates

NOT_BY_NAME = {
    "400.html", "403.html", "404.html", "410.html", "500.html", "503.html",  # by their status
}  # fmt: skip


def templates():
    return sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))


def named_in_templates():
    engine = engines["django"].engine
    for name in templates():
        nodes = engine.get_template(name).nodelist
        for node in nodes.get_nodes_by_type((ExtendsNode, IncludeNode)):
            expression = node.parent_name if isinstance(node, ExtendsNode) else node.template
            yield str(expression.var if hasattr(expression, "var") else expression)


def named_in_code():
    for app in OURS:
        for path in python_files(app):
            yield from re.findall(r"[\"']([\w/]+\.html)[\"']", path.read_text())


def test_every_template_is_used():
    used = {*named_in_templates(), *named_in_code(), *NOT_BY_NAME}
    # What replaces a template of the admin is found by its path.
    unused = [name for name in templates() if name not in used and not name.startswith("admin/")]
    assert unused == []


def test_every_template_that_is_named_exists():
    wanted = {name for name in [*named_in_code(), *named_in_templates()] if name.endswith(".html")}
    engine = engines["django"].engine
    for name in sorted(wanted):
        engine.get_template(name)


@pytest.mark.parametrize("name", templates())
def test_a_template_compiles(name):
    engines["django"].engine.get_template(name)


def test_a_fragment_is_included_with_what_it_needs_and_no_more():
    """`only`: a fragment can be read without its callers."""
    careless = [
        f"{path.relative_to(TEMPLATES)}: {tag}"
        for path in sorted(TEMPLATES.rglob("*.html"))
        if "admin" not in path.parts
        for tag in re.findall(r"{% include [^%]*%}", path.read_text())
        if not re.search(r"\bonly\s*%}$", tag)
    ]
    assert careless == []


# --- Imports point one way

ABOVE = {
    "core": [],
    "search": ["core"],
    "vocabulary": ["core"],
    "sources": ["core", "vocabulary"],
    "organisations": ["core", "search", "vocabulary", "sources"],
    "projects": ["core", "search", "vocabulary", "sources", "organisations"],
    "practices": ["core", "search", "vocabulary", "sources", "organisations", "projects"],
    "pages": [
        "core", "search", "vocabulary", "sources", "organisations", "projects", "practices"
    ],
    "accounts": ["core"],
}  # fmt: skip


def imported_by(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("app", [app for app in ABOVE if (ROOT / app).is_dir()])
def test_imports_point_one_way(app):
    apps_of_ours = {*ABOVE, "config", "curation"}
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in python_files(app)
        for name in imported_by(path)
        if name in apps_of_ours and name not in [app, *ABOVE[app]]
    }
    assert wrong == set()


def test_every_app_has_its_place_in_the_order():
    ours = {config.name for config in apps.get_app_configs() if (ROOT / config.name).is_dir()}
    assert ours <= set(ABOVE)


def test_nothing_of_the_site_imports_its_tests():
    importing = [
        str(path.relative_to(ROOT))
        for app in OURS
        for path in python_files(app)
        if "tests" in imported_by(path) and path.name != "test.py"
    ]
    assert importing == []


# --- Every page, in every language


class Page(HTMLParser):
    """What is looked at on a page: headings, ids, the words of its text."""

    def __init__(self, html):
        super().__init__()
        self.headings, self.ids, self.lang, self.titles = [], [], None, 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "html":
            self.lang = attrs.get("lang")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "title":
            self.titles += 1
        if attrs.get("id"):
            self.ids.append(attrs["id"])


ENTRIES = [*FULLEST, "emptiest-practice", "source"]


def assert_whole(response, language, status=200):
    assert response.status_code == status
    html, page = response.text, Page(response.text)
    assert page.lang == language
    assert page.headings.count(1) == 1
    steps = zip(page.headings, page.headings[1:], strict=False)
    assert all(after <= before + 1 for before, after in steps), "a level of headings is left out"
    assert "{{" not in html and "{%" not in html and "{#" not in html
    assert "None" not in re.sub(r"<[^>]*>", " ", html).split()
    twice = sorted({name for name in page.ids if page.ids.count(name) > 1})
    assert twice == [], "ids that are not the only one of their name"
    assert page.headings and re.search(r"<title>\S", html)


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STANDING)
def test_a_page_without_any_entry_is_whole(client, name, language):
    assert_whole(client.get(address_of(name, language=language)), language)


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["home", "practices", "organisations", "projects", "sources"])
def test_a_page_with_entries_is_whole(client, name, language):
    fullest_practice()
    emptiest_practice()
    assert_whole(client.get(address_of(name, language=language)), language)


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ENTRIES)
def test_the_page_of_an_entry_is_whole(client, kind, language):
    name = kind
    if kind == "emptiest-practice":
        entry, name = emptiest_practice(), "practice"
    elif kind == "source":
        entry = SourceFactory()
        fullest_practice().citations.update(source=entry)
    else:
        entry = FULLEST[kind](children=2)
    assert_whole(client.get(address_of(name, entry.slug, language=language)), language)


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_error_pages_are_whole(client, language):
    assert_whole(client.get(f"/{language}/x/"), language, status=404)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", [400, 403, 500, 503])
def test_error_pages_need_no_database(rf, language, status):
    from core.views import error_page

    assert_whole(error_page(rf.get(f"/{language}/x/"), status), language, status=status)
