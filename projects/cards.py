"""Projects, events and publications as cards of a list."""

from django.db.models import F

from core import edtf_dates
from core.i18n import text_of
from core.models import sort_key
from core.templatetags.texts import marked
from projects.models import Event, Project, Publication
from sources.provenance import link_card


def _listed(model, entries):
    """These entries; all that are listed unless told."""
    return model.objects.listed() if entries is None else entries


def projects_for_cards(entries=None):
    return _listed(Project, entries).in_order().select_related("lead", "fund", "source")


def events_for_cards(entries=None):
    """The newest first; those without a known day last."""
    newest = F("date_earliest").desc(nulls_last=True)
    events = _listed(Event, entries).select_related("place", "source")
    return events.order_by(newest, sort_key(), "pk")


def publications_for_cards(entries=None):
    return _listed(Publication, entries).in_order().select_related("source")


def project_card(project):
    lead = project.lead
    is_public = lead is not None and lead.is_published
    name = marked(text_of(lead, "title")) if is_public else project.lead_as_printed
    fund = " ".join(filter(None, [str(project.fund or ""), project.period]))
    return link_card(project, meta=[name, fund, _years(project)])


def _years(project):
    years = [edtf_dates.words(date[:4]) for date in (project.starts, project.ends) if date]
    return "–".join(dict.fromkeys(years))


def event_card(event):
    place = str(event.place) if event.place else event.venue
    return link_card(event, event.get_kind_display(), [_date(event), place])


def publication_card(publication):
    return link_card(publication, publication.get_kind_display(), [_date(publication)])


def _date(entry):
    return edtf_dates.words(entry.date) or entry.date_as_printed
