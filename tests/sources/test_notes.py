"""An editorial note stands beside what it is about."""

import re

import pytest

from tests.factories import (
    EventFactory,
    OrganisationFactory,
    OrganisationFigureFactory,
    PostFactory,
    PracticeFactory,
    PracticeFigureFactory,
)

pytestmark = pytest.mark.django_db


def words(html):
    main = html.partition("<main")[2]
    return " ".join(re.sub(r"<.*?>", " ", main).split())


def in_order(text, *parts):
    places = [text.index(part) for part in parts]
    return places == sorted(places)


def test_of_a_post_and_of_a_figure_of_a_practice(client):
    practice = PracticeFactory(published=True)
    PostFactory(practice=practice, role_fr="Un coach", editorial_note_fr="Coach à mi-temps.")
    PostFactory(practice=practice, role_fr="Un chauffeur")
    PracticeFigureFactory(practice=practice, label_fr="inscrits", editorial_note_fr="Sans date.")
    PracticeFigureFactory(practice=practice, label_fr="diplômés")
    html = client.get(f"/fr/pratiques/{practice.slug}/").text
    text = words(html.replace(html[html.index("<fieldset>") : html.rindex("</fieldset>")], ""))
    assert in_order(text, "Un coach", "Coach à mi-temps.", "Un chauffeur")
    assert in_order(text, "inscrits", "Sans date.", "diplômés")


def test_of_a_figure_of_an_organisation(client):
    organisation = OrganisationFactory(published=True)
    figure = {"organisation": organisation}
    OrganisationFigureFactory(**figure, label_fr="inscrits", editorial_note_fr="Sans date.")
    OrganisationFigureFactory(**figure, label_fr="diplômés")
    text = words(client.get(f"/fr/organisations/{organisation.slug}/").text)
    assert in_order(text, "inscrits", "Sans date.", "diplômés")


def test_of_an_event_after_its_facts(client):
    event = EventFactory(
        published=True, editorial_note_fr="L’année est déduite.", description_fr="Une journée."
    )
    text = words(client.get(f"/fr/evenements/{event.slug}/").text)
    assert in_order(text, event.summary_fr, "19 novembre 2020", "L’année est", "Une journée.")
