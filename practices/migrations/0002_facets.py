"""What a practice is filtered by, kept by the database itself: no way of writing can forget it.

docs/decisions/0009 says why.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

# Tables and functions are qualified, so that a restored dump finds them.

FACETS_OF = """
CREATE FUNCTION public.practices_facets_of(practice bigint) RETURNS text[]
LANGUAGE sql STABLE
AS $$
  SELECT ARRAY(
    SELECT 'theme:' || v.code
      FROM public.practices_practicetheme l JOIN public.vocabulary_theme v ON v.id = l.theme_id
      WHERE l.practice_id = practice
    UNION SELECT 'for_whom:' || v.code
      FROM public.practices_practicetargetgroup l
      JOIN public.vocabulary_targetgroup v ON v.id = l.target_group_id
      WHERE l.practice_id = practice
    UNION SELECT 'format:' || v.code
      FROM public.practices_activity a
      JOIN public.practices_activity_formats l ON l.activity_id = a.id
      JOIN public.vocabulary_format v ON v.id = l.format_id
      WHERE a.practice_id = practice
    UNION SELECT 'format:' || v.code
      FROM public.practices_practice_formats l
      JOIN public.vocabulary_format v ON v.id = l.format_id
      WHERE l.practice_id = practice
    UNION SELECT 'place:' || array_to_string(parts[1:n], '/')  -- and each that it lies in
      FROM public.practices_practiceplace l
      JOIN public.vocabulary_place v ON v.id = l.place_id,
      string_to_array(v.path, '/') AS parts, generate_series(1, cardinality(parts)) AS n
      WHERE l.practice_id = practice AND l.meaning <> 'mentioned'
    UNION SELECT 'language:' || unnest(p.working_languages || p.language_support::text[])
      FROM public.practices_practice p WHERE p.id = practice
    UNION SELECT 'language:' || unnest(a.working_languages || a.language_support::text[])
      FROM public.practices_activity a WHERE a.practice_id = practice
    UNION SELECT 'fund:' || v.code
      FROM public.practices_practice_projects l
      JOIN public.projects_project o ON o.id = l.project_id AND o.status = 'published'
      JOIN public.vocabulary_fund v ON v.id = o.fund_id
      WHERE l.practice_id = practice
    UNION SELECT 'run_by:' || v.code
      FROM public.practices_practicerole l
      JOIN public.organisations_organisation o
        ON o.id = l.organisation_id AND o.status = 'published'
      JOIN public.vocabulary_organisationkind v ON v.id = o.kind_id
      WHERE l.practice_id = practice AND l.role IN ('run-by', 'developed-by', 'coordinator')
    UNION SELECT 'source:' || s.slug
      FROM public.practices_practice p JOIN public.sources_source s ON s.id = p.source_id
      WHERE p.id = practice
    UNION SELECT 'source:' || s.slug
      FROM public.practices_practicecitation c JOIN public.sources_source s ON s.id = c.source_id
      WHERE c.practice_id = practice
    UNION SELECT 'depth:' || CASE WHEN (
        'approach' = ANY(kinds)
        OR EXISTS (SELECT FROM public.practices_activity a WHERE a.practice_id = practice)
      ) AND (
        kinds && ARRAY['staff', 'resources']
        OR EXISTS (SELECT FROM public.practices_post o WHERE o.practice_id = practice)
      ) AND kinds && ARRAY['strengths', 'results'] THEN 'full' ELSE 'short' END
      FROM (SELECT ARRAY(
        SELECT v.code::text
        FROM public.practices_section s JOIN public.vocabulary_sectionkind v ON v.id = s.kind_id
        WHERE s.practice_id = practice
      )) AS described(kinds)
  )
$$
"""

# Locked first: who waited for another's change then reads what that one wrote.
KEEP = """
CREATE FUNCTION public.practices_keep_facets(practices bigint[]) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM FROM public.practices_practice
    WHERE id = ANY(practices) ORDER BY id FOR NO KEY UPDATE;
  INSERT INTO public.practices_practicefacets AS kept (practice_id, "values")
    SELECT id, public.practices_facets_of(id) FROM public.practices_practice
    WHERE id = ANY(practices)
    ON CONFLICT (practice_id) DO UPDATE SET "values" = excluded."values"
    WHERE kept."values" <> excluded."values";
  UPDATE public.practices_practice p SET is_full_sheet = NOT is_full_sheet
    FROM public.practices_practicefacets f
    WHERE p.id = ANY(practices) AND f.practice_id = p.id
    AND is_full_sheet <> ('depth:full' = ANY(f."values"));
  DELETE FROM public.practices_practicefacets f
    WHERE practice_id = ANY(practices)
    AND NOT EXISTS (SELECT FROM public.practices_practice p WHERE p.id = f.practice_id);
