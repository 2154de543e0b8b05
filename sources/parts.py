"""Rows that rest on a source, as the components want them."""

import re
from dataclasses import replace

from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import edtf_dates
from core.i18n import State, Text, text_of
from core.mailboxes import without_mailboxes
from core.notices import made_labels, state_labels
from core.numbers import number
from core.templatetags.texts import marked
from sources.models import Figure

TITLE_WORDS = 6


def language_of(shown):
    """The `lang` of a component: only where it is not the reader's language."""
    return shown.language if shown.is_foreign else ""


def figure_inputs(figure, source_date=""):
    """A figure for components/figure.html; `source_date` is the EDTF date of its source."""
    label, unit = text_of(figure, "label"), text_of(figure, "unit").value
    value = "" if figure.value is None else f"{number(figure.value)} {unit}".strip()
    qualifier = "" if figure.qualifier == Figure.Qualifier.EXACT else figure.get_qualifier_display()
    if figure.qualifier == Figure.Qualifier.IN_WORDS:
        qualifier = without_mailboxes(figure.as_printed)
    return {
        "label": label.value,
        "lang": language_of(label),
        "value": value,
        "qualifier": qualifier,
        "as_of": _as_of(figure, source_date),
    }


def _as_of(figure, source_date):
    if figure.basis == Figure.Basis.AS_OF:
        return _("As of %(date)s") % {"date": edtf_dates.words(figure.as_of)}
    if figure.basis == Figure.Basis.SOURCE_DATE and source_date:
        return _("Date of the source: %(date)s") % {"date": edtf_dates.words(source_date)}
    return _("Undated in the source")


def citation(row, field, entry, page=""):
    """Where a text of an entry stands and how it was made, for components/source_line.html.

    A row without a source or locator of its own has those of its entry.
    """
    is_own = row.source_id and row.source_id != entry.source_id
    source = row.source if is_own else entry.source
    labels = made_labels(row, field)
    if source is None:
        return {"title": locator_of(row), "labels": labels}
    return {
        "title": short_name(source),
        "url": source.get_absolute_url() if is_own and source.is_public else f"{page}#source",
        "locator": locator_of(row) if is_own else locator_of(row) or locator_of(entry),
        "labels": labels,
    }


def locator_of(row):
    """Where in its source a row stands, as printed."""
    return without_mailboxes(row.locator)


def name_of_source(source):
    """Its title, or only what it is where it is not public: that of a call names people."""
    if source.is_public:
        return text_of(source, "title")
    return Text(source.get_kind_display(), get_language(), State.SAME)


def short_name(source):
    """A source as it is cited: its title without what follows a dash or colon, and its year."""
    title = name_of_source(source)
    year = source.date[:4]
    name = Truncator(re.split(r" – |\s?: ", title.value)[0]).words(TITLE_WORDS)
    return marked(replace(title, value=name if year in name else f"{name}, {year}"))


def source_inputs(row, field=None, notice_kind=""):
    """Where a row comes from, for components/source_line.html.

    The source is named only where it is another than that of the whole entry.
    """
    labels = state_labels(row, field, notice_kind) if field else []
    if row.source is None:
        return {"title": locator_of(row), "labels": labels} if row.locator or labels else None
    return {
        "title": name_of_source(row.source).value,
        "url": row.source.get_absolute_url() if row.source.is_public else "",
        "locator": locator_of(row),
        "labels": labels,
    }
