"""Finding entries: one statement that matches, ranks and counts over all languages.

How much a word counts depends on how rare it is, and on where it stands: title, line, summary,
body. Where no entry holds all words, those that hold most of what is rare come first.
"""

import json
import re
from dataclasses import dataclass, field
from html import escape

from django.db import connection
from django.utils.safestring import mark_safe

from core.i18n import language_codes
from search.query import Query, parse
from search.spelling import corrections

# What a word counts by the weightiest place in which it stands: title, line, summary; else body.
PLACES = {"A": 1.0, "B": 0.75, "C": 0.5}
BODY = 0.25
OFTEN = 0.5  # what its number of places in the text counts beside that, from 0 to 1
_LEXEME = re.compile(r"'(?:[^']|'')*'")  # in a tsquery as text
OTHER_LANGUAGE = 0.8  # a hit in another language than the reader's
EXACT = 1000  # a name typed exactly comes first
ENOUGH = 0.5  # share of the weight of all words that a hit must hold
MOST = 500  # hits that are read
OPENED = 500  # documents that are ranked by where and how often they hold the words
START, STOP = "\ue000", "\ue001"  # around words found, until they become <mark>
EXCERPT = (
    f"StartSel={START}, StopSel={STOP}, MaxFragments=2, MaxWords=22, MinWords=8,"
    ' FragmentDelimiter=" … "'
)


@dataclass
class Hit:
    kind: str
    object_id: int
    language: str  # of the text that matched
    score: float
    missing: list  # words of the query that it does not hold


@dataclass
class Found:
    """What came of a search."""

    query: Query
    hits: list = field(default_factory=list)
    counts: dict = field(default_factory=dict)  # kind → number of hits
    keys: str = "{}"  # object_id of every hit as an array of PostgreSQL, where asked for
    unknown: list = field(default_factory=list)  # words that no entry holds
    suggestion: str = ""  # the query with unknown words put right
    is_near: bool = False  # the hits are those of the suggestion

    @property
    def total(self):
        return sum(self.counts.values())

    @property
    def holds_all(self):
        """Does the first hit hold every word?"""
        return bool(self.hits) and not self.hits[0].missing


def find(text, language, kinds, synonyms=(), most=MOST, with_keys=False):
    """A `Found` for what was typed. `kinds` are labels of models, `synonyms` as in `parse`,
    `most` how many hits are read, `with_keys` whether `Found.keys` names the others too.

    Where no entry holds a word, the nearest spelling is suggested; where entries hold all words in
    that spelling, they are the hits, marked as near.
    """
    query = parse(text, language, synonyms)
    found = _run(query, language, kinds, most, with_keys)
    if found.unknown and (better := corrections(found.unknown)):
        found.suggestion = _replaced(query.text, better)
        better = parse(found.suggestion, language, synonyms)
        near = _run(better, language, kinds, most, with_keys)
        if near.holds_all:
            near.suggestion, near.unknown, near.is_near = found.suggestion, found.unknown, True
            return near
        if not near.hits:
            found.suggestion = ""
    return found


def _replaced(text, better):
    for word, right in better.items():
        text = text.replace(word, right)
    return text


def _run(query, language, kinds, most, with_keys):
    stems = _stems(query)
    silent = [term.words for term in query.terms if _says_nothing(term, stems)]
    query.left_out = list(dict.fromkeys([*query.left_out, *silent]))
    query.terms = [term for term in query.terms if not _says_nothing(term, stems)]
    found = Found(query)
    if not query.terms:
        return found
    with connection.cursor() as cursor:
        cursor.execute(*_statement(query, stems, language, kinds, most, with_keys))
        rows = cursor.fetchall()
    words = [term.words for term in query.terms]
    if not rows:
        found.unknown = words
        return found
    for kind, pk, code, score, holds, *_counts in rows:
        missing = [word for word, is_held in zip(words, holds, strict=True) if not is_held]
        found.hits.append(Hit(kind, pk, code, score, missing))
    *_hit, counts, held, keys = rows[0]  # the same in every row, the keys in the first
    found.counts, found.keys = json.loads(counts), keys or "{}"
    found.unknown = [word for word, n in zip(words, held, strict=True) if not n]
    return found


