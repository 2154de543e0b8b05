"""The documents: PDF, Word and handout. What a reader gets is opened and read."""

import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from core.fixtures import load
from core.i18n import language_codes
from core.pdf import TEMPLATES
from core.pdf import pdf as made_by_typst
from core.publishing import touch_content
from core.typesetting import typeset
from pages import papers
from pages.dossier import MOST
from practices.models import Practice
from practices.page import for_page, hang_links, pages_of
from tests.factories import (
    ActivityFactory,
    PracticeCitationFactory,
    PracticeFactory,
    RhythmFactory,
    SectionFactory,
    SourceFactory,
    emptiest_practice,
    fullest_practice,
    section_kind,
)

pytestmark = pytest.mark.django_db


def ask(client, *slugs, ending="pdf", language="fr", **headers):
    return client.get(f"/{language}/dossier/dossier.{ending}", {"p": slugs}, headers=headers)


def pdf_of(response):
    assert response.status_code == 200 and response["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(response.content))


def word_of(response):
    assert response.status_code == 200
    return Document(io.BytesIO(response.content))


def text_of(pdf):
    """Its words in reading order, without the breaks of lines and words."""
    text = "".join(page.extract_text() + "\n" for page in pdf.pages)
    return re.sub(r"\s+", " ", re.sub(r"-\n(?=[a-zéèà])", "", text))


def tags(pdf):
    """[(tag, its attributes)] of the structure, in its order."""

    def walk(element):
        element = element.get_object()
        if not isinstance(element, dict):
            return
        if "/S" in element:
            yield element["/S"], element
        inside = element.get("/K", [])
        for child in inside if isinstance(inside, list) else [inside]:
            if not isinstance(child, int):
                yield from walk(child)

    return list(walk(pdf.trailer["/Root"]["/StructTreeRoot"]))


def outline(items):
    for item in items:
        if isinstance(item, list):
            yield from outline(item)
        else:
            yield item.title


# On screen it stands above steps that fold; on paper nothing is folded.
ON_SCREEN_ONLY = ["Activités, étape par étape"]


def page_headings(client, practice, language="fr"):
    """The headings of the practice page from the first group on, up to related practices: those
    that a document must have."""
    html = client.get(f"/{language}/pratiques/{practice.slug}/").text
    html = html.partition('<div class="body">')[2].partition('id="related"')[0]
    found = re.findall(r"<h[23][^>]*>(.*?)</h[23]>", html)
    found = [re.sub(r"<[^>]*>", "", heading).replace("&#x27;", "'") for heading in found]
    return [heading for heading in found if heading not in ON_SCREEN_ONLY]


def in_order(wanted, found):
    """Does the one list stand in the other, in its order?"""
    rest = iter(found)
    return all(item in rest for item in wanted)


# --- PDF


def test_a_pdf_has_tags_a_language_a_title_and_an_order(client):
    practice = fullest_practice(title_fr="AMIE à Liège")
    pdf = pdf_of(ask(client, practice.slug))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "fr"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title and pdf.metadata.author == "Passerelles"
    assert "pdfuaid:part>1<" in root["/Metadata"].get_object().get_data().decode()
    headings = list(outline(pdf.outline))
    assert headings[0] == "AMIE à Liège"
    assert in_order(page_headings(client, practice), headings)
    text = text_of(pdf)
    places = [text.rindex(heading) for heading in ["À qui demander", "Ce qu’il faut"]]
    assert places == sorted(places)
    levels = [int(tag[2]) for tag, _element in tags(pdf) if re.fullmatch(r"/H[1-6]", tag)]
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_each_picture_says_what_it_is_and_each_table_has_heads(client):
    pdf = pdf_of(ask(client, fullest_practice().slug))
    found = tags(pdf)
    pictures = [element for tag, element in found if tag == "/Figure"]
    assert len(pictures) == 2 and all("http://testserver/" in e["/Alt"] for e in pictures)
    names = [tag for tag, _element in found]
    assert {"/Table", "/THead", "/TH", "/Caption", "/TOC", "/L", "/Link"} <= set(names)


def test_a_text_that_lacks_a_translation_is_the_original_in_its_language(client):
    practice = PracticeFactory(published=True, french_only=True, title_fr="Seulement ici")
    kind = section_kind("approach", "how")
    SectionFactory(practice=practice, kind=kind, text_fr="Écouter d’abord.", text_nl="", text_en="")
    response = ask(client, practice.slug, language="nl")
    pdf = pdf_of(response)
    assert pdf.trailer["/Root"]["/Lang"] == "nl"
    assert "Écouter d’abord." in text_of(pdf)
    assert "fr" in [element.get("/Lang") for _tag, element in tags(pdf)]
    word = word_of(ask(client, practice.slug, ending="docx", language="nl"))
    (run,) = [r for line in word.paragraphs for r in line.runs if r.text == "Écouter d’abord."]
    assert run._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "fr-BE"


def test_letters_of_our_languages_and_others_are_there(client):
    words = "Éœæ ĳ ïë ça – « où »"
    practice = PracticeFactory(published=True, summary_fr=words)
    text = text_of(pdf_of(ask(client, practice.slug)))
    assert "Éœæ ĳ ïë ça – « où »" in text


@pytest.mark.parametrize("code", ["nl", "nl-BE", "zh-Hant-TW", "x", "1", "<b>", "français"])
def test_any_language_that_a_text_names_is_answered(client, code):
    practice = PracticeFactory(published=True, summary_fr=f'Le [samen]{{lang="{code}"}} ici.')
    for ending in ["pdf", "docx"]:
        assert ask(client, practice.slug, ending=ending).status_code == 200


def test_a_letter_that_no_font_has_leaves_a_tagged_document_and_a_line_for_the_operator(
    client, caplog
):
    practice = PracticeFactory(published=True, summary_fr="Avant \U0010fffd après")
    pdf = pdf_of(ask(client, practice.slug))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Avant" in text_of(pdf) and "après" in text_of(pdf)
    assert "could not be displayed" in caplog.text


MARKUP = '#read("/etc/passwd") $x$ *a* _b_ @c <d> [e] \\ {{ f }} // g `h` = i ~ \' "'


def test_nothing_that_a_text_holds_is_taken_for_markup(client):
    practice = PracticeFactory(
        published=True, title_fr=MARKUP, one_line_fr=MARKUP[:130], summary_fr=MARKUP
    )
    text = text_of(pdf_of(ask(client, practice.slug)))
    assert '#read("/etc/passwd") $x$' in text and "{{ f }} // g" in text
    word = word_of(ask(client, practice.slug, ending="docx"))
    assert MARKUP in [line.text for line in word.paragraphs]


def test_the_rights_of_a_source_hold_in_every_document(client):
    practice = PracticeFactory(
        published=True, summary_fr="Le résumé secret.", source__show="facts", title_fr="Titre"
    )
    SectionFactory(
        practice=practice, kind=section_kind("approach", "how"), text_fr="Le texte secret."
    )
    for times in [1, 2]:
        activity = ActivityFactory(practice=practice, title_fr="Une activité secrète")
        RhythmFactory(of_activity=True, activity=activity, times_from=times, times_to=times)
    handout = client.get(f"/fr/pratiques/{practice.slug}/fiche.pdf")
    documents = [text_of(pdf_of(ask(client, practice.slug))), text_of(pdf_of(handout))]
    word = word_of(ask(client, practice.slug, ending="docx"))
    documents.append("\n".join(word.element.itertext()))
    for text in documents:
        assert "Titre" in text and "secr" not in text


def test_a_source_that_is_not_public_is_not_named_in_any_document(client):
    practice = PracticeFactory(
        published=True, source__private=True, source__title_fr="Appel de Jeanne"
    )
    call = SourceFactory(private=True, title_fr="Message de Jeanne")
    PracticeCitationFactory(practice=practice, source=call)
    SectionFactory(practice=practice, kind=section_kind("approach", "how"), source=call)
    handout = client.get(f"/fr/pratiques/{practice.slug}/fiche.pdf")
    word = word_of(ask(client, practice.slug, ending="docx"))
    documents = [text_of(pdf_of(ask(client, practice.slug))), text_of(pdf_of(handout))]
    for text in [*documents, "\n".join(word.element.itertext())]:
        assert "Jeanne" not in text and "message ou appel de l" in text


def test_as_many_as_fit_and_an_empty_one_are_documents_too(client):
    many = [PracticeFactory(published=True, title_fr="Un titre " * 9).slug for _ in range(MOST)]
    for slugs in [many, [emptiest_practice().slug]]:
        for ending in ["pdf", "docx"]:
            assert ask(client, *slugs, ending=ending).status_code == 200


# --- Word


def test_a_word_file_has_headings_lists_tables_and_languages(client):
    practice = fullest_practice(title_fr="AMIE à Liège")
    word = word_of(ask(client, practice.slug, ending="docx"))
    assert word.core_properties.title and word.core_properties.author == "Passerelles"
    assert word.core_properties.language == "fr-BE"
    headings = [
        (int(line.style.name[-1]), line.text)
        for line in word.paragraphs
        if line.style.name.startswith("Heading")
    ]
    assert headings[0] == (1, "AMIE à Liège")
    levels = [level for level, _text in headings]
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
    assert in_order(page_headings(client, practice), [text for _level, text in headings])
    assert {"List Bullet", "Title", "TOC 1"} <= {line.style.name for line in word.paragraphs}
    heads = [table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") for table in word.tables]
    posts = [table for table, head in zip(word.tables, heads, strict=True) if head is not None]
    assert len(posts) == 1 and len(posts[0].rows) == 2
    pictures = word.element.findall(f".//{qn('wp:docPr')}")
    assert len(pictures) == 2 and all("http://" in p.get("descr") for p in pictures)


def test_a_word_file_marks_the_language_of_each_foreign_piece(client):
    practice = fullest_practice()  # its lists hold a Dutch word
    word = word_of(ask(client, practice.slug, ending="docx"))
    marked = {e.get(qn("w:val")) for e in word.element.findall(f".//{qn('w:lang')}")}
    assert marked == {"nl-BE"}
    whole = {e.get(qn("w:val")) for e in word.styles.element.iter(qn("w:lang"))}
    assert whole == {"fr-BE"}


def test_a_word_from_right_to_left_is_marked_so_in_word(client):
    practice = PracticeFactory(published=True, summary_fr="Dire [سلام]{lang=ar} d’abord.")
    word = word_of(ask(client, practice.slug, ending="docx"))
    (run,) = [run for line in word.paragraphs for run in line.runs if run.text == "سلام"]
    assert run._r.rPr.find(qn("w:lang")).get(qn("w:bidi")) == "ar"
    assert run._r.rPr.find(qn("w:rtl")) is not None


def test_the_contents_of_a_word_file_lead_to_the_headings(client):
    word = word_of(ask(client, fullest_practice().slug, ending="docx"))
    links = [e.get(qn("w:anchor")) for e in word.element.iter(qn("w:hyperlink"))]
    marks = {e.get(qn("w:name")) for e in word.element.iter(qn("w:bookmarkStart"))}
    wanted = [name for name in links if name]
    assert wanted and set(wanted) <= marks


def test_each_numbered_list_begins_anew(client):
    practice = PracticeFactory(published=True, summary_fr="1. un\n2. deux\n\nPuis\n\n4. quatre")
    word = word_of(ask(client, practice.slug, ending="docx"))
    numbers = [
        line._p.pPr.numPr.numId.val for line in word.paragraphs if line.style.name == "List Number"
    ]
    assert len(numbers) == 3 and numbers[0] == numbers[1] != numbers[2]


# --- Asked for


def test_a_document_has_a_name_that_says_what_it_is(client):
    slugs = [PracticeFactory(published=True).slug for _ in range(2)]
    day = timezone.localdate().isoformat()
    for ending, kind in [("pdf", papers.PDF), ("docx", papers.WORD)]:
        response = ask(client, *slugs, ending=ending, language="nl")
        assert response["Content-Type"] == kind
        name = response["Content-Disposition"].partition("filename=")[2].strip('"')
        assert name.startswith("passerelles-dossier-2-") and name.endswith(f"{day}.nl.{ending}")
        assert response["X-Robots-Tag"] == "noindex"
    handout = client.get(f"/en/practices/{slugs[0]}/handout.pdf")
    assert f'filename="passerelles-{slugs[0]}.en.pdf"' in handout["Content-Disposition"]


@pytest.fixture
def made(monkeypatch):
    """The titles of the documents that were really made."""
    titles = []

    def counted(template, document):
        titles.append(document["title"])
        return made_by_typst(template, document)

    monkeypatch.setattr(papers, "pdf", counted)
    return titles


def test_the_same_request_is_made_once(client, made):
    a, b = (PracticeFactory(published=True).slug for _ in range(2))
    touch_content()
    first, again = ask(client, a, b), ask(client, a, b)
    assert first.content == again.content and len(made) == 1
    kept = ask(client, a, b, **{"If-None-Match": first["ETag"]})
    assert kept.status_code == 304 and len(made) == 1
    for other in [(b, a), (a,)]:
        assert ask(client, *other)["ETag"] != first["ETag"]
    assert ask(client, a, b, language="nl")["ETag"] != first["ETag"]
    assert len(made) == 4
    touch_content()
    assert ask(client, a, b)["ETag"] != first["ETag"] and len(made) == 5


@pytest.mark.parametrize("tag", ["*", " * "])
def test_nobody_keeps_a_document_that_cannot_be_made(client, tag):
    hidden, shown = PracticeFactory().slug, PracticeFactory(published=True).slug
    handout = client.get(f"/fr/pratiques/{hidden}/fiche.pdf", headers={"If-None-Match": tag})
    for response in [ask(client, hidden, **{"If-None-Match": tag}), handout]:
        assert response.status_code == 302
    kept = ask(client, shown, **{"If-None-Match": tag})
    assert kept.status_code == 304 and kept["ETag"]


def test_a_kept_document_costs_two_queries(client):
    slug = PracticeFactory(published=True).slug
    touch_content()
    ask(client, slug)
    with CaptureQueriesContext(connection) as queries:
        ask(client, slug)
    assert len(queries) == 2


def test_what_cannot_be_made_leads_to_the_page_that_says_why(client, made):
    slugs = [PracticeFactory(published=True).slug for _ in range(MOST + 1)]
    hidden = PracticeFactory().slug
    for asked in [(), slugs, (slugs[0], hidden), (slugs[0], "nothing")]:
        response = ask(client, *asked)
        assert response.status_code == 302 and made == []
        assert response["Location"].startswith("/fr/dossier/")
        assert all(f"p={slug}" in response["Location"] for slug in asked)
        assert client.get(response["Location"]).status_code == 200
    for ending in ["odt", "PDF"]:
        assert ask(client, slugs[0], ending=ending).status_code == 404
    response = client.get(f"/fr/pratiques/{hidden}/fiche.pdf", follow=True)
    assert response.status_code == 404


@pytest.mark.parametrize("value", ["\x00", "É", "' or 1=1", "a" * 500, "x\n"])
def test_strange_values_are_answered(client, value):
    assert ask(client, value, ending="docx").status_code == 302


def test_twenty_practices_cost_as_many_queries_as_one():
    practices = [fullest_practice(2) for _ in range(4)]
    costs = []
    for count in [1, 4]:
        keys = [practice.pk for practice in practices[:count]]
        with CaptureQueriesContext(connection) as queries:
            chosen = for_page().filter(pk__in=keys).prefetch_related("formats")
            with override("fr"):
                pages = pages_of(list(chosen))
                hang_links(pages)
                papers.dossier(pages, "http://testserver/")
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 21


# --- Handout


def test_the_handout_of_every_practice_is_one_page_in_every_language():
    load()
    for language in language_codes():
        with override(language):
            practices = list(for_page().published().prefetch_related("formats"))
            assert len(practices) > 20
            for page in pages_of(practices):
                made, _fault = typeset(TEMPLATES / "handout.typ", papers.handout_of(page))
                pages = len(PdfReader(io.BytesIO(made)).pages)
                assert pages == 1, (language, page.practice.slug)


def test_the_longest_handout_is_one_page_too_and_says_that_there_is_more(client):
    long = " ".join(f"Une phrase assez longue numéro {n}." for n in range(400))
    practice = fullest_practice(
        12, title_fr="Un titre " * 20, summary_fr=long, one_line_fr="mot " * 34
    )
    Practice.objects.filter(pk=practice.pk).update(level_fr="niveau " * 15)
    pdf = pdf_of(client.get(f"/fr/pratiques/{practice.slug}/fiche.pdf"))
    assert len(pdf.pages) == 1
    assert f"testserver/p/{practice.slug}" in text_of(pdf)
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "fr"
