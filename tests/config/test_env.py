import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1", True), ("True", True), ("yes", True), ("0", False), ("FALSE", False), ("no", False)],
)
def test_a_boolean_is_read_as_written(monkeypatch, written, meant):
    monkeypatch.setenv("SWITCH", written)
    assert env.boolean("SWITCH") is meant


@pytest.mark.parametrize("empty", ["", "  "])
def test_an_empty_boolean_is_the_default(monkeypatch, empty):
    monkeypatch.setenv("SWITCH", empty)
    assert env.boolean("SWITCH", default=True) is True


@pytest.mark.parametrize("wrong", ["on", "ja", "2", "tru"])
def test_an_unknown_boolean_is_refused_by_name(monkeypatch, wrong):
    monkeypatch.setenv("SWITCH", wrong)
    with pytest.raises(ImproperlyConfigured, match="SWITCH"):
        env.boolean("SWITCH")


@pytest.mark.parametrize("wrong", ["-1", "1.5", "ten", "²"])
def test_an_unknown_number_is_refused_by_name(monkeypatch, wrong):
    monkeypatch.setenv("SECONDS", wrong)
    with pytest.raises(ImproperlyConfigured, match="SECONDS"):
        env.number("SECONDS", 60)


def test_a_required_value_is_asked_for_by_name(monkeypatch):
    monkeypatch.delenv("PLACE", raising=False)
    with pytest.raises(ImproperlyConfigured, match="PLACE is not set: where it is"):
        env.required("PLACE", "where it is")
