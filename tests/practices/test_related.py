"""Related practices at the foot of a practice: each with its reason, none without."""

import re

import pytest

from core.addresses import address_of
from practices.models import Practice
from practices.related import MOST
from projects.models import Project
from sources.models import Role
from tests.factories import (
    ActivityFactory,
    FormatFactory,
    OrganisationFactory,
    PlaceFactory,
    PostFactory,
    PracticeFactory,
    PracticeLinkFactory,
    PracticePlaceFactory,
    PracticeRoleFactory,
    PracticeTargetGroupFactory,
    PracticeThemeFactory,
    ProjectFactory,
    SectionFactory,
    TargetGroupFactory,
    ThemeFactory,
    section_kind,
)
from vocabulary.models import Format

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme():
    return ThemeFactory(label_en="Housing")


@pytest.fixture
def group():
    return TargetGroupFactory(label_en="Refugees")


def practice(themes=(), groups=(), formats=(), places=(), **values):
    row = PracticeFactory(public=True, **values)
    for theme in themes:
        PracticeThemeFactory(practice=row, theme=theme)
    for group in groups:
        PracticeTargetGroupFactory(practice=row, target_group=group)
    for place in places:
        PracticePlaceFactory(practice=row, place=place)
    row.formats.set(formats)
    return row


def full_sheet(**values):
    row = practice(**values)
    ActivityFactory(practice=row)
    PostFactory(practice=row)
    SectionFactory(practice=row, kind=section_kind("results", "gives"))
    return row


def related(client, row):
    """[(slug, strongest reason, others)] in the order of the page."""
    html = client.get(address_of("practice", row.slug, language="en")).text
    foot = html.partition('id="related"')[2]
    found = []
    for card in foot.split('<article class="card')[1:]:
        slug = re.search(r'href="/en/practices/(.+?)/"', card)[1]
        reason = re.search(r'<p class="kicker">(.*?)</p>', card)[1]
        found.append((slug, reason, re.findall(r'<p class="small">(.*?)</p>', card)))
    return found


def test_same_theme_and_for_whom(client, theme, group):
    me, other = practice([theme], [group]), practice([theme], [group])
    assert related(client, me) == [
        (other.slug, "Same theme, for the same people: Housing, Refugees", []),
    ]
    assert [slug for slug, *_ in related(client, other)] == [me.slug]


def test_nothing_is_shown_without_a_reason(client, theme, group):
    me = practice([theme], [group])
    practice([theme], [TargetGroupFactory()])
    practice([ThemeFactory()], [group])
    assert 'id="related"' not in client.get(address_of("practice", me.slug, language="en")).text


def test_a_theme_that_is_the_main_one_of_neither_is_no_reason(client, theme, group):
    me = practice([ThemeFactory(), theme], [group])
    practice([ThemeFactory(), theme], [group])
    assert related(client, me) == []


def test_the_same_main_theme_comes_before_a_further_one_and_full_sheets_first(client, theme, group):
    me = practice([theme], [group])
    further = full_sheet(themes=[ThemeFactory(), theme], groups=[group])
    short = practice([theme], [group, TargetGroupFactory()])
    full = full_sheet(themes=[theme], groups=[group])
    assert [slug for slug, *_ in related(client, me)] == [full.slug, short.slug, further.slug]


@pytest.mark.parametrize("values", [{"public": False}, {"is_mention": True}])
def test_only_listed_practices(client, theme, group, values):
    me, other = practice([theme], [group]), practice([theme], [group])
    project = ProjectFactory(published=True)
    project.practices.add(me, other)
    change = {"is_mention": True} if "is_mention" in values else {"status": "draft"}
    Practice.objects.filter(pk=other.pk).update(**change)
    assert related(client, me) == []


def test_same_project_and_same_organisation(client):
    me, paid, run = practice(), practice(), practice()
    project = ProjectFactory(published=True, title_en="AMIF 12")
    project.practices.add(me, paid)
    organisation = OrganisationFactory(published=True, title_en="Convivial")
    for row in [me, run]:
        PracticeRoleFactory(practice=row, organisation=organisation)
    assert related(client, me) == [
        (paid.slug, "Same project: AMIF 12", []),
        (run.slug, "Same organisation: Convivial", []),
    ]


