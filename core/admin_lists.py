"""Columns and filters of the admin's lists."""

import datetime
from functools import reduce
from operator import or_

from django.conf import settings
from django.contrib import admin
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from core.i18n import State, language_codes
from core.models import is_filled

TO_DO_FIRST = [State.MISSING, State.OUTDATED, State.DRAFT, State.REVIEWED]
LONG_AGO = datetime.timedelta(days=2 * 365)  # an address is often wrong after two years

SHORT_STATES = {
    State.ORIGINAL: pgettext_lazy("state of a text", "original"),
    State.SAME: pgettext_lazy("state of a text", "same"),
    State.PUBLISHED: pgettext_lazy("state of a text", "by the source"),
    State.REVIEWED: pgettext_lazy("state of a text", "read"),
    State.DRAFT: pgettext_lazy("state of a text", "draft"),
    State.OUTDATED: pgettext_lazy("state of a text", "outdated"),
    State.MISSING: pgettext_lazy("state of a text", "missing"),
}


def badge(kind, text, title=""):
    return format_html('<span class="badge badge-{}" title="{}">{}</span>', kind, title, text)


def state_badge(state):
    return badge(state, SHORT_STATES[State(state)], State(state).label)


def state_badges(states):
    """One small badge for each language: code and state."""
    return format_html_join(
        " ",
        '<span class="badge badge-{}" title="{}">{} {}</span>',
        (
            (state, State(state).label, code, SHORT_STATES[state])
            for code in language_codes()
            if (state := State(states.get(code, State.MISSING)))
        ),
    )


def years_ago(day):
    years = (timezone.localdate() - day).days // 365
    if not years:
        return _("less than a year ago")
    return ngettext("%(count)s year ago", "%(count)s years ago", years) % {"count": years}


class EntryColumns:
    """Columns that the lists of all kinds of entry have."""

    @admin.display(description=_("title"), ordering="sort_key_fr")
    def name(self, entry):
        return str(entry)

    @admin.display(description=_("status"), ordering="status")
    def status_badge(self, entry):
        shown = badge(entry.status, entry.get_status_display())
        if entry.is_mention:
            return format_html("{} {}", shown, badge("mention", _("only mentioned")))
        return shown

    @admin.display(description=_("languages"))
    def language_badges(self, entry):
        return state_badges(entry.language_states)

    @admin.display(description=_("last checked"), ordering="verified_on")
    def checked(self, entry):
        today = timezone.localdate()
        if entry.review_by and entry.review_by <= today:
            return badge("outdated", _("check is due"), date_format(entry.review_by))
        if entry.verified_on is None:
            return badge("missing", _("never"))
        kind = "outdated" if today - entry.verified_on > LONG_AGO else "plain"
        return badge(kind, years_ago(entry.verified_on), date_format(entry.verified_on))


class NeedsFilter(admin.SimpleListFilter):
    """What still has to be done: the curator's work list."""

    title = _("what is missing")
    parameter_name = "needs"

    def lookups(self, request, model_admin):
        return [
            ("summary", _("no summary")),
            ("source", _("no main source")),
            ("never-checked", _("never checked")),
            ("check-due", _("check is due")),
        ]

    def queryset(self, request, queryset):
        if self.value() == "summary":
            filled = [Q(original_language=c) & is_filled(f"summary_{c}") for c in language_codes()]
            return queryset.exclude(reduce(or_, filled))
        if self.value() == "source":
            return queryset.filter(source=None)
        if self.value() == "never-checked":
            return queryset.filter(verified_on=None)
        if self.value() == "check-due":
            return queryset.filter(review_by__lte=timezone.localdate())
        return queryset


class LanguageFilter(admin.SimpleListFilter):
    """Entries by the worst state of their texts in one language."""

    code = ""

    def lookups(self, request, model_admin):
        return [(state.value, SHORT_STATES[state]) for state in TO_DO_FIRST]

    def queryset(self, request, queryset):
        if self.value() not in State.values:
            return queryset
        condition = Q(**{f"language_states__{self.code}": self.value()})
        if self.value() == State.MISSING:
            condition |= ~Q(language_states__has_key=self.code)
        return queryset.filter(condition)


def language_filters():
    """One filter for each language of the site."""
    return [
        type(
            f"LanguageFilter_{code}",
            (LanguageFilter,),
            {"code": code, "title": name, "parameter_name": f"state-{code}"},
        )
        for code, name in settings.LANGUAGES
    ]
