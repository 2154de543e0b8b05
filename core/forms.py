"""Forms of the back office. A text is edited in one language: that of its original."""

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.utils.text import capfirst, format_lazy
from django.utils.translation import get_language_info, pgettext
from django.utils.translation import gettext_lazy as _

from core.i18n import (
    Origin,
    State,
    digest,
    language_codes,
    source_language,
    translated_fields,
    value_in,
)
from core.models import Translated
from core.states import editing_language, original_written, translation_written

# Languages that sources are written in, beside those of the site.
OTHER_LANGUAGES = [
    ("de", _("German")),
    ("ar", _("Arabic")),
    ("es", _("Spanish")),
    ("it", _("Italian")),
    ("pt", _("Portuguese")),
    ("tr", _("Turkish")),
]
LANGUAGE_FIELDS = ["original_language", "language"]


class WithPlaceholder:
    """An empty field says what to do in it: a screen reader hears nothing else there."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return {**attrs, "data-placeholder": pgettext("button", "Search")}


class OwnAutocompleteMultiple(WithPlaceholder, AutocompleteSelectMultiple):
    pass


class OwnAutocomplete(WithPlaceholder, AutocompleteSelect):
    """Asks no query for the label of a value that its form has loaded already."""

    loaded = None

    def optgroups(self, name, value, attr=None):
        if self.loaded is None or value != [str(self.loaded.pk)]:
            return super().optgroups(name, value, attr)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        label = self.choices.field.label_from_instance(self.loaded)
        options.append(self.create_option(name, value[0], label, {value[0]}, len(options)))
        return [(None, options, 0)]


class OwnChoiceField(forms.ModelChoiceField):
    """Asks no query for a choice that was not changed."""

    loaded = None

    def to_python(self, value):
        if self.loaded is not None and value == str(self.loaded.pk):
            return self.loaded
        return super().to_python(value)


def without_wrapper(widget):
    """The widget itself, without the admin's links to add and change what it names."""
    return getattr(widget, "widget", widget)


def choices_field(db_field):
    """The form field of a list of codes: boxes to tick."""
    languages = [*settings.LANGUAGES, *OTHER_LANGUAGES]
    return forms.TypedMultipleChoiceField(
        label=capfirst(db_field.verbose_name),
        help_text=db_field.help_text,
        choices=db_field.base_field.choices or languages,
        required=not db_field.blank,
        widget=forms.CheckboxSelectMultiple,
    )


def language_choice(db_field):
    """The form field of the code of one language."""
    if db_field.name == "original_language":
        choices = settings.LANGUAGES
    else:
        choices = [("", "---------"), *settings.LANGUAGES, *OTHER_LANGUAGES]
    return forms.ChoiceField(
        label=capfirst(db_field.verbose_name),
        help_text=db_field.help_text,
        choices=choices,
        required=not db_field.blank,
    )


def special_formfield(db_field):
    """Our own form field for a column, or None where the admin's is right."""
    if isinstance(db_field, ArrayField):
        return choices_field(db_field)
    if db_field.name in LANGUAGE_FIELDS and isinstance(db_field, models.CharField):
        return language_choice(db_field)
    return None


class OriginalForm(forms.ModelForm):
    """Shows and writes each translated field in the language of its original.

    The form field keeps the plain name (`title`); which column it means is decided for each row
    by `editing_language`. `root_language` is set on the class that the admin makes for a request.
    """

    root_language = settings.LANGUAGE_CODE
    is_table_row = False  # then a field has no label of its own beside it

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.languages = {}
        if issubclass(self._meta.model, Translated):
            for field in translated_fields(self._meta.model):
                if field in self.fields:
                    self._prepare_text(field, given=kwargs.get("initial") or {})
        if "position" in self.fields and not self.instance.pk:
            self.fields["position"].required = False
            self.fields["position"].help_text = _("Leave empty to put it last.")
        self._reuse_loaded_rows()
        if self.is_table_row:
            for field in self.fields.values():
                without_wrapper(field.widget).attrs["aria-label"] = field.label

    def _prepare_text(self, field, given):
        language = editing_language(self.instance, field, self.root_language)
        self.languages[field] = language
        if field not in given:
            self.initial[field] = value_in(self.instance, field, language)
        form_field = self.fields[field]
        direction = "rtl" if get_language_info(language)["bidi"] else "ltr"
        form_field.widget.attrs |= {"lang": language, "dir": direction}
        if language != self.root_language:
            form_field.label = format_lazy("{} [{}]", form_field.label, language)

    def _reuse_loaded_rows(self):
        """One query for the choices of all rows of a page, not one for each."""
        for name, field in self.fields.items():
            if isinstance(field, OwnChoiceField):
                loaded = self.instance._state.fields_cache.get(name)
                field.loaded = without_wrapper(field.widget).loaded = loaded

    def _get_validation_exclusions(self):
        """The columns of the texts take part in the rules of the model, the base columns not."""
        excluded = super()._get_validation_exclusions()
        if not issubclass(self._meta.model, Translated):
            return excluded
        names = translated_fields(self._meta.model)
        columns = {f"{name}_{code}" for name in names for code in language_codes()}
        failed = {f"{name}_{code}" for name, code in self.languages.items() if name in self.errors}
        return (excluded - columns) | set(names) | failed

    def _post_clean(self):
        if self.prefix and self.instance.pk and not self.has_changed():
            return  # a row that nobody touched: each rule of it would cost a query
        given = self.cleaned_data
        texts = {name: given.pop(name) for name in self.languages if name in given}
        for name, text in texts.items():
            setattr(self.instance, f"{name}_{self.languages[name]}", text)
        super()._post_clean()
        self.cleaned_data |= texts

    def _update_errors(self, errors):
        for name, language in self.languages.items():
            found = getattr(errors, "error_dict", {}).pop(f"{name}_{language}", None)
            if found:
                errors.error_dict.setdefault(name, []).extend(found)
        super()._update_errors(errors)

    def note_states(self, *, minor=False, origin="", by=""):
        """Bring the states of the texts that were changed up to date. Call it before saving."""
        for name in self.changed_data:
            if name in self.languages:
                original_written(
                    self.instance,
                    name,
                    self.languages[name],
                    self.initial.get(name) or "",
                    minor=minor,
                    origin=origin,
                )


