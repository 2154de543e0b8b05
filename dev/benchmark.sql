-- Generated practices from number %(first)s to %(last)s, for dev/benchmark.py. Words as rare as in real texts.
CREATE TABLE IF NOT EXISTS bench_word AS
SELECT rank, translate(substr(md5(rank::text), 1, 5 + rank %% 5), '0123456789', 'aeioubdlmr') AS word
FROM generate_series(1, 20000) rank;
-- next
DO $$ DECLARE c record; BEGIN
  FOR c IN SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name LIKE 'practices_%%' AND is_nullable = 'NO'
    AND column_default IS NULL AND data_type IN ('text', 'character varying')
    AND is_generated = 'NEVER'
  LOOP EXECUTE format('ALTER TABLE %%I ALTER %%I SET DEFAULT %%L', c.table_name, c.column_name, '');
  END LOOP; END $$;
-- next
CREATE UNIQUE INDEX IF NOT EXISTS bench_word_rank ON bench_word (rank);
-- next
CREATE OR REPLACE FUNCTION bench_text(words int, seed int) RETURNS text LANGUAGE sql VOLATILE AS $$
  SELECT string_agg(w.word, ' ') FROM generate_series(1, words + seed * 0) n
  CROSS JOIN LATERAL (SELECT floor(exp(random() * ln(20000)))::int AS rank OFFSET n * 0) r
  JOIN bench_word w ON w.rank = greatest(r.rank, 1)
$$;
-- next
-- No triggers meanwhile: what they keep is filled at once below.
SET session_replication_role = replica;
-- next
INSERT INTO practices_practice (slug, title_fr, title_nl, title_en, summary_fr, summary_nl, summary_en,
  one_line_fr, one_line_nl, one_line_en, original_language, status, is_mention, first_published_on,
  source_id, locator, edition, text_states, language_states, updated_at, is_full_sheet, working_languages,
  language_support, running, standing, started, ended, running_as_printed, website)
SELECT 'bench-' || n, initcap(bench_text(4, n)), initcap(bench_text(4, n)), initcap(bench_text(4, n)),
  bench_text(50, n), bench_text(50, n), bench_text(50, n), left(bench_text(12, n), 138),
  left(bench_text(12, n), 138), left(bench_text(12, n), 138), 'fr', 'published', false, '2026-01-01',
  (SELECT id FROM sources_source ORDER BY id LIMIT 1 OFFSET n %% 5), '', 1, '{}', '{}', now(), false,
  CASE n %% 4 WHEN 0 THEN '{fr}'::varchar[] WHEN 1 THEN '{nl}' ELSE '{}' END,
  CASE n %% 7 WHEN 0 THEN '{interpreter}'::varchar[] ELSE '{}' END, 'unknown', 'described', '', '', '', ''
FROM generate_series(%(first)s::int, %(last)s::int) n;
-- next
CREATE TEMP TABLE fresh AS SELECT id, row_number() OVER (ORDER BY id)::int AS n FROM practices_practice
WHERE slug LIKE 'bench-%%' AND substr(slug, 7)::int BETWEEN %(first)s AND %(last)s;
-- next
INSERT INTO practices_practicetheme (practice_id, theme_id, position)
SELECT f.id, t.id, p FROM fresh f, generate_series(0, 2) p, LATERAL (
  SELECT id FROM vocabulary_theme ORDER BY id LIMIT 1 OFFSET (f.n * 7 + p * 5) %% 18) t;
-- next
INSERT INTO practices_practicetargetgroup (practice_id, target_group_id, position)
SELECT f.id, t.id, p FROM fresh f, generate_series(0, 1) p, LATERAL (
  SELECT id FROM vocabulary_targetgroup ORDER BY id LIMIT 1 OFFSET (f.n * 3 + p * 7) %% 16) t;
-- next
INSERT INTO practices_practiceplace (practice_id, place_id, meaning, precision, as_printed)
SELECT f.id, t.id, 'takes-place', 'municipality', '' FROM fresh f, LATERAL (
  SELECT id FROM vocabulary_place ORDER BY path LIMIT 1 OFFSET (f.n * 11) %% 50) t;
-- next
INSERT INTO practices_practicerole (practice_id, organisation_id, role, position, name_as_printed,
  locator, edition, text_states)
SELECT f.id, t.id, 'run-by', 1, '', '', 1, '{}' FROM fresh f, LATERAL (
  SELECT id FROM organisations_organisation ORDER BY id LIMIT 1 OFFSET (f.n * 13) %% 100) t;
-- next
INSERT INTO practices_activity (practice_id, position, printed_number, title_fr, objectives_fr,
  content_fr, locator, edition, text_states, working_languages, language_support)
SELECT f.id, p, '', initcap(bench_text(4, f.n)), bench_text(15, f.n), bench_text(30, f.n), '', 1, '{}',
  '{}', '{}' FROM fresh f, generate_series(1, 2) p;
-- next
INSERT INTO practices_activity_formats (activity_id, format_id)
SELECT a.id, t.id FROM fresh f JOIN practices_activity a ON a.practice_id = f.id, LATERAL (
  SELECT id FROM vocabulary_format ORDER BY id LIMIT 1 OFFSET (f.n + a.position) %% 12) t;
-- next
INSERT INTO practices_section (practice_id, kind_id, position, text_fr, kind_is_inferred, date, locator,
  edition, text_states)
SELECT f.id, t.id, p, bench_text(40, f.n), false, '', '', 1, '{}' FROM fresh f, generate_series(1, 5) p,
  LATERAL (SELECT id FROM vocabulary_sectionkind ORDER BY id LIMIT 1 OFFSET (f.n + p * 5) %% 31) t;
-- next
INSERT INTO practices_post (practice_id, position, role_fr, sort, "where", head_count,
  full_time_equivalent, full_time_is_inferred, as_printed, locator, edition, text_states)
SELECT f.id, 1, 'Collaborateurs', 'employee', 'staff', 2, 1 + f.n %% 4, false, '', '', 1, '{}' FROM fresh f
WHERE f.n %% 2 = 0;
-- next
INSERT INTO search_document (kind, object_id, language, boost, title, names, line, summary, body)
SELECT 'practices.practice', p.id, l.code, 1.1, l.title, '', l.line, l.summary, bench_text(80, f.n)
FROM fresh f JOIN practices_practice p USING (id), LATERAL (VALUES
  ('fr', p.title_fr, p.one_line_fr, p.summary_fr), ('nl', p.title_nl, p.one_line_nl, p.summary_nl),
  ('en', p.title_en, p.one_line_en, p.summary_en)) l(code, title, line, summary);
-- next
SELECT public.practices_keep_facets(array_agg(id)) FROM fresh;
-- next
TRUNCATE practices_facetcount;
-- next
INSERT INTO practices_facetcount (value, n)
SELECT unnest("values"), count(*) FROM practices_practicefacets WHERE is_listed GROUP BY 1;
-- next
RESET session_replication_role;
-- next
DROP TABLE fresh;
