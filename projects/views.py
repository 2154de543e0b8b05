from django.utils.translation import ngettext

from core.views import EntryDetail
from projects import cards
from projects.filters import ProjectFilter
from projects.happenings import (
    EventPage,
    PublicationPage,
    events_for_page,
    publications_for_page,
)
from projects.models import Event, Project, Publication
from projects.page import ProjectPage, for_page
from sources.views import CardList, FilteredCardList


class ProjectList(FilteredCardList):
    parameters = ["fund", "place", "page"]
    template_name = "projects/projects.html"
    filterset_class = ProjectFilter

    def listed(self):
        return cards.projects_for_cards()

    def card(self, project):
        return cards.project_card(project)

    def total(self, n):
        return ngettext("%(n)s funded project", "%(n)s funded projects", n) % {"n": n}


class ProjectDetail(EntryDetail):
    """One funded project: who, when, with what money, and what came of it."""

    model = Project
    short = "j"
    template_name = "projects/project.html"

    def get_queryset(self):
        return for_page()

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=ProjectPage(self.object), **kwargs)


class EventList(CardList):
    template_name = "projects/events.html"

    def get_queryset(self):
        return cards.events_for_cards()

    def card(self, event):
        return cards.event_card(event)

    def total(self, n):
        return ngettext("%(n)s event", "%(n)s events", n) % {"n": n}


class EventDetail(EntryDetail):
    """One event: when, where, by whom."""

    model = Event
    short = "e"
    template_name = "projects/event.html"

    def get_queryset(self):
        return events_for_page()

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=EventPage(self.object), **kwargs)


class PublicationList(CardList):
    template_name = "projects/publications.html"

    def get_queryset(self):
        return cards.publications_for_cards()

    def card(self, publication):
        return cards.publication_card(publication)

    def total(self, n):
        return ngettext("%(n)s publication", "%(n)s publications", n) % {"n": n}


class PublicationDetail(EntryDetail):
    """One publication: what it is, by whom, where it is found."""

    model = Publication
    short = "b"
    template_name = "projects/publication.html"

    def get_queryset(self):
        return publications_for_page()

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=PublicationPage(self.object), **kwargs)
