"""E-mail addresses in what a source prints, on every page and document that shows it."""

import pytest
from django.utils.translation import override

from core.addresses import address_of
from pages import papers
from practices.page import for_page, hang_links, pages_of
from tests.factories import (
    ContactFactory,
    ContactPointFactory,
    PracticeCitationFactory,
    PracticeFactory,
    PracticeFigureFactory,
    PracticePlaceFactory,
    SectionFactory,
    section_kind,
)

pytestmark = pytest.mark.django_db
MAILBOX = "camille@example.org"


@pytest.fixture
def practice():
    """With an address in each field that is shown as it is printed, in one language."""
    practice = PracticeFactory(
        published=True, locator=f"p. 1, {MAILBOX}", running_as_printed=f"Depuis 2016, {MAILBOX}"
    )
    approach = section_kind("approach", "how")
    SectionFactory(practice=practice, kind=approach, locator=f"p. 2, {MAILBOX}")
    PracticeCitationFactory(practice=practice, locator=f"p. 3, {MAILBOX}")
    PracticeFigureFactory(
        practice=practice, value=None, qualifier="in-words", as_printed=f"Beaucoup, {MAILBOX}"
    )
    PracticePlaceFactory(practice=practice, as_printed=f"Partout, {MAILBOX}")
    contact = ContactFactory()
    ContactPointFactory(organisation=None, contact=contact, note=f"Le mardi, {MAILBOX}")
    practice.contacts.add(contact)
    return practice


PRINTED = ["p. 1", "p. 2", "p. 3", "Depuis 2016", "Beaucoup", "Partout", "Le mardi"]


def masked(printed):
    return [f"{words}, [e-mail]" for words in printed]


def test_a_page_shows_none(client, practice):
    html = client.get(address_of("practice", practice.slug, language="fr")).text
    assert MAILBOX not in html
    assert [words for words in masked(PRINTED) if words not in html] == []
    html = client.get(address_of("source", practice.source.slug, language="fr")).text
    assert MAILBOX not in html and "p. 1, [e-mail]" in html


def test_a_comparison_shows_none(client, practice):
    other = PracticeFactory(published=True)
    path = f"{address_of('compare', language='fr')}?p={practice.slug}&p={other.slug}"
    html = client.get(path).text
    assert MAILBOX not in html and "Partout, [e-mail]" in html and "Beaucoup, [e-mail]" in html


def test_a_document_shows_none(practice):
    with override("fr"):
        pages = pages_of(list(for_page().prefetch_related("formats").filter(pk=practice.pk)))
        hang_links(pages)
        dossier = str(papers.dossier(pages, "http://testserver/"))
        handout = str(papers.handout_of(pages[0]))
    assert MAILBOX not in dossier + handout
    assert [words for words in masked(PRINTED) if words not in dossier] == []
    assert "Le mardi, [e-mail]" in handout
