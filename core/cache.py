"""Whole public pages, kept compressed in a cache that all workers share, and documents.

The key is made of the release, the version of the content, the day, the language and path, the
declared parameters and the encoding. A change of content raises its version in the same
transaction, so nothing has to be emptied.
"""

import hashlib

from django.conf import settings
from django.core.cache import cache, caches
from django.db import connection, transaction
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


def public_view(request):
    """The class of the view of a public page, which declares its `parameters`; None for others."""
    if language_in(request.path_info) is None:
        return None
    try:
        view = resolve(request.path_info).func
    except Http404:
        return None
    view_class = getattr(view, "view_class", None)
    return view_class if hasattr(view_class, "parameters") else None


def normalised(query, names, in_order=()):
    """Only declared parameters, each value once, in a fixed order: strangers cannot fill the
    cache, and a page never repeats what it did not ask for. Those `in_order` keep their own."""
    clean = QueryDict(mutable=True)
    for name in sorted(names):
        values = list(dict.fromkeys(value for value in query.getlist(name) if value))
        if values:
            clean.setlist(name, values if name in in_order else sorted(values))
    return clean


class PageCacheMiddleware:
    """Answers anonymous visitors from the cache; staff always see the database."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        view = public_view(request)
        if view is None:
            return self.get_response(request)
        in_order = getattr(view, "parameters_in_order", ())
        request.GET = normalised(request.GET, view.parameters, in_order)
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
    return key_of(request.path_info, request.META["QUERY_STRING"], encoding)


def key_of(*parts):
    """A key that changes with the release, with each change of content, and each day."""
    version = ContentVersion.objects.filter(pk=1).values_list("number", flat=True).first()
    today = timezone.localdate().isoformat()
    whole = [settings.RELEASE, str(version), today, *parts]
    return hashlib.sha256("\n".join(whole).encode()).hexdigest()[:32]


def made_once(key, make):
    """What `make()` gives, kept among the documents unless it is None. Who asks for the same
    meanwhile waits for it and does not make it again."""
    documents = caches["documents"]
    kept = documents.get(key)
    if kept is not None:
        return kept
    with transaction.atomic(), connection.cursor() as cursor:
        lock = int(key[:15], 16)  # of 60 bits: the database takes 63
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])
        kept = documents.get(key)
        if kept is None:
            kept = make()
            if kept is not None:
                documents.set(key, kept, KEEP)
    return kept
