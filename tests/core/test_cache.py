"""Pages kept whole for visitors: fast, fresh, and never somebody else's."""

import gzip
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import brotli
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.cache import key_of, made_once
from core.models import ContentVersion
from core.publishing import touch_content
from tests.factories import PracticeFactory, ThemeFactory, UserFactory

pytestmark = pytest.mark.django_db

HOME = "/fr/"
LIST = "/fr/pratiques/"
KEPT_FROM_CACHE = 2  # queries: the version of the content, the page


def queries_for(client, path, **options):
    with CaptureQueriesContext(connection) as context:
        response = client.get(path, **options)
    return len(context), response


@pytest.fixture
def practice():
    touch_content()
    return PracticeFactory(published=True, title_fr="Avant")


@pytest.mark.parametrize("page", [HOME, LIST, "practice"])
def test_the_second_request_asks_two_queries_at_most(client, practice, page):
    path = practice.get_absolute_url() if page == "practice" else page
    cold, first = queries_for(client, path)
    warm, second = queries_for(client, path)
    assert first.status_code == second.status_code == 200
    assert second.content == first.content
    assert warm <= KEPT_FROM_CACHE < cold


def test_a_kept_page_has_the_headers_of_a_fresh_one(client, practice):
    fresh, kept = client.get(LIST), client.get(LIST)
    assert dict(kept.headers) == dict(fresh.headers)
    for name in ["Content-Security-Policy", "Content-Language", "Permissions-Policy", "ETag"]:
        assert name in kept.headers


def test_a_change_of_content_makes_every_page_fresh(client, practice):
    path = practice.get_absolute_url()
    old = client.get(path)
    practice.title_fr = "Après"
    practice.save()
    assert "Avant" in client.get(path).text  # a change that did not say so
    touch_content()
    new = client.get(path)
    assert "Après" in new.text and "Avant" not in new.text
    assert new["ETag"] != old["ETag"]


def test_touching_content_raises_the_version_of_the_one_row():
    touch_content()
    first = ContentVersion.objects.get().number
    touch_content()
    assert ContentVersion.objects.get().number == first + 1


def test_a_new_release_makes_every_page_fresh(client, practice, settings):
    old = client.get(LIST)["ETag"]
    settings.RELEASE = "another"
    assert client.get(LIST)["ETag"] != old


def test_a_parameter_that_no_page_reads_is_left_out_of_key_and_page(client, practice):
    plain = client.get(LIST)
    asked, answer = queries_for(client, f"{LIST}?utm_source=x&fbclid=y&amp;z=1")
    assert asked <= KEPT_FROM_CACHE
    assert answer.content == plain.content
    assert "utm_source" not in answer.text and "fbclid" not in answer.text


def test_the_same_choice_in_another_order_is_the_same_page(client, practice):
    for code in ["a", "b"]:
        ThemeFactory(code=code)
    one = client.get(f"{LIST}?theme=a&theme=b&page=1")
    asked, other = queries_for(client, f"{LIST}?page=1&theme=b&theme=a&theme=b&theme=&x=")
    assert asked <= KEPT_FROM_CACHE
    assert other.content == one.content


def test_another_choice_is_another_page(client, practice):
    ThemeFactory(code="a")
    assert client.get(f"{LIST}?theme=a")["ETag"] != client.get(LIST)["ETag"]


def test_a_browser_that_has_the_page_is_told_so(client, practice):
    etag = client.get(LIST)["ETag"]
    asked, response = queries_for(client, LIST, headers={"If-None-Match": etag})
    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == etag
    assert asked <= KEPT_FROM_CACHE
    assert client.get(LIST, headers={"If-None-Match": '"another"'}).status_code == 200


def test_a_browser_asks_again_each_time(client, practice):
    control = client.get(LIST)["Cache-Control"]
    assert {part.strip() for part in control.split(",")} == {
        "public",
        "max-age=0",
        "must-revalidate",
    }