def _says_nothing(term, stems):
    """A stop word of one of the languages says nothing in any, unless the glossary knows it."""
    is_stop_word = any(not stems[code, term.words] for code in language_codes())
    return is_stop_word and not any(term.by_language.values())


def _stems(query):
    """{(language, words): tsquery as text, "" for stop words} of all that is looked for."""
    words = {w for term in query.terms for w in term.all_words} | set(query.excluded)
    wanted = [(code, w) for code in language_codes() for w in sorted(words)]
    for term in query.terms:
        wanted += [(code, w) for code, forms in term.by_language.items() for w in forms]
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l, w, public.search_query(l, w)::text"
            " FROM unnest(%s::text[], %s::text[]) AS asked(l, w)",
            [[code for code, _w in wanted], [w for _code, w in wanted]],
        )
        return {(code, w): stems for code, w, stems in cursor.fetchall()}


def _any_of(stems, term, code):
    """The tsquery of a term in a language: its words, or a form of it in that language."""
    words = [*term.all_words, *term.by_language.get(code, [])]
    return _either(stems.get((code, w), "") for w in words)


def _either(queries):
    return " | ".join(f"({query})" for query in dict.fromkeys(queries) if query)


def _statement(query, stems, language, kinds, most, with_keys):
    """The one statement of a search, and its parameters.

    Which words a document holds, and which of them in its title or line, is read from indexes.
    Only the likeliest documents are opened, to see where and how often: the others count what
    they hold at least.
    """
    numbers = range(len(query.terms))
    columns = ", ".join(f"t{n}, {', '.join(f't{n}{place}' for place in PLACES)}" for n in numbers)
    row = ", ".join(["%s", *["%s::tsquery"] * (1 + (1 + len(PLACES)) * len(query.terms))])
    terms = ", ".join(["(-1, a.excluded)", *(f"({n}, a.t{n})" for n in numbers)])
    held = ", ".join(f"bool_or(term = {n}) AS b{n}" for n in numbers)
    headed = ", ".join(f"bool_or(term = {n}) AS h{n}" for n in numbers)
    known = ", ".join(f"count(*) FILTER (WHERE b{n}) AS n{n}" for n in numbers)
    rare = ", ".join(f"ln(1 + every::float / greatest(n{n}, 1)) AS i{n}" for n in numbers)
    share = " + ".join(f"CASE WHEN b{n} THEN i{n} ELSE 0 END" for n in numbers)
    whole = " + ".join(f"CASE WHEN n{n} > 0 THEN i{n} ELSE 0 END" for n in numbers)
    least = " + ".join(
        f"CASE WHEN h{n} THEN i{n} * {PLACES['B']} WHEN b{n} THEN i{n} * {BODY} ELSE 0 END"
        for n in numbers
    )
    points = " + ".join(f"CASE WHEN b{n} THEN i{n} * {_rank(n)} ELSE 0 END" for n in numbers)
    holds = ", ".join(f"b{n}" for n in numbers)
    counted = ", ".join(f"n{n}" for n in numbers)
    parameters = []
    for code in language_codes():
        excluded = _either(stems.get((code, words), "") for words in query.excluded)
        parameters += [code, excluded]
        for words in (_any_of(stems, term, code) for term in query.terms):
            parameters += [words, *(_LEXEME.sub(rf"\g<0>:{place}", words) for place in PLACES)]
    sql = f"""
    WITH asked(language, excluded, {columns}) AS (
      VALUES {", ".join(f"({row})" for _code in language_codes())}
    ), terms AS (
      SELECT language, term, words FROM asked a, LATERAL (VALUES {terms}) AS t(term, words)
    ), matched AS MATERIALIZED (
      SELECT d.id, d.kind, d.object_id, d.language, d.boost, d.title_key, {held}
      FROM terms t JOIN search_document d ON d.language = t.language AND d.vector @@ t.words
      WHERE d.kind = ANY(%s) GROUP BY d.id HAVING NOT bool_or(term = -1)
    ), known AS (
      SELECT {known}, (
        SELECT CASE WHEN reltuples > 0 THEN reltuples
          ELSE (SELECT count(*) FROM search_document) END
        FROM pg_class WHERE oid = 'public.search_document'::regclass
      ) AS every FROM matched
    ), rarity AS (
      SELECT *, {rare} FROM known
    ), held AS (
      SELECT m.*, ({share}) / nullif({whole}, 0) AS held,
        boost * CASE WHEN language = %s THEN 1 ELSE {OTHER_LANGUAGE} END AS times,
        CASE WHEN title_key = public.sort_key(%s) THEN {EXACT} ELSE 0 END AS more
      FROM matched m CROSS JOIN rarity
    ), heads AS MATERIALIZED (
      SELECT d.id, {headed}
      FROM terms t JOIN search_document d
        ON d.language = t.language AND ts_filter(d.vector, '{{a,b}}') @@ t.words
      GROUP BY d.id
    ), least AS (
      SELECT id, kind, object_id, language, {holds}, held, times, more,
        (({least}) * times + more) * held AS score
      FROM held LEFT JOIN heads USING (id) CROSS JOIN rarity WHERE held >= {ENOUGH}
    ), placed AS MATERIALIZED (
      SELECT *, row_number() OVER (ORDER BY score DESC, id) AS place FROM least
    ), scored AS (
      SELECT p.kind, p.object_id, p.language, {holds},
        (({points}) * times + more) * held AS score
      FROM placed p CROSS JOIN rarity
      JOIN asked a ON a.language = p.language JOIN search_document d ON d.id = p.id
      -- Unpacked once for all that is asked of it.
      CROSS JOIN LATERAL (SELECT d.vector || ''::tsvector AS vector OFFSET 0) v
      WHERE place <= {OPENED}
      UNION ALL
      SELECT kind, object_id, language, {holds}, score FROM placed WHERE place > {OPENED}
    ), best AS (
      SELECT DISTINCT ON (kind, object_id) kind, object_id, language, score,
        ARRAY[{holds}] AS holds
      FROM scored ORDER BY kind, object_id, score DESC, language
    )
    SELECT first.*,
      (SELECT jsonb_object_agg(kind, n) FROM (SELECT kind, count(*) n FROM best GROUP BY kind) c),
      (SELECT ARRAY[{counted}] FROM known),
      CASE WHEN %s AND row_number() OVER () = 1
        THEN (SELECT array_agg(object_id)::text FROM best) END
    FROM (SELECT * FROM best ORDER BY score DESC, kind, object_id LIMIT %s) AS first
    """
    return sql, [*parameters, list(kinds), language, query.text, with_keys, most]


