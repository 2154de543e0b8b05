"""The mailbox of a contact: on no page, shown to whoever presses the button."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from core.addresses import address_of
from core.public_forms import OPEN_FOR, opened_now
from organisations.models import ContactPoint
from tests.factories import (
    ContactFactory,
    ContactPointFactory,
    EventFactory,
    OrganisationFactory,
    PracticeFactory,
)

pytestmark = pytest.mark.django_db
MAILBOX = "camille@example.org"


@pytest.fixture
def contact():
    contact = ContactFactory(person_shown=True, organisation__public=True)
    ContactPointFactory(organisation=None, contact=contact, kind="email", value=MAILBOX)
    return contact


def path_to(contact, language="fr"):
    return address_of("write", contact.code, language=language)


def press(client, contact, opened=None, **headers):
    opened = opened_now(contact.code) if opened is None else opened
    return client.post(path_to(contact), {"opened": opened}, headers=headers)


def test_a_practice_links_to_the_page_and_does_not_show_the_mailbox(client, contact):
    practice = PracticeFactory(published=True)
    practice.contacts.add(contact)
    html = client.get(f"/fr/pratiques/{practice.slug}/").text
    assert f'href="{path_to(contact)}"' in html
    assert MAILBOX not in html
    assert not re.search(r"mailto:(?!\?)", html)  # one without an address is for sharing the page


def test_an_organisation_shows_its_own_address_and_not_that_of_its_contact(client, contact):
    ContactPointFactory(organisation=contact.organisation, email=True)
    html = client.get(f"/fr/organisations/{contact.organisation.slug}/").text
    assert 'href="mailto:question@example.org"' in html
    assert f'href="{path_to(contact)}"' in html
    assert MAILBOX not in html


def test_opening_the_page_shows_a_button_and_no_address(client, contact):
    page = client.get(path_to(contact))
    assert "<button" in page.text and "Camille Dupont" in page.text
    assert MAILBOX not in page.text


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_pressing_the_button_shows_it(client, contact, language):
    opened = re.search(r'name="opened" value="(.+?)"', client.get(path_to(contact)).text)[1]
    page = client.post(path_to(contact, language), {"opened": opened})
    assert f'<a href="mailto:{MAILBOX}" dir="ltr">{MAILBOX}</a>' in page.text


def test_the_page_is_kept_nowhere_sets_no_cookie_and_is_not_indexed(client, contact):
    for page in [client.get(path_to(contact)), press(client, contact)]:
        assert "no-store" in page["Cache-Control"] and "ETag" not in page
        assert page.cookies == {}
        assert "Cookie" not in page.get("Vary", "")
        assert '<meta name="robots" content="noindex">' in page.text


def test_it_works_where_django_checks_forms(contact):
    from django.test import Client

    assert press(Client(enforce_csrf_checks=True), contact).status_code == 200


@pytest.mark.parametrize("opened", ["", "x", "a:b:c", "\x00", "é" * 2000])
def test_a_form_that_we_did_not_make_is_offered_again(client, contact, opened):
    page = press(client, contact, opened)
    assert page.status_code == 400
    assert "<button" in page.text and MAILBOX not in page.text


def test_a_form_of_another_contact_is_not_taken(client, contact):
    page = press(client, contact, opened_now("somebody-else"))
    assert page.status_code == 400 and MAILBOX not in page.text


def test_a_form_that_was_open_for_too_long_is_offered_again(client, contact, monkeypatch):
    opened = opened_now(contact.code)
    later = timezone.now() + timedelta(seconds=OPEN_FOR + 1)
    monkeypatch.setattr(signing.time, "time", later.timestamp)
    assert press(client, contact, opened).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
    ],
)
def test_a_form_sent_from_another_site_is_refused(client, contact, headers):
    page = press(client, contact, **headers)
    assert page.status_code == 403 and MAILBOX not in page.text


def test_a_form_sent_from_here_is_taken(client, contact, settings):
    for headers in [{"sec-fetch-site": "same-origin"}, {"origin": settings.PUBLIC_URL}]:
        assert MAILBOX in press(client, contact, **headers).text


def refused(client, contact):
    return client.get(path_to(contact)).status_code, press(client, contact).status_code


def test_an_unpublished_contact_is_not_shown(client, contact):
    type(contact).objects.update(is_published=False)
    assert refused(client, contact) == (404, 404)


@pytest.mark.parametrize("change", [{"is_published": False}, {"is_cut_off": True}])
def test_a_mailbox_that_is_not_published_or_cut_off_is_not_shown(client, contact, change):
    ContactPoint.objects.update(**change)
    assert refused(client, contact) == (404, 404)


def test_a_contact_of_nothing_published_is_not_shown(client, contact):
    organisation = contact.organisation
    type(organisation).objects.filter(pk=organisation.pk).update(status="draft")
    assert refused(client, contact) == (404, 404)
    practice = PracticeFactory(published=True)
    practice.contacts.add(contact)
    assert refused(client, contact) == (200, 200)


def test_a_mailbox_cut_off_in_the_source_is_not_shown_in_part(client):
    contact = ContactFactory(organisation__public=True)
    ContactPointFactory(organisation=None, contact=contact, cut_off=True)
    html = client.get(f"/fr/organisations/{contact.organisation.slug}/").text
    assert "coordination@exam" not in html and "/ecrire/" not in html


def test_an_address_inside_a_text_is_not_shown(client):
    event = EventFactory(published=True, registration_fr=f"Auprès de Camille : {MAILBOX}.")
    html = client.get(f"/fr/evenements/{event.slug}/").text
    assert "Auprès de Camille : [e-mail]." in html and MAILBOX not in html


def test_what_may_stand_open():
    desk, person = OrganisationFactory(), ContactFactory()
    open_ones = {
        (kind, owner): ContactPoint(kind=kind, **{owner: row}).is_open
        for kind in ContactPoint.Kind.values
        for owner, row in [("organisation", desk), ("contact", person)]
    }
    assert [key for key, is_open in open_ones.items() if not is_open] == [("email", "contact")]
