"""Numbers of a practice in words: rhythms, lengths, groups, teams."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core.numbers import number
from practices.models import DurationUnit, LengthUnit, Per


def span(start, end):
    """1–2, at least 1, at most 2, or just 2. Empty where both ends are unknown."""
    if start is not None and end is not None:
        return number(start) if start == end else f"{number(start)}–{number(end)}"
    if start is not None:
        return _("at least %(number)s") % {"number": number(start)}
    if end is not None:
        return _("at most %(number)s") % {"number": number(end)}
    return ""


def _counted(unit, start, end):
    """“3 hours”, “1–2 months”: the unit in the plural of the larger number."""
    largest = end if end is not None else start
    forms = {
        LengthUnit.MINUTE: ngettext("%(n)s minute", "%(n)s minutes", _whole(largest)),
        LengthUnit.HOUR: ngettext("%(n)s hour", "%(n)s hours", _whole(largest)),
        LengthUnit.HALF_DAY: ngettext("%(n)s half-day", "%(n)s half-days", _whole(largest)),
        LengthUnit.DAY: ngettext("%(n)s day", "%(n)s days", _whole(largest)),
        LengthUnit.SESSION: ngettext("%(n)s session", "%(n)s sessions", _whole(largest)),
        DurationUnit.WEEK: ngettext("%(n)s week", "%(n)s weeks", _whole(largest)),
        DurationUnit.MONTH: ngettext("%(n)s month", "%(n)s months", _whole(largest)),
        DurationUnit.YEAR: ngettext("%(n)s year", "%(n)s years", _whole(largest)),
    }
    return forms[unit] % {"n": span(start, end)}


def _whole(value):
    """The number that decides between singular and plural: French is singular below two."""
    if value == 1 or (get_language() == "fr" and value < 2):
        return 1
    return max(2, int(value))


def frequency(rhythm):
    """“1 × a week”; empty where the source prints no number."""
    times = span(rhythm.times_from, rhythm.times_to)
    if not times:
        return ""
    count = rhythm.per_count or 1
    forms = {
        Per.DAY: ngettext("%(times)s × a day", "%(times)s × every %(count)s days", count),
        Per.WEEK: ngettext("%(times)s × a week", "%(times)s × every %(count)s weeks", count),
        Per.MONTH: ngettext("%(times)s × a month", "%(times)s × every %(count)s months", count),
        Per.YEAR: ngettext("%(times)s × a year", "%(times)s × every %(count)s years", count),
        Per.WHOLE: _("%(times)s × in all"),
    }
    return forms[rhythm.per_unit] % {"times": times, "count": count}


def length(rhythm):
    """“3 hours” each time; empty where not printed."""
    if not rhythm.length_unit:
        return ""
    return _counted(rhythm.length_unit, rhythm.length_from, rhythm.length_to)


def duration(rhythm):
    """“about 6 months”; empty where not printed."""
    if not rhythm.duration_unit:
        return ""
    words = _counted(rhythm.duration_unit, rhythm.duration_from, rhythm.duration_to)
    return _("about %(duration)s") % {"duration": words} if rhythm.is_about else words


def group_size(rhythm):
    """“at most 10 people”; empty where not printed."""
    people = span(rhythm.group_from, rhythm.group_to)
    largest = rhythm.group_to or rhythm.group_from
    words = ngettext("%(number)s person", "%(number)s people", largest or 2)
    return words % {"number": people} if people else ""


def in_words(rhythm):
    """All that a rhythm says in numbers, in one line."""
    return ", ".join(
        words
        for words in [frequency(rhythm), length(rhythm), duration(rhythm), group_size(rhythm)]
        if words
    )


def full_time(total):
    """“2.5 full-time equivalents”."""
    forms = ngettext("%(n)s full-time equivalent", "%(n)s full-time equivalents", _whole(total))
    return forms % {"n": number(total)}
