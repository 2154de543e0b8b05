"""Each case starts a process of its own: settings are read once, from the environment."""

import json
import os
import subprocess
import sys

import pytest

PRODUCTION = {
    "SECRET_KEY": "x" * 25 + "0123456789abcdefghijklmnopqrstuvwxyz",
    "PUBLIC_URL": "https://passerelles.example",
    "DATABASE_URL": "postgres://someone:secret@db.example:5433/directory",
}
SHOWN = """
import json, config.settings.base as s
print(json.dumps({name: getattr(s, name) for name in dir(s) if name.isupper()}, default=str))
"""


def production(*command, **changes):
    environment = {**os.environ, **PRODUCTION, "DJANGO_SETTINGS_MODULE": "config.settings.base"}
    environment["DJANGO_ALLOW_ASYNC_UNSAFE"] = ""  # of the browser tests
    environment = {name: value for name, value in (environment | changes).items() if value}
    return subprocess.run(
        [sys.executable, *command], env=environment, capture_output=True, text=True
    )


def settings_with(**changes):
    shown = production("-c", SHOWN, **changes)
    assert shown.returncode == 0, shown.stderr
    return json.loads(shown.stdout)


@pytest.mark.parametrize("name", PRODUCTION)
def test_production_does_not_start_without(name):
    started = production("-c", SHOWN, **{name: ""})
    assert started.returncode != 0
    assert f"ImproperlyConfigured: {name} is not set" in started.stderr


@pytest.mark.parametrize(
    "address", ["passerelles.example", "ftp://passerelles.example", "https://a.example/path"]
)
def test_a_public_address_that_is_not_one_is_refused(address):
    assert "PUBLIC_URL is" in production("-c", SHOWN, PUBLIC_URL=address).stderr


def test_another_database_than_postgresql_is_refused():
    assert "PostgreSQL" in production("-c", SHOWN, DATABASE_URL="sqlite:///file").stderr


def test_https_brings_secure_cookies_redirects_and_hsts():
    settings = settings_with()
    assert settings["ALLOWED_HOSTS"] == ["passerelles.example"]
    assert settings["CSRF_TRUSTED_ORIGINS"] == ["https://passerelles.example"]
    assert settings["SESSION_COOKIE_SECURE"] and settings["CSRF_COOKIE_SECURE"]
    assert settings["SECURE_SSL_REDIRECT"] and settings["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert settings["SESSION_COOKIE_NAME"].startswith("__Host-")


def test_http_has_none_of_them_so_that_one_can_sign_in_locally():
    settings = settings_with(PUBLIC_URL="http://127.0.0.1:8000/")
    assert settings["PUBLIC_URL"] == "http://127.0.0.1:8000"
    assert not settings["SESSION_COOKIE_SECURE"] and not settings["CSRF_COOKIE_SECURE"]
    assert not settings["SECURE_SSL_REDIRECT"] and not settings["SECURE_HSTS_SECONDS"]


def test_debug_cannot_be_switched_on_in_production():
    assert settings_with(DEBUG="true")["DEBUG"] is False


def test_a_forwarded_scheme_is_believed_only_when_asked_for():
    assert "SECURE_PROXY_SSL_HEADER" not in settings_with()
    assert "SECURE_PROXY_SSL_HEADER" in settings_with(TRUST_FORWARDED_PROTO="yes")


def test_the_cache_is_shared_by_all_workers(tmp_path):
    assert "db.DatabaseCache" in settings_with()["CACHES"]["default"]["BACKEND"]
    in_folder = settings_with(CACHE_DIR=str(tmp_path))["CACHES"]["default"]
    assert "filebased" in in_folder["BACKEND"] and in_folder["LOCATION"] == str(tmp_path / "cache")


@pytest.mark.parametrize(
    "address",
    ["postgres://me@%2Frun%2Fpostgresql/name", "postgres:///name?host=/run/postgresql&user=me"],
)
def test_a_database_is_reached_by_socket_in_both_spellings(address):
    database = settings_with(DATABASE_URL=address)["DATABASES"]["default"]
    given = {name.lower(): value for name, value in database.items() if value}
    given |= database.get("OPTIONS", {})
    assert (given["name"], given["host"], given["user"]) == ("name", "/run/postgresql", "me")


def test_the_policy_has_no_exception():
    policy = settings_with()["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    assert policy["default-src"] == ["'none'"]
    assert {source for sources in policy.values() for source in sources} == {"'none'", "'self'"}


def test_a_release_is_a_change_of_code_or_what_the_operator_says():
    assert settings_with()["RELEASE"].isdigit()
    assert settings_with(RELEASE="2026-11")["RELEASE"] == "2026-11"


def test_nothing_is_left_to_say_for_django_about_the_deployment():
    checked = production("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    security = [line for line in checked.stderr.splitlines() if "security." in line]
    assert security == [] and checked.returncode == 0, checked.stderr
