import re

import pytest
from django.core.management import call_command

from accounts.models import User

pytestmark = pytest.mark.django_db


def made(capsys):
    call_command("make_first_account")
    return re.findall(r"(?:name|password)\s+(\S+)", capsys.readouterr().out)


def test_the_first_account_can_sign_in_with_what_was_printed(client, capsys):
    name, password = made(capsys)
    assert client.login(username=name, password=password)
    assert User.objects.get().is_staff


def test_a_second_run_makes_and_prints_nothing(capsys):
    made(capsys)
    assert made(capsys) == []
    assert User.objects.count() == 1


def test_a_taken_name_is_left_to_its_owner(capsys):
    User.objects.create_user("admin", password="of somebody else")
    name, _ = made(capsys)
    assert name.startswith("admin-")
    assert not User.objects.get(username="admin").is_staff
