"""All addresses. Public pages begin with their language; path words are in core.addresses."""

from django.conf import settings
from django.contrib import admin
from django.contrib.sitemaps.views import index, sitemap
from django.urls import include, path, re_path

import organisations.urls
import pages.urls
import practices.urls
import projects.urls
import sources.urls
import vocabulary.urls
from core import health, views
from pages.sitemaps import SITEMAPS

APPS = [pages, practices, organisations, projects, sources, vocabulary]


def in_language(code):
    """The public pages in one language, under the namespace of its code."""
    patterns = [pattern for app in APPS for pattern in app.urls.patterns(code)]
    return path(f"{code}/", include((patterns, code)))


urlpatterns = [
    path("", views.to_language, name="root"),
    *(in_language(code) for code, _name in settings.LANGUAGES),
    re_path(r"^(?P<letter>[a-z])/(?P<slug>[a-z0-9-]+)$", views.short, name="short"),
    path("admin/", admin.site.urls),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", index, {"sitemaps": SITEMAPS}, name="sitemap-index"),
    path(
        "sitemap-<section>.xml",
        sitemap,
        {"sitemaps": SITEMAPS},
        name="django.contrib.sitemaps.views.sitemap",
    ),
]

handler400 = "core.views.bad_request"
handler403 = "core.views.forbidden"
handler404 = "core.views.not_found"
handler500 = "core.views.server_error"
