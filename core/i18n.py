"""Which language a text is in, and what state it has: the one place that knows.

A text is a translated field of a row. `text_states` on the row says, per field and language,
how that text came to be; the text itself stands in the column `<field>_<language>`.
"""

import hashlib
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.db import models
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator

from core.mailboxes import without_mailboxes


class State(models.TextChoices):
    """What a text is. The last two are computed and never stored."""

    ORIGINAL = "original", _("Original text")
    PUBLISHED = "published", _("Translation published by the source")
    REVIEWED = "reviewed", _("Translation read by a person")
    DRAFT = "draft", _("Draft translation, not read by a person yet")
    SAME = "same", _("The same in all languages")
    OUTDATED = "outdated", _("Translation older than its original")
    MISSING = "missing", _("Not translated")


class Origin(models.TextChoices):
    """How the words of a text came to be."""

    PRINTED = "printed", _("as printed in the source")
    MENDED = "mended", _("as printed, with evident slips mended")
    INFERRED = "inferred", _("inferred from the source")
    CONDENSED = "condensed", _("condensed by the editors")
    EDITORS = "editors", _("written by the editors")
    STATED = "stated", _("stated by the organisation")


STORED_STATES = [State.ORIGINAL, State.PUBLISHED, State.REVIEWED, State.DRAFT, State.SAME]
TRANSLATIONS = [State.PUBLISHED, State.REVIEWED, State.DRAFT]
# From good to bad; the worst one stands for the whole entry.
WORST_LAST = [
    State.ORIGINAL,
    State.SAME,
    State.PUBLISHED,
    State.REVIEWED,
    State.DRAFT,
    State.OUTDATED,
    State.MISSING,
]


@dataclass(frozen=True)
class Text:
    """A text as a reader gets it: its words, their language, their state and their origin."""

    value: str
    language: str
    state: str
    origin: str = ""

    def __bool__(self):
        return bool(self.value)

    def __str__(self):
        return self.value

    @property
    def is_foreign(self):
        """True where a reader of the active language gets another language's words."""
        return bool(self.value) and self.state != State.SAME and self.language != get_language()

    @property
    def direction(self):
        return "rtl" if get_language_info(self.language)["bidi"] else "ltr"


def language_codes():
    return [code for code, _name in settings.LANGUAGES]


@cache
def translated_fields(model):
    """Names of the translated fields of a model, in the order in which it declares them."""
    registered = set(translator.get_options_for_model(model).get_field_names())
    return [field.name for field in model._meta.fields if field.name in registered]


def digest(text):
    """Short fingerprint of an original, kept beside each translation made from it."""
    return hashlib.sha256(text.strip().encode()).hexdigest()[:16]


def value_in(row, field, language):
    return getattr(row, f"{field}_{language}") or ""


def source_language(row, field):
    """The language of the original of a field, or None where the field is empty."""
    states = row.text_states.get(field, {})
    filled = [code for code in language_codes() if value_in(row, field, code)]
    originals = [c for c in filled if states.get(c, {}).get("state") == State.ORIGINAL]
    return (originals or filled or [None])[0]


def state_of(row, field, language):
    """State of one text; outdated and missing are worked out here."""
    stored = row.text_states.get(field, {}).get(language, {})
    state = stored.get("state")
    if state == State.SAME:
        return State.SAME
    if not value_in(row, field, language):
        return State.MISSING
    if state in TRANSLATIONS:
        original = source_language(row, field)
        if stored.get("of") != digest(value_in(row, field, original)):
            return State.OUTDATED
    return State(state) if state else State.ORIGINAL


def text_of(row, field, language=None):
    """The text of a field for a reader: their language, else the original, with its state.

    The one way of translated fields to readers, so the one place that takes e-mail addresses out of
    them. Other fields in the words of a source go through `without_mailboxes` where they are shown.
    """
    language = language or get_language()
    stored = row.text_states.get(field, {})
    state = state_of(row, field, language)
    if state not in (State.MISSING, State.SAME):
        origin = stored.get(language, {}).get("origin", "")
        return Text(_words(row, field, language), language, state, origin)
    original = source_language(row, field)
    if original is None:
        return Text("", language, State.MISSING)
    origin = stored.get(original, {}).get("origin", "")
    if state == State.SAME:
        return Text(_words(row, field, original), original, State.SAME, origin)
    return Text(_words(row, field, original), original, state_of(row, field, original), origin)


def _words(row, field, language):
    return without_mailboxes(value_in(row, field, language))


def origin_of(row, field):
    """How the original of a field came to be, "" where that is not recorded."""
    return row.text_states.get(field, {}).get(source_language(row, field), {}).get("origin", "")


def text_in(row, field, language):
    """The words of a field that are written in this language, or the same in all; else ""."""
    shown = text_of(row, field, language)
    is_own = shown.language == language or shown.state == State.SAME
    return shown.value if is_own else ""


def stamp(row):
    """Give each translation without a digest the digest of its original as it is now."""
    for field, languages in row.text_states.items():
        original = source_language(row, field)
        for stored in languages.values():
            if original and stored.get("state") in TRANSLATIONS and not stored.get("of"):
                stored["of"] = digest(value_in(row, field, original))


def worst_state(rows, language):
    """The worst state of all filled texts of some rows in a language."""
    states = [
        state_of(row, field, language)
        for row in rows
        for field in translated_fields(type(row))
        if source_language(row, field)
    ]
    return max(states, key=WORST_LAST.index, default=State.MISSING)
