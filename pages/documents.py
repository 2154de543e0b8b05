"""What a term of the glossary is found by. Here, because the vocabulary knows no search."""

from core.i18n import text_in
from search.indexing import Texts, searchable
from vocabulary.models import GlossaryTerm

BOOST = 0.5


def register():
    searchable(GlossaryTerm, lambda: GlossaryTerm.objects.order_by("pk"), texts)


def texts(term, language):
    """The term by weight; None in a language that has no word for it."""
    title = text_in(term, "term", language)
    if not title:
        return None
    return Texts(
        title=title,
        names=", ".join(filter(None, [text_in(term, "abbreviation", language)])),
        line=text_in(term, "variants", language),
        summary=text_in(term, "definition", language),
        boost=BOOST,
    )
