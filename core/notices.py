"""The one language notice of a page, and marks where a part differs from the rest."""

from django.utils.translation import (
    get_language,
    get_language_info,
    gettext_lazy,
    pgettext_lazy,
)
from django.utils.translation import gettext as _

from core.addresses import address_of
from core.i18n import (
    Origin,
    State,
    origin_of,
    source_language,
    state_of,
    text_of,
    translated_fields,
)

# What the one notice of a page says is not said again at each text.
SAID_BY_NOTICE = {"draft": [State.DRAFT], "outdated": [State.OUTDATED, State.DRAFT]}
# What the notice is about, the worst first.
KINDS = {State.MISSING: "partly", State.OUTDATED: "outdated", State.DRAFT: "draft"}
# Names of languages inside a sentence; Django's own catalogue has them with a capital.
LANGUAGE_NAMES = {
    "fr": pgettext_lazy("language inside a sentence", "French"),
    "nl": pgettext_lazy("language inside a sentence", "Dutch"),
    "en": pgettext_lazy("language inside a sentence", "English"),
}


# A state in few words, for the line under a text.
IN_SHORT = {
    State.PUBLISHED: gettext_lazy("translation by the source"),
    State.REVIEWED: gettext_lazy("reviewed translation"),
    State.DRAFT: gettext_lazy("draft translation"),
    State.OUTDATED: gettext_lazy("outdated translation"),
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
    kind = _worst(states)
    if state_of(entry, "title", language) == state_of(entry, "summary", language) == State.MISSING:
        kind = "missing"
    if kind is None:
        return None
    url = ""
    if entry.original_language != language:
        url = address_of(entry._meta.model_name, entry.slug, language=entry.original_language)
    return {"kind": kind, "language": language_name(entry.original_language), "url": url}


def notice_of_several(rows, field):
    """The same for one field of rows of several entries, which may be in several languages."""
    states = {row: state_of(row, field, get_language()) for row in rows}
    kind = _worst(states.values())
    if kind is None:
        return None
    state = next(state for state, name in KINDS.items() if name == kind)
    originals = {source_language(row, field) for row in rows if states[row] == state}
    return {"kind": kind, "language": ", ".join(language_name(code) for code in sorted(originals))}


def _worst(states):
    """The kind of notice that the worst of these states asks for; None where there is no need."""
    return next((kind for state, kind in KINDS.items() if state in states), None)


def state_labels(row, field, notice_kind=""):
    """The origin and state of a text in words, where they differ from the rest of its page.

    A text as printed needs no label, nor what the notice of the page says of all its texts.
    """
    shown, labels = text_of(row, field), []
    if shown.origin not in ("", Origin.PRINTED):
        labels.append(str(Origin(shown.origin).label))
    usual = [State.ORIGINAL, State.SAME, State.MISSING, *SAID_BY_NOTICE.get(notice_kind, [])]
    if shown.state not in usual:
        labels.append(str(State(shown.state).label))
    return labels


def made_labels(row, field):
    """How a text was made, always said: what a translation is, and the origin of its original."""
    origin, state = origin_of(row, field), state_of(row, field, get_language())
    made = str(Origin(origin).label) if origin else ""
    if state not in IN_SHORT:
        return [made] if made else []
    original = [_("original %(made)s") % {"made": made}] if made else []
    return [str(IN_SHORT[state]), *original]


def language_words(notice):
    """What components/language_notice.html says, for paper: (first sentence, the rest)."""
    language = {"language": notice["language"]}
    return {
        "missing": (
            _("You are reading the original, in %(language)s.") % language,
            _("This entry has not been translated into your language yet."),
        ),
        "draft": (
            _("This translation is a draft."),
            _(
                "It was made by a machine and no person has read it yet. The original is in "
                "%(language)s."
            )
            % language,
        ),
        "outdated": (
            _("This translation may be out of date."),
            _("The original, in %(language)s, has changed since.") % language,
        ),
        "partly": (
            _("Only partly translated."),
            _("Parts that are marked are in %(language)s, as in the source.") % language,
        ),
    }[notice["kind"]]
