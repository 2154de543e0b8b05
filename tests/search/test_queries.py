"""The query set: what people ask, held against what the search answers on the real entries."""

from pathlib import Path

import pytest
import yaml
from django.db import transaction

from core.fixtures import load
from search.finding import find
from search.indexing import kinds
from vocabulary.synonyms import synonyms_in

SETS = yaml.safe_load((Path(__file__).parent / "queries.yaml").read_text(encoding="utf-8"))
QUERIES = [query for queries in SETS.values() for query in queries]
GLOSSARY = "vocabulary.glossaryterm"


@pytest.fixture(scope="module")
def entries(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield {
            (label, pk): slug
            for label, model in kinds().items()
            if label != GLOSSARY
            for pk, slug in model.objects.values_list("pk", "slug")
        }
        transaction.set_rollback(True)


def answer(query, entries):
    """(what was found, the slugs in their order, each once)."""
    labels = {label for label, _pk in entries}
    synonyms = [(s.words, s.forms) for s in synonyms_in(query["ask"], query["in"])]
    found = find(query["ask"], query["in"], labels, synonyms)
    return found, list(dict.fromkeys(entries[hit.kind, hit.object_id] for hit in found.hits))


@pytest.mark.django_db
@pytest.mark.parametrize("query", QUERIES, ids=lambda query: f"{query['in']} {query['ask']}")
def test_a_question_is_answered_as_a_reader_would_expect(entries, query):
    found, slugs = answer(query, entries)
    if "first" in query:
        assert slugs[:1] and slugs[0] in query["first"], slugs[:5]
    if "three" in query:
        assert set(query["three"]) <= set(slugs[:3]), slugs[:5]
    if "five" in query:
        assert set(query["five"]) <= set(slugs[:5]), slugs[:8]
    if query.get("nothing"):
        assert not found.holds_all or found.is_near, slugs[:5]
    if "near" in query:
        assert set(query["near"]) & set(slugs[:3]), slugs[:5]


def test_there_are_enough_questions_of_each_sort():
    assert len(SETS["given"]) >= 24
    assert len(SETS["own"]) >= 36
