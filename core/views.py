"""What the pages of all kinds of entry share: finding one by its slug, and saying what became
of one that is not public."""

import sys

from django.conf import settings
from django.db import OperationalError
from django.http import (
    Http404,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.translation import get_language
from django.views.generic import DetailView

from core.addresses import SHORT, absolute, address_of
from core.i18n import State, language_codes, state_of, text_of
from core.languages import asked_for, language_in
from core.models import Entry, PastSlug


def languages_of(entry):
    """The languages in which an entry can really be read: its title is there, and its summary
    too unless it has none in any language."""
    fields = ["title", "summary"] if text_of(entry, "summary") else ["title"]
    return [
        code
        for code in language_codes()
        if all(state_of(entry, field, code) != State.MISSING for field in fields)
    ]


class EntryDetail(DetailView):
    """The page of an entry. Only when the published look-up has missed does it ask who reads."""

    parameters = []
    short = ""  # letter of the short address, for x-default

    def get(self, request, *args, **kwargs):
        slug = kwargs["slug"]
        self.object = self.get_queryset().published().filter(slug=slug).first()
        if self.object is None:
            return self.not_public(slug)
        return self.render_to_response(self.get_context_data(object=self.object))

    def not_public(self, slug):
        entry = self.get_queryset().filter(slug=slug).first()
        if entry is None:
            return self.past(slug)
        if entry.merged_into_id and entry.merged_into.is_published:
            return HttpResponsePermanentRedirect(entry.merged_into.get_absolute_url())
        if entry.status == Entry.Status.ARCHIVED:
            return self.gone(entry.replaced_by)
        if not self.request.user.has_perm(
            f"{entry._meta.app_label}.change_{entry._meta.model_name}"
        ):
            raise Http404
        self.object = entry
        response = self.render_to_response(self.get_context_data(object=entry, is_preview=True))
        add_never_cache_headers(response)
        return response

    def past(self, slug):
        past = get_object_or_404(PastSlug, kind=self.model._meta.label_lower, slug=slug)
        if past.reason == PastSlug.Reason.CORRECTED:
            return HttpResponsePermanentRedirect(
                address_of(self.model._meta.model_name, past.became)
            )
        return self.gone(None)

    def gone(self, successor):
        if successor is not None and not successor.is_published:
            successor = None
        replacement = successor and {
            "url": successor.get_absolute_url(),
            "title": str(successor),
        }
        return error_page(self.request, 410, {"replacement": replacement})

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        entry = self.object
        name, readable = self.model._meta.model_name, languages_of(entry)
        here = get_language()
        canonical = here if here in readable else entry.original_language
        return {
            "is_preview": False,
            "canonical": absolute(address_of(name, entry.slug, language=canonical)),
            "alternates": [
                {"code": code, "url": absolute(address_of(name, entry.slug, language=code))}
                for code in readable
            ],
            "x_default": absolute(f"/{self.short}/{entry.slug}"),
            **context,
        }


class PageInfo:
    """Canonical address and alternates of a page that exists in every language."""

    parameters = []

    def get_context_data(self, **kwargs):
        match, query = self.request.resolver_match, self.request.GET.urlencode()
        suffix = f"?{query}" if query else ""
        urls = {
            code: absolute(address_of(match.url_name, *match.kwargs.values(), language=code))
            + suffix
            for code in language_codes()
        }
        return {
            "canonical": urls[get_language()],
            "alternates": [{"code": code, "url": url} for code, url in urls.items()],
            "x_default": urls[settings.LANGUAGE_CODE],
            **super().get_context_data(**kwargs),
        }


def to_language(request, name="home", slug=None):
    """From an address without a language to the page in the visitor's language."""
    args = [slug] if slug else []
    response = HttpResponseRedirect(address_of(name, *args, language=asked_for(request)))
    patch_vary_headers(response, ["Accept-Language"])
    return response


def short(request, letter, slug):
    """/p/<slug>: the address that is the same in every language."""
    if letter not in SHORT:
        raise Http404
    return to_language(request, SHORT[letter], slug)


def error_page(request, status, context=None):
    """The page of an error in the visitor's language; works before any middleware has run."""
    with translation.override(language_in(request.path_info) or asked_for(request)):
        return render(request, f"{status}.html", context, status=status)


def bad_request(request, exception=None):
    return error_page(request, 400)


def forbidden(request, exception=None, reason=""):
    return error_page(request, 403)


def not_found(request, exception=None):
    return error_page(request, 404)


def server_error(request):
    """500, or 503 where the database does not answer: then it is worth trying again."""
    is_down = isinstance(sys.exc_info()[1], OperationalError)
    return error_page(request, 503 if is_down else 500)


def robots(request):
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {absolute('/sitemap.xml')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
