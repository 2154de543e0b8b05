"""Fixtures: one YAML file an entry, in Django's own format. Reading and writing them."""

import json
from decimal import Decimal
from itertools import chain, groupby
from pathlib import Path

import yaml
from django.apps import apps
from django.conf import settings
from django.core.serializers.base import DeserializationError
from django.core.serializers.python import Deserializer
from django.db import DEFAULT_DB_ALIAS, connection, models, transaction

from core.i18n import digest, language_codes, source_language, stamp, translated_fields, value_in
from core.models import Entry, PastSlug
from core.publishing import tell_followers, touch_content
from core.tree import child_relations, children, refresh_language_states

FOLDER = settings.BASE_DIR / "fixtures"
NEVER_WRITTEN = {"id", "edition", "updated_at", "language_states", "is_full_sheet"}
STATE_KEYS = ["state", "origin", "by", "on", "reviewed_by", "reviewed_on", "of"]
BLOCK_FROM = 100  # characters from which a text gets lines of its own


class FixtureError(Exception):
    """A file that cannot be loaded; the message names the file and the row."""


def is_root(model):
    """An entry of its own: has a natural key and belongs to no other row."""
    owned = any(
        isinstance(f, models.ForeignKey) and f.remote_field.on_delete is models.CASCADE
        for f in model._meta.fields
    )
    return hasattr(model, "natural_key") and not owned


def read_entries(folder=FOLDER):
    """Yield (path, rows) for each entry of each file, in import order. Raises FixtureError.

    Rows are dictionaries as in Django's serialised form; the first is the root.
    """
    for path in sorted(Path(folder).glob("[0-9]*/*.yaml")):
        entry = []
        for row in _rows(path):
            if entry and is_root(_model(row)):
                yield path, entry
                entry = []
            entry.append(row)
        if entry:
            yield path, entry


def _rows(path):
    """The rows of a file, each with a known model and its fields."""
    try:
        rows = yaml.load(path.read_text(), yaml.CSafeLoader) or []
        for row in rows:
            model, fields = _model(row), dict(row["fields"])
            if is_root(model) and not fields.get(_key_field(model)):
                raise ValueError(f"a {row['model']} without its {_key_field(model)}")
    except (yaml.YAMLError, LookupError, TypeError, ValueError) as error:
        raise FixtureError(f"{path.name}: {error}") from error
    return rows


def _model(row):
    return apps.get_model(row["model"])


def _existing(row):
    model = _model(row)
    field = _key_field(model)
    return model.objects.filter(**{field: row["fields"][field]}).first()


def _key_field(model):
    names = {field.name for field in model._meta.fields}
    return next(name for name in ["slug", "code", "path"] if name in names)


@transaction.atomic
def load(replace=(), folder=FOLDER):
    """Load the entries that are absent here and were never deleted or erased here.

    What the staff wrote is never overwritten, but for the slugs in `replace`. All or nothing.
    Returns the number of entries loaded. Raises FixtureError.
    """
    known = set(PastSlug.objects.values_list("kind", "slug"))
    entries = [(path, rows, _model(rows[0])) for path, rows in read_entries(folder)]
    for model in {model for _path, _rows, model in entries}:
        keys = model.objects.values_list(_key_field(model), flat=True)
        known.update((model._meta.label_lower, key) for key in keys)
    new = []
    for path, rows, model in entries:
        key = rows[0]["fields"].get(_key_field(model))
        if key in replace:
            new.append((path, rows, _existing(rows[0])))
        elif (model._meta.label_lower, key) not in known:
            new.append((path, rows, None))
    roots = [
        _save_row(path, rows[0], replaced, {row["fields"].get("code") for row in rows})
        for path, rows, replaced in new
    ]
    rest = [_save_row(path, row) for path, rows, _existing in new for row in rows[1:]]
    for loaded in chain(roots, rest):
        if loaded.deferred_fields:
            _save_deferred(loaded)
    for loaded in roots:
        if isinstance(loaded.object, Entry):
            refresh_language_states(loaded.object)
    if new:
        tell_followers([loaded.object for loaded in roots])
        touch_content()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # else PostgreSQL plans for tables that it takes for empty
    return len(new)


def _save_deferred(loaded):
    """The relations that had to wait for a later file."""
    try:
        loaded.save_deferred_fields()
    except DeserializationError as error:
        raise FixtureError(f"{loaded.path.name}: {error}") from error


