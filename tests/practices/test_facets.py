"""Counts of facets, held against a plain loop over generated practices."""

import pytest
from django.http import QueryDict
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practices.cards import for_cards
from practices.facets import facets
from practices.filters import FACETS, MORE_FACETS, PracticeFilter
from practices.models import Practice
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

VALUES = {
    "theme": ["t1", "t2", "t3"],
    "for_whom": ["g1", "g2"],
    "format": ["f1", "f2"],
    "place": ["xx", "xx/a", "xx/a/town", "xx/b"],
    "language": ["fr", "own", "interpreter", "mediator"],
    "fund": ["m1", "m2"],
    "run_by": ["k1", "k2"],
    "depth": ["full", "short"],
    "source": ["s1", "s2"],
}
several = st.lists(st.sampled_from([0, 1, 2]), max_size=2, unique=True)
rows = st.lists(
    st.fixed_dictionaries(
        {name: st.lists(st.sampled_from(values), max_size=2, unique=True)
         for name, values in VALUES.items()}
    ),
    min_size=1, max_size=6,
)  # fmt: skip
choices = st.fixed_dictionaries(
    {name: st.lists(st.sampled_from(values), max_size=2, unique=True)
     for name, values in VALUES.items()}
)  # fmt: skip


@pytest.fixture
def terms():
    made = {
        "theme": {code: ThemeFactory(code=code) for code in VALUES["theme"]},
        "for_whom": {code: TargetGroupFactory(code=code) for code in VALUES["for_whom"]},
        "format": {code: FormatFactory(code=code) for code in VALUES["format"]},
        "fund": {code: FundFactory(code=code) for code in VALUES["fund"]},
        "run_by": {code: OrganisationKindFactory(code=code) for code in VALUES["run_by"]},
        "source": {slug: SourceFactory(slug=slug) for slug in VALUES["source"]},
        "place": {},
    }
    for path in VALUES["place"]:
        parent = made["place"].get(path.rpartition("/")[0])
        kind = ["country", "province", "municipality"][path.count("/")]
        made["place"][path] = PlaceFactory(path=path, kind=kind, parent=parent)
    return made


def make(values, terms):
    """A practice with these values, each in the place where the filters look for it."""
    depth = "full" if values["depth"] == ["full"] else "short"
    main = terms["source"][values["source"][0]] if values["source"] else SourceFactory()
    practice = PracticeFactory(public=True, source=main)
    for code in values["theme"]:
        PracticeThemeFactory(practice=practice, theme=terms["theme"][code])
    for code in values["for_whom"]:
        PracticeTargetGroupFactory(practice=practice, target_group=terms["for_whom"][code])
    for slug in values["source"][1:]:
        PracticeCitationFactory(practice=practice, source=terms["source"][slug])
    for path in values["place"]:
        PracticePlaceFactory(practice=practice, place=terms["place"][path], meaning="serves")
    for code in values["fund"]:
        practice.projects.add(ProjectFactory(published=True, fund=terms["fund"][code]))
    for code in values["run_by"]:
        body = OrganisationFactory(published=True, kind=terms["run_by"][code])
        PracticeRoleFactory(practice=practice, organisation=body, role="run-by")
    practice.formats.set([terms["format"][code] for code in values["format"]])
    own, support = values["language"][:1], values["language"][1:]
    if own and own[0] in ("fr", "own"):
        practice.working_languages = own
    elif own:
        practice.language_support = own
    practice.save()
    if support or depth == "full":
        activity = ActivityFactory(practice=practice)
        is_language = support and support[0] in ("fr", "own")
        activity.working_languages = support if is_language else []
        activity.language_support = [] if is_language else support
        activity.save()
    if depth == "full":
        PostFactory(practice=practice)
        SectionFactory(practice=practice, kind=section_kind("strengths", "gives"))
    return {**values, "depth": [depth]}


def has(values, name, wanted):
    """The plain rule: any of the wanted values; a place holds what lies in it."""
    if name == "place":
        return any(p == w or p.startswith(f"{w}/") for p in values["place"] for w in wanted)
    return bool(set(values[name]) & set(wanted))


def holds(values, chosen, but=None):
    return all(has(values, n, w) for n, w in chosen.items() if w and n != but)


@given(data=st.data(), practices=rows, chosen=choices)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_each_count_is_that_of_a_plain_loop_and_of_the_click(terms, data, practices, chosen):
    Practice.objects.all().delete()
    made = [make(values, terms) for values in practices]
    query = QueryDict(mutable=True)
    for name, values in chosen.items():
        query.setlist(name, values)
    with override("fr"):
        filterset = PracticeFilter(query, queryset=for_cards())
        assert filterset.is_valid(), filterset.errors
        assert filterset.qs.count() == sum(holds(values, chosen) for values in made)
        for facet in facets(filterset, FACETS + MORE_FACETS):
            name = facet["name"]
            counts = {option["value"]: option["count"] for option in facet["options"]}
            for value in VALUES[name]:
                wanted = sum(holds(v, chosen, name) and has(v, name, [value]) for v in made)
                assert counts.get(value, 0) == wanted, (name, value)
        clicked = query.copy()
        name = data.draw(st.sampled_from(list(VALUES)))
        value = data.draw(st.sampled_from(VALUES[name]))
        clicked.setlist(name, [value])
        after = PracticeFilter(clicked, queryset=for_cards()).qs.count()
        assert after == sum(holds(v, {**chosen, name: [value]}) for v in made)


def test_the_order_by_least_staff_puts_the_unknown_last(client):
    few, many, unknown = (PracticeFactory(published=True) for _ in range(3))
    PostFactory(practice=few, full_time_equivalent="0.5", where="budget")
    PostFactory(practice=many, full_time_equivalent="2", where="staff")
    PostFactory(practice=many, full_time_equivalent="0.1", where="budget")
    PostFactory(practice=unknown, full_time_equivalent=None)
    query = QueryDict("sort=staff")
    with override("fr"):
        found = list(PracticeFilter(query, queryset=for_cards()).qs)
    assert found == [few, many, unknown]
    assert "come last" in client.get("/en/practices/", {"sort": "staff"}).text


def test_practices_for_the_whole_country_have_a_line_of_their_own_under_a_place(client):
    country = PlaceFactory(path="xx", kind="country", parent=None)
    town = PlaceFactory(path="xx/a", kind="province", parent=country)
    here, whole = PracticeFactory(published=True), PracticeFactory(published=True)
    PracticePlaceFactory(practice=here, place=town, meaning="takes-place")
    PracticePlaceFactory(practice=whole, place=country, meaning="serves")
    text = client.get("/en/practices/", {"place": "xx/a"}).text
    assert "1 practice for the whole country" in text
    assert text.index(here.slug) < text.index("for the whole country") < text.index(whole.slug)
    assert "for the whole country" not in client.get("/en/practices/", {"place": "xx"}).text
