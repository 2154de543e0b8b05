"""The moves of an entry between draft, review, published and archived, as actions of the admin."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.forms import OwnAutocomplete
from core.models import SLUG_LENGTH, Entry, slug_rule
from core.ownership import content_changed
from core.publishing import NotPublishable, archive, correct_slug, problems, publish

MOST_AT_ONCE = 200


class SlugForm(forms.Form):
    slug = forms.CharField(
        label=gettext_lazy("New identifier"), max_length=SLUG_LENGTH, validators=[slug_rule]
    )


def set_status(entry, status):
    """Back to draft, or to review: out of the public pages where it was on them."""
    entry.status = status
    entry.merged_into = None
    entry.edition += 1
    entry.save()
    content_changed(entry)


class MovesMixin:
    """Actions on the list, and the same as buttons on the change page."""

    actions = [
        "publish_selected",
        "send_to_review_selected",
        "back_to_draft_selected",
        "archive_selected",
        "merge_selected",
    ]

    # --- Who may

    def _may(self, request, action):
        return request.user.has_perm(f"{self.opts.app_label}.{action}_{self.opts.model_name}")

    def has_publish_permission(self, request):
        return self._may(request, "publish")

    def has_archive_permission(self, request):
        return self._may(request, "archive")

    def has_correct_slug_permission(self, request):
        return self._may(request, "correct_slug")

    def may_send_back(self, request, entry):
        """What the public sees, or an address that says it is gone, is a publisher's matter."""
        if entry.status == Entry.Status.PUBLISHED:
            return self.has_publish_permission(request)
        if entry.status == Entry.Status.ARCHIVED:
            return self.has_archive_permission(request)
        return self.has_change_permission(request, entry)

    # --- Actions

    def _locked(self, queryset):
        """The chosen entries, locked, one after the other in the same order for everybody."""
        keys = sorted(queryset.order_by().values_list("pk", flat=True)[:MOST_AT_ONCE])
        rows = self.model._base_manager.select_for_update(of=("self",)).filter(pk__in=keys)
        return list(rows.order_by("pk"))

    def _tell(self, request, count, text, level=messages.SUCCESS):
        if count:
            self.message_user(request, text % {"count": count}, level)

    def _log(self, request, entry, text):
        self.log_change(request, entry, text)

    @admin.action(description=gettext_lazy("Publish"), permissions=["publish"])
    def publish_selected(self, request, queryset):
        published = 0
        with transaction.atomic():
            for entry in self._locked(queryset):
                published += self._publish(request, entry)
        self._tell(
            request,
            published,
            ngettext("%(count)s entry published.", "%(count)s entries published.", published),
        )

    def _publish(self, request, entry):
        try:
            publish(entry)
        except NotPublishable as refusal:
            reasons = " ".join(str(check.message) for check in refusal.problems)
            text = _("“%(entry)s” is not published yet. %(reasons)s")
            values = {"entry": entry, "reasons": reasons}
            self.message_user(request, text % values, messages.WARNING)
            return False
        self._log(request, entry, _("Published."))
        return True

    @admin.action(description=gettext_lazy("Send to review"), permissions=["change"])
    def send_to_review_selected(self, request, queryset):
        count = self._send(request, queryset, Entry.Status.IN_REVIEW)
        text = ngettext(
            "%(count)s entry sent to review.", "%(count)s entries sent to review.", count
        )
        self._tell(request, count, text)

    @admin.action(description=gettext_lazy("Back to draft"), permissions=["change"])
    def back_to_draft_selected(self, request, queryset):
        count = self._send(request, queryset, Entry.Status.DRAFT)
        text = ngettext(
            "%(count)s entry is a draft again.", "%(count)s entries are drafts again.", count
        )
        self._tell(request, count, text)

    def _send(self, request, queryset, status):
        sent = refused = 0
        with transaction.atomic():
            for entry in self._locked(queryset):
                if not self.may_send_back(request, entry):
                    refused += 1
                elif entry.status != status:
                    set_status(entry, status)
                    self._log(request, entry, capfirst(str(entry.get_status_display())) + ".")
                    sent += 1
        text = ngettext(
            "%(count)s entry is public or archived: only a publisher can move it.",
            "%(count)s entries are public or archived: only a publisher can move them.",
            refused,
        )
        self._tell(request, refused, text, messages.WARNING)
        return sent

    @admin.action(description=gettext_lazy("Archive"), permissions=["archive"])
    def archive_selected(self, request, queryset):
        count = 0
        with transaction.atomic():
            for entry in self._locked(queryset):
                if entry.status != Entry.Status.ARCHIVED:
                    archive(entry)
                    self._log(request, entry, _("Archived."))
                    count += 1
        text = ngettext("%(count)s entry archived.", "%(count)s entries archived.", count)
        self._tell(request, count, text)

    @admin.action(description=gettext_lazy("Merge into another entry…"), permissions=["archive"])
    def merge_selected(self, request, queryset):
        keys = queryset.order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE]
        query = "&".join(f"pk={key}" for key in keys)
        return HttpResponseRedirect(f"{self._url('merge')}?{query}")

    # --- Pages and buttons

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("merge/", view(self.merge_view), name=f"{name}_merge"),
            path("<int:pk>/move/", view(self.move_view), name=f"{name}_move"),
            path("<int:pk>/identifier/", view(self.slug_view), name=f"{name}_slug"),
            *super().get_urls(),
        ]

    def _url(self, view, *args):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{view}", args=args)

    def move_buttons(self, request, entry):
        """The moves that this person can make with this entry: (code, label) pairs."""
        status, moves = Entry.Status(entry.status), []
        if status != Entry.Status.PUBLISHED and self.has_publish_permission(request):
            moves.append(("publish", _("Publish")))
        if self.may_send_back(request, entry):
            if status != Entry.Status.IN_REVIEW:
                moves.append(("review", _("Send to review")))
            if status != Entry.Status.DRAFT:
                moves.append(("draft", _("Back to draft")))
        if status != Entry.Status.ARCHIVED and self.has_archive_permission(request):
            moves.append(("archive", _("Archive")))
        return moves

    def move_view(self, request, pk):
        """A button of the change page: POST only."""
        entry = self.get_object(request, str(pk))
        if entry is None or request.method != "POST":
            raise Http404
        move = request.POST.get("move")
        if move not in dict(self.move_buttons(request, entry)):
            raise PermissionDenied
        chosen = self.model._base_manager.filter(pk=pk)
        {
            "publish": self.publish_selected,
            "review": self.send_to_review_selected,
            "draft": self.back_to_draft_selected,
            "archive": self.archive_selected,
        }[move](request, chosen)
        return HttpResponseRedirect(self._url("change", pk))

    def merge_view(self, request):
        if not self.has_archive_permission(request):
            raise PermissionDenied
        keys = [key for key in request.GET.getlist("pk") if key.isdigit() and len(key) < 19]
        chosen = self.model._base_manager.filter(pk__in=keys[:MOST_AT_ONCE])
        form = self._merge_form(request, chosen)
        if request.method == "POST" and form.is_valid():
            self._merge(request, chosen, form.cleaned_data["survivor"])
            return HttpResponseRedirect(self._url("changelist"))
        return self._page(
            request,
            "admin/merge.html",
            form,
            _("Merge into another entry"),
            {
                "entries": chosen.order_by("pk"),
                "media": self.media + form.media,
            },
        )

    def _merge_form(self, request, chosen):
        field = self.model._meta.get_field("merged_into")
        survivors = self.model._base_manager.exclude(status=Entry.Status.ARCHIVED)

        class MergeForm(forms.Form):
            survivor = forms.ModelChoiceField(
                survivors.exclude(pk__in=chosen.values("pk")),
                label=_("The entry that stays"),
                widget=OwnAutocomplete(field, self.admin_site),
                help_text=_("It is neither archived nor among those that go."),
            )

        return MergeForm(request.POST or None)

    def _merge(self, request, chosen, survivor):
        count = 0
        with transaction.atomic():
            for entry in self._locked(chosen):
                archive(entry, merged_into=survivor)
                entry.merged.update(merged_into=survivor)  # addresses lead on in one step
                self._log(request, entry, _("Merged into “%(entry)s”.") % {"entry": survivor})
                count += 1
        text = ngettext("%(count)s entry merged.", "%(count)s entries merged.", count)
        self._tell(request, count, text)

    def slug_view(self, request, pk):
        if not self.has_correct_slug_permission(request):
            raise PermissionDenied
        entry = self.get_object(request, str(pk))
        if entry is None:
            raise Http404
        form = SlugForm(request.POST or None, initial={"slug": entry.slug})
        if request.method == "POST" and form.is_valid() and self._correct(request, entry, form):
            return HttpResponseRedirect(self._url("change", pk))
        return self._page(
            request,
            "admin/slug.html",
            form,
            _("Correct the identifier"),
            {
                "original": entry,
                "subtitle": str(entry),
            },
        )

    def _correct(self, request, entry, form):
        old, new = entry.slug, form.cleaned_data["slug"]
        if new == old:
            form.add_error("slug", _("This is the identifier that it has."))
            return False
        try:
            with transaction.atomic():
                (locked,) = self._locked(self.model._base_manager.filter(pk=entry.pk))
                correct_slug(locked, new)
        except ValidationError as error:
            form.add_error("slug", error.messages)
            return False
        text = _("The address is now “%(new)s”; “%(old)s” keeps leading to it.")
        self._log(request, locked, f"{old} → {new}")
        self.message_user(request, text % {"old": old, "new": new}, messages.SUCCESS)
        return True

    def _page(self, request, template, form, title, context):
        return render(
            request,
            template,
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "form": form,
                "title": title,
                **context,
            },
        )

    def problems_of(self, entry):
        return [check.message for check in problems(entry)]
