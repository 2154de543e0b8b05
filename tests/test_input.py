"""Whatever is sent, the answer is a page in the visitor's language, or a redirect: never an error
of ours."""

import string
from urllib.parse import quote, quote_from_bytes, urlencode

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.addresses import SHORT, WORDS
from core.i18n import language_codes
from core.languages import asked_for, language_in
from practices.views import PracticeList
from tests.factories import SourceFactory, fullest_organisation, fullest_practice

pytestmark = pytest.mark.django_db

LISTS = ["practices", "organisations", "projects", "events", "publications", "sources"]
PARAMETERS = [*PracticeList.parameters, "q", "sort", "format[]", "csrfmiddlewaretoken", "", "\x00"]
HUGE = 10**18

bounded = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,  # the same examples on every machine
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
text = st.text(max_size=40)  # with NUL, lone surrogates, controls, right-to-left marks
nasty = st.sampled_from(
    ["\x00", "\ud800", "%00", "%", "%zz", "../../etc/passwd", "'; DROP TABLE x;--", "<script>",
     "{{ 7 }}", "-1", "0", "1e3", "١", "last", str(HUGE), "9" * 400, "\r\nSet-Cookie: x=y",
     "a" * 500, "be", "be/vlg", "be/", "null", "[]", "\u202e", "&", "="]
)  # fmt: skip
value = st.one_of(text, nasty)
language = st.sampled_from(language_codes())


