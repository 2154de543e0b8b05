import os
import shutil
from urllib.parse import urlsplit

import pytest
from django.core.cache import caches

BROWSER_REQUIRED = os.environ.get("BROWSER_REQUIRED") == "1"
WIDE = os.environ.get("WIDE") == "1"
CHROMIUMS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
# No look-ups of the browser's own: a test must not reach out, and must not wait for an answer.
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Reported through the page itself: the console shows a violation, but no test reads the console.
WATCH_POLICY = """
addEventListener("securitypolicyviolation", event =>
    reportViolation(`${event.violatedDirective}: ${event.blockedURI} at ${document.location}`));
"""


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.fixturenames:
            item.add_marker("browser")
        if item.get_closest_marker("wide") and not WIDE:
            item.add_marker(pytest.mark.skip(reason="the wide matrix runs with WIDE=1"))


def pytest_terminal_summary(terminalreporter):
    left_out = [
        report
        for report in terminalreporter.stats.get("skipped", [])
        if "no Chromium" in str(report.longrepr)
    ]
    if left_out:
        terminalreporter.section("NO BROWSER", red=True, bold=True)
        terminalreporter.line(f"{len(left_out)} browser tests were LEFT OUT: install Chromium.")


def missing(what):
    if BROWSER_REQUIRED:
        pytest.fail(f"{what}, and BROWSER_REQUIRED=1")
    pytest.skip(what)


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium, driven by Playwright."""
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if found is None:
        missing("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread; Django would take it for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    flags = QUIET + (["--no-sandbox"] if os.geteuid() == 0 else [])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=flags)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def new_page(browser, live_server):
    """Opens pages of the live server, each in a context of its own with the options given.

    Fails the test when a page broke its policy, asked another host for something, or had an error
    in a script.
    """
    contexts, faults = [], []
    host = urlsplit(live_server.url).netloc

    def watch(request):
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != host:
            faults.append(f"asked another host: {request.url}")

    def open_page(**options):
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        context.set_default_timeout(15_000)
        context.on("request", watch)
        context.expose_function("reportViolation", lambda what: faults.append(f"policy: {what}"))
        context.add_init_script(WATCH_POLICY)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(new_page):
    return new_page()


@pytest.fixture(scope="session")
def java():
    """For the Nu HTML checker."""
    if shutil.which("java") is None:
        missing("no Java on this machine")


@pytest.fixture(autouse=True)
def empty_cache(request, django_db_blocker):
    """The caches are tables that only a rolled-back test leaves empty by itself."""
    yield
    if {"live_server", "transactional_db"} & set(request.fixturenames):
        with django_db_blocker.unblock():
            for cache in caches.all():
                cache.clear()
