"""The translations of an entry and all its rows, side by side with their originals."""

from collections import defaultdict
from dataclasses import dataclass, field

from django import forms
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import CASCADE, ForeignKey, prefetch_related_objects
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.translation import get_language_info, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from core.i18n import (
    Origin,
    State,
    digest,
    language_codes,
    source_language,
    state_of,
    translated_fields,
    value_in,
)
from core.models import Translated
from core.ownership import content_changed, root_of
from core.states import same_everywhere, translation_written
from core.tree import children

SALT = "core.translating"


class Act(models.TextChoices):
    """What the person who saves says about the translation."""

    DRAFT = "draft", _("Save what I changed as a draft, to be read later")
    REVIEWED = "reviewed", _("I have read all of it against the original: everything is reviewed")
    PUBLISHED = "published", _("What I changed is the source’s own translation, copied from it")


@dataclass
class Piece:
    """One text: its original, its translation, and what was typed."""

    row: Translated
    name: str
    language: str
    typed: str | None = None  # only where it differs from what stood there
    conflict: dict = field(default_factory=dict)
    errors: list = field(default_factory=list)

    @property
    def key(self):
        return f"{self.row._meta.model_name}-{self.row.pk}-{self.name}"

    @property
    def label(self):
        return self.row._meta.get_field(self.name).verbose_name

    @property
    def source_language(self):
        return source_language(self.row, self.name)

    @property
    def original(self):
        return value_in(self.row, self.name, self.source_language)

    @property
    def stored(self):
        return self.row.text_states.get(self.name, {}).get(self.language, {})

    @property
    def origin(self):
        states = self.row.text_states.get(self.name, {})
        code = states.get(self.source_language, {}).get("origin")
        return Origin(code).label if code else ""

    @property
    def translation(self):
        return value_in(self.row, self.name, self.language)

    @property
    def shown(self):
        return self.translation if self.typed is None else self.typed

    @property
    def state(self):
        return state_of(self.row, self.name, self.language)

    @property
    def is_original(self):
        return self.state == State.ORIGINAL

    @property
    def is_same(self):
        return self.state == State.SAME

    @property
    def is_short(self):
        return not isinstance(self.row._meta.get_field(self.name), models.TextField)

    @property
    def max_length(self):
        return self.row._meta.get_field(self.name).max_length

    def clean(self):
        try:
            forms.CharField(required=False, max_length=self.max_length).clean(self.typed)
        except ValidationError as error:
            self.errors = error.messages

    @property
    def lines(self):
        """Height of the field: long texts get room, short ones do not waste it."""
        length = max(len(self.original), len(self.shown))
        return min(24, (1 if self.is_short else 2) + length // 55)


def rows_of(root):
    """The entry and its rows that have texts, with what their names need."""
    rows = [root, *children(root)]
    rows = [r for r in rows if isinstance(r, Translated) and translated_fields(type(r))]
    by_model = defaultdict(list)
    for row in rows:
        by_model[type(row)].append(row)
    for model, group in by_model.items():
        named = [
            f.name
            for f in model._meta.concrete_fields
            if isinstance(f, ForeignKey) and f.remote_field.on_delete is not CASCADE
        ]
        prefetch_related_objects(group, *named)
    return rows


def pieces_of(root, language):
    """Every text of an entry that can be translated into a language, row by row."""
    for row in rows_of(root):
        pieces = [
            Piece(row, name, language)
            for name in translated_fields(type(row))
            if source_language(row, name) not in (None, language)
        ]
        if pieces:
            yield row, pieces


class Translating:
    """The translations of an entry into a language, and what was typed of them."""

    def __init__(self, root, language, data=None):
        self.groups = list(pieces_of(root, language))
        self.pieces = [piece for _row, pieces in self.groups for piece in pieces]
        self.data = data or {}
        self.act = self.data.get("act", "")
        self.opened = self._opened()
        self.errors = []

    @property
    def signed(self):
        """What stands there now: each translation, and the digest of its original."""
        now = {piece.key: [piece.translation, digest(piece.original)] for piece in self.pieces}
        return signing.dumps(now, salt=SALT, compress=True)

    def _opened(self):
        try:
            return signing.loads(self.data.get("opened", ""), salt=SALT)
        except signing.BadSignature:
            return {}

    def is_valid(self):
        """Compare with what others saved meanwhile. What was typed stays on the pieces."""
        if self.act not in Act.values:
            self.errors.append(gettext("Choose what you say about this translation."))
        for piece in self.pieces:
            if piece.key in self.data:
                self._read(piece)
        if any(piece.errors for piece in self.pieces):
            self.errors.append(gettext("Please correct the texts marked below."))
        if any(piece.conflict for piece in self.pieces):
            self.errors.append(
                gettext(
                    "Nothing is saved yet: somebody else changed texts while you were writing. "
                    "They are marked below; what you typed still stands there. Then save again."
                )
            )
        return not self.errors

    def _read(self, piece):
        typed = self.data[piece.key].replace("\r\n", "\n").strip()
        base, _original = self.opened.get(piece.key, [piece.translation, ""])
        if typed == base.strip():
            return
        piece.typed = typed
        piece.clean()
        if piece.translation not in (base, typed):
            piece.conflict = {"base": base, "theirs": piece.translation}

    def save(self, by):
        """Write what was typed. Returns the number of texts that were written or reviewed.

        Raises ValidationError where a rule of the database would be broken.
        """
        written = [piece for piece in self.pieces if self._write(piece, by)]
        for row in dict.fromkeys(piece.row for piece in written if not piece.translation):
            row.validate_constraints()  # a text was emptied: another one may have to stay
        for row in dict.fromkeys(piece.row for piece in written):
            row.edition += 1
            row.save()
        return len(written)

    def _write(self, piece, by):
        wants_same = f"{piece.key}-same" in self.data
        if wants_same and piece.is_short:
            if piece.is_same:
                return False
            same_everywhere(piece.row, piece.name, piece.language)
            return True
        was_same = piece.is_same and piece.key in self.data
        is_new = piece.typed is not None or was_same
        if not is_new and not self._to_review(piece):
            return False
        _translation, original = self.opened.get(piece.key, ["", digest(piece.original)])
        translation_written(
            piece.row, piece.name, piece.language, piece.shown, state=self.act, by=by, of=original
        )
        return True

    def _to_review(self, piece):
        """Reviewing is one act for the whole entry: it takes in what was not typed anew."""
        open_states = (State.DRAFT, State.OUTDATED)
        return self.act == Act.REVIEWED and piece.state in open_states


class TranslationsPage:
    """For a ModelAdmin: the screen on which an entry and all its rows are translated."""

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
        self.log_change(request, root, gettext("Translations written."))
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
            "title": gettext("Translations: %(language)s") % {"language": info["name_local"]},
            "subtitle": str(root),
            "screen": screen,
            "target": {**info, "direction": "rtl" if info["bidi"] else "ltr"},
            "acts": Act,
            "change_url": self._admin_url(root),
            "groups": [
                {"row": row, "pieces": pieces, "url": self._page_of(row)}
                for row, pieces in screen.groups
            ],
            "media": self.media,
        }
        return render(request, "admin/translations.html", context)

    def _page_of(self, row):
        return self._admin_url(row) if type(row) in self.admin_site._registry else None
