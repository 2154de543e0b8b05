"""Texts, dates and links in templates. The only way a translated field reaches a page."""

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

from core import edtf_dates
from core.i18n import Text, text_of, value_in
from core.markdown import plain, render

register = template.Library()


@register.simple_tag
def text(row, field):
    """The words of a short text, with their language where it is not the reader's."""
    return marked(text_of(row, field))


def marked(shown: Text):
    if not shown.is_foreign:
        return shown.value
    return format_html(
        '<span lang="{}" dir="{}">{}</span>', shown.language, shown.direction, shown.value
    )


@register.simple_tag
def text_info(row, field):
    """The text itself (`core.i18n.Text`), for templates that show its state or origin."""
    return text_of(row, field)


@register.simple_tag
def prose(row, field, anchor=""):
    """A long text as HTML, in a block that carries its language where it is not the reader's."""
    shown = text_of(row, field)
    html = render(shown.value, anchor)
    if not shown.is_foreign:
        return html
    return format_html('<div lang="{}" dir="{}">{}</div>', shown.language, shown.direction, html)


@register.filter
def has_text(row, field):
    """Is this field filled in any language?"""
    return bool(text_of(row, field))


@register.filter
def in_active_language(row, field):
    return value_in(row, field, get_language())


@register.simple_tag
def name_link(entry, printed=""):
    """The name of an entry, as a link where it is published, else as printed."""
    if not entry.is_published:
        return printed or marked(text_of(entry, "title"))
    name = marked(text_of(entry, "title"))
    return format_html('<a href="{}">{}</a>', entry.get_absolute_url(), name)


@register.filter
def edtf(value):
    """An EDTF date, or a day, in words of the active language."""
    return edtf_dates.words(value if isinstance(value, str) else value.isoformat())


@register.filter
def plain_text(value):
    """Markdown without its marks."""
    return plain(value)
