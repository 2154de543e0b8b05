import gzip

import brotli
import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from core.middleware import CompressionMiddleware, PermissionsPolicyMiddleware, accepts_brotli

TEXT = "Une passerelle relie deux rives. " * 50


def compressed(accepted, response=None):
    request = RequestFactory().get("/", headers={"Accept-Encoding": accepted})
    return CompressionMiddleware(lambda _: response or HttpResponse(TEXT))(request)


def test_a_browser_that_takes_brotli_gets_it():
    response = compressed("gzip, deflate, br, zstd")
    assert response.headers["Content-Encoding"] == "br"
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.headers["Content-Length"] == str(len(response.content))
    assert brotli.decompress(response.content).decode() == TEXT


@pytest.mark.parametrize("accepted", ["gzip, deflate", "gzip, br;q=0"])
def test_another_gets_gzip(accepted):
    response = compressed(accepted)
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content).decode() == TEXT


def test_one_that_takes_neither_gets_the_plain_text_and_caches_are_told():
    response = compressed("identity")
    assert "Content-Encoding" not in response.headers
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.text == TEXT


def test_a_short_answer_a_stream_and_what_is_compressed_already_are_left_alone():
    assert "Content-Encoding" not in compressed("br", HttpResponse("short")).headers
    streamed = compressed("br", StreamingHttpResponse([TEXT]))
    assert streamed.headers.get("Content-Encoding") != "br"
    already = HttpResponse(TEXT, headers={"Content-Encoding": "zstd"})
    assert compressed("br", already).headers["Content-Encoding"] == "zstd"


def test_an_etag_becomes_weak():
    response = compressed("br", HttpResponse(TEXT, headers={"ETag": '"abc"'}))
    assert response.headers["ETag"] == 'W/"abc"'


@pytest.mark.parametrize("header", ["br", "gzip,br", "BR;q=0.5", "gzip, br ; q=1"])
def test_brotli_is_accepted(header):
    assert accepts_brotli(header)


@pytest.mark.parametrize("header", ["", "*", "brx", "gzip", "br;q=0", "br; q=0.0"])
def test_brotli_is_not_accepted(header):
    assert not accepts_brotli(header)


def test_a_page_may_ask_nothing_of_the_device():
    response = PermissionsPolicyMiddleware(lambda _: HttpResponse())(RequestFactory().get("/"))
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert "geolocation=()" in response.headers["Permissions-Policy"]
