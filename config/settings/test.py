"""Tests: production, with what would only cost time taken out. `make test` sets DATABASE_URL."""

import os

os.environ.setdefault("SECRET_KEY", "for tests only")
# The tests' client asks for "testserver" by http; what https changes has tests of its own.
os.environ["PUBLIC_URL"] = "http://testserver"

from config.settings.base import *  # noqa: E402
from tests.strict import Undefined  # noqa: E402

ALLOWED_HOSTS += ["localhost", "127.0.0.1"]  # the live server of the browser tests

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# Hashed names need `collectstatic`; tests take the files where they lie.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
STATIC_ROOT = None
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

# An N+1 query raises in the request that makes it, so any test that opens the page finds it.
# What a test itself does (factories, loops over what it made) is not watched.
INSTALLED_APPS += ["zeal"]
MIDDLEWARE.insert(0, "zeal.middleware.zeal_middleware")
ZEAL_RAISE = True

# An undefined variable in a template of ours fails the test that renders it.
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined("undefined")

LOGGING["root"]["level"] = "WARNING"
LOGGING["loggers"]["django"]["level"] = "ERROR"
