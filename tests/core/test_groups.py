"""The two groups of the staff."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from core.groups import CONTENT_APPS, PUBLISHERS_ONLY, make_groups

pytestmark = pytest.mark.django_db

ENTRIES = ["practice", "organisation", "project", "event", "publication"]


def names(group):
    found = Group.objects.get(name=group).permissions.values_list("codename", flat=True)
    return set(found)


def test_publishers_publish_archive_correct_slugs_and_delete_entries():
    for kind in ENTRIES:
        assert {f"publish_{kind}", f"archive_{kind}", f"correct_slug_{kind}", f"delete_{kind}"} <= (
            names("Publishers")
        )


def test_editors_write_but_do_none_of_that():
    editors = names("Editors")
    assert editors & PUBLISHERS_ONLY == set()
    for kind in ENTRIES:
        assert {f"add_{kind}", f"change_{kind}", f"view_{kind}"} <= editors
    assert {"change_section", "delete_section", "add_activity", "change_source"} <= editors


def test_publishers_may_all_that_editors_may_and_no_more_than_content():
    content = Permission.objects.filter(content_type__app_label__in=CONTENT_APPS)
    assert names("Editors") < names("Publishers")
    assert names("Publishers") == set(content.values_list("codename", flat=True))
    assert not names("Publishers") & {"add_user", "change_group", "change_permission"}


def test_making_the_groups_again_changes_nothing():
    before = names("Editors"), names("Publishers")
    call_command("migrate", verbosity=0)
    assert (names("Editors"), names("Publishers")) == before
    assert Group.objects.count() == 2


def test_what_the_operator_added_stays_and_what_was_taken_comes_back():
    added = Permission.objects.get(codename="view_user")
    editors = Group.objects.get(name="Editors")
    editors.permissions.add(added)
    editors.permissions.remove(Permission.objects.get(codename="change_practice"))
    make_groups(using="default", app_config=apps.get_app_config("practices"))
    assert {"view_user", "change_practice"} <= names("Editors")


def test_a_member_of_a_group_gets_its_rights(django_user_model):
    editor = django_user_model.objects.create_user("editor")
    editor.groups.add(Group.objects.get(name="Editors"))
    assert editor.has_perm("practices.change_practice")
    assert not editor.has_perm("practices.publish_practice")
