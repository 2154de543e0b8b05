"""What the search looks through: one row for each entry and language that it can be read in."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func
from django.utils.translation import gettext_lazy as _

from core.models import SortKey


class SearchVector(Func):
    """Stems of the four texts with their weights A to D: the function of our migration."""

    function = "public.search_vector"
    output_field = SearchVectorField()


class Heads(Func):
    """The stems of title and line alone."""

    template = "ts_filter(%(expressions)s, '{a,b}')"
    output_field = SearchVectorField()


class Document(models.Model):
    """An entry in one language. Only what is public has a row, and only in languages in which it
    is really written: nothing else can leak, and a hit knows its language."""

    kind = models.CharField(max_length=60, help_text="Label of the model: practices.practice.")
    object_id = models.BigIntegerField()
    language = models.CharField(max_length=8)
    boost = models.FloatField(default=1, help_text="How much its rank counts.")
    title = models.TextField()
    names = models.TextField(default="", help_text="Other names. Weighs as much as the title.")
    line = models.TextField(default="")
    summary = models.TextField(default="")
    body = models.TextField(default="")
    title_key = models.GeneratedField(
        expression=SortKey(F("title")),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )
    vector = models.GeneratedField(
        expression=SearchVector(
            F("language"), F("title"), F("names"), F("line"), F("summary"), F("body")
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="search_document_once", fields=["kind", "object_id", "language"]
            ),
        ]
        indexes = [
            GinIndex(name="search_document_vector", fields=["language", "vector"]),
            GinIndex("language", Heads("vector"), name="search_document_heads"),
            GinIndex(
                name="search_document_title_key", fields=["title_key"], opclasses=["gin_trgm_ops"]
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.object_id} {self.language}"


class Word(models.Model):
    """A word of the documents, without accents, for “did you mean”."""

    word = models.CharField(max_length=60, primary_key=True)

    class Meta:
        indexes = [
            GinIndex(name="search_word_trigrams", fields=["word"], opclasses=["gin_trgm_ops"])
        ]

    def __str__(self):
        return self.word


class Wanted(models.Model):
    """What was searched without result: words and week, and nothing of who asked."""

    words = models.CharField(_("words"), max_length=100)
    language = models.CharField(_("language"), max_length=8)
    week = models.DateField(_("week of"))
    count = models.PositiveIntegerField(_("how often"), default=1)

    class Meta:
        verbose_name = _("wanted: a search without result")
        verbose_name_plural = _("wanted: searches without result")
        constraints = [
            models.UniqueConstraint(
                name="search_wanted_once", fields=["words", "language", "week"]
            ),
        ]

    def __str__(self):
        return self.words
