"""`PracticeFacets` and `is_full_sheet` are what the rows say, however the rows were written."""

from collections import Counter
from contextlib import contextmanager

import pytest
from django.db import connection, connections, transaction
from django.db.models import Sum

from core.fixtures import load
from practices.models import (
    Activity,
    FacetCount,
    Post,
    Practice,
    PracticeCitation,
    PracticeFacets,
    PracticePlace,
    PracticeRole,
    PracticeTargetGroup,
    PracticeTheme,
    Section,
)
from tests.factories import (
    ActivityFactory,
    FormatFactory,
    FundFactory,
    OrganisationFactory,
    OrganisationKindFactory,
    PlaceFactory,
    PostFactory,
    PracticeCitationFactory,
    PracticeFactory,
    PracticePlaceFactory,
    PracticeRoleFactory,
    PracticeTargetGroupFactory,
    PracticeThemeFactory,
    ProjectFactory,
    SectionFactory,
    SourceFactory,
    TargetGroupFactory,
    ThemeFactory,
    section_kind,
)

pytestmark = pytest.mark.django_db


def of(practice, name):
    """The values of one facet of a practice, as they are kept."""
    kept = PracticeFacets.objects.get(practice=practice).values
    return {value for facet, value in (pair.split(":") for pair in kept) if facet == name}


def is_full(practice):
    full = Practice.objects.values_list("is_full_sheet", flat=True).get(pk=practice.pk)
    assert of(practice, "depth") == {"full" if full else "short"}
    return full


@pytest.fixture
def full():
    practice = PracticeFactory(published=True)
    ActivityFactory(practice=practice)
    PostFactory(practice=practice)
    SectionFactory(practice=practice, kind=section_kind("strengths", "gives"))
    return practice


def has_depth_by_its_rows(practice):
    """The rule of the depth once more, in a plain way."""
    kinds = {section.kind.code for section in practice.sections.all()}
    return bool(
        (practice.activities.all() or "approach" in kinds)
        and (practice.posts.all() or kinds & {"staff", "resources"})
        and kinds & {"strengths", "results"}
    )


def test_all_practices_of_the_fixtures_have_the_depth_that_their_rows_give():
    load()
    practices = Practice.objects.all()
    assert {p.is_full_sheet for p in practices} == {True, False}
    assert {p.slug: p.is_full_sheet for p in practices} == {
        p.slug: has_depth_by_its_rows(p) for p in practices
    }
    assert PracticeFacets.objects.count() == len(practices)
    assert counted() == counted_by_its_rows()


def counted():
    """{value: listed practices} as the database keeps it."""
    sums = FacetCount.objects.values("value").annotate(total=Sum("n"))
    return {row["value"]: row["total"] for row in sums if row["total"]}


def counted_by_its_rows():
    """The same once more, in a plain way."""
    kept = PracticeFacets.objects.filter(practice__in=Practice.objects.listed())
    return Counter(value for facets in kept for value in facets.values)


def test_the_counts_follow_every_way_of_writing(full):
    theme, other = ThemeFactory(code="t"), ThemeFactory(code="u")
    rows = [full, *(PracticeFactory(published=True) for _ in range(2))]
    practices, links = Practice.objects.all(), PracticeTheme.objects.all()

    def plain(sql):
        with connection.cursor() as cursor:
            cursor.execute(sql)

    ways = [
        (lambda: [PracticeThemeFactory(practice=row, theme=theme) for row in rows], 3, 0),
        (lambda: practices.filter(pk=full.pk).update(status="draft"), 2, 0),
        (lambda: practices.update(status="published", working_languages=["fr"]), 3, 0),
        (lambda: practices.filter(pk=rows[1].pk).update(is_mention=True), 2, 0),
        # Listed again and with another value in one transaction: the old one never counted.
        (lambda: links.filter(practice=rows[1], theme=theme).update(theme=other), 2, 0),
        (lambda: plain("UPDATE practices_practice SET is_mention = false"), 2, 1),
        (lambda: plain("DELETE FROM practices_practicetheme"), 0, 0),
        (lambda: links.bulk_create(
            PracticeTheme(practice=row, theme=theme, position=1) for row in rows), 3, 0),
        (lambda: type(theme).objects.filter(pk=theme.pk).update(code="u2"), 0, 0),
        (lambda: type(theme).objects.filter(pk=theme.pk).update(code="t"), 3, 0),
        (lambda: rows[2].delete(), 2, 0),
        (lambda: practices.all().delete(), 0, 0),
    ]  # fmt: skip
    for number, (write, t, u) in enumerate(ways):
        write()
        now = counted()
        assert now == counted_by_its_rows(), number
        assert (now.get("theme:t", 0), now.get("theme:u", 0)) == (t, u), number
    assert not FacetCount.objects.exists()


def test_a_value_keeps_one_row_where_nobody_else_writes():
    PracticeFactory.create_batch(3, published=True)
    assert FacetCount.objects.filter(value="depth:short").count() == 1


def test_a_change_that_is_taken_back_does_not_count(full):
    before = counted()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Practice.objects.update(status="draft")
        assert not counted()
        raise ZeroDivisionError
    assert counted() == before


@contextmanager
def another_connection():
    """Puts another session of the database in the place of the default one."""
    mine, other = connections["default"], connections["default"].copy()
    connections["default"] = other
    try:
        yield
    finally:
        other.close()
        connections["default"] = mine


