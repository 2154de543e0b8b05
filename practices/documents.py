"""What a practice is found by."""

from itertools import chain

from core.i18n import State, state_of, text_in
from organisations.models import Organisation
from practices.models import Practice
from practices.page import for_page
from projects.models import Project
from search import words
from search.indexing import Texts, named_in, searchable
from sources.provenance import Provenance
from vocabulary.models import places_around

FULL, SHORT, MENTION = 1.3, 1.1, 0.6


def register():
    searchable(Practice, for_page, texts)
    named_in(Organisation, lambda keys: Practice.objects.filter(roles__organisation__in=keys))
    named_in(Project, lambda keys: Practice.objects.filter(projects__in=keys))


def texts(practice, language):
    """Its texts by weight; None in a language that it is not written in."""
    if state_of(practice, "title", language) == State.MISSING:
        return None
    rights = Provenance(practice)
    boost = FULL if practice.is_full_sheet else SHORT
    return Texts(
        title=text_in(practice, "title", language),
        line=text_in(practice, "one_line", language),
        summary=_summary(practice, language) if rights.shows_summary else _labels(practice),
        body=_body(practice, language, rights),
        boost=MENTION if practice.is_mention else boost,
    )


def _summary(practice, language):
    return f"{words.of([practice], language, 'summary')}\n{_labels(practice)}"


def _labels(practice):
    """Themes, target groups, formats and places, as the active language names them."""
    activities = practice.activities.all()
    formats = [*practice.formats.all(), *(f for a in activities for f in a.formats.all())]
    places = [link.place for link in practice.place_links.all() if link.meaning != "mentioned"]
    themes = [link.theme for link in practice.theme_links.all()]
    groups = [link.target_group for link in practice.target_group_links.all()]
    return words.labels([*themes, *groups, *formats, *places_around(places)])


def _body(practice, language, rights):
    """All that its page shows besides: no more than the rights of its sources let us show."""
    roles = practice.roles.all()
    named = [role.organisation for role in roles if role.organisation.is_published]
    projects = [project for project in practice.projects.all() if project.is_published]
    parts = [
        words.of(rights.shown(practice.sections.all()), language, "heading", "text"),
        words.of(practice.posts.all(), language, "role", "tasks"),
        words.of(practice.figures.all(), language, "label"),
        words.of(roles, language, "note"),
        words.of(named, language, "title", "acronym"),
        words.of(projects, language, "title"),
        words.labels(project.fund for project in projects if project.fund),
        words.of([practice], language, "editorial_note"),
    ]
    if rights.shows_texts:
        activities = practice.activities.all()
        phases = chain.from_iterable(activity.phases.all() for activity in activities)
        steps = [*activities, *phases]
        parts.append(words.of(steps, language, "title", "objectives", "content", "organisation"))
        parts.append(words.of(practice.criteria.all(), language, "text"))
    return " \n".join(filter(None, parts))
