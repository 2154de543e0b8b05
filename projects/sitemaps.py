from core.sitemaps import EntrySitemap
from projects.models import Event, Project, Publication


class ProjectSitemap(EntrySitemap):
    model = Project


class EventSitemap(EntrySitemap):
    model = Event


class PublicationSitemap(EntrySitemap):
    model = Publication
