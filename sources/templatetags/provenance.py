"""Marks beside texts that are not in the language of their page."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.i18n import text_of
from core.notices import language_name

register = template.Library()


@register.simple_tag
def language_mark(row, field, notice_kind=""):
    """“in French”, where a text is not in the reader's language and the notice of the page does
    not say so of all its texts."""
    shown = text_of(row, field)
    if not shown.is_foreign or notice_kind == "missing":
        return SafeString()
    words = _("in %(language)s") % {"language": language_name(shown.language)}
    return format_html('<span class="in">{}</span>', words)
