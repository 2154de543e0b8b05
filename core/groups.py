"""The groups of the staff. Made after each migration, never taken away from."""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.db.models.signals import post_migrate
from django.dispatch import receiver

CONTENT_APPS = ["vocabulary", "sources", "organisations", "projects", "practices"]
ENTRIES = ["practice", "organisation", "project", "event", "publication"]
PUBLISHERS_ONLY = {
    f"{action}_{kind}"
    for action in ["publish", "archive", "correct_slug", "delete"]
    for kind in ENTRIES
}


@receiver(post_migrate, dispatch_uid="core.groups")
def make_groups(using, **kwargs):
    """Editors write; Publishers also publish, archive and correct slugs. Idempotent."""
    if kwargs["app_config"].label != "practices":  # the last content app: all permissions exist
        return
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    for label in CONTENT_APPS:
        create_permissions(apps.get_app_config(label), verbosity=0, using=using)
    content = permission_model.objects.using(using).filter(content_type__app_label__in=CONTENT_APPS)
    editors, _ = group_model.objects.using(using).get_or_create(name="Editors")
    publishers, _ = group_model.objects.using(using).get_or_create(name="Publishers")
    _add(editors, content.exclude(codename__in=PUBLISHERS_ONLY))
    _add(publishers, content)


def _add(group, permissions):
    """Only what is missing: a run that adds nothing writes nothing."""
    group.permissions.add(*permissions.exclude(group=group))
