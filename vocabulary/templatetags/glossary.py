"""{% explained %} … {% endexplained %}: terms of the glossary inside are explained in place."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from core.addresses import address_of
from vocabulary.explained import explain

register = template.Library()


@register.simple_block_tag
def explained(content):
    """The content with the first use of each term marked, then the explanations."""
    html, terms = explain(content)
    notes = render_to_string(
        "vocabulary/_explanations.html", {"terms": terms, "url": address_of("glossary")}
    )
    return mark_safe(html + notes)  # what templates of ours have escaped, and our own marks
