"""What was searched without result, counted by words and week; nothing of who asked."""

import datetime
import re

from django.db.models import F
from django.utils import timezone

from search.models import Wanted

MOST_A_WEEK = 2000  # different searches: strangers cannot fill the table
_PRIVATE = re.compile(r"[@\d]")  # addresses, numbers of phones or files


def note_wanted(terms, language):
    """Count a search without result. Words that may name a person's address or number are left
    out; the others are kept in small letters, in the order of the alphabet."""
    words = sorted({t.words.casefold() for t in terms if not _PRIVATE.search(t.words)})
    text = " ".join(words)[:100]
    today = timezone.localdate()
    week = today - datetime.timedelta(days=today.weekday())
    if not text:
        return
    counted = Wanted.objects.filter(words=text, language=language, week=week)
    if counted.update(count=F("count") + 1):
        return
    if Wanted.objects.filter(week=week).count() < MOST_A_WEEK:
        Wanted.objects.get_or_create(words=text, language=language, week=week)
