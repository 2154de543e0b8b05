from django.contrib.postgres.operations import BtreeGinExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

# Functions are qualified, so that a restored dump finds them.
SORT_KEY = """
CREATE FUNCTION public.sort_key(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, $1)) $$
"""

# EDTF to its earliest day. Seasons 21 to 24 start in March, June, September and December.
EDTF_EARLIEST = r"""
CREATE FUNCTION public.edtf_earliest(text) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT make_date(
    m[1]::int,
    CASE WHEN m[2] BETWEEN '21' AND '24' THEN (m[2]::int - 20) * 3 ELSE coalesce(m[2]::int, 1) END,
    coalesce(m[3]::int, 1)
  )
  FROM regexp_match($1, '^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:[~?%].*|/.*)?$') AS m
  WHERE m IS NOT NULL
$$
"""


class Migration(migrations.Migration):
    dependencies = []

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        BtreeGinExtension(),
        migrations.RunSQL(SORT_KEY, "DROP FUNCTION public.sort_key(text)"),
        migrations.RunSQL(EDTF_EARLIEST, "DROP FUNCTION public.edtf_earliest(text)"),
    ]
