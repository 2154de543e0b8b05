import pytest
from django.contrib.auth.models import Group
from django.test import Client

from tests.factories import UserFactory


@pytest.fixture(autouse=True)
def writing_goes_row_by_row(settings):
    """Actions take the chosen entries one by one, each with its own checks. That would be a mistake
    on a page that visitors read; lists and change pages are held to a number of queries."""
    settings.ZEAL_ALLOWLIST = [{"model": "practices.Practice"}, {"model": "core.ContentVersion"}]


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
