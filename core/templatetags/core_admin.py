"""What the templates of the back office need of a text or a row."""

from django import template

from core.admin_lists import state_badge

register = template.Library()


@register.filter
def state(piece):
    """The state of a translation as a badge."""
    return state_badge(piece.state)


@register.filter
def kind(row):
    """What a row is: section, activity, post."""
    return row._meta.verbose_name


@register.filter
def row_id(row):
    """Anchor of a row on the page of translations."""
    return f"{row._meta.model_name}-{row.pk}"
