"""Publish checks of projects, events and publications."""

from django.utils.translation import gettext_lazy as _

from core.publishing import publish_check
from projects.models import Event, Project, Publication

SOMEBODY = _("Name at least one organisation.")


@publish_check(Project, "organisation", SOMEBODY)
def project_has_organisation(project):
    return project.lead_id is not None or project.roles.exists()


@publish_check(Event, "organisation", SOMEBODY)
def event_has_organisation(event):
    return event.roles.exists()


@publish_check(Event, "date", _("Write when it takes place, as printed at least."))
def event_has_date(event):
    return bool(event.date or event.date_as_printed)


@publish_check(Publication, "organisation", SOMEBODY)
def publication_has_organisation(publication):
    return publication.roles.exists()
