"""{% explained %} … {% endexplained %}: terms of the glossary inside are explained in place."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from core.addresses import address_of
from vocabulary.explained import explain

register = template.Library()


class Explained(template.Node):
    """The content with the first use of each term marked, then the explanations.

    A node of its own: `simple_block_tag` hides what is inside from those who walk the templates.
    """

    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        html, terms = explain(self.nodelist.render(context))
        notes = {"terms": terms, "url": address_of("glossary")}
        explanations = render_to_string("vocabulary/_explanations.html", notes)
        return mark_safe(html + explanations)  # escaped by the templates; the marks are ours


@register.tag
def explained(parser, token):
    nodelist = parser.parse(["endexplained"])
    parser.delete_first_token()
    return Explained(nodelist)