class ChangeForm(OriginalForm):
    """The form of a change page: says where words come from, and whether an edit is minor."""

    conflict = None

    text_origin = forms.ChoiceField(
        label=_("Where the words come from"),
        choices=[("", _("unchanged; new texts: written by the editors")), *Origin.choices],
        required=False,
        help_text=_("Holds for the texts that you change on this page."),
    )
    minor_edit = forms.BooleanField(
        label=_("Minor edit"),
        required=False,
        help_text=_(
            "The meaning stays the same (a slip, a comma): translations do not become outdated."
        ),
    )

    def clean(self):
        cleaned = super().clean()
        if self.conflict:
            raise ValidationError(
                _(
                    "Nothing is saved yet: somebody else changed this while you were writing. "
                    "Compare below; what you typed still stands in the form. Then save again."
                )
            )
        return cleaned


class EveryLanguageForm(ChangeForm):
    """For short rows without one original language: shows each language in a field of its own."""

    def note_states(self, *, minor=False, origin="", by=""):
        row = self.instance
        for name in translated_fields(type(row)):
            changed = [c for c in language_codes() if f"{name}_{c}" in self.changed_data]
            originals = [c for c in changed if self._is_original(name, c)]
            for code in originals:
                old = self.initial.get(f"{name}_{code}") or ""
                original_written(row, name, code, old, minor=minor, origin=origin)
            for code in set(changed) - set(originals):
                self._note_translation(name, code, by)

    def _is_original(self, name, code):
        stored = self.instance.text_states.get(name, {}).get(code, {}).get("state")
        return stored == State.ORIGINAL or source_language(self.instance, name) in (None, code)

    def _note_translation(self, name, code, by):
        """Somebody typed this translation, so a person has read it."""
        row, text = self.instance, value_in(self.instance, name, code)
        of = digest_of_original(row, name)
        setattr(row, f"{name}_{code}", self.initial.get(f"{name}_{code}") or "")
        translation_written(row, name, code, text, state=State.REVIEWED, by=by, of=of)


def digest_of_original(row, field):
    """Digest of the text that the translations of a field are made from."""
    source = source_language(row, field)
    return digest(value_in(row, field, source)) if source else ""


class RowFormSet(BaseInlineFormSet):
    """Rows of an entry. A row without a position goes last."""

    def add_fields(self, form, index):
        """The row is loaded: its key needs no query of its own."""
        super().add_fields(form, index)
        if form.is_table_row and "DELETE" in form.fields:
            box = form.fields["DELETE"]
            box.widget.attrs["aria-label"] = box.label
        key = self._pk_field.name
        if form.instance.pk and key in form.fields:
            given = form.fields[key]
            form.fields[key] = OwnChoiceField(
                given.queryset, initial=given.initial, required=False, widget=given.widget
            )
            form.fields[key].loaded = form.instance

    def clean(self):
        super().clean()
        if not any(field.name == "position" for field in self.model._meta.fields):
            return
        rows = [form for form in self.forms if form not in self.deleted_forms]
        taken = [form.instance.position or 0 for form in rows]
        last = max(taken, default=0)
        for form in rows:
            if form.has_changed() and form.instance.position is None:
                last += 1
                form.instance.position = last
