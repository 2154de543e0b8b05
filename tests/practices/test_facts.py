import pytest

from core.addresses import address_of
from tests.factories import ActivityFactory, PracticeFactory, RhythmFactory

pytestmark = pytest.mark.django_db


def test_the_rhythms_of_several_activities_are_a_list(client):
    practice = PracticeFactory(published=True)
    for title in ["Coaching", "Sorties"]:
        activity = ActivityFactory(practice=practice, title_fr=title)
        RhythmFactory(
            of_activity=True,
            activity=activity,
            times_from=2,
            times_to=2,
            per_count=1,
            per_unit="week",
        )
    html = client.get(f"/fr/pratiques/{practice.slug}/").text
    facts = html.partition('<div class="facts">')[2].partition("</dl>")[0]
    assert facts.count("<li>") == 2
    assert "<li>Coaching" in facts.replace("<ul>", "") and "<li>Sorties" in facts


@pytest.mark.parametrize("rhythms", [[1], [1, 2], [1, 1]])
def test_facts_alone_name_no_activity(client, rhythms):
    practices = [PracticeFactory(published=True, source__show="facts") for _ in range(2)]
    for times in rhythms:
        activity = ActivityFactory(practice=practices[0], title_fr="Une activité secrète")
        RhythmFactory(of_activity=True, activity=activity, times_from=times, times_to=times)
    compared = "&".join(f"p={practice.slug}" for practice in practices)
    for path in [practices[0].get_absolute_url(), f"{address_of('compare')}?{compared}"]:
        html = client.get(path).text.replace("\xa0", " ").replace("\u202f", " ")
        assert "secr" not in html
        assert all(html.count(f"{times} × par semaine") == 1 for times in rhythms)