END
$$
"""

# The argument of a trigger is the query for the practices that a change concerns.
CHANGED = """
CREATE FUNCTION public.practices_rows_changed() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE practices bigint[];
BEGIN
  EXECUTE 'SELECT array_agg(DISTINCT id) FROM (' || TG_ARGV[0] || ') AS changed(id)' INTO practices;
  IF practices IS NOT NULL THEN
    PERFORM public.practices_keep_facets(practices);
  END IF;
  RETURN NULL;
END
$$
"""

FUNCTIONS = [
    (FACETS_OF, "practices_facets_of(bigint)"),
    (KEEP, "practices_keep_facets(bigint[])"),
    (CHANGED, "practices_rows_changed()"),
]

# Rows of a practice: table, and the query for its practices among the rows {changed}.
ROWS = {
    "practices_practice": "SELECT id FROM {changed}",
    **{
        f"practices_{table}": "SELECT practice_id FROM {changed}"
        for table in [
            "practicetheme", "practicetargetgroup", "practiceplace", "practicerole",
            "practicecitation", "practice_formats", "practice_projects", "section", "activity",
            "post",
        ]
    },
    "practices_activity_formats": (
        "SELECT practice_id FROM public.practices_activity WHERE id IN"
        " (SELECT activity_id FROM {changed})"
    ),
}  # fmt: skip
EVENTS = {
    "INSERT": ("NEW TABLE AS written", "written"),
    "DELETE": ("OLD TABLE AS gone", "gone"),
    "UPDATE": (
        "OLD TABLE AS gone NEW TABLE AS written",
        "(TABLE gone UNION ALL TABLE written) AS touched",
    ),
}

# What practices point to: table, the columns that count, and the query for the practices. A code
# changes once in years: all practices are looked at then.
EVERY = "SELECT p.id FROM public.practices_practice p WHERE EXISTS (SELECT FROM {changed})"
NAMED = {
    "organisations_organisation": (
        ["kind_id", "status"],
        "SELECT practice_id FROM public.practices_practicerole WHERE organisation_id IN"
        " (SELECT written.id FROM {changed})",
    ),
    "projects_project": (
        ["fund_id", "status"],
        "SELECT practice_id FROM public.practices_practice_projects WHERE project_id IN"
        " (SELECT written.id FROM {changed})",
    ),
    "sources_source": (["slug"], EVERY),
    "vocabulary_place": (["path"], EVERY),
    **{
        f"vocabulary_{table}": (["code"], EVERY)
        for table in [
            "theme", "targetgroup", "format", "fund", "organisationkind", "sectionkind",
        ]
    },
}  # fmt: skip


def triggers():
    for table, query in ROWS.items():
        for event, (rows, changed) in EVENTS.items():
            yield trigger(table, event, rows, query.format(changed=changed))
    for table, (columns, query) in NAMED.items():
        old, new = (", ".join(f"{rows}.{c}" for c in columns) for rows in ["gone", "written"])
        changed = (
            "gone JOIN written ON written.id = gone.id"
            f" AND ({old}) IS DISTINCT FROM ({new})"
        )
        yield trigger(table, "UPDATE", EVENTS["UPDATE"][0], query.format(changed=changed))


def trigger(table, event, rows, query):
    name = f"practices_facets_{event.lower()}"
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} AFTER {event} ON public.{table} REFERENCING {rows}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION public.practices_rows_changed('{query}')",
        f"DROP TRIGGER {name} ON public.{table}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_initial"),
        ("practices", "0001_initial"),
        ("projects", "0001_initial"),
        ("sources", "0001_initial"),
        ("vocabulary", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="practice",
            name="is_full_sheet",
            field=models.BooleanField(default=False, editable=False, verbose_name="full sheet"),
        ),
        *(
            migrations.AddIndex(
                "practice",
                models.Index(
                    name=f"practices_listed_{code}",
                    fields=["-is_full_sheet", f"sort_key_{code}", "id"],
                    condition=models.Q(status="published", is_mention=False),
                ),
            )
            for code in ["fr", "nl", "en"]
        ),
        migrations.CreateModel(
            name="PracticeFacets",
            fields=[
                ("practice", models.OneToOneField(on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name="facets", serialize=False, to="practices.practice")),
                ("values", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
            ],
        ),
        migrations.AddIndex(
            "practicefacets",
            django.contrib.postgres.indexes.GinIndex(
                name="practices_facets_values", fields=["values"]
            ),
        ),
        *(migrations.RunSQL(sql, f"DROP FUNCTION public.{name}") for sql, name in FUNCTIONS),
        migrations.RunSQL(
            "SELECT public.practices_keep_facets(array_agg(id)) FROM public.practices_practice",
            migrations.RunSQL.noop,
        ),
        *triggers(),
    ]