@pytest.mark.django_db(transaction=True)
def test_who_writes_at_once_neither_waits_nor_loses_a_count():
    rows = [PracticeFactory(published=True) for _ in range(4)]
    with transaction.atomic():
        Practice.objects.filter(pk=rows[0].pk).update(status="draft")
        with another_connection():
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '1s'")
            Practice.objects.filter(pk=rows[1].pk).update(status="draft")
            assert counted()["depth:short"] == 3
        assert counted()["depth:short"] == 2
        Practice.objects.filter(pk=rows[2].pk).update(status="draft")
    assert counted()["depth:short"] == 1
    Practice.objects.filter(pk=rows[0].pk).update(status="published")
    assert counted() == counted_by_its_rows()
    assert FacetCount.objects.filter(value="depth:short").count() == 1


@pytest.mark.parametrize("model", [Activity, Post, Section])
def test_the_depth_follows_a_row_that_goes_and_comes_by_statements_alone(full, model):
    assert is_full(full)
    row = model.objects.get(practice=full)
    other = PracticeFactory()
    model.objects.filter(pk=row.pk).update(practice=other)
    assert not is_full(full)
    model.objects.filter(pk=row.pk).update(practice=full)
    assert is_full(full)
    model.objects.filter(pk=row.pk).delete()
    assert not is_full(full)
    row.pk = None
    model.objects.bulk_create([row])
    assert is_full(full)


def test_the_depth_follows_the_kind_of_a_section_and_its_code(full):
    section = Section.objects.get(practice=full)
    Section.objects.filter(pk=section.pk).update(kind=section_kind("partners", "who"))
    assert not is_full(full)
    Section.objects.filter(pk=section.pk).update(kind=section.kind)
    assert is_full(full)
    type(section.kind).objects.filter(pk=section.kind_id).update(code="strong-points")
    assert not is_full(full)


def test_an_old_copy_of_a_practice_that_is_saved_does_not_bring_its_depth_back(full):
    old = Practice.objects.get(pk=full.pk)
    Post.objects.filter(practice=full).delete()
    old.save()
    assert not is_full(full)


@pytest.mark.parametrize(
    "model,make,name,value",
    [
        (PracticeTheme, lambda p: PracticeThemeFactory(practice=p, theme=ThemeFactory(code="v")),
         "theme", "v"),
        (PracticeTargetGroup, lambda p: PracticeTargetGroupFactory(
            practice=p, target_group=TargetGroupFactory(code="v")), "for_whom", "v"),
        (PracticePlace, lambda p: PracticePlaceFactory(
            practice=p, place=PlaceFactory(path="xx"), meaning="serves"), "place", "xx"),
        (PracticeRole, lambda p: PracticeRoleFactory(
            practice=p, role="coordinator", organisation=OrganisationFactory(
                published=True, kind=OrganisationKindFactory(code="v"))), "run_by", "v"),
        (PracticeCitation, lambda p: PracticeCitationFactory(
            practice=p, source=SourceFactory(slug="v")), "source", "v"),
        (Activity, lambda p: ActivityFactory(practice=p, working_languages=["own"]),
         "language", "own"),
    ],
)  # fmt: skip
def test_a_facet_follows_its_rows(model, make, name, value):
    practice = PracticeFactory()
    row = make(practice)
    assert value in of(practice, name)
    other = PracticeFactory()
    model.objects.filter(pk=row.pk).update(practice=other)
    assert value not in of(practice, name) and value in of(other, name)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE id = %s", [row.pk])
    assert value not in of(other, name)


def test_a_facet_follows_lists_without_a_model_of_their_own():
    practice, fund = PracticeFactory(), FundFactory(code="v")
    activity, kind = ActivityFactory(practice=practice), FormatFactory(code="v")
    practice.formats.add(FormatFactory(code="own"))
    activity.formats.add(kind)
    practice.projects.add(ProjectFactory(published=True, fund=fund))
    assert (of(practice, "format"), of(practice, "fund")) == ({"own", "v"}, {"v"})
    activity.formats.clear()
    practice.formats.clear()
    practice.projects.clear()
    assert (of(practice, "format"), of(practice, "fund")) == (set(), set())


def test_a_facet_follows_what_a_practice_names():
    practice, kind = PracticeFactory(), OrganisationKindFactory(code="k")
    body, project = OrganisationFactory(published=True), ProjectFactory(published=True)
    place, theme = PlaceFactory(path="xx"), ThemeFactory(code="t")
    PracticeRoleFactory(practice=practice, organisation=body, role="run-by")
    PracticePlaceFactory(practice=practice, place=place, meaning="serves")
    PracticeThemeFactory(practice=practice, theme=theme)
    practice.projects.add(project)
    for row, changes, name, value in [
        (body, {"kind": kind}, "run_by", {"k"}),
        (body, {"status": "draft"}, "run_by", set()),
        (project, {"fund": FundFactory(code="f")}, "fund", {"f"}),
        (project, {"status": "draft"}, "fund", set()),
        (place, {"path": "yy"}, "place", {"yy"}),
        (theme, {"code": "u"}, "theme", {"u"}),
        (practice.source, {"slug": "other"}, "source", {"other"}),
        (practice, {"language_support": ["mediator"]}, "language", {"mediator"}),
    ]:
        type(row).objects.filter(pk=row.pk).update(**changes)
        assert of(practice, name) == value, changes


def test_nothing_is_kept_of_a_practice_that_is_gone(full):
    full.delete()
    assert not PracticeFacets.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
