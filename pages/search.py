"""The search over everything: results by kind, counted, with the passage that matched."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from core.addresses import address_of
from core.context_processors import labels
from core.i18n import text_of
from core.notices import language_name
from core.templatetags.texts import marked
from core.views import PageInfo
from organisations.cards import card as organisation_card
from organisations.cards import for_cards as organisations_for_cards
from organisations.models import Organisation
from practices.cards import card as practice_card
from practices.cards import for_cards as practices_for_cards
from practices.models import Practice
from projects import cards as project_cards
from projects.models import Event, Project, Publication
from search.finding import excerpts, find
from search.wanted import note_wanted
from vocabulary.models import GlossaryTerm
from vocabulary.synonyms import synonyms_in

TOP = 5  # of each kind, on the page of all kinds
A_PAGE = 20


@dataclass(frozen=True)
class Shown:
    """How a kind of entry is shown among the results."""

    model: type
    cards: callable  # entries with what their card needs, from a queryset of their model
    card: callable


def _term_card(term):
    url = f"{address_of('glossary')}#{term.code}"
    return {"url": url, "title": marked(text_of(term, "term")), "meta": []}


# By the name of their list, in the order of the page where their best hits rank alike.
KINDS = {
    "practices": Shown(Practice, practices_for_cards, practice_card),
    "organisations": Shown(Organisation, organisations_for_cards, organisation_card),
    "projects": Shown(Project, project_cards.projects_for_cards, project_cards.project_card),
    "events": Shown(Event, project_cards.events_for_cards, project_cards.event_card),
    "publications": Shown(
        Publication, project_cards.publications_for_cards, project_cards.publication_card
    ),
    "glossary": Shown(GlossaryTerm, lambda terms: terms, _term_card),
}
NAMES = {shown.model._meta.label_lower: name for name, shown in KINDS.items()}


class Search(PageInfo, TemplateView):
    parameters = ["q", "kind", "exact", "page"]
    template_name = "pages/search.html"

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if self.found and not self.found.total:
            note_wanted(self.found.query.terms, get_language())
            # Each such search is counted: no kept page may answer the next one.
            response["Cache-Control"] = "private, no-store"
        return response

    def get_context_data(self, **kwargs):
        text = self.request.GET.get("q", "").strip()
        language = get_language()
        synonyms = [] if self.request.GET.get("exact") else synonyms_in(text, language)
        pairs = [(synonym.words, synonym.forms) for synonym in synonyms]
        self.found = found = find(text, language, NAMES, pairs) if text else None
        kind = self.request.GET.get("kind")
        kind = kind if kind in KINDS else ""
        return super().get_context_data(
            query=text,
            found=found,
            kind=kind,
            total=self.total(),
            tabs=self.tabs(kind) if found else [],
            groups=self.groups(kind) if found else [],
            page_obj=self.page(kind) if found and kind else None,
            also=[s for s in synonyms if s.others and s.words in self.words_asked()],
            exact_url=self.url(exact="1"),
            wide_url=self.url(exact=""),
            is_exact=bool(self.request.GET.get("exact")),
            suggestion_url=self.url(q=found.suggestion) if found and found.suggestion else "",
            themes_url=address_of("practices"),
            **kwargs,
        )

    def words_asked(self):
        return {term.words for term in self.found.query.terms} if self.found else set()

    def total(self):
        n = self.found.total if self.found else 0
        return ngettext("%(n)s result", "%(n)s results", n) % {"n": n}

    def url(self, **changes):
        """This page with other parameters; an empty one is left out."""
        query = self.request.GET.copy()
        query.pop("page", None)
        for name, value in changes.items():
            query[name] = value
        for name in [name for name, value in query.items() if not value]:
            del query[name]
        return f"?{query.urlencode()}"

    def tabs(self, kind):
        """All, then each kind that has results, with their number."""
        counts = {NAMES[label]: n for label, n in self.found.counts.items()}
        tabs = [("", _("All"), self.found.total)]
        tabs += [(name, labels()[name], counts[name]) for name in KINDS if name in counts]
        return [
            {"label": label, "count": n, "url": self.url(kind=name), "current": name == kind}
            for name, label, n in tabs
        ]

    def page(self, kind):
        hits = [hit for hit in self.found.hits if NAMES[hit.kind] == kind]
        return Paginator(hits, A_PAGE).get_page(self.request.GET.get("page"))

    def groups(self, kind):
        """The kinds in the order of their best hits, each with its best, or one kind alone."""
        by_kind = {}
        for hit in self.found.hits:
            by_kind.setdefault(NAMES[hit.kind], []).append(hit)
        if kind:
            chosen = {kind: list(self.page(kind))} if kind in by_kind else {}
        else:
            chosen = {name: hits[:TOP] for name, hits in by_kind.items()}
        passages = excerpts(self.found, [hit for hits in chosen.values() for hit in hits])
        return [
            {
                "label": labels()[name],
                "count": self.found.counts[KINDS[name].model._meta.label_lower],
                "more_url": "" if kind or len(by_kind[name]) <= TOP else self.url(kind=name),
                "cards": self.cards(name, hits, passages),
            }
            for name, hits in chosen.items()
        ]

    def cards(self, name, hits, passages):
        shown = KINDS[name]
        rows = shown.model.objects.filter(pk__in=[hit.object_id for hit in hits])
        entries = {entry.pk: entry for entry in shown.cards(rows)}
        return [
            {
                **shown.card(entries[hit.object_id]),
                "excerpt_html": passages.get((hit.kind, hit.object_id), ""),
                "excerpt_lang": "" if hit.language == get_language() else hit.language,
                "notes": self.notes(hit),
            }
            for hit in hits
            if hit.object_id in entries
        ]

    def notes(self, hit):
        notes = []
        if hit.language != get_language():
            notes.append(
                _("Found in the %(language)s text") % {"language": language_name(hit.language)}
            )
        if hit.missing and not self.found.is_near:
            notes.append(_("Without: %(words)s") % {"words": ", ".join(hit.missing)})
        return notes
