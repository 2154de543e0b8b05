"""Dates as sources print them: EDTF (ISO 8601-2) in the database, words on the page."""

import datetime

from babel.dates import format_date, format_skeleton
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException


def validate_edtf(value):
    """Refuse what is not EDTF, so that the database function below never meets it, and what has
    no words, so that no page does."""
    try:
        parse_edtf(value)
        words(value)
        if value.startswith("0000"):  # a year that PostgreSQL does not know
            raise ValueError(value)
    except (EDTFParseException, ValueError) as error:
        raise ValidationError(
            _("“%(value)s” is not a date we can read. Write 2016, 2016-06 or 2016-06-20."),
            params={"value": value},
        ) from error


def edtf_field(verbose_name, **options):
    """A date with its precision: 2016, 2016-06, 2015-06~, 2021-21 (spring), XXXX-05-25."""
    options.setdefault("help_text", _("2016, 2016-06, 2016-06-20; add ~ for about."))
    return models.CharField(
        verbose_name, max_length=40, blank=True, default="", validators=[validate_edtf], **options
    )


class EarliestDay(Func):
    """First day that an EDTF date can mean; no value for an unknown year."""

    function = "public.edtf_earliest"
    output_field = models.DateField()


def earliest_day(field):
    """A generated column to sort by: the earliest day of an EDTF field."""
    return models.GeneratedField(
        expression=EarliestDay(F(field)), output_field=models.DateField(null=True), db_persist=True
    )


SEASONS = {
    "21": _("spring %(year)s"),
    "22": _("summer %(year)s"),
    "23": _("autumn %(year)s"),
    "24": _("winter %(year)s"),
}
LOCALES = {"en": "en_GB"}  # the English of Europe: 1 October 2020
LEAP_YEAR = 2000  # so that 29 February can be written without a year


def words(value):
    """An EDTF date in words of the active language: 2016-06 → juin 2016. Empty stays empty."""
    if "/" in value:
        start, end = (words(part) if part != ".." else "" for part in value.split("/"))
        return f"{start} – {end}".strip()
    plain = value.rstrip("~?%")
    if plain == value:
        return _plain_words(value)
    about = gettext("about %(date)s") if value[-1] in "~%" else gettext("probably %(date)s")
    return about % {"date": _plain_words(plain)}


def month(value):
    """A date without its day, for sentences such as “described in March 2020”."""
    is_day = len(value) == len("2020-03-18") and value[:4].isdigit()
    return words(value[: len("2020-03")] if is_day else value)


def _plain_words(value):
    year, month, day = (value.split("-") + ["", ""])[:3]
    if not month:
        return year
    if month in SEASONS:
        return SEASONS[month] % {"year": year}
    date = datetime.date(int(year) if "X" not in year else LEAP_YEAR, int(month), int(day or 1))
    locale = LOCALES.get(get_language(), get_language())
    if not day:
        return format_skeleton("yMMMM", date, locale=locale)
    if "X" in year:
        written = format_skeleton("MMMMd", date, locale=locale)
    else:
        written = format_date(date, "long", locale=locale)
    return written.replace("1 ", "1er ", 1) if locale == "fr" and date.day == 1 else written
