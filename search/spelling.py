"""Did you mean: the nearest word of the documents for each word that none of them holds."""

from django.db import connection

ALIKE = 0.4  # trigrams in common, from 0 to 1
NEAREST = """
SELECT a.typed, near.word FROM unnest(%s::text[]) AS a(typed), LATERAL (
  SELECT word, similarity(word, public.sort_key(a.typed)) AS alike FROM search_word
  WHERE word %% public.sort_key(a.typed) AND word <> public.sort_key(a.typed)
  ORDER BY alike DESC, word LIMIT 1
) near WHERE near.alike >= %s
"""


def corrections(words):
    """{word as typed: nearest word}; only those that have one."""
    with connection.cursor() as cursor:
        cursor.execute(NEAREST, [list(words), ALIKE])
        return dict(cursor.fetchall())
