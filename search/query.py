"""What somebody typed, taken apart: words, quoted phrases, -word, or."""

import re
import unicodedata
from dataclasses import dataclass, field

LONGEST = 300  # characters that are read
MOST_TERMS = 12  # further words are not looked for
OR = {"fr": {"or", "ou"}, "nl": {"or", "of"}, "en": {"or"}}

_PIECE = re.compile(r'(-?)"([^"]*)"|(\S+)')
_LETTERS = re.compile(r"\w")


@dataclass
class Term:
    """One thing that is looked for: any of its alternatives."""

    words: str  # as typed
    alternatives: list = field(default_factory=list)  # words or phrases in any language
    by_language: dict = field(default_factory=dict)  # language → further words or phrases

    @property
    def all_words(self):
        return [self.words, *self.alternatives]


@dataclass
class Query:
    text: str
    terms: list
    excluded: list  # words or phrases
    left_out: list = field(default_factory=list)  # words that say nothing, or too many


def cleaned(text):
    """The text as it is searched: no control characters, one space between words, not too long."""
    text = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text[:LONGEST])
    return " ".join(text.split())


def parse(text, language, synonyms=()):
    """A Query. `synonyms` are (words as typed, {language: [forms]}): they become one term each."""
    text = cleaned(text)
    pieces = [_piece(match) for match in _PIECE.finditer(text)]
    pieces = [(words, kind) for words, kind in pieces if _LETTERS.search(words)]
    query = Query(text, [], [])
    pieces = _with_synonyms(pieces, synonyms)
    joins = False
    for number, (words, kind, forms) in enumerate(pieces):
        is_between = 0 < number < len(pieces) - 1
        if kind == "word" and words.casefold() in OR.get(language, {"or"}) and is_between:
            joins = bool(query.terms)
        elif kind == "not":
            query.excluded.append(words)
        elif joins:
            query.terms[-1].alternatives.append(words)
            _add_forms(query.terms[-1], forms)
            joins = False
        elif len(query.terms) < MOST_TERMS:
            query.terms.append(Term(words))
            _add_forms(query.terms[-1], forms)
        else:
            query.left_out.append(words)
    return query


def _piece(match):
    sign, quoted, word = match.groups()
    if word is None:
        return quoted.strip(), "not" if sign else "phrase"
    if word.startswith("-") and len(word) > 1:
        return word.strip('-"'), "not"
    return word.strip('"'), "word"


def _with_synonyms(pieces, synonyms):
    """Pieces with their forms in other languages; the words of a synonym become one piece."""
    forms = {tuple(words.casefold().split()): found for words, found in synonyms}
    longest = max(map(len, forms), default=0)
    joined, start = [], 0
    while start < len(pieces):
        for length in range(min(longest, len(pieces) - start), 0, -1):
            taken = pieces[start : start + length]
            words = tuple(" ".join(words for words, _kind in taken).casefold().split())
            if words in forms and all(kind != "not" for _words, kind in taken):
                joined.append((" ".join(words for words, _kind in taken), "phrase", forms[words]))
                start += length
                break
        else:
            joined.append((*pieces[start], {}))
            start += 1
    return joined


def _add_forms(term, forms):
    for language, words in forms.items():
        known = term.by_language.setdefault(language, [])
        known += [form for form in words if form not in known]
