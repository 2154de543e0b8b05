"""Production. Everything that differs between two installations comes from the environment.

`dev` and `test` are short overlays of this file; docs/deploying.md lists the variables.
"""

from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config import env

BASE_DIR = Path(__file__).resolve().parents[2]

DEBUG = False
SECRET_KEY = env.required("SECRET_KEY", "a long random text, the same after every restart")
SITE_NAME = env.text("SITE_NAME", "Passerelles")
# Kept pages belong to one release: a page of the last one would ask for files that are gone.
RELEASE = env.text("RELEASE") or env.newest_change(BASE_DIR)

# --- Address: scheme and host of every absolute link, and what follows from them

PUBLIC_URL = env.required("PUBLIC_URL", "the address of the site, such as https://example.org")
PUBLIC_URL = PUBLIC_URL.rstrip("/")
_address = urlsplit(PUBLIC_URL)
if _address.scheme not in ("http", "https") or not _address.hostname or _address.path:
    raise ImproperlyConfigured(f"PUBLIC_URL is {PUBLIC_URL!r}: say scheme and host, without a path")

HTTPS = _address.scheme == "https"
ALLOWED_HOSTS = [_address.hostname]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

# --- Applications

INSTALLED_APPS = [
    "modeltranslation",  # before the admin, which it patches
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django_filters",
    "csp",
    "core",
    "accounts",
    "search",
    "vocabulary",
    "sources",
    "organisations",
    "projects",
    "practices",
    "pages",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.PermissionsPolicyMiddleware",
    "core.cache.PageCacheMiddleware",  # keeps pages compressed and with their policy: above both
    "core.middleware.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context_processors.site",
            ],
        },
    },
]
# --- Data

DATABASES = {
    "default": dj_database_url.parse(
        env.required("DATABASE_URL", "such as postgres://user:password@host/name"),
        conn_max_age=env.number("DATABASE_KEEP_SECONDS", 60),
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL database: postgres://…")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Pages are cached whole, so every worker must see the same cache: a table of the database, or a
# folder (faster, one machine only) where CACHE_DIR names one.
CACHE_DIR = env.text("CACHE_DIR")


def kept_in(name, most):
    """A cache with a name of its own, which holds so many entries at most."""
    backend = "filebased.FileBasedCache" if CACHE_DIR else "db.DatabaseCache"
    return {
        "BACKEND": f"django.core.cache.backends.{backend}",
        "LOCATION": str(Path(CACHE_DIR, name)) if CACHE_DIR else name,
        "OPTIONS": {"MAX_ENTRIES": most},
    }


CACHES = {
    "default": kept_in("cache", 20_000),
    "documents": kept_in("documents", 200),  # PDF and Word: up to three megabytes each
}

# --- People

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 12}
LOGIN_URL = "admin:login"

# --- Languages: the one list from which columns, addresses and catalogues follow.
# Native names, so that a reader finds his own language whatever the page's.

LANGUAGES = [("fr", "Français"), ("nl", "Nederlands"), ("en", "English")]
LANGUAGE_CODE = "fr"
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Brussels"
USE_TZ = True

MODELTRANSLATION_LANGUAGES = tuple(code for code, _ in LANGUAGES)
MODELTRANSLATION_DEFAULT_LANGUAGE = "fr"
# Nobody is shown another language without being told: core.i18n chooses, and says so.
MODELTRANSLATION_ENABLE_FALLBACKS = False

# --- Static files

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(BASE_DIR / ".local" / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Security. A visitor of a public page gets no cookie; staff get two, at sign-in.

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
# The __Host- prefix makes browsers refuse these cookies from a sibling host.
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = False
CSRF_FAILURE_VIEW = "core.views.forbidden"

SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked by monitors on the machine itself
# Only behind a proxy that sets this header itself: else anyone could claim to have come by https.
if env.boolean("TRUST_FORWARDED_PROTO"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# The hosts below this one, and the browsers' own lists, are not ours to decide about.
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = False
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# --- Messages: everything to the console, where the service manager keeps it

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO").upper()},
    # Django adds a console handler for DEBUG and one that mails: one line each is enough.
    "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
}
