"""What an organisation is found by."""

from core.i18n import State, state_of, text_in
from organisations.models import Organisation
from organisations.page import for_page
from search import words
from search.indexing import Texts, searchable
from sources.provenance import Provenance
from vocabulary.models import places_around

ENTRY, MENTION = 1.0, 0.6


def register():
    searchable(Organisation, for_page, texts)


def texts(organisation, language):
    """Its texts by weight; None in a language that it is not written in."""
    if state_of(organisation, "title", language) == State.MISSING:
        return None
    rights = Provenance(organisation)
    places = places_around(link.place for link in organisation.place_links.all())
    kind = [organisation.kind] if organisation.kind else []
    summary = words.of([organisation], language, "summary") if rights.shows_summary else ""
    sections = rights.shown(organisation.sections.all())
    return Texts(
        title=text_in(organisation, "title", language),
        names=_names(organisation, language),
        summary=f"{summary}\n{words.labels([*kind, *places])}",
        body=" \n".join(
            [
                words.of(rights.shown(organisation.services.all()), language, "text"),
                words.of(sections, language, "heading", "text"),
                words.of(organisation.figures.all(), language, "label"),
                words.of([organisation], language, "editorial_note"),
            ]
        ),
        boost=MENTION if organisation.is_mention else ENTRY,
    )


def _names(organisation, language):
    """Its acronym and all its other names, in whatever language: people type what they know."""
    names = [other.name for other in organisation.other_names.all()]
    return ", ".join(filter(None, [text_in(organisation, "acronym", language), *names]))
