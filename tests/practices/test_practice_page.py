import re

import pytest
from django.utils.translation import override
from playwright.sync_api import expect

from core.fixtures import load
from practices.checklist import checklist
from practices.page import for_page, pages_of
from tests.factories import (
    ActivityFactory,
    CriterionFactory,
    PhaseFactory,
    PostFactory,
    PracticeCitationFactory,
    PracticeFactory,
    RhythmFactory,
    SectionFactory,
    SourceFactory,
    section_kind,
)

PRINTED = {"state": "original", "origin": "printed"}


@pytest.fixture(autouse=True)
def no_cache(settings):
    dummy = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    settings.CACHES = {**settings.CACHES, "default": dummy}


def html(client, practice, language="fr"):
    word = {"fr": "pratiques", "nl": "praktijken", "en": "practices"}[language]
    text = client.get(f"/{language}/{word}/{practice.slug}/").text
    return text.replace("\xa0", " ").replace("\u202f", " ")


def needs(practice):
    practice = for_page().get(pk=practice.pk)
    found = checklist(practice, practice.sections.all())
    return [[str(p.words).replace("\xa0", " ") for p in points] for _heading, points in found]


@pytest.mark.django_db
def test_many_activities_are_folded_to_a_plan_and_few_stand_open(client):
    few, many = PracticeFactory(public=True), PracticeFactory(public=True)
    for practice, count in [(few, 2), (many, 3)]:
        for _n in range(count):
            ActivityFactory(practice=practice)
    assert html(client, few).count("<details open><summary><h4>") == 2
    assert html(client, many).count("<details><summary><h4>") == 3


@pytest.mark.django_db
def test_phases_stand_beside_each_other_unless_their_texts_are_long(client):
    practice = PracticeFactory(public=True)
    phase = PhaseFactory(activity=ActivityFactory(practice=practice), content_fr="Peu de mots.")
    assert 'class="phases beside"' in html(client, practice)
    phase.content_fr = "Beaucoup de mots. " * 30
    phase.save()
    assert 'class="phases"' in html(client, practice)


@pytest.mark.django_db
def test_the_checklist_takes_its_points_from_posts_and_sections():
    practice = PracticeFactory(public=True)
    PostFactory(practice=practice, role_fr="Formatrice", head_count=2, full_time_equivalent=1)
    PostFactory(practice=practice, role_fr="Comptable", where="budget")
    for code, text in [
        ("qualities", "Il faut :\n\n- Patience\n- *Humour*"),
        ("premises", "Un lieu calme"),
        ("legal-basis", "Aucune place ici"),
    ]:
        SectionFactory(practice=practice, kind=section_kind(code, "takes"), text_fr=text)
    people, *others = needs(practice)
    assert people == ["2 × Formatrice (1 équivalent temps plein)"]
    assert others == [["Patience", "Humour"], ["Un lieu calme"]]


@pytest.mark.django_db
def test_a_long_point_is_cut_and_leads_to_its_section(client):
    practice = PracticeFactory(public=True)
    section = SectionFactory(
        practice=practice, kind=section_kind("premises", "takes"), text_fr="mot " * 60
    )
    page = html(client, practice)
    assert f'href="#s{section.position}"' in page and f'id="s{section.position}"' in page


@pytest.mark.django_db
def test_a_practice_that_needs_nothing_has_no_checklist_and_no_script_for_it(client):
    page = html(client, PracticeFactory(public=True))
    assert "checklist" not in page


