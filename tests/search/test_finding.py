import pytest
from django.db import connection

from core.publishing import archive, publish
from practices.models import Practice
from search.finding import excerpts, find
from search.indexing import entries_changed, kinds, rebuild
from search.models import Document, Word
from tests.factories import (
    GlossaryTermFactory,
    OrganisationFactory,
    PracticeFactory,
    PracticeRoleFactory,
    SectionFactory,
    SourceFactory,
)
from vocabulary.synonyms import synonyms_in

pytestmark = pytest.mark.django_db

LABEL = "practices.practice"


def practice(**values):
    values = {"title_nl": "", "title_en": "", "summary_nl": "", "summary_en": "",
              "one_line_nl": "", "one_line_en": ""} | values  # fmt: skip
    row = PracticeFactory(published=True, **values)
    entries_changed([row])
    return row


def slugs(text, language="fr", synonyms=()):
    found = find(text, language, [LABEL], synonyms)
    by_pk = dict(Practice.objects.values_list("pk", "slug"))
    return [by_pk[hit.object_id] for hit in found.hits]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("réalisée", "realise"),
        ("réfugiés", "refugie"),
        ("l’œuvre", "oeuvre"),
        ("A.S.B.L.", "asbl"),
        ("asbl", "A.S.B.L."),
        ("primo-arrivants", "primo arrivant"),
        ("covid-19", "covid"),
        ("m/parrainage", "parrainage"),
        ("l'habitant", "habitants"),
    ],
)
def test_words_are_found_in_another_form(written, asked):
    row = practice(summary_fr=f"On dit ici {written} et rien d’autre.")
    assert slugs(asked) == [row.slug]


def test_a_phrase_in_quotation_marks_is_found_as_it_stands():
    right = practice(summary_fr="Un test linguistique au début.")
    practice(summary_fr="Un essai linguistique, puis un test.")
    assert slugs('"test linguistique"') == [right.slug]
    assert len(slugs("test linguistique")) == 2


def test_a_word_with_a_minus_is_left_out():
    right = practice(summary_fr="Un projet nouveau.")
    practice(summary_fr="Un projet réalisé.")
    assert slugs("projet -réalisée") == [right.slug]


def test_or_finds_either():
    first = practice(summary_fr="Une chorale.")
    second = practice(summary_fr="Un potager.")
    assert set(slugs("chorale ou potager")) == {first.slug, second.slug}


def test_where_no_entry_holds_all_words_the_missing_are_named():
    practice(summary_fr="Trouver une maison avec des voisins.")
    practice(summary_fr="Louer un garage en ville.")
    found = find("maison voisins garage", "fr", [LABEL])
    assert not found.holds_all
    assert found.hits[0].missing == ["garage"]


def test_a_title_counts_more_than_a_line_and_a_line_more_than_the_text():
    body = practice(summary_fr="Rien.")
    SectionFactory(practice=body, text_fr="Il y a un potager.")
    entries_changed([body])
    line = practice(one_line_fr="Un potager pour tous")
    title = practice(title_fr="Le potager partagé du quartier")
    assert slugs("potager") == [title.slug, line.slug, body.slug]


def test_a_name_typed_exactly_comes_first():
    practice(title_fr="Relais et relais encore", summary_fr="Relais relais relais.")
    exact = practice(title_fr="Relais")
    assert slugs("relais")[0] == exact.slug


def test_what_is_not_public_is_not_found_and_what_is_archived_goes():
    row = practice(summary_fr="Un secret bien gardé.")
    draft = PracticeFactory(summary_fr="Un secret bien gardé.")
    entries_changed([draft])
    assert slugs("secret") == [row.slug]
    archive(row)
    assert slugs("secret") == []
    publish(row)
    assert slugs("secret") == [row.slug]


def test_the_name_of_an_unpublished_organisation_is_not_found():
    row = PracticeFactory(published=True)
    PracticeRoleFactory(practice=row, organisation=OrganisationFactory(title_fr="Zylophon"))
    entries_changed([row])
    assert slugs("zylophon") == []


def test_a_renamed_organisation_finds_its_practices():
    row = PracticeFactory(published=True)
    body = OrganisationFactory(published=True, title_fr="Zylophon")
    PracticeRoleFactory(practice=row, organisation=body)
    entries_changed([body])
    assert slugs("zylophon") == [row.slug]


def test_the_rights_of_a_source_hold_in_the_search_too():
    row = practice(summary_fr="Le résumé parle de chorale.", source=SourceFactory(show="facts"))
    SectionFactory(practice=row, text_fr="La partie parle de potager.")
    entries_changed([row])
    assert slugs("chorale") == [] and slugs("potager") == []