def test_what_is_not_published_is_no_reason(client):
    me, other = practice(), practice()
    ProjectFactory().practices.add(me, other)
    organisation = OrganisationFactory()
    for row in [me, other]:
        PracticeRoleFactory(practice=row, organisation=organisation)
    assert Project.objects.published().count() == 0
    assert related(client, me) == []


def test_who_presents_or_supports_both_is_no_reason(client):
    me, other = practice(), practice()
    organisation = OrganisationFactory(published=True)
    for row in [me, other]:
        PracticeRoleFactory(practice=row, organisation=organisation, role=Role.PRESENTED_BY)
    assert related(client, me) == []


@pytest.mark.parametrize(
    ("kind", "here", "there"),
    [
        ("part-of", "This practice is part of it", "Part of this practice"),
        ("same-network", "In the same network", "In the same network"),
    ],
)
def test_a_link_made_by_hand_comes_first_and_says_so_from_both_sides(client, kind, here, there):
    me, other, paid = practice(), practice(), practice()
    ProjectFactory(published=True).practices.add(me, paid)
    PracticeLinkFactory(practice=me, other=other, kind=kind, note_en="Since 2019.", note_fr="Oui.")
    assert related(client, me)[0] == (other.slug, here, ["Since 2019."])
    assert related(client, other) == [(me.slug, there, ["Since 2019."])]


def test_a_practice_comes_once_with_all_its_reasons(client, theme, group):
    me, other = practice([theme], [group]), practice([theme], [group])
    ProjectFactory(published=True, title_en="AMIF 12").practices.add(me, other)
    PracticeLinkFactory(practice=me, other=other, kind="continues", note_fr="", note_en="")
    assert related(client, me) == [
        (
            other.slug,
            "This practice continues it",
            ["Same project: AMIF 12", "Same theme, for the same people: Housing, Refugees"],
        )
    ]


def test_same_method_elsewhere(client, group):
    buddies = FormatFactory(label_en="Buddies")
    here, there = PlaceFactory(town=True), PlaceFactory(town=True)
    me = practice(groups=[group], formats=[buddies], places=[here])
    other = practice(groups=[group], places=[there])
    ActivityFactory(practice=other).formats.add(buddies)
    assert related(client, me) == [(other.slug, "Same method elsewhere: Buddies", [])]


def test_the_same_method_in_the_same_place_is_no_reason(client, group):
    buddies, here = FormatFactory(), PlaceFactory(town=True)
    me = practice(groups=[group], formats=[buddies], places=[here])
    practice(groups=[group], formats=[buddies], places=[here])
    practice(groups=[group], formats=[buddies], places=[here.parent])
    practice(groups=[group], formats=[buddies])
    assert related(client, me) == []


def test_a_small_part_of_the_method_or_another_subject_is_no_reason(client, group):
    buddies, here, there = FormatFactory(), PlaceFactory(town=True), PlaceFactory(town=True)
    me = practice(groups=[group], formats=[buddies], places=[here])
    practice(groups=[group], formats=[buddies, *FormatFactory.create_batch(2)], places=[there])
    practice(formats=[buddies], places=[there])
    assert related(client, me) == []


def test_there_are_six_at_most(client, theme, group):
    me = practice([theme], [group])
    for _number in range(MOST + 2):
        practice([theme], [group])
    assert len(related(client, me)) == MOST


def test_of_one_organisation_two_at_most_where_its_page_lists_the_others(client):
    me = practice()
    organisation = OrganisationFactory(published=True)
    for row in [me, practice(), practice(), practice()]:
        PracticeRoleFactory(practice=row, organisation=organisation)
    assert len(related(client, me)) == 2


def test_a_group_alone_is_no_method(client, group):
    here, there = PlaceFactory(town=True), PlaceFactory(town=True)
    sessions = Format.objects.filter(code="group").first() or FormatFactory(code="group")
    me = practice(groups=[group], formats=[sessions], places=[here])
    practice(groups=[group], formats=[sessions], places=[there])
    assert related(client, me) == []
