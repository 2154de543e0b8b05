import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import RequestFactory

from core import health

get = RequestFactory().get


def test_healthz_asks_nothing_but_the_process():
    response = health.healthz(get("/healthz"))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_readyz_is_ready_with_a_migrated_database():
    response = health.readyz(get("/readyz"))
    assert (response.status_code, response.content) == (200, b'{"status": "ready"}')
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_readyz_tells_of_a_migration_that_is_not_applied():
    MigrationRecorder(connection).record_unapplied("accounts", "0001_initial")
    response = health.readyz(get("/readyz"))
    assert response.status_code == 503
    assert b'"problem": "migrations"' in response.content
    assert "no-store" in response.headers["Cache-Control"]


def test_readyz_tells_of_a_lost_database_and_keeps_its_words(monkeypatch):
    def lost(connection):
        raise OperationalError("password of db.example is wrong")

    monkeypatch.setattr(health, "MigrationExecutor", lost)
    response = health.readyz(get("/readyz"))
    assert response.status_code == 503
    assert response.content == b'{"status": "not ready", "problem": "database"}'


def test_only_safe_methods_are_answered():
    assert health.healthz(RequestFactory().post("/healthz")).status_code == 405
