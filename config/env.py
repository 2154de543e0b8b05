"""Strict readers of the environment: a typing mistake stops the start, and is named."""

import os

from django.core.exceptions import ImproperlyConfigured

CODE = {".py", ".html", ".css", ".js", ".svg", ".mo"}
WORDS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


def required(name, hint):
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {hint}")
    return value


def text(name, default=""):
    return os.environ.get(name, "").strip() or default


def boolean(name, default=False):
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value not in WORDS:
        raise ImproperlyConfigured(f"{name} is {value!r}: say true or false")
    return WORDS[value]


def number(name, default):
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name} is {value!r}: say a whole number")
    return int(value)


def newest_change(checkout):
    """When the code was last changed: the same for all workers, another after each deployment."""
    folders = [item for item in checkout.iterdir() if item.is_dir() and item.name[0] != "."]
    files = (file for folder in folders for file in folder.rglob("*") if file.suffix in CODE)
    return str(max(file.stat().st_mtime_ns for file in files))
