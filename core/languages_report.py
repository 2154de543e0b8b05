"""How far the texts are translated: counts by kind of entry, language and state."""

from collections import Counter
from dataclasses import dataclass

from django.apps import apps

from core.fixtures import is_root
from core.i18n import State, language_codes, source_language, state_of, text_of, translated_fields
from core.models import Entry, Translated
from core.tree import children


@dataclass(frozen=True)
class Key:
    kind: str  # label of the model of the entry
    language: str
    state: State


def counts(published_only=False):
    """(texts, words) as two Counters by `Key`, over all entries with all their rows.

    An empty text is not counted, nor one that a language may lack (`WHERE_THERE_IS_ONE`, such as
    an abbreviation). Words of a missing or same text are those of its original.
    """
    texts, words = Counter(), Counter()
    for model in filter(is_root, apps.get_models()):
        roots = model.objects.order_by("pk")
        if published_only and issubclass(model, Entry):
            roots = roots.published()
        for root in roots:
            for row in [root, *children(root)]:
                for key, size in _of_row(model, row):
                    texts[key] += 1
                    words[key] += size
    return texts, words


def _of_row(model, row):
    if not isinstance(row, Translated):
        return
    for field in translated_fields(type(row)):
        if source_language(row, field) is None:
            continue
        for code in language_codes():
            state = state_of(row, field, code)
            if state == State.MISSING and field in getattr(row, "WHERE_THERE_IS_ONE", ()):
                continue
            size = len(text_of(row, field, code).value.split())
            yield Key(model._meta.label_lower, code, state), size
