import re

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.addresses import address_of
from core.context_processors import LESSONS
from core.fixtures import load
from core.publishing import touch_content
from practices.models import Section
from sources.models import Source
from sources.provenance import Provenance
from tests.factories import (
    PracticeFactory,
    PracticeThemeFactory,
    SectionFactory,
    SourceFactory,
    ThemeFactory,
    section_kind,
)

pytestmark = pytest.mark.django_db

GROUPS = {"weaknesses": "gives", "strengths": "gives", "tools": "how"}


def practice_with(text, kind="weaknesses", themes=(), values=None, **entry):
    practice = PracticeFactory(published=True, **entry)
    if themes:
        practice.theme_links.all().delete()
    for theme in themes:
        PracticeThemeFactory(practice=practice, theme=theme)
    SectionFactory(
        practice=practice, kind=section_kind(kind, GROUPS[kind]), text_fr=text, **(values or {})
    )
    touch_content()
    return practice


def page(client, kind="weaknesses", query="", language="fr"):
    response = client.get(address_of(kind, language=language) + query)
    assert response.status_code == 200
    return response.text


def place_links(text):
    """The links that lead to the place of a point: (path, anchor)."""
    return re.findall(r'<a class="to" href="([^"#]+)#([^"]+)"', text)


def test_each_point_leads_to_its_place_with_the_real_entries(client):
    load()
    found = {}
    for kind in LESSONS:
        for code, _name in settings.LANGUAGES:
            text = page(client, kind, language=code)
            found[kind] = len(place_links(text))
            for path, anchor in place_links(text):
                assert f'id="{anchor}"' in client.get(path).text, (path, anchor)
    assert min(found.values()) > 10


@pytest.mark.parametrize("kind", LESSONS)
def test_a_point_of_prose_leads_to_its_section(client, kind):
    practice = practice_with("Il manque un lieu.", kind)
    ((path, anchor),) = place_links(page(client, kind))
    assert path == f"/fr/pratiques/{practice.slug}/"
    assert f'id="{anchor}"' in client.get(path).text


def test_a_point_stays_together_with_what_is_nested_in_it(client):
    practice_with("- un\n  - plus bas\n- deux")
    text = page(client)
    assert [anchor.rpartition("-")[2] for _path, anchor in place_links(text)] == ["1", "3"]
    assert "plus bas" in text and "2 points ·" in text.replace("\xa0", " ")


def test_a_practice_is_read_once_under_its_main_theme(client):
    housing, work = ThemeFactory(code="housing"), ThemeFactory(code="work")
    practice_with("- Peu de logements.", themes=[work, housing])
    practice_with("- Peu de temps.", themes=[housing])
    text = page(client)
    assert text.count("Peu de logements.") == 1
    assert text.index('id="housing"') < text.index("Peu de temps.")
    assert text.index('id="work"') < text.index("Peu de logements.")
    assert 'href="?theme=housing"' in text


def test_a_chosen_theme_is_the_one_under_which_a_practice_is_read(client):
    housing, work = ThemeFactory(code="housing"), ThemeFactory(code="work")
    practice_with("- Peu de logements.", themes=[work, housing])
    practice_with("- Peu de cours.", themes=[work])
    text = page(client, query="?theme=housing")
    assert "Peu de logements." in text and "Peu de cours." not in text
    assert 'id="housing"' in text and 'id="work"' not in text


def test_an_unknown_theme_is_answered(client):
    practice_with("- Peu de temps.")
    text = page(client, query="?theme=nothing-of-the-kind")
    assert "Peu de temps." in text and 'class="notice warning"' in text


def test_each_page_has_its_own_kind(client):
    for kind in LESSONS:
        practice_with(f"- Un point de {kind}.", kind)
    for kind in LESSONS:
        text = page(client, kind)
        assert [other for other in LESSONS if f"Un point de {other}." in text] == [kind]


def test_only_listed_practices_count(client):
    practice_with("- Montré.")
    practice_with("- Mentionné.", is_mention=True)
    hidden = practice_with("- Caché.")
    type(hidden).objects.filter(pk=hidden.pk).update(status="draft")
    touch_content()
    text = page(client)
    assert "Montré." in text and "Mentionné." not in text and "Caché." not in text
    assert "<strong>1 point" in text


