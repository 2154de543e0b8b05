"""Which entry a row belongs to, and what a change of the row means for it."""

from django.db.models import CASCADE, ForeignKey
from django.utils import timezone

from core.models import Entry
from core.publishing import tell_followers, touch_content
from core.tree import refresh_language_states


def owner_fields(model):
    """The foreign keys by which a row of this model belongs to another row."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.remote_field.on_delete is CASCADE
    ]


def owner_of(row):
    """The row that a row belongs to, or None for an entry of its own."""
    owners = (getattr(row, field.name) for field in owner_fields(type(row)))
    return next(filter(None, owners), None)


def root_of(row):
    """The entry that a row belongs to; the row itself where it stands on its own."""
    owner = owner_of(row)
    return row if owner is None else root_of(owner)


def lock(row):
    """Lock the entry of a row, then the row: everybody who writes one of them takes turns.

    Inside a transaction only.
    """
    for locked in dict.fromkeys([root_of(row), row]):
        type(locked)._base_manager.select_for_update(of=("self",)).filter(pk=locked.pk).first()


def content_changed(root):
    """What follows every change of an entry or of one of its rows."""
    if isinstance(root, Entry) and root.pk:
        root.updated_at = timezone.now()
        type(root)._base_manager.filter(pk=root.pk).update(updated_at=root.updated_at)
        refresh_language_states(root)
    tell_followers([root] if root is not None and root.pk else [])
    touch_content()
