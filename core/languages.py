"""The language of a request: the first part of the address, else what the browser asks for."""

from django.conf import settings
from django.utils import translation
from django.utils.cache import patch_vary_headers

from core.i18n import language_codes


def language_in(path):
    """The language that an address begins with, or None: /nl/praktijken/ → nl."""
    first = path.lstrip("/").partition("/")[0]
    return first if first in language_codes() else None


class LanguageMiddleware:
    """Activates the visitor's language. Sets no cookie, reads none.

    Django's own would take the language of addresses from `i18n_patterns` only, whose path words
    are in gettext; ours are in `core.addresses`.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        in_address = language_in(request.path_info)
        language = in_address or asked_for(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if not in_address:
            patch_vary_headers(response, ["Accept-Language"])
        return response


def asked_for(request):
    """The browser's preferred language among ours."""
    header = request.headers.get("Accept-Language", "")
    for tag, _quality in translation.trans_real.parse_accept_lang_header(header.lower()):
        code = tag.partition("-")[0]
        if code in language_codes():
            return code
    return settings.LANGUAGE_CODE
