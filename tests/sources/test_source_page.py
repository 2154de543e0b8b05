import pytest
from django.utils.translation import override

from core.publishing import touch_content
from sources.models import Source
from tests.factories import (
    EventFactory,
    OrganisationFactory,
    PracticeCitationFactory,
    PracticeFactory,
    ProjectFactory,
    PublicationFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_cache(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


def page(client, source):
    return client.get(f"/en/sources/{source.slug}/").text


def test_links_to_every_entry_that_rests_on_it(client):
    source = SourceFactory()
    entries = [
        factory(public=True, source=source)
        for factory in (
            PracticeFactory,
            OrganisationFactory,
            ProjectFactory,
            EventFactory,
            PublicationFactory,
        )
    ]
    html = page(client, source)
    for entry in entries:
        assert f'/{entry.slug}/">{entry.title_en}</a>' in html


def test_an_entry_that_cites_it_twice_is_listed_once(client):
    source = SourceFactory()
    practice = PracticeFactory(public=True, source=source)
    PracticeCitationFactory(practice=practice, source=source)
    PracticeCitationFactory(practice=practice, source=source)
    assert page(client, source).count(f">{practice.title_en}</a>") == 1


def test_leaves_out_drafts(client):
    source = SourceFactory()
    PracticeFactory(source=source, title_en="Not yet")
    PracticeCitationFactory(source=source, practice__title_en="Nor this")
    html = page(client, source)
    assert "Not yet" not in html
    assert "Nor this" not in html
    assert "No published entry rests on this source yet." in html


def test_mentions_stand_apart(client):
    source = SourceFactory()
    OrganisationFactory(public=True, mention=True, source=source)
    assert 'id="mentions"' in page(client, source)


def test_says_what_its_rights_are(client):
    source = SourceFactory(
        rights_notice_fr="Tous droits réservés.", show=Source.Show.SUMMARY, permission_for="a sheet"
    )
    html = page(client, source)
    assert "Tous droits réservés." in html
    with override("en"):
        assert str(Source.Show.SUMMARY.label) in html
        assert str(Source.Permission.GIVEN.label) in html


def test_a_message_has_no_page(client):
    source = SourceFactory(private=True)
    assert client.get(f"/en/sources/{source.slug}/").status_code == 404
    assert source.title_en not in client.get("/en/sources/").text


def test_asks_the_database_as_often_with_many_entries(client, django_assert_max_num_queries):
    counts = []
    for number in (1, 20):
        source = SourceFactory(publisher=OrganisationFactory(published=True))
        for _ in range(number):
            for factory in (PracticeFactory, OrganisationFactory, ProjectFactory):
                factory(public=True, source=source)
            PracticeCitationFactory(source=source, practice__public=True)
        touch_content()
        with django_assert_max_num_queries(20) as queries:
            assert client.get(f"/fr/sources/{source.slug}/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_sitemap_lists_public_sources(client):
    shown, hidden = SourceFactory(), SourceFactory(private=True)
    xml = client.get("/sitemap-sources.xml").text
    assert f"/fr/sources/{shown.slug}/" in xml
    assert hidden.slug not in xml