@pytest.fixture(scope="module")
def entries(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        fullest_practice(slug="amie")
        fullest_organisation(slug="cpas")
        SourceFactory(slug="brochure")
        yield
        transaction.set_rollback(True)


def send(path, query="", method="GET", **headers):
    """The answer to a raw request: path and query as they come over the line, in bytes."""
    environment = {"QUERY_STRING": query, "REQUEST_METHOD": method}
    headers = {name.replace("_", "-"): held for name, held in headers.items()}
    response = Client().get("/", headers=headers, **environment, PATH_INFO=path)
    assert_answered(response, path, headers.get("Accept-Language", ""))
    return response


def assert_answered(response, path, accepted=""):
    assert response.status_code < 500, f"{response.status_code} at {path!r}"
    if response.status_code in (301, 302):
        assert response["Location"].isascii()
        assert response["Location"].startswith("/") and not response["Location"].startswith("//")
        return
    if "Content-Encoding" in response:
        return
    assert "Traceback" not in response.text
    if response.get("Content-Type", "").startswith("text/html") and not path.startswith("/admin"):
        wanted = language_in(path) or asked_for(response.wsgi_request)
        assert f'<html lang="{wanted}"' in response.text


def encode(pairs):
    """A query string as a browser, or a vandal, would write it."""
    return urlencode(
        [tuple(part.encode("utf-8", "surrogatepass") for part in pair) for pair in pairs]
    )


def pairs(names):
    return st.lists(st.tuples(names, value), max_size=8)


@bounded
@given(code=language, name=st.sampled_from(LISTS), chosen=pairs(st.sampled_from(PARAMETERS)))
@example(code="fr", name="practices", chosen=[("page", str(HUGE))])
@example(code="nl", name="practices", chosen=[("theme", "\x00")])
@example(code="en", name="practices", chosen=[("place", "\ud800")])
@example(code="fr", name="practices", chosen=[("page", "\x00")])
@example(code="fr", name="organisations", chosen=[("page", "-1")])
@example(code="fr", name="practices", chosen=[("theme", "x")] * 100)
@example(code="fr", name="practices", chosen=[("page", "1")] * 100)
@example(code="nl", name="practices", chosen=[(f"p{n}", "x") for n in range(100)])
def test_any_choice_of_filters_is_answered(entries, code, name, chosen):
    send(f"/{code}/{WORDS[name][code]}/", encode(chosen))


@bounded
@given(
    code=language,
    what=st.sampled_from(["", "dossier.pdf", "dossier.docx"]),
    chosen=pairs(st.sampled_from(["p", "q", "page", ""])),
)
@example(code="fr", what="", chosen=[("p", "amie"), ("p", "amie\n"), ("q", "\x00")])
@example(code="nl", what="dossier.pdf", chosen=[("p", f"practice-{n}") for n in range(300)])
@example(code="en", what="dossier.docx", chosen=[("p", "\ud800")])
def test_any_dossier_is_answered(entries, code, what, chosen):
    send(f"/{code}/dossier/{what}", encode(chosen))


@bounded
@given(code=language, query=st.binary(max_size=80).map(lambda raw: raw.decode("latin-1")))
@example(code="fr", query="%")
@example(code="fr", query="theme=%ff%fe&page=%00")
@example(code="fr", query="&&&==&;=")
@example(code="fr", query="theme[]=x&theme[a][b]=y")
@example(code="fr", query="theme=" + "x" * 60_000)
def test_any_query_string_is_answered(entries, code, query):
    send(f"/{code}/{WORDS['practices'][code]}/", query)


@bounded
@given(code=st.sampled_from(["", "/fr", "/nl", "/en", "/p", "/admin", "/static"]), rest=value)
@example(code="/fr", rest="\x00")
@example(code="/fr/pratiques", rest="\x00/")
@example(code="/nl", rest="\ud800")
@example(code="", rest="\xff\xfe")
@example(code="", rest="/")
@example(code="", rest="//example.org/%2f..")
@example(code="/fr", rest="..%2f..%2fetc/passwd")
@example(code="/fr/pratiques", rest="a" * 5000 + "/")
def test_any_path_is_answered_in_the_language_that_it_begins_with(entries, code, rest):
    raw = quote_from_bytes(rest.encode("utf-8", "surrogatepass"), safe="/")
    send(f"{code}/{rest}".encode("utf-8", "surrogatepass").decode("latin-1"))
    assert_answered(Client().get(f"{code}/{raw}"), f"{code}/{raw}")


@bounded
@given(
    code=language,
    kind=st.sampled_from(["practices", "organisations", "sources", "projects", "events"]),
    slug=st.text(alphabet=string.ascii_letters + string.digits + "-_.~%\x00é", max_size=60),
)
def test_any_slug_is_answered(entries, code, kind, slug):
    send(f"/{code}/{WORDS[kind][code]}/{quote(slug)}/")
    send(f"/{code}/{WORDS[kind][code]}/{slug}/".encode().decode("latin-1"))


@bounded
@given(letter=st.sampled_from([*SHORT, "x", "pp"]), slug=st.text(alphabet="az09-", max_size=80))
@example(letter="p", slug="---")
@example(letter="s", slug="a" * 3000)
def test_any_short_address_is_answered(entries, letter, slug):
    send(f"/{letter}/{slug}")


header = st.text(
    alphabet=st.characters(min_codepoint=0, max_codepoint=255, exclude_characters="\r\n"),
    max_size=80,
)


@bounded
@given(accepted=header)
@example(accepted="nl;q=1.0000000000000000001, fr;q=-1, en;q=nan")
@example(accepted="nl," * 5000)
@example(accepted="zh-Hant-TW-x-private, *;q=0")
def test_any_wish_for_a_language_is_answered(entries, accepted):
    send("/", Accept_Language=accepted)
    send("/there-is-none/", Accept_Language=accepted)


@bounded
@given(
    name=st.sampled_from(
        ["Accept_Encoding", "If_None_Match", "If_Modified_Since", "Cookie", "User_Agent", "Range",
         "Referer", "X_Forwarded_For", "X_Forwarded_Host", "X_Forwarded_Proto", "Origin", "Accept",
         "X_Requested_With", "Content_Length", "Content_Type", "Sec_Fetch_Site"]
    ),
    held=header,
)  # fmt: skip
@example(name="If_None_Match", held='"')
@example(name="Accept_Encoding", held="br;q=,gzip;;;")
@example(name="Cookie", held="session=\x00; csrf==; =x; \xff")
@example(name="Cookie", held="session=" + "x" * 5000)
@example(name="If_Modified_Since", held="Thu, 99 Foo 99999 99:99:99 GMT")
@example(name="Content_Length", held="-1")
def test_any_header_is_answered(entries, name, held):
    for path in ["/fr/pratiques/amie/", "/nl/praktijken/"]:
        response = send(path, **{name: held})
        assert response.status_code in (200, 304, 400)


@pytest.mark.parametrize("host", ["evil.example", "testserver:99999", "a b", "", "testserver\x00"])
def test_another_host_is_refused_in_the_visitors_language(entries, host):
    response = Client().get("/nl/", headers={"Host": host})
    assert response.status_code in (200, 400)
    assert '<html lang="nl"' in response.text
    assert "evil.example" not in response.text


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FOO"])
@pytest.mark.parametrize("path", ["/fr/", "/fr/pratiques/", "/fr/pratiques/amie/", "/", "/p/amie"])
def test_any_method_is_answered(entries, method, path):
    response = Client().generic(method, path, b"\x00\xff" * 100, content_type="text/x")
    assert response.status_code < 500


@pytest.mark.parametrize("page", ["0", "-1", "x", "1.5", str(HUGE), "9" * 5000, "\x00", "٣"])
def test_a_page_that_is_none_is_not_found_or_the_first(entries, page):
    response = send("/nl/praktijken/", encode([("page", page)]))
    assert response.status_code in (200, 404)


def test_a_hundred_values_that_exist_are_one_choice(entries):
    response = send("/fr/pratiques/", encode([("theme", "term-x")] * 100 + [("page", "1")] * 100))
    assert response.status_code == 200
    assert response.text.count("term-x") < 10


def test_the_language_switch_repeats_no_stranger_parameter(entries):
    chosen = [('"><script>alert(1)', "1"), ("theme", '"><script>alert(2)')]
    response = send("/fr/pratiques/", encode(chosen))
    assert "<script>alert" not in response.text


@bounded
@given(section=value)
@example(section="practices")
@example(section="\x00")
def test_any_sitemap_is_answered(entries, section):
    raw = section.encode("utf-8", "surrogatepass").decode("latin-1")
    send(f"/sitemap-{raw}.xml", "p=\x00")
    send("/sitemap-practices.xml", encode([("p", section)]))
