"""The boxes of components/facet.html. Not a template: a list has some two hundred of them, and
they were a third of the time of its page."""

from django import template
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.text import slugify

register = template.Library()


@register.simple_tag
def facet_boxes(name, options):
    """A box to tick for each {value, label, count?, checked?, level?}, each on its line."""
    return format_html_join("", "{}\n", ((_box(name, **option),) for option in options))


def _box(name, value, label, count=None, checked=False, level=0):
    classes = f"level-{level}" if level else ""
    if count == 0 and not checked:
        classes += " zero"
    return format_html(
        '<label class="{}"><input type="checkbox" id="{}-{}" name="{}" value="{}"{}>'
        " <span>{}</span>{}</label>",
        *(classes, name, slugify(value), name, value, " checked" if checked else "", label),
        "" if count is None else format_html(' <span class="count">{}</span>', localize(count)),
    )
