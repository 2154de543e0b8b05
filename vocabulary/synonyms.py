"""What else a search looks for: the same term in other languages, other names of a place."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from core.i18n import language_codes, text_in, value_in
from vocabulary.models import GlossaryTerm, Place

MOST_WORDS = 7  # of a term
_ENDING = re.compile(r"(?:es|en|s|x|e|n)$")  # plurals and agreements of the three languages
INFLECTED_FROM = 5


@dataclass
class Synonym:
    """Words of a query that the glossary, or the list of places, knows."""

    words: str  # as typed
    forms: dict = field(default_factory=dict)  # language → other words for the same
    is_counterpart: bool = False  # related across languages, not the same in law or practice

    @property
    def others(self):
        """All other words, once each, for telling the reader."""
        every = dict.fromkeys(form for forms in self.forms.values() for form in forms)
        return [form for form in every if _key(form) != _key(self.words)]


def synonyms_in(text, language):
    """The synonyms of what was typed, the longest spans of words first: two queries."""
    words, found, taken = text.split(), [], set()
    known = _Known(language)
    for length in range(min(MOST_WORDS, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            span = range(start, start + length)
            if taken & set(span):
                continue
            synonym = known.look_up(" ".join(words[number] for number in span).strip('"'))
            if synonym:
                found.append(synonym)
                taken |= set(span)
    return found


class _Known:
    """All forms of all terms and places by their stems."""

    def __init__(self, language):
        self.language = language
        self.by_key = defaultdict(list)  # stems → (term or place, is an ordinary word too)
        for term in GlossaryTerm.objects.filter(never_expand=False).order_by("pk"):
            for code in language_codes():
                for form in _forms(term, code):
                    is_risky = code in term.capitals_only and form.upper() == form
                    self.by_key[_key(form)].append((term, code if is_risky else ""))
        for place in Place.objects.order_by("pk"):
            for code in language_codes():
                for name in _names(place, code):
                    self.by_key[_key(name)].append((place, ""))

    def look_up(self, words):
        """A Synonym, or None. What is also an ordinary word counts in capitals only, and only
        for readers of its language."""
        matches = [
            match
            for match, risky in self.by_key.get(_key(words), [])
            if not risky or (risky == self.language and words.upper() == words)
        ]
        if not matches:
            return None
        synonym = Synonym(words)
        for match in matches:
            is_term = isinstance(match, GlossaryTerm)
            for code in language_codes():
                forms = _forms(match, code) if is_term else _names(match, code)
                known = synonym.forms.setdefault(code, [])
                known += [form for form in forms if form not in known]
            if is_term and match.equivalence == GlossaryTerm.Equivalence.COUNTERPART:
                synonym.is_counterpart = True
        return synonym


def _forms(term, code):
    """The term, its abbreviation and its variants in a language."""
    texts = [text_in(term, "term", code), text_in(term, "abbreviation", code)]
    texts += value_in(term, "variants", code).split(";")
    return [text.strip() for text in texts if text.strip()]


def _names(place, code):
    texts = [text_in(place, "name", code), *value_in(place, "other_names", code).split(",")]
    return [text.strip() for text in texts if text.strip()]


@lru_cache(maxsize=5_000)  # each search asks for the same thousand forms
def _key(text):
    """Stems of the words of a term, rough and the same for all three languages."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))
    return tuple(_ENDING.sub("", word) if len(word) >= INFLECTED_FROM else word for word in words)
