"""Dates as sources print them: in words, in order, and refused where they are none."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import override

from core.edtf_dates import month, validate_edtf, words
from practices.models import Practice
from sources.models import Source
from tests.factories import PracticeFactory, SourceFactory

MONTHS = {
    "2016-06": {"fr": "juin 2016", "nl": "juni 2016", "en": "June 2016"},
    "2020-03-19": {"fr": "19 mars 2020", "nl": "19 maart 2020", "en": "19 March 2020"},
    "XXXX-05-25": {"fr": "25 mai", "nl": "25 mei", "en": "25 May"},
    "XXXX-02-29": {"fr": "29 février", "nl": "29 februari", "en": "29 February"},
    "2020": {"fr": "2020", "nl": "2020", "en": "2020"},
    "2014/2020": {"fr": "2014 – 2020", "nl": "2014 – 2020", "en": "2014 – 2020"},
    "2016-06/2021-12": {
        "fr": "juin 2016 – décembre 2021",
        "nl": "juni 2016 – december 2021",
        "en": "June 2016 – December 2021",
    },
}


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
@pytest.mark.parametrize("value", MONTHS)
def test_a_date_reads_as_people_write_it(value, language):
    with override(language):
        assert words(value) == MONTHS[value][language]


@pytest.mark.parametrize("value", ["2016-XX", "2016-~06", "2016-25", "-0044"])
def test_a_date_that_we_have_no_words_for_is_refused(value):
    with pytest.raises(ValidationError):
        validate_edtf(value)


def test_a_month_for_a_sentence_leaves_out_the_day():
    with override("fr"):
        assert month("2020-03-19") == month("2020-03") == "mars 2020"
        assert month("2020") == "2020"


def test_what_is_about_or_probable_says_so_beside_the_plain_date():
    for language in ["fr", "nl", "en"]:
        with override(language):
            about, plain = words("2015-06~"), words("2015-06")
            assert plain in about and about != plain
            assert words("2015~") != words("2015?")
            assert "2015" in words("2015?")
            assert "~" not in about and "?" not in words("2015?")


@pytest.mark.parametrize("season", ["21", "22", "23", "24"])
def test_a_season_is_named_with_its_year(season):
    for language in ["fr", "nl", "en"]:
        with override(language):
            said = words(f"2021-{season}")
            assert "2021" in said and len(said) > len("2021 ")
            assert f"-{season}" not in said


def test_the_seasons_have_different_names():
    for language in ["fr", "nl", "en"]:
        with override(language):
            assert len({str(words(f"2021-{season}")) for season in range(21, 25)}) == 4


def test_an_end_that_is_open_is_left_open():
    with override("fr"):
        assert words("2016/..") == "2016 –"
        assert words("../2016") == "– 2016"


def test_no_date_gives_no_words():
    assert words("") == ""


GOOD = ["2016", "2016-06", "2016-06-20", "2015-06~", "2015?", "2021-21", "XXXX-05-25", "2014/2020"]


@pytest.mark.parametrize("value", GOOD)
def test_a_date_in_the_known_form_passes_and_reads(value):
    validate_edtf(value)
    assert words(value)


@pytest.mark.parametrize(
    "value",
    ["juin 2016", "2016-13", "2016-06-31", "2016/06", "20-06-2016", "2016-6", "2016-06-20T10:00",
     "x", "\x00", "2016-06--", "2016-6-2"],
    ids=repr,
)  # fmt: skip
def test_what_is_no_date_is_refused(value):
    with pytest.raises(ValidationError):
        validate_edtf(value)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "value",
    ["19XX", "201X", "2016-XX", "2016-06-XX", "Y17E7", "-0044", "2016-25", "2016-06-20%",
     "[2016,2017]", "{2016..2018}", "2016-~06", "1985?/2004~", "2016-21/2016-23", "../..", "/2016",
     "2016/", "0000", "12016", "2016S2"],
    ids=repr,
)  # fmt: skip
def test_a_rare_form_is_refused_or_reads_in_every_language(value):
    """EDTF has many forms: what passes the door must not break a page, nor the database."""
    try:
        validate_edtf(value)
    except ValidationError:
        return
    for language in ["fr", "nl", "en"]:
        with override(language):
            assert words(value)
    earliest(value)


def earliest(value):
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.edtf_earliest(%s)", [value])
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2016", (2016, 1, 1)),
        ("2016-06", (2016, 6, 1)),
        ("2016-06-20", (2016, 6, 20)),
        ("2015-06~", (2015, 6, 1)),
        ("2015?", (2015, 1, 1)),
        ("2021-21", (2021, 3, 1)),
        ("2021-22", (2021, 6, 1)),
        ("2021-23", (2021, 9, 1)),
        ("2021-24", (2021, 12, 1)),
        ("2014/2020", (2014, 1, 1)),
        ("2016-06/..", (2016, 6, 1)),
    ],
)
def test_the_earliest_day_that_a_date_can_mean(value, day):
    assert earliest(value) == datetime.date(*day)


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["", "XXXX-05-25", "juin 2016", "19XX", "..", "\n", "2016-6"])
def test_a_date_without_a_known_year_has_no_earliest_day(value):
    assert earliest(value) is None


@pytest.mark.django_db
def test_the_sources_sort_by_the_day_in_the_database():
    for date in ["2020-03", "XXXX-05-25", "2019", "2019-21"]:
        SourceFactory(date=date)
    ordered = Source.objects.order_by("date_earliest").values_list("date", flat=True)
    assert list(ordered) == ["2019", "2019-21", "2020-03", "XXXX-05-25"]


@pytest.mark.django_db
def test_a_form_refuses_a_date_that_is_none():
    practice = PracticeFactory.build(started="l’an dernier")
    with pytest.raises(ValidationError) as caught:
        practice.clean_fields(
            exclude=[f.name for f in Practice._meta.fields if f.name != "started"]
        )
    assert set(caught.value.message_dict) == {"started"}
