"""Parts of a practice, made ready for the components."""

from django import template

from practices.parts import is_long, phase_inputs, rhythm_line
from sources.parts import citation

register = template.Library()


@register.inclusion_tag("components/phases.html")
def phases(activity):
    return {"phases": phase_inputs(activity), "is_long": is_long(activity), "level": 5}


@register.simple_tag
def formats(activity):
    """Its formats in one line, in the order of the vocabulary."""
    terms = sorted(activity.formats.all(), key=lambda term: term.position)
    return ", ".join(str(term) for term in terms)


@register.simple_tag
def rhythms(row):
    """The rhythms of an activity in one line; empty where it has none."""
    return rhythm_line(row.own_rhythms)


@register.inclusion_tag("components/source_line.html")
def cite(row, field, page=""):
    """Where a part of a practice stands in its source, and how its text was made; `page` is the
    address of the practice where that is another one than this."""
    return citation(row, field, row.practice, page)


@register.simple_tag
def anchor(section):
    """The anchor of a section; its list items are s10-1, s10-2 … so that one can be linked to."""
    return f"s{section.position}"
