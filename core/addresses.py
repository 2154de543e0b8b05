"""The addresses of the public pages: language first, path words in that language.

Addresses are links that partners keep for years. This table is frozen by a test: add to it,
never change what is there.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

WORDS = {
    "practices": {"fr": "pratiques", "nl": "praktijken", "en": "practices"},
    "organisations": {"fr": "organisations", "nl": "organisaties", "en": "organisations"},
    "projects": {"fr": "projets", "nl": "projecten", "en": "projects"},
    "events": {"fr": "evenements", "nl": "evenementen", "en": "events"},
    "publications": {"fr": "publications", "nl": "publicaties", "en": "publications"},
    "sources": {"fr": "sources", "nl": "bronnen", "en": "sources"},
    "glossary": {"fr": "glossaire", "nl": "woordenlijst", "en": "glossary"},
    "themes": {"fr": "themes", "nl": "themas", "en": "themes"},
    "places": {"fr": "lieux", "nl": "plaatsen", "en": "places"},
    "compare": {"fr": "comparer", "nl": "vergelijken", "en": "compare"},
    "dossier": {"fr": "dossier", "nl": "dossier", "en": "dossier"},
    "handout": {"fr": "fiche", "nl": "fiche", "en": "handout"},
    "search": {"fr": "recherche", "nl": "zoeken", "en": "search"},
    "coverage": {"fr": "couverture", "nl": "dekking", "en": "coverage"},
    "map": {"fr": "carte", "nl": "kaart", "en": "map"},
    "weaknesses": {"fr": "points-d-attention", "nl": "aandachtspunten", "en": "watch-outs"},
    "strengths": {"fr": "points-forts", "nl": "sterke-punten", "en": "strengths"},
    "tools": {"fr": "outils", "nl": "instrumenten", "en": "tools"},
    "about": {"fr": "a-propos", "nl": "over-ons", "en": "about"},
    "how": {
        "fr": "comment-une-fiche-arrive-ici",
        "nl": "hoe-een-fiche-hier-komt",
        "en": "how-entries-get-here",
    },
    "privacy": {"fr": "vie-privee", "nl": "privacy", "en": "privacy"},
    "accessibility": {"fr": "accessibilite", "nl": "toegankelijkheid", "en": "accessibility"},
    "styleguide": {"fr": "guide-de-style", "nl": "stijlgids", "en": "styleguide"},
    "bilingual": {"fr": "deux-langues", "nl": "twee-talen", "en": "two-languages"},
    "write": {"fr": "ecrire", "nl": "schrijven", "en": "write"},
}

# Short addresses, the same in every language: /p/<slug> leads to the visitor's language.
SHORT = {
    "p": "practice",
    "o": "organisation",
    "j": "project",
    "e": "event",
    "b": "publication",
    "s": "source",
}


def word(name, language):
    """The path word of a section in a language; KeyError where the table lacks it."""
    return WORDS[name][language]


def address_of(name, *args, language=None):
    """Path of a public page in a language, the active one unless told."""
    return reverse(f"{language or get_language()}:{name}", args=args)


def absolute(path):
    """The full address of a path, as partners and search engines get it."""
    return f"{settings.PUBLIC_URL}{path}"
