"""A source as a card of a list."""

from core import edtf_dates
from core.i18n import text_of
from core.templatetags.texts import marked
from sources.provenance import excerpt


def card(source):
    """The inputs of components/card.html for a source."""
    meta = [source.publisher_as_printed, edtf_dates.words(source.date), source.get_kind_display()]
    return {
        "url": source.get_absolute_url(),
        "title": marked(text_of(source, "title")),
        "one_line": excerpt(text_of(source, "description")),
        "meta": [{"text": text} for text in meta if text],
    }
