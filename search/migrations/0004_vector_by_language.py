import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    """Words are looked for in one language at a time: the index finds no others."""

    dependencies = [
        ("core", "0001_database_functions"),  # brings btree_gin
        ("search", "0003_wanted_names"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="document", name="search_document_vector"),
        migrations.AddIndex(
            model_name="document",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["language", "vector"], name="search_document_vector"
            ),
        ),
    ]
