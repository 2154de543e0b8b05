from django.urls import path

from core.addresses import word
from projects.views import (
    EventDetail,
    EventList,
    ProjectDetail,
    ProjectList,
    PublicationDetail,
    PublicationList,
)


def patterns(language):
    projects = word("projects", language)
    events = word("events", language)
    publications = word("publications", language)
    return [
        path(f"{projects}/", ProjectList.as_view(), name="projects"),
        path(f"{projects}/<slug:slug>/", ProjectDetail.as_view(), name="project"),
        path(f"{events}/", EventList.as_view(), name="events"),
        path(f"{events}/<slug:slug>/", EventDetail.as_view(), name="event"),
        path(f"{publications}/", PublicationList.as_view(), name="publications"),
        path(f"{publications}/<slug:slug>/", PublicationDetail.as_view(), name="publication"),
    ]