def test_a_value_is_counted_among_the_practices_with_such_a_part_alone(client):
    housing, work = ThemeFactory(code="housing"), ThemeFactory(code="work")
    practice_with("- Peu de logements.", themes=[housing, work])
    practice_with("- Peu de temps.", themes=[work])
    practice_with("- Un outil.", "tools", themes=[work])
    for query in ["", "?theme=work", "?theme=housing&theme=work"]:
        counts = re.findall(
            r'value="(housing|work)".*?class="count">(\d+)<', page(client, query=query)
        )
        assert counts == [("housing", "1"), ("work", "2")], query


def test_the_rights_of_sources_hold_here_too(client):
    closed = SourceFactory(show="facts")
    first = practice_with("- Fermé.")
    type(first).objects.filter(pk=first.pk).update(source=closed)
    practice_with("- Fermé aussi.", values={"source": closed})
    practice_with("- Ouvert.")
    touch_content()
    text = page(client)
    assert "Fermé" not in text and "Ouvert." in text


@pytest.mark.parametrize("own", [None, "whole", "summary", "facts"])
@pytest.mark.parametrize("main", [None, "whole", "summary", "facts"])
def test_the_rule_for_many_sections_is_that_for_one(own, main):
    practice = practice_with("- Un point.")
    section = practice.sections.get()
    sources = {show: SourceFactory(show=show) for show in Source.Show.values}
    type(practice).objects.filter(pk=practice.pk).update(source=sources.get(main))
    Section.objects.filter(pk=section.pk).update(source=sources.get(own))
    practice.refresh_from_db()
    section.refresh_from_db()
    may = Provenance(practice).may_show(section)
    assert Section.objects.shown().filter(pk=section.pk).exists() == may


def test_a_point_in_another_language_says_so(client):
    practice_with("- Peu de temps.", values={"text_nl": ""})
    text = page(client, language="nl")
    assert re.search(r'<ul lang="fr" dir="ltr">\s*<li>Peu de temps\.', text)
    assert text.count('<div class="notice info">') == 1


def test_drafts_are_said_once(client):
    draft = {"text": {"fr": {"state": "original"}, "nl": {"state": "draft", "by": "machine"}}}
    for _ in range(3):
        practice_with("- Peu de temps.", values={"text_nl": "- Weinig tijd.", "text_states": draft})
    text = page(client, language="nl")
    assert text.count("Weinig tijd.") == 3
    assert text.count('<div class="notice draft">') == 1


def test_hundred_practices_cost_as_many_queries_as_ten(client):
    costs = []
    for number in [10, 90]:
        for _ in range(number):
            practice_with("- un\n- deux")
        with CaptureQueriesContext(connection) as queries:
            text = page(client)
        costs.append(len([q for q in queries if "content" not in q["sql"]]))
    assert costs[0] == costs[1] <= 20
    assert "100 " in text and "40 " in text and 'class="pages"' in text


def test_the_page_of_a_practice_leads_here(client):
    theme = ThemeFactory(code="housing")
    practice = practice_with("- Peu de temps.", themes=[theme])
    text = client.get(f"/fr/pratiques/{practice.slug}/").text
    assert f'href="{address_of("weaknesses", language="fr")}?theme=housing"' in text
    assert f'href="{address_of("strengths", language="fr")}?theme=' not in text


@pytest.mark.parametrize("path", ["/fr/", "/fr/pratiques/"])
def test_home_and_list_lead_here(client, path):
    PracticeFactory(published=True)
    main = client.get(path).text.partition("<main")[2].partition("</main")[0]
    assert all(f'href="{address_of(kind, language="fr")}"' in main for kind in LESSONS)


def test_a_source_that_is_not_public_is_not_named(client):
    call = SourceFactory(private=True, title_fr="Appel de Jeanne")
    practice_with("Trop peu de places.", source=call)
    practice_with("Trop loin.", values={"source": call})
    text = page(client)
    assert "Jeanne" not in text and text.count("message ou appel de l") == 2
