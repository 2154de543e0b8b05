import django.contrib.postgres.indexes
from django.db import migrations

import search.models


class Migration(migrations.Migration):
    """Finding reads few pages: words of title and line have an index, and rows are narrow.

    Longer texts and stems lie beside the row, where only those that are opened are read.
    """

    dependencies = [("search", "0004_vector_by_language")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE public.search_document SET (toast_tuple_target = 128)",
            "ALTER TABLE public.search_document RESET (toast_tuple_target)",
        ),
        # Written anew as they are, to lie so too.
        migrations.RunSQL("UPDATE public.search_document SET boost = boost", ""),
        migrations.AddIndex(
            model_name="document",
            index=django.contrib.postgres.indexes.GinIndex(
                "language", search.models.Heads("vector"), name="search_document_heads"
            ),
        ),
    ]
