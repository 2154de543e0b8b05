"""Development: `make run`. Not safe for anything that others can reach."""

import os

os.environ.setdefault("SECRET_KEY", "for development only, and known to everybody")
os.environ.setdefault("PUBLIC_URL", "http://127.0.0.1:8000")

from config import env
from config.settings.base import *  # noqa: E402

# Off, so that who tries the site out sees its own error pages: DEBUG=true make run while coding.
DEBUG = env.boolean("DEBUG")
ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]

# Edited templates and entries show at the next reload.
CACHES = {name: {"BACKEND": "django.core.cache.backends.dummy.DummyCache"} for name in CACHES}

# Files straight from the folders, with DEBUG off too, and no `collectstatic`.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
STATIC_ROOT = None
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
