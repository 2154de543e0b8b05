"""An entry with all its rows: what hangs on it and goes with it."""

from django.db.models import CASCADE

from core.i18n import language_codes, translated_fields, worst_state
from core.models import Translated


def child_relations(model):
    """Reverse relations of the rows that belong to a row of this model, in a fixed order."""
    return [r for r in model._meta.related_objects if r.on_delete is CASCADE]


def children(row):
    """The rows that belong to a row, each followed by its own children.

    Costs one query for each kind of child: for writing and checking, not for pages.
    """
    yield from _walk(row, _below([row]))


def _walk(row, by_parent):
    for child in by_parent.get((type(row), row.pk), []):
        yield child
        yield from _walk(child, by_parent)


def _below(parents):
    """All rows below some rows of one model, as lists by (model, pk) of their parent."""
    model, by_pk = type(parents[0]), {parent.pk: parent for parent in parents}
    found = {}
    for relation in child_relations(model):
        owner = relation.field
        rows = relation.related_model.objects.filter(**{f"{owner.name}__in": parents})
        rows = list(rows.order_by(*child_order(relation.related_model)))
        for child in rows:
            parent = by_pk[getattr(child, owner.attname)]
            setattr(child, owner.name, parent)
            found.setdefault((model, parent.pk), []).append(child)
        if rows:
            for key, below in _below(rows).items():
                found.setdefault(key, []).extend(below)
    return found


def child_order(model):
    names = {field.name for field in model._meta.get_fields()}
    return [name for name in ["position", "code", "kind", "pk"] if name in names | {"pk"}]


def refresh_language_states(entry):
    """Write the worst state of an entry's texts per language, for lists and counts."""
    rows = [row for row in [entry, *children(entry)] if isinstance(row, Translated)]
    rows = [row for row in rows if translated_fields(type(row))]
    states = {code: str(worst_state(rows, code)) for code in language_codes()}
    type(entry).objects.filter(pk=entry.pk).update(language_states=states)
    entry.language_states = states
