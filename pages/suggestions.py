"""Suggestions while typing: titles, organisations, themes, glossary terms."""

from django.db import connection
from django.http import JsonResponse
from django.utils.translation import get_language
from django.views import View

from core.i18n import text_of
from search.query import cleaned
from vocabulary.models import Theme

MOST = 8
SHORTEST = 2
# Titles in the reader's language that begin with the words, or hold a word that does, or are near.
TITLES = """
SELECT title FROM (
  SELECT title, min(CASE WHEN title_key LIKE %(start)s THEN 0 WHEN title_key LIKE %(inside)s THEN 1
    ELSE 2 END) AS place, max(boost) AS boost
  FROM search_document
  WHERE language = %(language)s AND (
    title_key LIKE %(start)s OR title_key LIKE %(inside)s OR %(typed)s <%% title_key
  )
  GROUP BY title
) found ORDER BY place, boost DESC, title LIMIT %(most)s
"""


class Suggestions(View):
    """{"suggestions": [titles]} for what was typed so far. Two queries."""

    parameters = ["q"]

    def get(self, request):
        typed = cleaned(request.GET.get("q", ""))
        found = suggestions(typed) if len(typed) >= SHORTEST else []
        return JsonResponse({"suggestions": found})


def suggestions(typed):
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.sort_key(%s)", [typed])
        key = cursor.fetchone()[0]
        plain = key.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
        values = {"typed": key, "start": f"{plain}%", "inside": f"% {plain}%"}
        cursor.execute(TITLES, {**values, "language": get_language(), "most": MOST})
        titles = [title for (title,) in cursor.fetchall()]
    themes = [text_of(theme, "label").value for theme in Theme.objects.current().in_order()]
    fitting = [label for label in themes if _begins(label, key)]
    return list(dict.fromkeys([*titles, *fitting]))[:MOST]


def _begins(label, key):
    words = f" {label.casefold()}"
    return f" {key}" in words
