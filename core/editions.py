"""The edition check of a change page: two people never overwrite each other unseen."""

from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from core.merging import Merge, editions_in, opened_by, sign, snapshot_of, take_theirs
from core.ownership import lock


def unix_newlines(data):
    """Browsers send CR LF; texts, and the digests made from them, have LF alone."""
    clean = data.copy()
    for name, values in clean.lists():
        clean.setlist(name, [value.replace("\r\n", "\n") for value in values])
    return clean


class EditionCheck:
    """For a ModelAdmin: each form carries the edition, and a snapshot, of what it was opened with.

    Where the row under its lock has another edition, nothing is saved: `request.conflict` then
    makes the form fail, and the page shows what was typed beside what was saved.
    """

    def get_object(self, request, object_id, from_field=None):
        """For writing, the row as it is once everybody else has finished with it."""
        if request.method != "POST" or not connection.in_atomic_block:
            return super().get_object(request, object_id, from_field)
        if not hasattr(request, "locked"):
            try:
                key = self.opts.pk.to_python(object_id)
            except ValidationError:
                return None
            row = self.model._base_manager.filter(pk=key).first()
            if row is not None:
                lock(row)
            request.locked = super().get_object(request, object_id, from_field)
        return request.locked

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            request.POST = unix_newlines(request.POST)
            if object_id is not None:
                self._check_edition(request, object_id)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _check_edition(self, request, object_id):
        """Sets `request.conflict` where somebody else saved since this form was opened."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None or not self.has_change_permission(request, obj):
            return
        form, formsets = self._unbound(request, obj)
        opened = opened_by(obj, request.POST.get("opened", ""))
        if opened is not None:
            take_theirs(request.POST, opened)
        now = snapshot_of(obj, form, formsets)
        is_current = request.POST.get("edition") == str(obj.edition)
        if is_current and (opened is None or editions_in(opened) == editions_in(now)):
            return
        merge = Merge(request.POST, opened, now, form, formsets)
        request.POST, request.conflict = merge.data, merge

    def _unbound(self, request, obj):
        """The form and the rows as they are in the database now."""
        names = flatten_fieldsets(self.get_fieldsets(request, obj))
        form = self.get_form(request, obj, change=True, fields=names)(instance=obj)
        formsets = []
        for formset, inline in self.get_formsets_with_inlines(request, obj):
            prefix = formset.get_default_prefix()
            rows = inline.get_queryset(request)
            formsets.append(formset(instance=obj, prefix=prefix, queryset=rows))
        return form, formsets

    def _hidden(self, request, obj, context):
        """What the form carries of the moment when it was opened."""
        conflict = getattr(request, "conflict", None)
        if conflict:
            return {"edition": conflict.theirs["edition"], "opened": sign(obj, conflict.theirs)}
        if request.method == "POST":
            return {name: request.POST.get(name, "") for name in ("edition", "opened")}
        formsets = [rows.formset for rows in context["inline_admin_formsets"]]
        now = snapshot_of(obj, context["adminform"].form, formsets)
        return {"edition": obj.edition, "opened": sign(obj, now)}
