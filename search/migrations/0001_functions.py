from django.db import migrations

# Functions are qualified, so that a restored dump finds them.

# The dictionary of a language; languages without one are searched by their plain words.
CONFIGURATION = """
CREATE FUNCTION public.search_configuration(language text) RETURNS regconfig
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT CASE language
    WHEN 'fr' THEN 'pg_catalog.french'::regconfig
    WHEN 'nl' THEN 'pg_catalog.dutch'::regconfig
    WHEN 'en' THEN 'pg_catalog.english'::regconfig
    ELSE 'pg_catalog.simple'::regconfig
  END
$$
"""

# A.S.B.L. → ASBL; covid-19, m/parrainage → two words; quotation marks, which unaccent would turn
# into syntax, → space.
PLAIN_WORDS = r"""
CREATE FUNCTION public.search_words(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT translate(
    regexp_replace(
      regexp_replace(words, '(?<![[:alpha:]])([[:alpha:]])\.(?=[[:alpha:]](\.|\M))', '\1', 'g'),
      '(?<=[[:alnum:]])[-./](?=[[:alpha:]])', ' ', 'g'),
    '''‘’‛′‵＇ˈʹʻʼʽ`´"“”„«»\:&|!<>()', repeat(' ', 30))
$$
"""

# The accent-stripped stems, and the stems of the stripped text: with one of them alone, French
# loses every second family of words, or the words that are typed without accents.
STEMS = """
CREATE FUNCTION public.search_stems(language text, words text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT public.unaccent('public.unaccent'::regdictionary, to_tsvector(
           public.search_configuration(language), public.search_words(words))::text)::tsvector
    || to_tsvector(public.search_configuration(language),
         public.unaccent('public.unaccent'::regdictionary, public.search_words(words)))
$$
"""

VECTOR = """
CREATE FUNCTION public.search_vector(
  language text, title text, names text, line text, summary text, body text
) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT setweight(public.search_stems(language, title || ' . ' || names), 'A')
    || setweight(public.search_stems(language, line), 'B')
    || setweight(public.search_stems(language, summary), 'C')
    || setweight(public.search_stems(language, body), 'D')
$$
"""

# Words that follow each other, in either form; empty for stop words alone.
QUERY = """
CREATE FUNCTION public.search_query(language text, words text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT public.unaccent('public.unaccent'::regdictionary, phraseto_tsquery(
           public.search_configuration(language), public.search_words(words))::text)::tsquery
    || phraseto_tsquery(public.search_configuration(language),
         public.unaccent('public.unaccent'::regdictionary, public.search_words(words)))
$$
"""

FUNCTIONS = [
    (CONFIGURATION, "search_configuration(text)"),
    (PLAIN_WORDS, "search_words(text)"),
    (STEMS, "search_stems(text, text)"),
    (VECTOR, "search_vector(text, text, text, text, text, text)"),
    (QUERY, "search_query(text, text)"),
]

# For marking the words found: stems of words without accents.
MARKING = [
    (
        f"CREATE TEXT SEARCH CONFIGURATION public.marking_{code} (COPY = pg_catalog.{name});"
        f" ALTER TEXT SEARCH CONFIGURATION public.marking_{code} ALTER MAPPING FOR hword,"
        f" hword_part, word, asciiword, asciihword, hword_asciipart"
        f" WITH public.unaccent, pg_catalog.{name}_stem",
        f"DROP TEXT SEARCH CONFIGURATION public.marking_{code}",
    )
    for code, name in [("fr", "french"), ("nl", "dutch"), ("en", "english")]
]


class Migration(migrations.Migration):
    dependencies = [("core", "0001_database_functions")]

    operations = [
        *(migrations.RunSQL(sql, f"DROP FUNCTION public.{name}") for sql, name in FUNCTIONS),
        *(migrations.RunSQL(*pair) for pair in MARKING),
    ]