def test_each_encoding_is_kept_apart(client, practice):
    plain = client.get(LIST)
    zipped = [client.get(LIST, headers={"Accept-Encoding": "gzip, deflate"}) for _ in range(2)]
    small = [client.get(LIST, headers={"Accept-Encoding": "gzip, br"}) for _ in range(2)]
    for response in zipped:
        assert response["Content-Encoding"] == "gzip"
        assert gzip.decompress(response.content) == plain.content
    for response in small:
        assert response["Content-Encoding"] == "br"
        assert brotli.decompress(response.content) == plain.content
    etags = [plain["ETag"], zipped[0]["ETag"], small[0]["ETag"]]
    assert len(set(etags)) == 3
    assert [zipped[1]["ETag"], small[1]["ETag"]] == etags[1:]
    for response in [plain, zipped[1], small[1]]:
        assert "Accept-Encoding" in response["Vary"]


def test_the_length_that_is_said_is_that_of_the_page(client, practice):
    for header in ["", "gzip", "br"]:
        for _ in range(2):
            response = client.get(LIST, headers={"Accept-Encoding": header})
            assert response["Content-Length"] == str(len(response.content))


def test_staff_see_the_database_and_leave_nothing_behind(client, practice):
    client.force_login(UserFactory())
    client.get(practice.get_absolute_url())
    practice.title_fr = "Après"
    practice.save()
    assert "Après" in client.get(practice.get_absolute_url()).text
    client.logout()
    asked, _ = queries_for(client, practice.get_absolute_url())
    assert asked > KEPT_FROM_CACHE


def test_a_session_cookie_of_anybody_passes_by_the_cache(client, practice):
    client.get(LIST)
    client.cookies[settings.SESSION_COOKIE_NAME] = "made-up"
    asked, response = queries_for(client, LIST)
    assert response.status_code == 200
    assert asked > KEPT_FROM_CACHE


def test_another_cookie_changes_nothing(client, practice):
    plain = client.get(LIST)
    client.cookies["_ga"] = "x"
    asked, response = queries_for(client, LIST)
    assert asked <= KEPT_FROM_CACHE and response.content == plain.content


@pytest.mark.parametrize("warm", [False, True])
def test_head_says_what_get_would_say_without_the_page(client, practice, warm):
    if warm:
        client.get(LIST)
    head = client.head(LIST)
    get = client.get(LIST)
    assert head.status_code == 200 and head.content == b""
    assert head["ETag"] == get["ETag"]
    assert head["Content-Length"] == get["Content-Length"]


def test_a_head_leaves_a_whole_page_for_the_next_get(client, practice):
    client.head(LIST)
    assert "</html>" in client.get(LIST).text


@pytest.mark.parametrize("path", ["/fr/jamais/", "/fr/pratiques/jamais/", f"{LIST}?page=99"])
def test_a_page_that_does_not_exist_is_not_kept(client, practice, path):
    cache.clear()
    assert client.get(path).status_code == 404
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache")
        assert cursor.fetchone() == (0,)


def test_a_page_that_was_not_found_is_found_once_it_is_there(client):
    touch_content()
    assert client.get("/fr/pratiques/tard/").status_code == 404
    PracticeFactory(published=True, slug="tard")
    assert client.get("/fr/pratiques/tard/").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_only_reading_is_possible(client, practice, method):
    assert getattr(client, method)(LIST).status_code == 405


@pytest.mark.parametrize("page", [HOME, LIST, "practice", "/fr/jamais/", "/", "/p/x"])
def test_no_cookie_for_visitors(client, practice, page):
    path = practice.get_absolute_url() if page == "practice" else page
    for _ in range(2):
        response = client.get(path)
        assert not response.cookies
        assert "Set-Cookie" not in response.headers
        assert "cookie" not in response.get("Vary", "").lower()


def test_the_pages_of_two_languages_are_two(client, practice):
    assert client.get("/fr/")["ETag"] != client.get("/nl/")["ETag"]
    assert '<html lang="nl"' in client.get("/nl/").text


# --- Documents


def test_who_asks_while_a_document_is_made_waits_for_it(transactional_db):
    key, made, begun = key_of("a document"), [], threading.Event()

    def make():
        begun.set()
        time.sleep(0.3)
        made.append("once")
        return b"the document"

    def ask():
        try:
            return made_once(key, make)
        finally:
            connection.close()

    with ThreadPoolExecutor() as people:
        first = people.submit(ask)
        begun.wait(10)
        second = people.submit(ask)
        assert first.result() == second.result() == b"the document"
    assert made == ["once"]


def test_nothing_is_kept_of_what_could_not_be_made():
    key = key_of("another document")
    assert made_once(key, lambda: None) is None
    assert made_once(key, lambda: b"now") == b"now"
