"""Addresses are links that partners keep for years: what is here never changes, it only grows."""

import re

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import override

from core import checks
from core.addresses import SHORT, WORDS, absolute, address_of, word
from core.i18n import language_codes
from tests.factories import FACTORIES, FULLEST, SourceFactory

# The table itself, written out a second time. A change here breaks the links of others.
FROZEN = {
    "practices": ("pratiques", "praktijken", "practices"),
    "organisations": ("organisations", "organisaties", "organisations"),
    "projects": ("projets", "projecten", "projects"),
    "events": ("evenements", "evenementen", "events"),
    "publications": ("publications", "publicaties", "publications"),
    "sources": ("sources", "bronnen", "sources"),
    "glossary": ("glossaire", "woordenlijst", "glossary"),
    "themes": ("themes", "themas", "themes"),
    "places": ("lieux", "plaatsen", "places"),
    "compare": ("comparer", "vergelijken", "compare"),
    "dossier": ("dossier", "dossier", "dossier"),
    "handout": ("fiche", "fiche", "handout"),
    "search": ("recherche", "zoeken", "search"),
    "coverage": ("couverture", "dekking", "coverage"),
    "map": ("carte", "kaart", "map"),
    "weaknesses": ("points-d-attention", "aandachtspunten", "watch-outs"),
    "strengths": ("points-forts", "sterke-punten", "strengths"),
    "tools": ("outils", "instrumenten", "tools"),
    "about": ("a-propos", "over-ons", "about"),
    "how": ("comment-une-fiche-arrive-ici", "hoe-een-fiche-hier-komt", "how-entries-get-here"),
    "privacy": ("vie-privee", "privacy", "privacy"),
    "accessibility": ("accessibilite", "toegankelijkheid", "accessibility"),
    "styleguide": ("guide-de-style", "stijlgids", "styleguide"),
    "bilingual": ("deux-langues", "twee-talen", "two-languages"),
    "write": ("ecrire", "schrijven", "write"),
}
FROZEN_SHORT = {
    "p": "practice",
    "o": "organisation",
    "j": "project",
    "e": "event",
    "b": "publication",
    "s": "source",
}
LISTS = {
    "practice": "practices",
    "organisation": "organisations",
    "project": "projects",
    "event": "events",
    "publication": "publications",
    "source": "sources",
}
BESIDE = ["bilingual", "write"]  # pages of one contact or entry, beside its own
DOCUMENTS = ["dossier-pdf", "dossier-word", "handout"]
STATEMENTS = ["about", "how", "privacy", "accessibility"]
STANDING = [
    "home",
    *LISTS.values(),
    "glossary",
    "compare",
    "dossier",
    "search",
    "coverage",
    "map",
    "weaknesses",
    "strengths",
    "tools",
    *STATEMENTS,
    "styleguide",
]


def test_the_path_words_are_those_that_others_have_linked_to():
    for name, (fr, nl, en) in FROZEN.items():
        assert WORDS[name] == {"fr": fr, "nl": nl, "en": en}, name


def test_a_new_path_word_is_frozen_too():
    assert set(WORDS) == set(FROZEN)


def test_the_letters_of_short_addresses_are_those_that_others_have_linked_to():
    assert SHORT == FROZEN_SHORT
    assert set(SHORT.values()) == set(LISTS)


def test_path_words_are_plain_and_different_within_a_language():
    for code in language_codes():
        words = [word(name, code) for name in WORDS]
        assert len(set(words)) == len(words)
        assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", text) for text in words)


def test_a_path_word_is_not_translated_by_the_catalogue():
    with override("nl"):
        assert word("about", "fr") == "a-propos"


@pytest.mark.parametrize("name", STANDING)
@pytest.mark.parametrize("code", ["fr", "nl", "en"])
def test_a_page_has_its_address_in_every_language(name, code):
    path = address_of(name, language=code)
    assert path == (f"/{code}/" if name == "home" else f"/{code}/{word(name, code)}/")
    assert resolve(path).view_name == f"{code}:{name}"


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("code", ["fr", "nl", "en"])
def test_an_entry_stands_under_its_list(kind, code):
    path = address_of(kind, "a-slug-2", language=code)
    assert path == f"{address_of(LISTS[kind], language=code)}a-slug-2/"
    match = resolve(path)
    assert (match.view_name, match.kwargs) == (f"{code}:{kind}", {"slug": "a-slug-2"})


def test_the_languages_of_the_settings_have_the_same_pages():
    from config import urls

    names = [
        {pattern.name for pattern in resolver.url_patterns}
        for resolver in urls.urlpatterns
        if getattr(resolver, "namespace", None) in language_codes()
    ]
    assert len(names) == len(settings.LANGUAGES)
    assert all(found == names[0] for found in names)
    assert names[0] == {*STANDING, *LISTS, *BESIDE, "suggestions", *DOCUMENTS}


def test_the_active_language_decides_where_none_is_named():
    with override("nl"):
        assert address_of("practice", "amie") == "/nl/praktijken/amie/"


@pytest.mark.parametrize("name", ["robots", "sitemap-index", "healthz", "readyz", "root"])
def test_addresses_without_a_language(name):
    assert not reverse(name).lstrip("/").startswith(tuple(f"{c}/" for c in language_codes()))


@pytest.mark.parametrize("slug", ["Été", "a b", "a/b", "", "."])
def test_a_slug_in_another_form_has_no_address(slug):
    with pytest.raises(NoReverseMatch):
        address_of("practice", slug, language="fr")


def test_the_absolute_address_is_that_of_the_site():
    assert absolute("/fr/") == f"{settings.PUBLIC_URL}/fr/"


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [*FULLEST, "source"])
@pytest.mark.parametrize("code", ["fr", "nl", "en"])
def test_every_kind_answers_at_its_address_and_at_its_short_one(client, kind, code):
    if kind == "source":
        entry = SourceFactory()
    else:
        made = {model._meta.model_name: factory for model, factory in FACTORIES.items()}
        entry = made[kind](public=True)
    letter = next(letter for letter, name in SHORT.items() if name == kind)
    short = client.get(f"/{letter}/{entry.slug}", headers={"Accept-Language": code})
    with override(code):
        assert short["Location"] == entry.get_absolute_url()
        page = client.get(entry.get_absolute_url())
    assert page.status_code == 200
    assert f"{settings.PUBLIC_URL}/{letter}/{entry.slug}" in page.text


@pytest.mark.django_db
def test_a_longest_slug_fits_its_address(client):
    entry = SourceFactory(slug="x" * 40)
    assert client.get(f"/s/{entry.slug}", follow=True).status_code == 200


def test_a_language_without_path_words_is_named_at_the_start(settings):
    assert checks.every_language_has_path_words(None) == []
    settings.LANGUAGES = [*settings.LANGUAGES, ("de", "Deutsch")]
    (error,) = checks.every_language_has_path_words(None)
    assert error.id == "core.E001" and "practices (de)" in error.msg
