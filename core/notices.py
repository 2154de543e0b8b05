"""The one language notice of a page, and marks where a part differs from the rest."""

from django.utils.translation import get_language, get_language_info, pgettext_lazy

from core.addresses import address_of
from core.i18n import Origin, State, source_language, state_of, text_of, translated_fields

# Names of languages inside a sentence; Django's own catalogue has them with a capital.
LANGUAGE_NAMES = {
    "fr": pgettext_lazy("language inside a sentence", "French"),
    "nl": pgettext_lazy("language inside a sentence", "Dutch"),
    "en": pgettext_lazy("language inside a sentence", "English"),
}


def language_name(code):
    return str(LANGUAGE_NAMES.get(code) or get_language_info(code)["name_local"])


def language_notice(entry, rows):
    """Inputs of components/language_notice.html, or None where all is the reader's own.

    `rows` are the rows whose texts the page shows, the entry among them.
    """
    language = get_language()
    states = {
        state_of(row, field, language)
        for row in rows
        for field in translated_fields(type(row))
        if source_language(row, field)
    }
    kind = None
    if state_of(entry, "title", language) == state_of(entry, "summary", language) == State.MISSING:
        kind = "missing"
    elif State.MISSING in states:
        kind = "partly"
    elif State.OUTDATED in states:
        kind = "outdated"
    elif State.DRAFT in states:
        kind = "draft"
    if kind is None:
        return None
    url = ""
    if entry.original_language != language:
        url = address_of(entry._meta.model_name, entry.slug, language=entry.original_language)
    return {"kind": kind, "language": language_name(entry.original_language), "url": url}


def state_labels(row, field):
    """The origin and state of a text, in words, for the line under it."""
    shown = text_of(row, field)
    labels = []
    if shown.origin:
        labels.append(str(Origin(shown.origin).label))
    if shown.state not in (State.ORIGINAL, State.SAME, State.MISSING):
        labels.append(str(State(shown.state).label))
    return labels
