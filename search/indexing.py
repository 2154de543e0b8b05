"""Keeping the documents of the search as the entries are.

Each app says in its `documents.py` what its entries are found by: `searchable(Model, …)`.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils.translation import override

from core.i18n import language_codes
from core.models import Entry
from search.models import Document

BATCH = 200  # entries read at once
# New words for “did you mean”: those of titles, lines and summaries.
WORDS = """
INSERT INTO search_word (word)
SELECT DISTINCT word FROM search_document, regexp_split_to_table(
  public.sort_key(concat_ws(' ', title, names, line, summary)), '[^[:alnum:]]+') word
WHERE kind = %s AND object_id = ANY(%s) AND length(word) BETWEEN 3 AND 60
ON CONFLICT DO NOTHING
"""


@dataclass
class Texts:
    """What one entry is found by in one language, from the weightiest to the lightest."""

    title: str
    names: str = ""
    line: str = ""
    summary: str = ""
    body: str = ""
    boost: float = 1.0


@dataclass
class Kind:
    queryset: Callable
    texts: Callable
    dependents: list = field(default_factory=list)


_kinds = {}


def searchable(model, queryset, texts):
    """Registers a kind of entry: `queryset()` brings entries with all that is read of them,
    `texts(entry, language)` gives a `Texts`, or None in a language that it is not written in."""
    _kinds[model] = Kind(queryset, texts)


def named_in(model, dependents):
    """Registers which entries name those of this model: `dependents(entries)` is a queryset.
    They are indexed again after it changes."""
    _kinds[model].dependents.append(dependents)


def kinds():
    """The models that are searched by their labels."""
    return {model._meta.label_lower: model for model in _kinds}


def entries_changed(entries):
    """Index entries anew, and those that name them. None: some were deleted."""
    by_model = defaultdict(set)
    for entry in entries:
        if type(entry) in _kinds:
            by_model[type(entry)].add(entry.pk)
    for model, keys in list(by_model.items()):
        for dependents in _kinds[model].dependents:
            queryset = dependents(keys)
            by_model[queryset.model].update(queryset.values_list("pk", flat=True))
    for model, keys in by_model.items():
        index(model, keys)
    if not entries:
        remove_orphans()


@transaction.atomic
def index(model, keys):
    """Write the documents of some entries; what is not public loses its own."""
    label, kind, keys = model._meta.label_lower, _kinds[model], sorted(keys)
    Document.objects.filter(kind=label, object_id__in=keys).delete()
    for start in range(0, len(keys), BATCH):
        entries = list(public(kind.queryset()).filter(pk__in=keys[start : start + BATCH]))
        Document.objects.bulk_create(documents(label, kind, entries))
    with connection.cursor() as cursor:
        cursor.execute(WORDS, [label, keys])


def public(queryset):
    return queryset.published() if issubclass(queryset.model, Entry) else queryset


def documents(label, kind, entries):
    for code in language_codes():
        with override(code):
            for entry in entries:
                if texts := kind.texts(entry, code):
                    yield Document(kind=label, object_id=entry.pk, language=code, **vars(texts))


def remove_orphans():
    """Documents of entries that are gone."""
    for label, model in kinds().items():
        orphans = Document.objects.filter(kind=label)
        orphans.exclude(object_id__in=model.objects.values("pk")).delete()


@transaction.atomic
def rebuild():
    """All documents anew; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE search_document, search_word")
    for model in _kinds:
        index(model, model.objects.values_list("pk", flat=True))
    return Document.objects.count()
