"""From draft to published to archived: who may be shown, and what must be true before."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.i18n import value_in
from core.models import ContentVersion, Entry, PastSlug
from core.tree import refresh_language_states


@dataclass(frozen=True)
class PublishCheck:
    """A rule over several rows. `holds(entry)` says whether it is kept."""

    name: str
    message: str
    holds: callable
    for_mentions: bool = False


_checks = defaultdict(list)


def publish_check(model, name, message, for_mentions=False):
    """Decorator: registers `holds(entry) -> bool` as a publish check of a model."""

    def register(holds):
        _checks[model].append(PublishCheck(name, message, holds, for_mentions))
        return holds

    return register


def checks_of(model):
    """All publish checks of a model: its own and those of every entry."""
    return _checks[Entry] + _checks[model]


def problems(entry):
    """The publish checks that an entry does not pass yet."""
    return [
        check
        for check in checks_of(type(entry))
        if (check.for_mentions or not entry.is_mention) and not check.holds(entry)
    ]


class NotPublishable(Exception):
    """Raised by `publish`; `problems` are the checks that failed."""

    def __init__(self, entry, failed):
        super().__init__(f"{entry.slug}: {', '.join(check.name for check in failed)}")
        self.problems = failed


_followers = []


def after_change(follow):
    """Registers `follow(entries)`, called in the transaction of every change of entries or of
    their rows; with an empty list where entries were deleted."""
    _followers.append(follow)
    return follow


def tell_followers(entries):
    for follow in _followers:
        follow(entries)


def touch_content():
    """Make every cached page old. Call it in the transaction that changes content."""
    ContentVersion.objects.get_or_create(pk=1)
    ContentVersion.objects.filter(pk=1).update(number=F("number") + 1)


@transaction.atomic
def publish(entry):
    """Make an entry public. Raises NotPublishable, and changes nothing then."""
    failed = problems(entry)
    if failed:
        raise NotPublishable(entry, failed)
    entry.status = Entry.Status.PUBLISHED
    entry.first_published_on = entry.first_published_on or timezone.localdate()
    entry.merged_into = None
    _save_status(entry)


@transaction.atomic
def archive(entry, merged_into=None):
    """Take an entry out of the public pages; with a survivor, its address leads there."""
    entry.status = Entry.Status.ARCHIVED
    entry.merged_into = merged_into
    _save_status(entry)


@transaction.atomic
def correct_slug(entry, slug):
    """Give an entry another slug; the old address keeps leading to it.

    Raises ValidationError where the new one is not well formed or already taken.
    """
    kind = entry._meta.label_lower
    old, entry.slug = entry.slug, slug
    entry.full_clean(exclude=[f.name for f in entry._meta.fields if f.name != "slug"])
    PastSlug.objects.filter(kind=kind, slug=slug).delete()
    PastSlug.objects.filter(kind=kind, became=old).update(became=slug)
    PastSlug.objects.create(kind=kind, slug=old, reason=PastSlug.Reason.CORRECTED, became=slug)
    _save_status(entry)


def _save_status(entry):
    entry.edition += 1
    entry.updated_at = timezone.now()
    entry.save()
    refresh_language_states(entry)
    tell_followers([entry])
    touch_content()


@publish_check(Entry, "title", _("Write the title in the original language."), for_mentions=True)
def has_title(entry):
    return bool(value_in(entry, "title", entry.original_language))


@publish_check(Entry, "summary", _("Write the summary in the original language."))
def has_summary(entry):
    return bool(value_in(entry, "summary", entry.original_language))


@publish_check(Entry, "main-source", _("Name the main source."), for_mentions=True)
def has_main_source(entry):
    return entry.source_id is not None
