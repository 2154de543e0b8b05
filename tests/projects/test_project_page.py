import pytest

from core.publishing import touch_content
from sources.models import Source
from tests.factories import (
    EventFactory,
    OrganisationFactory,
    PracticeFactory,
    ProjectFactory,
    ProjectFigureFactory,
    ProjectModuleFactory,
    ProjectReportFactory,
    ProjectRoleFactory,
    ProjectSectionFactory,
    PublicationFactory,
    SourceFactory,
    fullest_project,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 20


@pytest.fixture(autouse=True)
def no_cache(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


def page(client, project, language="fr"):
    word = {"fr": "projets", "nl": "projecten", "en": "projects"}[language]
    return client.get(f"/{language}/{word}/{project.slug}/").text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("language", "budget"),
    [("fr", "1 389 738,81 €"), ("nl", "€ 1.389.738,81"), ("en", "€1,389,738.81")],
)
def test_the_budget_is_written_as_the_reader_writes_it(client, language, budget):
    project = ProjectFactory(published=True, total_budget="1389738.81")
    assert budget in page(client, project, language).replace("\u202f", " ")


def test_a_whole_amount_has_no_decimals(client):
    project = ProjectFactory(published=True, total_budget=412000)
    assert "€ 412.000<" in page(client, project, "nl")


def test_dates_are_written_in_words(client):
    project = ProjectFactory(published=True, starts="2018-04-01", ends="2022-06-30")
    assert "1 april 2018 – 30 juni 2022" in page(client, project, "nl")


def test_a_partner_that_is_not_published_is_named_as_printed(client):
    project = ProjectFactory(published=True)
    partner = OrganisationFactory(title_fr="Notre nom")
    ProjectRoleFactory(project=project, organisation=partner, name_as_printed="Son nom imprimé")
    html = page(client, project)
    assert "Son nom imprimé" in html
    assert partner.slug not in html


def test_says_what_each_partner_does(client):
    project = ProjectFactory(published=True)
    ProjectRoleFactory(project=project, note_fr="Tient les permanences.")
    assert "Tient les permanences." in page(client, project)


def test_links_to_what_came_of_it(client):
    project = ProjectFactory(published=True)
    PracticeFactory(public=True, title_fr="La pratique").projects.add(project)
    EventFactory(public=True, project=project, title_fr="La rencontre")
    PublicationFactory(public=True, project=project, title_fr="Le guide")
    html = page(client, project)
    for title in ["La pratique", "La rencontre", "Le guide"]:
        assert f">{title}</a>" in html


def test_leaves_out_what_is_not_published(client):
    project = ProjectFactory(published=True)
    PracticeFactory(title_fr="La pratique").projects.add(project)
    EventFactory(project=project, title_fr="La rencontre")
    html = page(client, project)
    assert "La pratique" not in html
    assert "La rencontre" not in html


def test_a_figure_stands_with_its_date(client):
    project = ProjectFactory(published=True)
    ProjectFigureFactory(project=project)
    html = page(client, project, "en")
    assert "412" in html
    assert "1 October 2020" in html


def test_a_report_stands_under_its_date(client):
    project = ProjectFactory(published=True)
    ProjectReportFactory(project=project, title_fr="")
    assert "27 april 2021" in page(client, project, "nl")


def test_hides_texts_that_the_source_does_not_let_us_show(client):
    project = ProjectFactory(published=True, source__show=Source.Show.SUMMARY)
    ProjectSectionFactory(project=project, text_fr="La section.")
    ProjectModuleFactory(project=project, text_fr="Le module.")
    ProjectReportFactory(project=project, text_fr="Le rapport.")
    html = page(client, project)
    assert project.summary_fr in html
    for text in ["La section.", "Le module.", "Le rapport."]:
        assert text not in html


def test_names_its_source_with_the_place_in_it(client):
    source = SourceFactory(title_fr="La brochure")
    project = ProjectFactory(published=True, source=source, locator="Chapitre 7")
    html = page(client, project)
    assert f'href="/fr/sources/{source.slug}/"' in html
    assert "Chapitre 7" in html


def test_asks_the_database_as_often_with_many_children(client, django_assert_max_num_queries):
    counts = []
    for children in (1, 20):
        project = fullest_project(children)
        touch_content()
        with django_assert_max_num_queries(MOST_QUERIES) as queries:
            assert client.get(f"/fr/projets/{project.slug}/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
