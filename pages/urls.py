from django.urls import path

from core.addresses import word
from core.context_processors import LESSONS
from pages import statements
from pages.compare import Compare
from pages.coverage import Coverage, Map
from pages.dossier import Dossier
from pages.lessons import Lessons
from pages.papers import DossierPdf, DossierWord, Handout
from pages.search import Search
from pages.suggestions import Suggestions
from pages.views import Home, StyleGuide


def patterns(language):
    return [
        path("", Home.as_view(), name="home"),
        path(f"{word('compare', language)}/", Compare.as_view(), name="compare"),
        path(f"{word('dossier', language)}/", Dossier.as_view(), name="dossier"),
        path(f"{word('dossier', language)}/dossier.pdf", DossierPdf.as_view(), name="dossier-pdf"),
        path(
            f"{word('dossier', language)}/dossier.docx", DossierWord.as_view(), name="dossier-word"
        ),
        path(
            f"{word('practices', language)}/<slug:slug>/{word('handout', language)}.pdf",
            Handout.as_view(),
            name="handout",
        ),
        path(f"{word('search', language)}/", Search.as_view(), name="search"),
        path(f"{word('search', language)}/suggest", Suggestions.as_view(), name="suggestions"),
        path(f"{word('coverage', language)}/", Coverage.as_view(), name="coverage"),
        path(f"{word('map', language)}/", Map.as_view(), name="map"),
        *[
            path(f"{word(kind, language)}/", Lessons.as_view(kind=kind), name=kind)
            for kind in LESSONS
        ],
        path(f"{word('about', language)}/", statements.About.as_view(), name="about"),
        path(f"{word('how', language)}/", statements.How.as_view(), name="how"),
        path(f"{word('privacy', language)}/", statements.Privacy.as_view(), name="privacy"),
        path(
            f"{word('accessibility', language)}/",
            statements.Accessibility.as_view(),
            name="accessibility",
        ),
        path(f"{word('styleguide', language)}/", StyleGuide.as_view(), name="styleguide"),
    ]
