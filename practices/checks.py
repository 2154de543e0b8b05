"""Publish checks of practices."""

from django.utils.translation import gettext_lazy as _

from core.i18n import value_in
from core.publishing import publish_check
from organisations.reached import can_be_reached
from practices.models import Practice

MOST_THEMES, MOST_TARGET_GROUPS, MOST_FORMATS = 5, 4, 4  # more would say nothing


@publish_check(Practice, "organisation", _("Name at least one organisation."))
def has_organisation(practice):
    return practice.roles.exists()


@publish_check(
    Practice,
    "reach",
    _("Say how to reach someone, or write in an editorial note that no contact is known."),
)
def can_reach_someone(practice):
    if value_in(practice, "editorial_note", practice.original_language):
        return True
    organisations = [role.organisation_id for role in practice.roles.all()]
    if practice.source and practice.source.publisher_id:
        organisations.append(practice.source.publisher_id)
    return can_be_reached(organisations, practice.contacts.published())


@publish_check(Practice, "theme", _("Choose one to five themes."))
def has_themes(practice):
    return 1 <= practice.theme_links.count() <= MOST_THEMES


@publish_check(Practice, "target-group", _("Choose four target groups at most."))
def has_few_target_groups(practice):
    return practice.target_group_links.count() <= MOST_TARGET_GROUPS


@publish_check(
    Practice,
    "formats",
    _("Choose four formats at most, and none where the practice has activities."),
)
def has_few_formats(practice):
    by_hand = practice.formats.count()
    return by_hand <= MOST_FORMATS and not (by_hand and practice.activities.exists())
