"""Two people at one form: what stood there when it was opened, what stands there now, and what
was typed, compared and brought together.

Values are compared as a browser sends them: each field a list of texts. A snapshot is
{"edition": 3, "fields": {name: [text]}, "rows": {prefix: {pk: [edition, {name: [text]}]}}}.
"""

from dataclasses import dataclass

from django import forms
from django.core import signing
from django.forms.models import ModelChoiceField
from django.utils.translation import gettext as _

from core.forms import without_wrapper

SALT = "core.merging"


def sign(row, snapshot):
    """A snapshot for a hidden field: compressed, and of no use for another row."""
    return signing.dumps([row._meta.label_lower, str(row.pk), snapshot], salt=SALT, compress=True)


def opened_by(row, signed):
    """The snapshot that a form was opened with; None where it is absent or not of this row."""
    try:
        label, pk, snapshot = signing.loads(signed, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    return snapshot if (label, pk) == (row._meta.label_lower, str(row.pk)) else None


def listed(value):
    if value is None or value is False or value == "":
        return []
    if value is True:
        return ["on"]
    if isinstance(value, list | tuple | set):
        return sorted(str(item) for item in value if item not in ("", None))
    return [str(value).replace("\r\n", "\n").strip()]


def names_in(form, formset=None):
    """The names of the fields of a form that hold content."""
    apart = {form._meta.model._meta.pk.name, formset.fk.name if formset else None, "DELETE"}
    columns = {field.name for field in form._meta.model._meta.get_fields()}
    return [name for name in form.fields if name in columns and name not in apart]


def shown_by(form, names):
    """What an unbound form shows."""
    values = {}
    for name in names:
        bound = form[name]
        widget = without_wrapper(bound.field.widget)
        value = bound.value()
        if not isinstance(widget, forms.CheckboxInput):
            value = widget.format_value(value)
            if isinstance(value, list) and not getattr(widget, "allow_multiple_selected", False):
                value = value[0] if value else ""
        values[name] = listed(value)
    return values


def snapshot_of(row, form, formsets):
    rows = {}
    for formset in formsets:
        rows[formset.prefix] = {
            str(one.instance.pk): [
                getattr(one.instance, "edition", 0),
                shown_by(one, names_in(one, formset)),
            ]
            for one in formset.initial_forms
        }
    return {"edition": row.edition, "fields": shown_by(form, names_in(form)), "rows": rows}


def editions_in(snapshot):
    rows = snapshot["rows"]
    return {p: {pk: row[0] for pk, row in rows[p].items()} for p in rows if rows[p]}


def typed_into(form, names, data, prefix=""):
    values = {}
    for name in names:
        widget = without_wrapper(form.fields[name].widget)
        values[name] = listed(widget.value_from_datadict(data, {}, f"{prefix}{name}"))
    return values


@dataclass
class Difference:
    """One field that was changed since the form was opened, as three texts."""

    label: str
    base: str
    theirs: str
    mine: str
    is_conflict: bool = False  # both wrote: mine stands in the form
    take: str = ""  # value of the box "take theirs"


class Merge:
    """What a form must show when somebody else saved first.

    `data` is the new POST data: theirs, but for what I changed. `differences` are for the reader.
    `opened` may be None: then what I typed counts as changed by me wherever it differs.
    """

    def __init__(self, post, opened, theirs, form, formsets):
        self.data = post.copy()
        self.post, self.theirs = post, theirs
        self.opened = opened or {"fields": {}, "rows": {}}
        self.differences = []
        self._fields(form)
        for formset in formsets:
            self._rows(formset)

    def _fields(self, form):
        names = names_in(form)
        merged = self._one(
            form,
            base=self.opened["fields"],
            theirs=self.theirs["fields"],
            mine=typed_into(form, names, self.post),
        )
        self._write(form, merged, "")

    def _one(self, form, base, theirs, mine, label="", key=""):
        merged = {}
        for name, typed in mine.items():
            now = theirs.get(name, [])
            before = base.get(name, now)
            merged[name] = now if typed == before else typed
            if now != before or typed != before:
                self._compare(form, name, before, now, typed, label, key)
        return merged

    def _compare(self, form, name, before, now, typed, label, key):
        field = form.fields[name]
        if now == typed:
            return
        is_conflict = now != before and typed != before
        self.differences.append(
            Difference(
                label=f"{label} – {field.label}" if label else str(field.label),
                base=in_words(field, before),
                theirs=in_words(field, now),
                mine=in_words(field, typed) if typed != before else "",
                is_conflict=is_conflict or (typed != before and not self.opened["fields"]),
                take=f"{key}{name}",
            )
        )

    def _write(self, form, values, prefix):
        for name, value in values.items():
            self.data.setlist(f"{prefix}{name}", value)

    def _rows(self, formset):
        """Their rows first, each with my changes; then those that I added, or that I changed and
        they took away."""
        prefix, form = formset.prefix, formset.empty_form
        names = names_in(form, formset)
        mine = self._posted_rows(prefix, form, names)
        theirs = self.theirs["rows"].get(prefix, {})
        base = self.opened["rows"].get(prefix, {})
        known = {row["pk"]: row for row in mine if row["pk"]}
        rows = [self._common(formset, pk, theirs[pk][1], base, known.get(pk)) for pk in theirs]
        for row in mine:
            if not row["pk"]:
                rows.append(row)
            elif row["pk"] not in theirs:
                rows.extend(self._taken_away(formset, form, row, base, len(rows)))
        self._replace(prefix, form, formset.model._meta.pk.name, formset.fk.name, rows, len(theirs))

    def _posted_rows(self, prefix, form, names):
        total = self.post.get(f"{prefix}-TOTAL_FORMS", "")
        rows = []
        for index in range(int(total) if total.isdigit() else 0):
            start = f"{prefix}-{index}-"
            rows.append(
                {
                    "pk": self.post.get(f"{start}id", ""),
                    "values": typed_into(form, names, self.post, start),
                    "is_deleted": f"{start}DELETE" in self.post,
                }
            )
        return rows

    def _common(self, formset, pk, theirs, base, mine):
        form, label = formset.empty_form, self._label(formset, pk)
        if mine is None:
            self.differences.append(Difference(label, "", _("added"), ""))
            return {"pk": pk, "values": theirs, "is_deleted": False}
        before = base.get(pk, [0, theirs])[1]
        values = self._one(
            form, before, theirs, mine["values"], label, key=f"{formset.prefix}:{pk}:"
        )
        return {"pk": pk, "values": values, "is_deleted": mine["is_deleted"]}

    def _taken_away(self, formset, form, row, base, index):
        """They deleted a row that I had before me: it comes back only where I changed it."""
        before = base.get(row["pk"], [0, row["values"]])[1]
        label = str(formset.model._meta.verbose_name)
        if row["is_deleted"]:
            return []
        is_mine = row["values"] != before or not self.opened["fields"]
        self.differences.append(
            Difference(
                label,
                base=summary(form, before),
                theirs=_("deleted"),
                mine=summary(form, row["values"]) if is_mine else "",
                is_conflict=is_mine,
                take=f"{formset.prefix}-{index}-DELETE",
            )
        )
        return [{**row, "pk": ""}] if is_mine else []

    def _label(self, formset, pk):
        found = next((f.instance for f in formset.initial_forms if str(f.instance.pk) == pk), "")
        return f"{formset.model._meta.verbose_name} “{found}”"

    def _replace(self, prefix, form, pk_name, fk_name, rows, initial):
        owner = self.post.get(f"{prefix}-0-{fk_name}", "")
        for key in [key for key in self.data if key.startswith(f"{prefix}-")]:
            if key.removeprefix(f"{prefix}-").partition("-")[0].isdigit():
                del self.data[key]
        for index, row in enumerate(rows):
            start = f"{prefix}-{index}-"
            self._write(form, row["values"], start)
            self.data[f"{start}{pk_name}"] = row["pk"]
            if owner:
                self.data[f"{start}{fk_name}"] = owner
            if row["is_deleted"]:
                self.data[f"{start}DELETE"] = "on"
        self.data[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
        self.data[f"{prefix}-INITIAL_FORMS"] = str(initial)


def take_theirs(data, opened):
    """Follow the ticked boxes "take theirs": the values are those that the form was opened with."""
    for key in data.getlist("take"):
        if key.endswith("-DELETE"):
            data[key] = "on"
            continue
        prefix, pk, name = (["", "", *key.split(":")])[-3:]
        if not prefix:
            if name in opened["fields"]:
                data.setlist(name, opened["fields"][name])
            continue
        start = _start_of(data, prefix, pk)
        _edition, values = opened["rows"].get(prefix, {}).get(pk, [0, {}])
        if start and name in values:
            data.setlist(f"{start}{name}", values[name])


def _start_of(data, prefix, pk):
    for key, value in data.items():
        if value == pk and key.startswith(f"{prefix}-") and key.endswith("-id"):
            return key.removesuffix("id")
    return None


def in_words(field, value):
    """A value as a person reads it."""
    if not value:
        return ""
    if isinstance(field, ModelChoiceField):
        keys = [key for key in value if key.isdigit()]
        return ", ".join(str(row) for row in field.queryset.filter(pk__in=keys))
    if isinstance(field, forms.BooleanField):
        return _("yes")
    if isinstance(field, forms.ChoiceField):
        labels = {str(code): str(label) for code, label in field.choices}
        return ", ".join(labels.get(key, key) for key in value)
    return ", ".join(value)


def summary(form, values):
    """A whole row in one line."""
    words = [in_words(form.fields[name], values.get(name)) for name in values]
    return " · ".join(word for word in words if word)
