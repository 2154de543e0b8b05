"""Parts of a practice, made ready for the components."""

from django import template
from django.template.loader import render_to_string

from practices.parts import phase_inputs, rhythm_line
from sources.parts import source_inputs

register = template.Library()


@register.simple_tag
def phases(activity):
    return phase_inputs(activity)


@register.simple_tag
def rhythms(row):
    """The rhythms of an activity in one line; empty where it has none."""
    return rhythm_line(row.own_rhythms)


@register.simple_tag
def source_line(row, field, notice_kind=""):
    """components/source_line.html for a row, or nothing where there is nothing to say."""
    inputs = source_inputs(row, field, notice_kind)
    return render_to_string("components/source_line.html", inputs) if inputs else ""


@register.simple_tag
def anchor(section):
    """The anchor of a section; its list items are s10-1, s10-2 … so that one can be linked to."""
    return f"s{section.position}"
