"""A practice in two languages side by side."""

import re

import pytest
from django.utils.translation import override

from core.addresses import absolute, address_of
from core.i18n import State
from sources.models import Source
from tests.factories import (
    ActivityFactory,
    CriterionFactory,
    PhaseFactory,
    PracticeFactory,
    RhythmFactory,
    SectionFactory,
    UserFactory,
    fullest_practice,
)

pytestmark = pytest.mark.django_db


def path_of(practice, language="fr", other=""):
    path = address_of("bilingual", practice.slug, language=language)
    return f"{path}?with={other}" if other else path


def heads(html):
    """The languages of the two columns."""
    return re.findall(r'<h2 lang="(\w\w)" dir="ltr"><a', html)


def cells(html):
    """(language, words) of each text, from left to right and from top to bottom."""
    found = re.findall(r'<div class="prose" lang="(\w\w)" dir="ltr">(.*?)</div>', html, re.S)
    return [(code, " ".join(re.sub(r"<.*?>", " ", words).split())) for code, words in found]


@pytest.mark.parametrize(
    ("language", "other", "columns"),
    [
        ("nl", "", ["fr", "nl"]),  # the original beside the reader's
        ("fr", "", ["fr", "nl"]),  # the reader's is the original: the first other language
        ("fr", "en", ["fr", "en"]),
        ("nl", "en", ["en", "nl"]),
        ("nl", "nl", ["fr", "nl"]),  # after a change of language the choice can be the reader's
    ],
)
def test_which_languages_stand_beside_each_other(client, language, other, columns):
    practice = PracticeFactory(published=True)
    assert heads(client.get(path_of(practice, language, other)).text) == columns


def test_a_language_in_which_nothing_exists_is_not_the_one_that_is_offered_first(client):
    practice = PracticeFactory(published=True, title_nl="", summary_nl="", one_line_nl="")
    assert heads(client.get(path_of(practice, "fr")).text) == ["fr", "en"]


def test_an_unknown_language_is_not_found(client):
    practice = PracticeFactory(published=True)
    assert client.get(path_of(practice, "fr", "zz")).status_code == 404


def test_texts_stand_in_pairs_with_their_language(client):
    practice = PracticeFactory(published=True)
    found = cells(client.get(path_of(practice, "nl")).text)
    assert found[:2] == [("fr", practice.title_fr), ("nl", practice.title_nl)]
    assert [code for code, _words in found[:6]] == ["fr", "nl"] * 3


def test_a_missing_text_says_so_and_none_is_lent_from_another_language(client):
    practice = PracticeFactory(public=True)
    CriterionFactory(practice=practice, text_fr="Avoir un titre de séjour", text_nl="", text_en="")
    with override("nl"):
        missing = str(State.MISSING.label)
    html = client.get(path_of(practice, "nl")).text
    assert html.count("Avoir un titre de séjour") == 1
    assert html.count(f'<p class="small">{missing}</p>') == 1


def test_what_is_usual_is_said_at_the_head_and_what_differs_at_the_text(client):
    practice = PracticeFactory(published=True)
    SectionFactory(practice=practice, text_nl="", heading_nl="")
    states = practice.text_states
    states["summary"]["nl"]["state"] = State.DRAFT
    type(practice).objects.filter(pk=practice.pk).update(text_states=states)
    html = client.get(path_of(practice, "nl")).text
    with override("nl"):
        reviewed, draft = str(State.REVIEWED.label), str(State.DRAFT.label)
    assert html.count(reviewed) == 1
    assert html.count(f'<span class="in">{draft}</span>') == 1


def test_an_outdated_translation_says_so(client):
    practice = PracticeFactory(published=True)
    type(practice).objects.filter(pk=practice.pk).update(one_line_fr="Une autre ligne.")
    with override("nl"):
        label = str(State.OUTDATED.label)
    assert f'<span class="in">{label}</span>' in client.get(path_of(practice, "nl")).text


def test_parts_have_the_anchors_and_the_order_of_the_practice_page(client):
    practice = fullest_practice(2)
    phase = PhaseFactory(activity=ActivityFactory(practice=practice))
    assert phase.title_fr

    def anchors(path):
        found = re.findall(r'id="((?:s|a)\d+|how|who|takes|gives|why|money|source)"', path)
        return list(dict.fromkeys(found))

    page = anchors(client.get(address_of("practice", practice.slug, language="nl")).text)
    beside = anchors(client.get(path_of(practice, "nl")).text)
    assert set(beside) >= {"how", "takes", "gives", "money"}
    shared = [anchor for anchor in page if anchor in beside]
    assert [anchor for anchor in beside if anchor in shared] == shared
    assert [a for a in page if a.startswith("a")] == [a for a in beside if a.startswith("a")]


@pytest.mark.parametrize("show", [Source.Show.SUMMARY, Source.Show.FACTS])
def test_the_rights_of_the_source_are_obeyed(client, show):
    practice = PracticeFactory(published=True)
    SectionFactory(practice=practice, text_fr="Le texte entier.", text_nl="De hele tekst.")
    ActivityFactory(practice=practice, content_fr="Le déroulement.")
    CriterionFactory(practice=practice, text_fr="Une condition.")
    RhythmFactory(practice=practice, label_fr="La permanence", as_printed_fr="chaque mardi")
    Source.objects.update(show=show)
    html = client.get(path_of(practice, "nl")).text
    hidden = ["Le texte entier", "De hele tekst", "Le déroulement", "Une condition"]
    for text in [*hidden, "La permanence", "chaque mardi"]:
        assert text not in html
    assert (practice.summary_fr in html) == (show == Source.Show.SUMMARY)


def test_it_is_a_view_of_the_practice_page(client):
    practice = PracticeFactory(published=True)
    html = client.get(path_of(practice, "nl")).text
    canonical = absolute(address_of("practice", practice.slug, language="nl"))
    assert f'<link rel="canonical" href="{canonical}">' in html
    assert 'content="noindex"' in html and "hreflang" in html


def test_a_draft_is_shown_to_the_staff_alone(client):
    practice = PracticeFactory()
    assert client.get(path_of(practice)).status_code == 404
    client.force_login(UserFactory(is_superuser=True))
    response = client.get(path_of(practice))
    assert response.status_code == 200 and "private" in response["Cache-Control"]


def test_the_practice_page_leads_to_it_from_its_notice_and_from_each_part(client):
    practice = PracticeFactory(published=True)
    SectionFactory(practice=practice, kind__group="how", text_en="A text.")
    html = client.get(address_of("practice", practice.slug, language="en")).text
    beside = path_of(practice, "en")
    assert f'href="{beside}"' in html and f'href="{beside}#how"' in html
    assert 'id="how"' in client.get(beside).text


def test_a_practice_in_one_language_leads_nowhere(client):
    practice = PracticeFactory(published=True, french_only=True)
    html = client.get(address_of("practice", practice.slug, language="nl")).text
    assert path_of(practice, "nl") not in html
