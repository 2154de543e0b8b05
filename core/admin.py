"""The base classes of the back office: languages, edition check, stale pages, one look."""

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, models, transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.admin_lists import EntryColumns, NeedsFilter, language_filters, state_badge, state_badges
from core.forms import (
    ChangeForm,
    OriginalForm,
    OwnAutocomplete,
    OwnChoiceField,
    RowFormSet,
    special_formfield,
)
from core.i18n import language_codes, source_language, translated_fields, worst_state
from core.merging import Merge, editions_in, opened_by, sign, snapshot_of, take_theirs
from core.models import Edited, Translated, sort_key
from core.moves import MovesMixin
from core.ownership import content_changed, lock, owner_fields, owner_of, root_of
from core.translating import Act, Translating

admin.site.site_header = admin.site.site_title = settings.SITE_NAME
admin.site.index_title = _("Entries and vocabularies")


def search_in(*fields, plain=()):
    """Search fields: each text in every language, and columns that have no language."""
    return [*(f"{field}_{code}" for field in fields for code in language_codes()), *plain]


def unix_newlines(data):
    """Browsers send CR LF; texts, and the digests made from them, have LF alone."""
    clean = data.copy()
    for name, values in clean.lists():
        clean.setlist(name, [value.replace("\r\n", "\n") for value in values])
    return clean


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
            form_field.label = f"{capfirst(db_field.translated_field.verbose_name)} [{language['code']}]"
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
    pass


