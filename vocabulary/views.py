from django.db.models import Prefetch
from django.utils.translation import get_language
from django.views.generic import ListView

from core.i18n import State, language_codes, state_of, text_of, value_in
from core.models import sort_key
from core.notices import language_name
from core.views import PageInfo
from vocabulary.models import GlossaryTerm

UNREAD = {State.DRAFT, State.OUTDATED}


class Glossary(PageInfo, ListView):
    """All terms of the field in the alphabet of the reader's language, on one page."""

    template_name = "vocabulary/glossary.html"
    parameters = []

    def get_queryset(self):
        counterparts = GlossaryTerm.objects.order_by(sort_key(), "pk")
        return counterparts.prefetch_related(Prefetch("counterparts", counterparts))

    def get_context_data(self, **kwargs):
        letters = {}
        for term in self.object_list:
            first = getattr(term, sort_key())[:1].upper()
            letter = first if first.isalpha() else "#"
            letters.setdefault(letter, []).append(entry(term))
        return super().get_context_data(letters=list(letters.items()), **kwargs)


def entry(term):
    """A term as the page shows it."""
    shown = text_of(term, "term")
    return {
        "term": term,
        "abbreviation": _abbreviation(term, shown.language),
        "is_draft": {shown.state, text_of(term, "definition").state} & UNREAD,
        "variants": _own(term, "variants"),
        "equivalents": [
            equivalent(term, code) for code in language_codes() if _differs(term, shown, code)
        ],
    }


def _differs(term, shown, code):
    if code == get_language() or code == shown.language:
        return False
    return bool(value_in(term, "term", code)) and shown.state != State.SAME


def _own(term, field):
    """A text only where it is for the reader's language: another language's forms mislead."""
    shown = text_of(term, field)
    return "" if shown.is_foreign else shown.value


def _abbreviation(term, code):
    """The abbreviation in that language, or the one that is the same in all; else nothing."""
    if state_of(term, "abbreviation", code) == State.MISSING:
        return ""
    return text_of(term, "abbreviation", code).value


def equivalent(term, code):
    """The term in another language: {code, language, text, abbreviation, is_draft}."""
    shown = text_of(term, "term", code)
    return {
        "code": code,
        "language": language_name(code),
        "text": shown,
        "abbreviation": _abbreviation(term, code),
        "is_draft": shown.state in UNREAD,
    }
