"""A practice as a card of a list."""

from decimal import Decimal

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from core.i18n import text_of
from practices.models import DOERS, Post, Practice, PracticePlace, PracticeRole, PracticeTheme
from practices.words import full_time
from vocabulary.models import PlaceLink


def for_cards(practices=None):
    """Practices with all that a card shows: five queries, whatever their number."""
    practices = Practice.objects.listed() if practices is None else practices
    return (
        practices.full_sheets_first()
        .select_related("source")
        .prefetch_related(
            Prefetch(
                "roles",
                PracticeRole.objects.select_related("organisation").order_by("position", "pk"),
                to_attr="card_roles",
            ),
            Prefetch(
                "place_links",
                PracticePlace.objects.select_related("place").order_by("pk"),
                to_attr="card_places",
            ),
            Prefetch(
                "theme_links",
                PracticeTheme.objects.select_related("theme"),
                to_attr="card_themes",
            ),
            Prefetch(
                "posts",
                Post.objects.filter(where=Post.Where.STAFF),
                to_attr="card_posts",
            ),
        )
    )


def card(practice):
    """The inputs of components/card.html for a practice of `for_cards`."""
    title, line = text_of(practice, "title"), text_of(practice, "one_line")
    return {
        "url": practice.get_absolute_url(),
        "title": title.value,
        "lang": line.language if line.is_foreign else "",
        "one_line": line.value,
        "badge": depth_badge(practice.is_full_sheet),
        "meta": [
            item
            for item in [_doer(practice), _where(practice), _team(practice), _year(practice)]
            if item
        ],
        "tags": [{"label": str(link.theme), "kind": "theme"} for link in practice.card_themes[:3]],
    }


def depth_badge(is_full_sheet):
    if is_full_sheet:
        return {"label": _("Full sheet"), "kind": "full"}
    return {"label": _("Short entry"), "kind": "short"}


def _doer(practice):
    roles = [role for role in practice.card_roles if role.role in DOERS]
    if not roles:
        return None
    role = min(roles, key=lambda role: DOERS.index(role.role))
    name = text_of(role.organisation, "title").value
    if not role.organisation.is_published:
        name = role.name_as_printed or name
    return {"text": name, "strong": True}


def _where(practice):
    links = practice.card_places
    places = [str(link.place) for link in links if link.meaning == PlaceLink.Meaning.TAKES_PLACE]
    places = places or [
        str(link.place) for link in links if link.meaning == PlaceLink.Meaning.SERVES
    ]
    return {"text": ", ".join(places)} if places else None


def _team(practice):
    counted = [post.full_time_equivalent for post in practice.card_posts]
    counted = [number for number in counted if number is not None]
    if not counted:
        return None
    return {"text": full_time(sum(counted, Decimal(0)))}


def _year(practice):
    if practice.source is None or not practice.source.date_earliest:
        return None
    return {"text": str(practice.source.date_earliest.year)}
