"""Remembers the slugs of deleted entries, so that no import brings them back."""

from django.db.models.signals import post_delete
from django.dispatch import receiver

from core.models import Entry, PastSlug


@receiver(post_delete, dispatch_uid="core.memory")
def remember_deleted(sender, instance, using, **kwargs):
    if isinstance(instance, Entry):
        PastSlug.objects.using(using).get_or_create(
            kind=sender._meta.label_lower,
            slug=instance.slug,
            defaults={"reason": PastSlug.Reason.DELETED},
        )