def test_a_deleted_entry_leaves_no_document():
    row = practice(summary_fr="Un secret.")
    row.theme_links.all().delete()
    row.delete()
    entries_changed([])
    assert not Document.objects.filter(kind=LABEL).exists()


def test_a_language_that_the_entry_is_not_written_in_has_no_document():
    row = practice(french_only=True)
    assert set(Document.objects.filter(object_id=row.pk, kind=LABEL).values_list("language")) == {
        ("fr",)
    }


def test_a_hit_says_in_which_language_it_was_found():
    practice(one_line_nl="Een moestuin voor iedereen", title_nl="De moestuin")
    (hit,) = find("moestuin", "fr", [LABEL]).hits
    assert hit.language == "nl"


def test_the_glossary_widens_a_search_to_other_languages():
    GlossaryTermFactory(
        code="x", term_fr="primo-arrivant", term_nl="nieuwkomer", term_en="newcomer"
    )
    row = practice(summary_fr="Pour des primo-arrivants.")
    found = synonyms_in("nieuwkomers", "fr")
    assert [synonym.words for synonym in found] == ["nieuwkomers"]
    assert "primo-arrivant" in found[0].others
    pairs = [(synonym.words, synonym.forms) for synonym in found]
    assert slugs("nieuwkomers", synonyms=pairs) == [row.slug]
    assert slugs("nieuwkomers") == []


def test_an_abbreviation_that_is_also_a_word_widens_in_capitals_and_its_own_language_only():
    GlossaryTermFactory(
        code="ila",
        term_fr="initiative locale d’accueil",
        term_nl="lokaal opvanginitiatief",
        abbreviation_nl="LOI",
        capitals_only=["nl"],
    )
    assert synonyms_in("LOI", "nl") != []
    assert synonyms_in("loi", "nl") == synonyms_in("LOI", "fr") == synonyms_in("loi", "fr") == []


def test_a_term_may_never_widen():
    GlossaryTermFactory(code="x", term_fr="accueil", term_nl="opvang", never_expand=True)
    assert synonyms_in("accueil", "fr") == []


def test_a_wrong_letter_finds_what_was_meant_and_says_so():
    row = practice(title_fr="Tremplin pour la vie")
    found = find("tremplain", "fr", [LABEL])
    assert found.is_near and found.suggestion == "tremplin"
    assert [hit.object_id for hit in found.hits] == [row.pk]


def test_words_of_unpublished_entries_are_not_suggested():
    draft = PracticeFactory(title_fr="Zylophonie")
    entries_changed([draft])
    assert not Word.objects.filter(word__startswith="zylo").exists()


def test_passages_mark_the_words_and_escape_the_rest():
    practice(summary_fr="Un potager <script>alert(1)</script> réalisé & partagé.")
    found = find("realisee", "fr", [LABEL])
    (html,) = excerpts(found, found.hits).values()
    assert "<mark>réalisé</mark>" in html
    assert "<script>" not in html and "&amp; partagé" in html


def test_a_search_costs_two_queries_and_its_passages_two(django_assert_num_queries):
    practice(summary_fr="Un potager.")
    with django_assert_num_queries(2):
        found = find("potager", "fr", [LABEL])
    with django_assert_num_queries(2):
        excerpts(found, found.hits)


@pytest.mark.parametrize(
    "text",
    ["", "   ", "le la les", "!!! ???", "\x00", "a" * 10_000, "mot " * 2_500, "'; DROP TABLE x; --",
     '"unbalanced', "-", "--", '-"', "<b>x</b>", "🙂", "مرحبا", "a & b | !c <-> (d", "\\", "%s %d",
     "ou", "ou ou", "or x", "\ue000x\ue001", "'a' ''b", "é" * 400],
)  # fmt: skip
def test_anything_typed_is_answered(text):
    practice(summary_fr="Un potager.")
    for language in ["fr", "nl", "en"]:
        find(text, language, [LABEL], [(s.words, s.forms) for s in synonyms_in(text, language)])


def test_a_rebuild_makes_the_same_documents():
    practice(summary_fr="Un potager.")
    rebuild()
    columns = ["kind", "object_id", "language", "title", "summary", "body"]
    before = list(Document.objects.order_by("kind", "object_id", "language").values(*columns))
    assert rebuild() == len(before)
    after = Document.objects.order_by("kind", "object_id", "language").values(*columns)
    assert list(after) == before


def test_every_kind_that_has_a_page_is_searched():
    assert set(kinds()) == {
        "practices.practice",
        "organisations.organisation",
        "projects.project",
        "projects.event",
        "projects.publication",
        "vocabulary.glossaryterm",
    }


def test_the_functions_survive_another_search_path():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path TO ''")
        cursor.execute("SELECT public.search_vector('fr', 'Été', '', '', '', '')::text")
        assert cursor.fetchone() == ("'ete':1A",)