class BaseAdmin(FieldsMixin, admin.ModelAdmin):
    """A change page for any model with an edition."""

    form = ChangeForm
    save_on_top = True
    list_per_page = 50
    list_select_related = True
    has_original_language = True  # else the page shows each text in all languages
    change_form_template = "admin/entry_change_form.html"
    outline = ()  # reverse names of rows that have change pages of their own

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

    # --- Reading and locking

    def get_ordering(self, request):
        names = {field.name for field in self.model._meta.fields}
        key = sort_key()
        return [key, "pk"] if key in names else super().get_ordering(request)

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

    # --- Two people at one form

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
        obj = self.get_object(request, admin.utils.unquote(object_id))
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
        names = admin.utils.flatten_fieldsets(self.get_fieldsets(request, obj))
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
        """For the history. Django names rows with translation switched off; ours need a language."""
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

    def desk(self, request, obj):
        """What the page shows beside the form."""
        owner = owner_of(obj)
        return {
            "owner": owner and self._link_to(owner),
            "language_links": self._language_links(obj),
            "outline_groups": [self._outline_group(request, obj, name) for name in self.outline],
            "preview_url": self.get_view_on_site_url(obj),
        }

    def get_view_on_site_url(self, obj=None):
        root = root_of(obj) if obj is not None else None
        if not hasattr(root, "get_absolute_url"):
            return None
        try:
            return root.get_absolute_url()
        except NoReverseMatch:
            return None

    def _admin_url(self, row, view="change"):
        model = row._meta
        return reverse(f"admin:{model.app_label}_{model.model_name}_{view}", args=[row.pk])

    def _link_to(self, row):
        return {"name": str(row), "kind": row._meta.verbose_name, "url": self._admin_url(row)}

    def _language_links(self, obj):
        """A link to the translations of the whole entry for each language but its own."""
        if not issubclass(self.model, Translated):
            return []
        root = root_of(obj)
        states = getattr(root, "language_states", None) or {}
        root_page = self.admin_site._registry.get(type(root))
        if root_page is None:
            return []
        own = getattr(root, "original_language", "")
        names = dict(settings.LANGUAGES)
        name = f"admin:{root._meta.app_label}_{root._meta.model_name}_translations"
        return [
            {
                "name": names[code],
                "badge": state_badge(states.get(code) or worst_state([root], code)),
                "url": None if code == own else reverse(name, args=[root.pk, code]),
            }
            for code in language_codes()
        ]

    def _outline_group(self, request, obj, name):
        """Rows with change pages of their own: what they are, how complete, in which state."""
        relation = next(r for r in obj._meta.related_objects if r.get_accessor_name() == name)
        model, page = relation.related_model, self.admin_site._registry[relation.related_model]
        add = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
        rows = outline_rows(getattr(obj, name), page.outline)
        return {
            "title": model._meta.verbose_name_plural,
            "add": f"{add}?{relation.field.name}={obj.pk}",
            "add_label": model._meta.verbose_name,
            "may_add": page.has_add_permission(request),
            "rows": [self._outline_row(row, page.outline) for row in rows],
        }

    def _outline_row(self, row, nested):
        return {
            **self._link_to(row),
            "position": getattr(row, "position", ""),
            "badges": state_badges({code: worst_state([row], code) for code in language_codes()}),
            "empty": empty_texts(row),
            "rows": [self._outline_row(part, ()) for name in nested for part in getattr(row, name).all()],
        }

    # --- Translations

    def get_urls(self):
        if not issubclass(self.model, Translated):
            return super().get_urls()
        name = f"{self.opts.app_label}_{self.opts.model_name}_translations"
        view = self.admin_site.admin_view(self.translations_view)
        return [
            path("<int:pk>/change/translations/<str:language>/", view, name=name),
            *super().get_urls(),
        ]

    def translations_view(self, request, pk, language):
        if language not in language_codes():
            raise Http404
        with transaction.atomic():
            root = self.get_object(request, str(pk))
            if root is None:
                raise Http404
            if not self.has_change_permission(request, root):
                raise PermissionDenied
            if root != root_of(root):
                return HttpResponseRedirect(self._translations_url(root_of(root), language))
            screen = Translating(root, language, request.POST if request.method == "POST" else None)
            if request.method == "POST" and self._save_translations(request, root, screen):
                return HttpResponseRedirect(self._translations_url(root, language))
        return self._translations_page(request, root, language, screen)

    def _save_translations(self, request, root, screen):
        if not screen.is_valid():
            return False
        try:
            with transaction.atomic():
                count = screen.save(by=request.user.get_username())
        except ValidationError as error:
            screen.errors.extend(error.messages)
            return False
        content_changed(root)
        text = ngettext("%(count)s text saved.", "%(count)s texts saved.", count)
        self.log_change(request, root, _now("Translations written."))
        self.message_user(request, text % {"count": count})
        return True

    def _translations_url(self, root, language):
        return f"{self._admin_url(root)}translations/{language}/"

    def _translations_page(self, request, root, language, screen):
        info = get_language_info(language)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": root,
            "title": _now("Translations: %(language)s") % {"language": info["name_local"]},
            "subtitle": str(root),
            "screen": screen,
            "target": {**info, "direction": "rtl" if info["bidi"] else "ltr"},
            "acts": Act,
            "change_url": self._admin_url(root),
            "groups": [
                {"row": row, "kind": row._meta.verbose_name, "pieces": pieces, "url": self._page_of(row)}
                for row, pieces in screen.groups
            ],
            "media": self.media,
        }
        return render(request, "admin/translations.html", context)

    def _page_of(self, row):
        return self._admin_url(row) if type(row) in self.admin_site._registry else None


def named(row):
    """A row as the history names it."""
    return {"name": str(row._meta.verbose_name), "object": str(row)}


def outline_rows(manager, nested):
    """The rows of an outline in their order, with what their names and their parts need."""
    model = manager.model
    named = [
        field.name
        for field in model._meta.concrete_fields
        if field.is_relation and field not in owner_fields(model)
    ]
    names = {field.name for field in model._meta.fields}
    order = ["position", "pk"] if "position" in names else ["pk"]
    return manager.select_related(*named).prefetch_related(*nested).order_by(*order)


def empty_texts(row):
    """Names of the long texts that a row could have and has not, but for editorial notes."""
    fields = [row._meta.get_field(name) for name in translated_fields(type(row))]
    return [
        field.verbose_name
        for field in fields
        if isinstance(field, models.TextField)
        and field.name != "editorial_note"
        and source_language(row, field.name) is None
    ]


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
            "description": _("When somebody last asked the organisation, and what readers must know."),
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
        buttons = self.move_buttons(request, obj)
        return {
            **super().desk(request, obj),
            "is_entry": True,
            "status": self.status_badge(obj),
            "problems": [] if obj.is_published else self.problems_of(obj),
            "moves": buttons,
            "move_url": self._url("move", obj.pk),
            "slug_url": self._url("slug", obj.pk) if self.has_correct_slug_permission(request) else "",
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

