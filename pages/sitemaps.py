from core.sitemaps import PageSitemap
from organisations.sitemaps import OrganisationSitemap
from practices.sitemaps import PracticeSitemap
from projects.sitemaps import EventSitemap, ProjectSitemap, PublicationSitemap
from sources.sitemaps import SourceSitemap


class StandingPageSitemap(PageSitemap):
    names = [
        "home",
        "practices",
        "organisations",
        "projects",
        "events",
        "publications",
        "sources",
        "glossary",
        "weaknesses",
        "strengths",
        "tools",
        "about",
        "how",
        "privacy",
        "accessibility",
    ]


SITEMAPS = {
    "pages": StandingPageSitemap,
    "practices": PracticeSitemap,
    "organisations": OrganisationSitemap,
    "projects": ProjectSitemap,
    "events": EventSitemap,
    "publications": PublicationSitemap,
    "sources": SourceSitemap,
}
