import pytest
from django.contrib.auth.models import Group
from django.test import Client

from tests.factories import UserFactory


def signed_in(user):
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


@pytest.fixture
def chief(db):
    """A client signed in as a superuser."""
    return signed_in(UserFactory(username="chief", is_superuser=True))


def member_of(name, username):
    user = UserFactory(username=username)
    user.groups.add(Group.objects.get(name=name))
    return signed_in(user)


@pytest.fixture
def editor(db):
    return member_of("Editors", "ed")


@pytest.fixture
def publisher(db):
    return member_of("Publishers", "pub")
