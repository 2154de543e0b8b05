import pytest
from django.utils.translation import override

from tests.factories import GlossaryTermFactory, PracticeFactory, SectionFactory
from vocabulary.explained import explain

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_french():
    with override("fr"):
        yield


@pytest.fixture(autouse=True)
def terms():
    GlossaryTermFactory(
        code="cpas",
        term_fr="centre public d’action sociale",
        term_nl="openbaar centrum voor maatschappelijk welzijn",
        abbreviation_fr="CPAS",
        abbreviation_nl="OCMW",
    )
    GlossaryTermFactory(
        code="newcomer", term_fr="primo-arrivant", term_nl="nieuwkomer", variants_fr="nouvel arrivé"
    )
    GlossaryTermFactory(code="refugee", term_fr="réfugié", variants_fr="réfugié reconnu")


def marked(html):
    """The words that became buttons, in order."""
    found, _terms = explain(html)
    return [piece.partition(">")[2].partition("<")[0] for piece in found.split("<button class")[1:]]


def test_the_first_use_of_a_term_becomes_a_button_for_its_explanation():
    html, terms = explain("<p>Le CPAS aide. Le CPAS écoute.</p>")
    button = '<button class="term" type="button" popovertarget="term-cpas">CPAS</button>'
    assert html == f"<p>Le {button} aide. Le CPAS écoute.</p>"
    assert [term.code for term in terms] == ["cpas"]


def test_nothing_but_the_marks_is_changed():
    html = '<p title="a>b">Été &amp; <b>d&#x27;hiver</b><br>x</p><img src="y"/><!---->'
    assert explain(html.removesuffix("<!---->")) == (html.removesuffix("<!---->"), [])


def test_plurals_agreements_and_both_apostrophes_are_found():
    assert marked("<p>des primo-arrivants</p>") == ["primo-arrivants"]
    assert marked("<p>réfugiés reconnus</p>") == ["réfugiés reconnus"]
    assert marked("<p>centre public d'action sociale</p>") == ["centre public d'action sociale"]
    assert marked("<p>Réfugiées</p>") == ["Réfugiées"]


def test_a_part_of_a_word_is_none():
    assert marked("<p>CPASiste, non-primo-arrivanterie</p>") == []


def test_an_abbreviation_is_found_in_capitals_only():
    GlossaryTermFactory(code="ila", term_fr="initiative locale d’accueil", abbreviation_fr="ILA")
    assert marked("<p>ila, Ila, ILA</p>") == ["ILA"]


@pytest.mark.parametrize("tag", ["a", "h2", "button", "summary", "dt", "label"])
def test_what_is_a_link_a_heading_or_a_label_stays_as_it_is(tag):
    assert marked(f"<{tag}>CPAS</{tag}>") == []
    assert marked(f"<{tag}>CPAS</{tag}><p>CPAS</p>") == ["CPAS"]


def test_a_part_can_be_left_alone():
    assert marked("<div data-unmarked><p>CPAS</p></div>") == []


def test_a_term_is_looked_for_in_the_language_around_it():
    assert marked('<p>OCMW</p><p lang="nl">Het OCMW en een nieuwkomer</p>') == [
        "OCMW",
        "nieuwkomer",
    ]
    assert marked("<p>nieuwkomer</p>") == []


def test_a_practice_page_explains_each_term_once_for_screen_and_print(client):
    practice = PracticeFactory(published=True, one_line_fr="Pour des primo-arrivants")
    SectionFactory(practice=practice, text_fr="Le CPAS et un primo-arrivant.")
    text = client.get(f"/fr/pratiques/{practice.slug}/").text
    assert text.count('popovertarget="term-newcomer"') == 1
    assert text.count('id="term-newcomer" popover') == 1
    assert text.count('popovertarget="term-cpas"') == 1
    assert 'href="/fr/glossaire/#cpas"' in text