def _rank(n):
    """SQL: what term n counts in a document that holds it."""
    cases = " ".join(f"WHEN v.vector @@ a.t{n}{place} THEN {w}" for place, w in PLACES.items())
    return f"(CASE {cases} ELSE {BODY} END + {OFTEN} * ts_rank(v.vector, a.t{n}))"


def excerpts(found, hits):
    """{(kind, object_id): HTML of the passage that matched, with <mark>} for some hits."""
    if not hits or not found.query.terms:
        return {}
    stems = _stems(found.query)
    marks = {c: _either(_any_of(stems, t, c) for t in found.query.terms) for c in language_codes()}
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT d.kind, d.object_id, ts_headline(('public.marking_' || d.language)::regconfig,
              concat_ws(' … ', nullif(d.line, ''), nullif(d.summary, ''), nullif(d.body, '')),
              a.marks::tsquery, %s)
            FROM unnest(%s::text[], %s::bigint[], %s::text[]) AS h(kind, object_id, language)
            JOIN search_document d USING (kind, object_id, language)
            JOIN unnest(%s::text[], %s::text[]) AS a(language, marks) USING (language)
            """,
            [
                EXCERPT,
                [hit.kind for hit in hits],
                [hit.object_id for hit in hits],
                [hit.language for hit in hits],
                list(marks),
                list(marks.values()),
            ],
        )
        return {(kind, pk): _marked(text) for kind, pk, text in cursor.fetchall()}


def _marked(text):
    text = escape(" ".join(text.split()))
    return mark_safe(text.replace(START, "<mark>").replace(STOP, "</mark>"))  # escaped just above
