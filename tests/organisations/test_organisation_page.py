import pytest
from django.utils.translation import override

from core.publishing import touch_content
from organisations.reach import NOT_KNOWN
from sources.models import Source
from tests.factories import (
    ContactFactory,
    ContactPointFactory,
    OrganisationFactory,
    OrganisationSectionFactory,
    PracticeFactory,
    PracticeRoleFactory,
    ProjectFactory,
    ServiceFactory,
    SourceFactory,
    fullest_organisation,
    section_kind,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 20


@pytest.fixture(autouse=True)
def no_cache(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


def page(client, organisation, language="fr"):
    words = {"fr": "organisations", "nl": "organisaties", "en": "organisations"}
    return client.get(f"/{language}/{words[language]}/{organisation.slug}/")


def test_shows_practices_that_it_has_a_part_in(client):
    organisation = OrganisationFactory(published=True)
    role = PracticeRoleFactory(organisation=organisation, practice__public=True)
    html = page(client, organisation).text
    assert f'href="/fr/pratiques/{role.practice.slug}/">{role.practice.title_fr}</a>' in html


def test_leaves_out_practices_that_are_not_published(client):
    organisation = OrganisationFactory(published=True)
    PracticeRoleFactory(organisation=organisation, practice__title_fr="Encore en travail")
    assert "Encore en travail" not in page(client, organisation).text


def test_names_a_practice_with_two_roles_once(client):
    organisation = OrganisationFactory(published=True)
    practice = PracticeFactory(public=True, title_fr="Rencontres", standing_by=organisation)
    PracticeRoleFactory(organisation=organisation, practice=practice)
    assert page(client, organisation).text.count(">Rencontres</a>") == 1


def test_shows_the_projects_that_it_leads(client):
    organisation = OrganisationFactory(published=True)
    ProjectFactory(public=True, lead=organisation, title_fr="Projet mené")
    assert ">Projet mené</a>" in page(client, organisation).text


def test_shows_ties_from_both_ends(client):
    network = OrganisationFactory(published=True, title_fr="Le réseau")
    member = OrganisationFactory(published=True, title_fr="Le membre", parent=network)
    member.networks.add(network)
    assert page(client, member).text.count(">Le réseau</a>") == 2
    assert page(client, network).text.count(">Le membre</a>") == 2


def test_lists_the_public_sources_that_it_published(client):
    organisation = OrganisationFactory(published=True)
    SourceFactory(publisher=organisation, title_fr="La brochure")
    SourceFactory(publisher=organisation, title_fr="Le coup de fil", private=True)
    html = page(client, organisation).text
    assert ">La brochure</a>" in html
    assert "Le coup de fil" not in html


def test_a_phone_number_is_a_link(client):
    organisation = OrganisationFactory(published=True)
    ContactPointFactory(organisation=organisation)
    assert 'href="tel:+3225088586"' in page(client, organisation).text


def test_what_is_cut_off_in_the_source_is_text(client):
    organisation = OrganisationFactory(published=True)
    ContactPointFactory(organisation=organisation, cut_off=True)
    html = page(client, organisation).text
    assert "coordination@exam" in html
    assert "mailto:coordination@exam" not in html


def test_never_shows_an_unpublished_contact_or_point(client):
    organisation = OrganisationFactory(published=True)
    ContactFactory(organisation=organisation, role_fr="Bureau caché", is_published=False)
    desk = ContactFactory(organisation=organisation)
    ContactPointFactory(of_contact=True, contact=desk, email=True, is_published=False)
    html = page(client, organisation).text
    assert "Bureau caché" not in html
    assert "question@example.org" not in html


def test_hides_texts_that_the_source_does_not_let_us_show(client):
    source = SourceFactory(show=Source.Show.FACTS)
    organisation = OrganisationFactory(published=True, source=source, summary_fr="Le résumé.")
    ServiceFactory(organisation=organisation, text_fr="Le service.")
    OrganisationSectionFactory(organisation=organisation, text_fr="La section.")
    html = page(client, organisation).text
    assert "Le résumé." not in html
    assert "Le service." not in html
    assert "La section." not in html
    assert source.get_show_display() in html


def test_a_text_with_a_source_of_its_own_follows_the_rights_of_that_source(client):
    organisation = OrganisationFactory(published=True, source__show=Source.Show.FACTS)
    OrganisationSectionFactory(
        organisation=organisation, text_fr="La section.", source=SourceFactory()
    )
    assert "La section." in page(client, organisation).text


def test_a_text_in_another_language_says_so(client):
    organisation = OrganisationFactory(published=True)
    OrganisationSectionFactory(organisation=organisation, text_fr="La section.", text_nl="")
    html = page(client, organisation, "nl").text
    assert '<div lang="fr" dir="ltr"><p>La section.' in html
    assert '<span class="in">in ' in html


def test_a_mention_has_a_page_that_says_so(client):
    mention = OrganisationFactory(public=True, mention=True)
    role = PracticeRoleFactory(organisation=mention, practice__public=True)
    response = page(client, mention, "en")
    assert response.status_code == 200
    assert "Only mentioned" in response.text
    assert role.practice.title_en in response.text


def test_a_draft_is_not_found(client):
    assert page(client, OrganisationFactory()).status_code == 404


def test_an_editor_sees_a_draft_that_is_never_kept(admin_client):
    response = page(admin_client, OrganisationFactory())
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in response.text


def test_asks_the_database_as_often_with_many_children(client, django_assert_max_num_queries):
    counts = []
    for children in (1, 20):
        organisation = fullest_organisation(children)
        touch_content()
        with django_assert_max_num_queries(MOST_QUERIES) as queries:
            assert page(client, organisation).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_note_of_a_contact_stands_under_its_name(client):
    contact = ContactFactory(organisation__public=True, note_fr="Seulement le matin.")
    html = page(client, contact.organisation).text
    assert html.index("Coordination</p>") < html.index("Seulement le matin.")


def test_a_contact_that_cannot_be_reached_says_so(client):
    contact = ContactFactory(organisation__public=True)
    with override("fr"):
        words = str(NOT_KNOWN)
    assert words in page(client, contact.organisation).text
    ContactPointFactory(organisation=None, contact=contact)
    touch_content()
    assert words not in page(client, contact.organisation).text


def test_what_is_special_is_special_about_the_organisation(client):
    organisation = OrganisationFactory(published=True)
    kind = section_kind("innovation", "how")
    OrganisationSectionFactory(organisation=organisation, kind=kind)
    html = page(client, organisation, "en").text
    assert "<h3>What is special about this organisation</h3>" in html
    assert str(kind.label_en) not in html
