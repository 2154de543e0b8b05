"""Whole public pages, kept compressed in a cache that all workers share.

The key is made of the release, the version of the content, the day, the language and path, the
declared parameters and the encoding. A change of content raises its version in the same
transaction, so nothing has to be emptied.
"""

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpResponse, HttpResponseNotModified, QueryDict
from django.urls import resolve
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control

from core.languages import language_in
from core.middleware import accepts_brotli
from core.models import ContentVersion

KEEP = 24 * 60 * 60  # seconds; the day is part of the key
KEPT_HEADERS = [
    "Cache-Control",
    "Content-Encoding",
    "Content-Language",
    "Content-Length",
    "Content-Security-Policy",
    "Content-Type",
    "Vary",
    "X-Frame-Options",
]


def declared_parameters(request):
    """Names of the parameters that the view of a public page reads; None for other pages."""
    if language_in(request.path_info) is None:
        return None
    try:
        view = resolve(request.path_info).func
    except Http404:
        return None
    return getattr(getattr(view, "view_class", None), "parameters", None)


def normalised(query, names):
    """Only declared parameters, each value once, in a fixed order: strangers cannot fill the
    cache, and a page never repeats what it did not ask for."""
    clean = QueryDict(mutable=True)
    for name in sorted(names):
        values = sorted({value for value in query.getlist(name) if value})
        if values:
            clean.setlist(name, values)
    return clean


class PageCacheMiddleware:
    """Answers anonymous visitors from the cache; staff always see the database."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        names = declared_parameters(request)
        if names is None:
            return self.get_response(request)
        request.GET = normalised(request.GET, names)
        request.META["QUERY_STRING"] = request.GET.urlencode()
        is_staff = settings.SESSION_COOKIE_NAME in request.COOKIES
        if request.method not in ("GET", "HEAD") or is_staff:
            return self.get_response(request)
        key = page_key(request)
        response = self.from_cache(key) or self.fresh(request, key)
        if response.status_code != 200 or "ETag" not in response:
            return response
        answer = get_conditional_response(request, etag=response["ETag"], response=response)
        if isinstance(answer, HttpResponseNotModified):
            return answer
        if request.method == "HEAD":
            response.content = b""
        return response

    def from_cache(self, key):
        kept = cache.get(key)
        if kept is None:
            return None
        headers, content = kept
        return HttpResponse(content, headers={**headers, "ETag": f'"{key}"'})

    def fresh(self, request, key):
        method, request.method = request.method, "GET"
        response = self.get_response(request)
        request.method = method
        if response.status_code != 200 or response.streaming or response.cookies:
            return response
        if "private" in response.get("Cache-Control", ""):
            return response
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        headers = {name: response[name] for name in KEPT_HEADERS if name in response}
        cache.set(key, (headers, response.content), KEEP)
        response.headers["ETag"] = f'"{key}"'
        return response


def page_key(request):
    """The cache key of a page, also its ETag. Sets the one encoding that the page will have."""
    header = request.headers.get("Accept-Encoding", "")
    encoding = "br" if accepts_brotli(header) else "gzip" if "gzip" in header else ""
    request.META["HTTP_ACCEPT_ENCODING"] = encoding
    version = ContentVersion.objects.filter(pk=1).values_list("number", flat=True).first()
    parts = [
        settings.RELEASE,
        str(version),
        timezone.localdate().isoformat(),
        request.path_info,
        request.META["QUERY_STRING"],
        encoding,
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
