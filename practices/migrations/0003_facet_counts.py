"""How many listed practices have each value, kept by the database beside the values themselves.

docs/decisions/0009 says why.
"""

from django.db import migrations, models

# As in 0002, with whether the practice is listed.
KEEP = """
CREATE OR REPLACE FUNCTION public.practices_keep_facets(practices bigint[]) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM FROM public.practices_practice
    WHERE id = ANY(practices) ORDER BY id FOR NO KEY UPDATE;
  INSERT INTO public.practices_practicefacets AS kept (practice_id, "values", is_listed)
    SELECT id, public.practices_facets_of(id), status = 'published' AND NOT is_mention
    FROM public.practices_practice WHERE id = ANY(practices)
    ON CONFLICT (practice_id) DO UPDATE
    SET "values" = excluded."values", is_listed = excluded.is_listed
    WHERE (kept."values", kept.is_listed) <> (excluded."values", excluded.is_listed);
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

# The argument of the trigger is the query for what comes and goes: value and number. Rows that
# another transaction holds are left beside the new one: nobody waits, and the sum stays right.
COUNT = """
CREATE FUNCTION public.practices_count_facets() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  EXECUTE 'WITH changed AS (
      SELECT value, sum(n) AS n FROM (' || TG_ARGV[0] || ') AS each(value, n)
      GROUP BY value HAVING sum(n) <> 0
    ), taken AS (
      DELETE FROM public.practices_facetcount WHERE id IN (
        SELECT id FROM public.practices_facetcount
        WHERE value IN (SELECT value FROM changed) FOR UPDATE SKIP LOCKED
      ) RETURNING value, n
    )
    INSERT INTO public.practices_facetcount (value, n)
    SELECT value, sum(n) FROM (TABLE changed UNION ALL TABLE taken) AS both_of_them
    GROUP BY value HAVING sum(n) <> 0';
  RETURN NULL;
END
$$
"""
FUNCTION = (COUNT, "DROP FUNCTION public.practices_count_facets()")

COMES = 'SELECT unnest("values"), 1 FROM written WHERE is_listed'
GOES = 'SELECT unnest("values"), -1 FROM gone WHERE is_listed'
EVENTS = {
    "INSERT": ("NEW TABLE AS written", COMES),
    "DELETE": ("OLD TABLE AS gone", GOES),
    "UPDATE": ("OLD TABLE AS gone NEW TABLE AS written", f"{COMES} UNION ALL {GOES}"),
}


def trigger(event, rows, query):
    name = f"practices_count_{event.lower()}"
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} AFTER {event} ON public.practices_practicefacets"
        f" REFERENCING {rows} FOR EACH STATEMENT"
        f" EXECUTE FUNCTION public.practices_count_facets('{query}')",
        f"DROP TRIGGER {name} ON public.practices_practicefacets",
    )


class Migration(migrations.Migration):
    dependencies = [("practices", "0002_facets")]

    operations = [
        migrations.AddField(
            model_name="practicefacets",
            name="is_listed",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="FacetCount",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("value", models.TextField()),
                ("n", models.IntegerField()),
            ],
        ),
        migrations.RunSQL(*FUNCTION),
        *(trigger(event, *of) for event, of in EVENTS.items()),
        migrations.RunSQL(KEEP, migrations.RunSQL.noop),
        migrations.RunSQL(
            "UPDATE public.practices_practicefacets SET is_listed = true FROM"
            " public.practices_practice p WHERE p.id = practice_id"
            " AND p.status = 'published' AND NOT p.is_mention",
            migrations.RunSQL.noop,
        ),
    ]
