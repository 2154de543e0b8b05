import pytest

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