@pytest.mark.django_db
def test_rights_that_hide_the_texts_hide_them_in_the_checklist_too(client):
    source = SourceFactory(show="facts")
    practice = PracticeFactory(public=True, source=source)
    SectionFactory(
        practice=practice, kind=section_kind("premises", "takes"), text_fr="Un lieu secret"
    )
    assert "Un lieu secret" not in html(client, practice)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("fr", ["tel qu’imprimé dans la source"]),
        ("nl", ["zoals gedrukt in de bron", "voorlopige vertaling"]),
    ],
)
def test_each_section_says_where_it_stands_and_how_it_was_made(client, language, labels):
    source = SourceFactory(
        title_fr="Bonnes pratiques – Fiches", title_nl="Bonnes pratiques: Fiches", date="2020-03"
    )
    practice = PracticeFactory(public=True, source=source, locator="chapitre 4")
    states = {"text": {"fr": PRINTED, "nl": {"state": "draft"}}}
    for locator in ["2.1", ""]:
        SectionFactory(
            practice=practice,
            kind=section_kind("approach", "how"),
            text_fr="Le texte",
            text_nl="De tekst",
            text_states=states,
            locator=locator,
        )
    lines = re.findall(r'<p class="source">(.*?)</p>', html(client, practice, language), re.S)
    words = [" ".join(re.sub(r"<[^>]*>", " ", line).split()) for line in lines]
    for locator in ["2.1", "chapitre 4"]:  # the second section stands where its entry does
        line = next(line for line in words if locator in line and "Bonnes pratiques" in line)
        assert "2020" in line and "Fiches" not in line
        assert all(label in line for label in labels)


@pytest.mark.django_db
def test_a_source_that_is_not_public_is_not_named(client):
    call = SourceFactory(private=True, title_fr="Appel de Jeanne")
    for source in [call, SourceFactory()]:
        practice = PracticeFactory(public=True, source=source)
        PracticeCitationFactory(practice=practice, source=call)
        SectionFactory(practice=practice, kind=section_kind("approach", "how"), source=call)
        page = html(client, practice)
        assert "Jeanne" not in page and "message ou appel de l" in page


@pytest.mark.django_db
def test_the_page_counts_its_texts_by_how_they_were_made():
    practice = PracticeFactory(public=True)
    mended = {"text": {"fr": {"state": "original", "origin": "mended"}}}
    for text in ["Un", "Deux"]:
        SectionFactory(practice=practice, text_fr=text, text_states=mended)
    with override("en"):
        (page,) = pages_of([for_page().get(pk=practice.pk)])
        origins = page.origins
    assert any("mended" in line and line.endswith(": 2 texts") for line in origins)


@pytest.mark.django_db
@pytest.mark.parametrize(("show", "count"), [("whole", 4), ("summary", 1), ("facts", 0)])
def test_the_page_counts_only_the_texts_that_it_may_show(show, count):
    mended = {"state": "original", "origin": "mended"}
    source = SourceFactory(show=show)
    practice = PracticeFactory(public=True, source=source, text_states={"summary": {"fr": mended}})
    CriterionFactory(practice=practice, text_states={"text": {"fr": mended}})
    RhythmFactory(practice=practice, text_states={"as_printed": {"fr": mended}})
    ActivityFactory(practice=practice, text_states={"title": {"fr": mended}})
    with override("en"):
        (page,) = pages_of([for_page().get(pk=practice.pk)])
        origins = [line for line in page.origins if "mended" in line]
    assert [line.rpartition(": ")[2].split()[0] for line in origins] == [str(count)] * bool(count)


@pytest.fixture
def content(transactional_db):
    load()


def test_ticks_stay_in_the_browser_once_there_are_any(content, new_page):
    page = new_page()
    kept = "Object.keys(localStorage)"
    page.goto("/fr/pratiques/amie/")
    assert page.evaluate(kept) == []
    page.locator("#checklist summary").click()
    first = page.locator("#checklist input").first
    first.check()
    assert page.evaluate(kept) == ["checklist:amie"]
    page.reload()
    expect(first).to_be_checked()  # and its list stands open
    first.uncheck()
    assert page.evaluate(kept) == []


def test_the_checklist_prints_alone(content, new_page):
    page = new_page()
    page.goto("/fr/pratiques/amie/")
    page.emulate_media(media="print")
    page.evaluate("document.body.classList.add('list-alone')")
    assert page.locator("#checklist label").first.is_visible()
    assert page.locator("h1").is_visible()
    assert not page.locator("#how").is_visible() and not page.locator(".ask").is_visible()


def test_what_an_activity_contains_opens_by_keyboard_and_without_script(content, new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/fr/pratiques/interactief/")
    inside = page.locator("#a1 .prose").first
    assert not inside.is_visible()
    page.locator("#a1 > details > summary").press("Enter")
    expect(inside).to_be_visible()
