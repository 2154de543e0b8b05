"""Writing the states of texts; `core.i18n` reads them."""

from django.utils import timezone

from core.i18n import TRANSLATIONS, Origin, State, digest, language_codes, source_language, value_in


def editing_language(row, field, root_language):
    """The language in which the original of a text is edited: that of the entry, unless this
    text has its original in another one."""
    stored = row.text_states.get(field, {}).get(root_language, {}).get("state")
    if stored == State.ORIGINAL:
        return root_language
    if stored is None and value_in(row, field, root_language):
        return root_language
    return source_language(row, field) or root_language


def original_written(row, field, language, old, *, minor=False, origin=""):
    """Note that an original, `old` until now, was written anew.

    Its translations become outdated by themselves, unless the edit is minor: then those that
    were up to date stay so. Without an original there is nothing to translate.
    """
    states = row.text_states.setdefault(field, {})
    new = value_in(row, field, language)
    stored = states.pop(language, {})
    if not new:
        _forget_translations(row, field)
    elif stored.get("state") == State.SAME:
        states[language] = stored
    else:
        origin = origin or stored.get("origin") or Origin.EDITORS
        states[language] = {"state": str(State.ORIGINAL), "origin": str(origin)}
        if minor:
            _restamp(states, digest(old), digest(new))
    if not states:
        del row.text_states[field]


def _forget_translations(row, field):
    states = row.text_states[field]
    if any(stored.get("state") == State.ORIGINAL for stored in states.values()):
        return
    for code in language_codes():
        setattr(row, f"{field}_{code}", "")
    states.clear()


def _restamp(states, old, new):
    for stored in states.values():
        if stored.get("state") in TRANSLATIONS and stored.get("of") == old:
            stored["of"] = new


def translation_written(row, field, language, text, *, state, by, of):
    """Write a translation. `of` is the digest of the original that its author had before them.

    A text that is an original itself stays one.
    """
    states = row.text_states.setdefault(field, {})
    stored = states.get(language, {})
    is_new_text = text != value_in(row, field, language)
    setattr(row, f"{field}_{language}", text)
    if not text:
        states.pop(language, None)
    elif stored.get("state") == State.ORIGINAL:
        return
    else:
        states[language] = _translated(stored, is_new_text, state, by, of)
    if not states:
        del row.text_states[field]


def _translated(stored, is_new_text, state, by, of):
    today = timezone.localdate().isoformat()
    kept = {key: stored[key] for key in ("by", "on", "origin") if key in stored}
    if is_new_text or not kept.get("by"):
        kept |= {"by": by, "on": today}
    if state == State.REVIEWED:
        kept |= {"reviewed_by": by, "reviewed_on": today}
    return {"state": str(state), **kept, "of": of}


def same_everywhere(row, field, language):
    """Note that a text is the same in this language: it is stored once, with its original."""
    states = row.text_states.setdefault(field, {})
    states[language] = {"state": str(State.SAME)}
    setattr(row, f"{field}_{language}", "")