def _clear(row, kept):
    """Delete the children of a row, but not those whose natural key is in `kept`: other entries
    point to them. They are cleared in their turn and will be saved in place."""
    for relation in child_relations(type(row)):
        for child in getattr(row, relation.get_accessor_name()).all():
            if hasattr(child, "code") and child.code in kept:
                _clear(child, kept)
            else:
                child.delete()


def _save_row(path, row, replaced=None, kept=()):
    row = {**row, "fields": {name: _clean(value) for name, value in row["fields"].items()}}
    try:
        (loaded,) = Deserializer([row], handle_forward_references=True, using=DEFAULT_DB_ALIAS)
        if replaced is not None:
            loaded.object.pk = replaced.pk
            _clear(replaced, kept)
        if hasattr(loaded.object, "text_states"):
            stamp(loaded.object)
        loaded.save()
    except Exception as error:
        raise FixtureError(f"{path.name}: {row['model']}: {error}") from error
    loaded.path = path
    return loaded


def _clean(value):
    return value.rstrip("\n") if isinstance(value, str) else value


def write(root):
    """The YAML of an entry with all its rows, to the byte as in its file."""
    rows = [root, *children(root)]
    return "\n".join(_write_row(row) for row in rows)


def _write_row(row):
    lines = [f'- model: "{row._meta.label_lower}"', "  fields:"]
    for name, value in _values(row):
        lines.extend(_write_value(name, value))
    return "\n".join(lines) + "\n"


def _values(row):
    """The fields that a file holds: no base and generated columns, nothing at its default."""
    translated = translated_fields(type(row)) if hasattr(row, "text_states") else []
    per_language = {f"{name}_{code}" for name in translated for code in language_codes()}
    for field in [*row._meta.concrete_fields, *row._meta.many_to_many]:
        name = field.name
        if name in NEVER_WRITTEN or name in per_language or field.generated:
            continue
        if name in translated:
            yield from _texts(row, name)
        elif name == "text_states":
            continue
        elif field.many_to_many:
            if field.remote_field.through._meta.auto_created:
                keys = [list(other.natural_key()) for other in getattr(row, name).order_by("pk")]
                if keys:
                    yield name, sorted(keys)
        elif field.is_relation:
            related = getattr(row, name)
            if related is not None:
                yield name, list(related.natural_key())
        else:
            value = field.value_from_object(row)
            if value != field.get_default() or name == "position":
                yield name, value
    if translated and row.text_states:
        yield "text_states", _states_to_write(row)


def _texts(row, field):
    for code in language_codes():
        if value_in(row, field, code):
            yield f"{field}_{code}", value_in(row, field, code)


def _states_to_write(row):
    """The states in a fixed order, without the digests that the loader stamps by itself."""
    states = {}
    for field in translated_fields(type(row)):
        original = source_language(row, field)
        current = digest(value_in(row, field, original)) if original else None
        stored = row.text_states.get(field, {})
        for code in (code for code in language_codes() if code in stored):
            states.setdefault(field, {})[code] = {
                key: stored[code][key]
                for key in STATE_KEYS
                if key in stored[code] and (key != "of" or stored[code][key] != current)
            }
    return states


def _write_value(name, value):
    if isinstance(value, str) and ("\n" in value or len(value) >= BLOCK_FROM):
        yield f"    {name}: |-"
        for line in value.split("\n"):
            yield f"      {line}".rstrip() if not line.strip() else f"      {line}"
    elif isinstance(value, bool | int | dict | list):
        yield f"    {name}: {json.dumps(value, ensure_ascii=False)}"
    elif isinstance(value, Decimal):
        yield f'    {name}: "{value.normalize():f}"'
    else:
        yield f"    {name}: {json.dumps(str(value), ensure_ascii=False)}"


def files(folder=FOLDER):
    """Yield (path, text as it would be written now) for each file of the folder."""
    for path, entries in groupby(read_entries(folder), key=lambda entry: entry[0]):
        yield path, "\n".join(write(_existing(rows[0])) for _path, rows in entries)


def rewrite_files(folder=FOLDER):
    """Write every file anew from the database; returns how many."""
    written = [path.write_text(text) for path, text in list(files(folder))]
    return len(written)
