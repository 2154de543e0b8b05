"""What projects, events and publications are found by."""

from core.i18n import State, state_of, text_in
from projects import page
from projects.happenings import events_for_page, publications_for_page
from projects.models import Event, Project, Publication
from search import words
from search.indexing import Texts, searchable
from sources.provenance import Provenance
from vocabulary.models import places_around

BOOST, MENTION = 0.9, 0.5


def register():
    searchable(Project, page.for_page, project_texts)
    searchable(Event, events_for_page, happening_texts)
    searchable(Publication, publications_for_page, happening_texts)


def project_texts(project, language):
    """The texts of a project by weight; None in a language that it is not written in."""
    if state_of(project, "title", language) == State.MISSING:
        return None
    rights = Provenance(project)
    places = places_around(link.place for link in project.place_links.all())
    terms = [project.fund] if project.fund else []
    parts = [*project.modules.all(), *project.reports.all()]
    return Texts(
        title=text_in(project, "title", language),
        names=", ".join(filter(None, [project.acronym, project.code])),
        summary=f"{_summary(project, language, rights)}\n{words.labels([*terms, *places])}",
        body=" \n".join(
            [
                words.of(rights.shown(project.sections.all()), language, "heading", "text"),
                words.of(rights.shown(parts), language, "title", "text"),
                words.of(project.figures.all(), language, "label"),
                words.of([project], language, "specific_objective", "domain", "editorial_note"),
            ]
        ),
        boost=MENTION if project.is_mention else BOOST,
    )


def happening_texts(entry, language):
    """The texts of an event or publication by weight; None in a language that it lacks."""
    if state_of(entry, "title", language) == State.MISSING:
        return None
    rights = Provenance(entry)
    place = getattr(entry, "place", None)
    places = places_around([place] if place else [])
    fields = ["description", "registration"] if isinstance(entry, Event) else ["description"]
    return Texts(
        title=text_in(entry, "title", language),
        summary=f"{_summary(entry, language, rights)}\n{words.labels(places)}",
        body=words.of([entry], language, *fields) if rights.shows_texts else "",
        boost=MENTION if entry.is_mention else BOOST,
    )


def _summary(entry, language, rights):
    return words.of([entry], language, "summary") if rights.shows_summary else ""
