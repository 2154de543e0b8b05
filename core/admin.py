"""The base classes of the back office: languages, edition check, stale pages, one look."""

from django.conf import settings
from django.contrib import admin
from django.db import models, transaction
from django.http import HttpResponseRedirect
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from core.admin_lists import EntryColumns, NeedsFilter, language_filters
from core.desk import Desk
from core.editions import EditionCheck
from core.forms import (
    ChangeForm,
    OriginalForm,
    OwnAutocomplete,
    OwnAutocompleteMultiple,
    OwnChoiceField,
    RowFormSet,
    special_formfield,
)
from core.i18n import language_codes
from core.models import Edited, Translated, sort_key
from core.moves import MovesMixin
from core.ownership import content_changed, owner_fields, owner_of, root_of
from core.translating import TranslationsPage

admin.site.site_header = admin.site.site_title = settings.SITE_NAME
admin.site.index_title = _("Entries and vocabularies")


def search_in(*fields, plain=()):
    """Search fields: each text in every language, and columns that have no language."""
    return [*(f"{field}_{code}" for field in fields for code in language_codes()), *plain]


class FieldsMixin:
    """Fields as a curator wants them, on pages and in rows."""

    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    checkbox_fields = ()  # many-to-many fields with few values
    shows_related_links = True

    def get_autocomplete_fields(self, request):
        fields = [*self.model._meta.concrete_fields, *self.model._meta.local_many_to_many]
        return [
            f.name
            for f in fields
            if f.is_relation and f.name not in self.checkbox_fields and self._can_search(f)
        ]

    def _can_search(self, field):
        related = self.admin_site._registry.get(field.remote_field.model)
        return bool(related and related.search_fields)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if "widget" not in kwargs and db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = OwnAutocomplete(db_field, self.admin_site)
            kwargs["form_class"] = OwnChoiceField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.checkbox_fields:
            return db_field.formfield(widget=admin.widgets.forms.CheckboxSelectMultiple)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = OwnAutocompleteMultiple(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        special = special_formfield(db_field)
        if special is not None:
            return special
        form_field = super().formfield_for_dbfield(db_field, request, **kwargs)
        widget = getattr(form_field, "widget", None)
        if isinstance(widget, admin.widgets.RelatedFieldWidgetWrapper):
            widget.can_delete_related = widget.can_view_related = False
            widget.can_change_related &= self.shows_related_links
        elif isinstance(db_field, models.TextField) and widget is not None:
            widget.attrs["rows"] = 4
        if hasattr(db_field, "translated_field"):
            language = get_language_info(db_field.language)
            label = capfirst(db_field.translated_field.verbose_name)
            form_field.label = f"{label} [{db_field.language}]"
            widget.attrs |= {"lang": db_field.language, "dir": "rtl" if language["bidi"] else "ltr"}
        return form_field


class RowsMixin(FieldsMixin):
    """Rows of an entry, on its change page."""

    form = OriginalForm
    formset = RowFormSet
    extra = 0
    shows_related_links = False

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        page = self.admin_site._registry.get(self.parent_model)
        formset.form.root_language = page.root_language(request, obj)
        return formset

    def get_queryset(self, request):
        """With the rows that the fields name: one query for all rows, not one for each."""
        named = [
            field.name
            for field in self.model._meta.concrete_fields
            if field.is_relation and field not in owner_fields(self.model)
        ]
        return super().get_queryset(request).select_related(*named)

    def get_ordering(self, request):
        names = {field.name for field in self.model._meta.fields}
        return ["position", "pk"] if "position" in names else ["pk"]


class StackedRows(RowsMixin, admin.StackedInline):
    classes = ["collapse"]


class TabularRows(RowsMixin, admin.TabularInline):
    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.is_table_row = True
        return formset


class BaseAdmin(EditionCheck, TranslationsPage, Desk, FieldsMixin, admin.ModelAdmin):
    """A change page for any model with an edition."""

    form = ChangeForm
    save_on_top = True
    list_per_page = 50
    list_select_related = True
    has_original_language = True  # else the page shows each text in all languages
    change_form_template = "admin/entry_change_form.html"

    class Media:
        css = {"all": ["admin_extra/desk.css"]}

    # --- Languages

    def root_language(self, request, obj=None):
        """The language in which the originals of an entry are."""
        root = root_of(obj) if obj is not None else self._root_to_be(request)
        language = getattr(root, "original_language", "")
        if not language and (obj is None or not obj.pk):
            language = request.POST.get("original_language") or request.GET.get("original_language")
        return language if language in language_codes() else settings.LANGUAGE_CODE

    def _root_to_be(self, request):
        """The entry that a new row will belong to, as the address or the form says."""
        for field in owner_fields(self.model):
            key = request.POST.get(field.name) or request.GET.get(field.name, "")
            if key.isdigit() and len(key) < 19:
                owner = field.related_model._base_manager.filter(pk=key).first()
                if owner is not None:
                    return root_of(owner)
        return None

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        return {"original_language": self.root_language(request), **initial}

    # --- Fields

    def get_fieldsets(self, request, obj=None):
        fieldsets = list(super().get_fieldsets(request, obj))
        if not issubclass(self.model, Translated) or not self._may_edit(request, obj):
            return fieldsets
        names = ["text_origin", "minor_edit"] if obj else ["text_origin"]
        return [*fieldsets, (_("About your changes"), {"fields": names})]

    def _may_edit(self, request, obj):
        if obj is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, obj)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.root_language = self.root_language(request, obj)
        form.conflict = getattr(request, "conflict", None)
        return form

    # --- Lists

    def get_ordering(self, request):
        names = {field.name for field in self.model._meta.fields}
        key = sort_key()
        return [key, "pk"] if key in names else super().get_ordering(request)

    # --- Saving

    def save_model(self, request, obj, form, change):
        about = self._about(form)
        form.note_states(by=request.user.get_username(), **about)
        if change:
            obj.edition += 1
        self._put_last(obj)
        super().save_model(request, obj, form, change)

    def _about(self, form):
        given = form.cleaned_data
        return {"minor": given.get("minor_edit", False), "origin": given.get("text_origin", "")}

    def _put_last(self, obj):
        if getattr(obj, "position", 0) is None:
            field = next(f for f in owner_fields(type(obj)) if getattr(obj, f.attname))
            siblings = type(obj)._base_manager.filter(**{field.name: getattr(obj, field.attname)})
            last = siblings.aggregate(last=models.Max("position"))["last"] or 0
            obj.position = last + 1

    def save_formset(self, request, form, formset, change):
        about = self._about(form)
        for row in formset.forms:
            if not row.has_changed() or not isinstance(row, OriginalForm):
                continue
            row.note_states(by=request.user.get_username(), **about)
            if row.instance.pk and isinstance(row.instance, Edited):
                row.instance.edition += 1
        super().save_formset(request, form, formset, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        content_changed(root_of(form.instance))

    def construct_change_message(self, request, form, formsets, add=False):
        """For the history. Django names rows without any language; ours need one."""
        message = super().construct_change_message(request, form, [], add)
        for formset in formsets or []:
            message += [{"added": named(row)} for row in formset.new_objects]
            labels = {name: str(field.label) for name, field in formset.empty_form.fields.items()}
            message += [
                {"changed": {**named(row), "fields": [labels.get(name, name) for name in names]}}
                for row, names in formset.changed_objects
            ]
            message += [{"deleted": named(row)} for row in formset.deleted_objects]
        return message

    def delete_model(self, request, obj):
        root = root_of(obj)
        super().delete_model(request, obj)
        content_changed(root if root is not obj else obj)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            roots = {root_of(row) for row in queryset}
            gone = set(queryset)
            super().delete_queryset(request, queryset)
            for root in roots - gone:
                content_changed(root)
            content_changed(None)

    # --- The page

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        for rows in context["inline_admin_formsets"]:
            count = rows.formset.initial_form_count()
            rows.opts.verbose_name_plural = f"{rows.opts.verbose_name_plural} ({count})"
        if self.has_original_language:
            context["root_language"] = get_language_info(self.root_language(request, obj))
        if obj is not None and self.has_change_permission(request, obj):
            context["hidden"] = self._hidden(request, obj, context)
            context["conflict"] = getattr(request, "conflict", None)
        if obj is not None:
            context |= self.desk(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)


def named(row):
    """A row as the history names it."""
    return {"name": str(row._meta.verbose_name), "object": str(row)}


class EntryAdmin(EntryColumns, MovesMixin, BaseAdmin):
    """The back office of a kind of entry."""

    list_display = ["name", "status_badge", "language_badges", "checked"]
    list_filter = ["status", "is_mention", NeedsFilter, *language_filters()]
    list_select_related = False
    search_fields = search_in("title", plain=["slug"])
    checkbox_fields = ["formats"]

    source_fields = (
        _("Where this comes from"),
        {
            "fields": ["source", "locator"],
            "description": _(
                "The source that the whole entry rests on, and the chapter or page as printed. "
                "Further sources have their own list below."
            ),
        },
    )
    care_fields = (
        _("Care of the entry"),
        {
            "fields": [("verified_on", "review_by"), "editorial_note", "is_mention", "replaced_by"],
            "description": _(
                "When somebody last asked the organisation, and what readers must know."
            ),
        },
    )

    def get_readonly_fields(self, request, obj=None):
        fields = list(super().get_readonly_fields(request, obj))
        return [*fields, "slug", "language_name"] if obj else fields

    def get_fieldsets(self, request, obj=None):
        """What is fixed once an entry exists is shown, not asked."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return fieldsets
        return [
            (title, {**options, "fields": [fixed_name(name) for name in options["fields"]]})
            for title, options in fieldsets
        ]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["title"]}

    @admin.display(description=_("original language"))
    def language_name(self, entry):
        return dict(settings.LANGUAGES).get(entry.original_language, entry.original_language)

    def desk(self, request, obj):
        may_correct = self.has_correct_slug_permission(request)
        return {
            **super().desk(request, obj),
            "is_entry": True,
            "status": self.status_badge(obj),
            "problems": [] if obj.is_published else self.problems_of(obj),
            "moves": self.move_buttons(request, obj),
            "move_url": self._url("move", obj.pk),
            "slug_url": self._url("slug", obj.pk) if may_correct else "",
        }


def fixed_name(name):
    return "language_name" if name == "original_language" else name


class PartAdmin(BaseAdmin):
    """The change page of a part of an entry: reached from the entry, and leads back to it."""

    owner_field = ""

    def get_model_perms(self, request):
        """Not in the index of the admin: parts are found on the page of their entry."""
        return {}

    def get_readonly_fields(self, request, obj=None):
        fields = list(super().get_readonly_fields(request, obj))
        return [*fields, "belongs_to"] if obj else fields

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        first, options = fieldsets[0]
        owner = "belongs_to" if obj else self.owner_field
        return [(first, {**options, "fields": [owner, *options["fields"]]}), *fieldsets[1:]]

    @admin.display(description=_("belongs to"))
    def belongs_to(self, row):
        owner = getattr(row, self.owner_field)
        return format_html('<a href="{}">{}</a>', self._admin_url(owner), owner)

    def _back(self, obj, fallback):
        owner = owner_of(obj)
        return HttpResponseRedirect(self._admin_url(owner)) if owner else fallback

    def response_post_save_add(self, request, obj):
        return self._back(obj, super().response_post_save_add(request, obj))

    def response_post_save_change(self, request, obj):
        return self._back(obj, super().response_post_save_change(request, obj))

    def delete_view(self, request, object_id, extra_context=None):
        """Remembers where to go back to, for the row is gone afterwards."""
        obj = self.model._base_manager.filter(pk=object_id).first() if object_id.isdigit() else None
        request.owner = obj and owner_of(obj)
        return super().delete_view(request, object_id, extra_context)

    def response_delete(self, request, obj_display, obj_id):
        response = super().response_delete(request, obj_display, obj_id)
        owner = getattr(request, "owner", None)
        is_redirect = isinstance(response, HttpResponseRedirect)
        return HttpResponseRedirect(self._admin_url(owner)) if owner and is_redirect else response
