"""Settings, read once from the environment; `docs/operating.md` lists what may be set."""
from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from shanyraq import environment

PACKAGE = Path(__file__).resolve().parent

DATA = environment.data_folder(os.environ.get("SHANYRAQ_DATA", "data"))
PORT = environment.port(os.environ.get("PORT", "8000"))
ORIGIN = environment.origin(os.environ.get("SHANYRAQ_ORIGIN", ""))
DOORS = environment.doors(os.environ.get("SHANYRAQ_DOORS", ""))
DEBUG = os.environ.get("SHANYRAQ_DEBUG", "") == "1"
SECRET_KEY = environment.secret(DATA)
DATABASES = {"default": environment.database(os.environ.get("DATABASE_URL", ""), DATA)}

MAIL_SERVER = environment.mail_server(os.environ.get("EMAIL_URL", ""))
MAIL_FOLDER = DATA / "mail"  # where letters land without a server
DEFAULT_FROM_EMAIL = environment.sender(os.environ.get("SHANYRAQ_MAIL_FROM", ""), ORIGIN)

HTTPS = ORIGIN.startswith("https://")
ALLOWED_HOSTS = [environment.host(ORIGIN)] if ORIGIN else list(environment.LOOPBACK)
CSRF_TRUSTED_ORIGINS = [ORIGIN] if ORIGIN else []
LOOPBACK_ONLY = environment.on_loopback(ORIGIN)
BEHIND_PROXY = bool(ORIGIN)  # `serve` listens on the loopback, so only the proxy in front can speak to it

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "shanyraq.guard",
    "shanyraq.words",
    "shanyraq.files",
    "shanyraq.accounts",
    "shanyraq.dating",
    "shanyraq.journal",
    "shanyraq.mail",
    "shanyraq.jobs",
    "shanyraq.chronicle",
    "shanyraq.places",
    "shanyraq.registry",
    "shanyraq.people",
    "shanyraq.rights",
    "shanyraq.reminders",
    "shanyraq.directory",
    "shanyraq.entrance",
    "shanyraq.desk",
    "shanyraq.lists",
    "shanyraq.remarks",
    "shanyraq.mandates",
    "shanyraq.members",
    "shanyraq.joining",
    "shanyraq.site",
    "shanyraq.api",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "shanyraq.guard.log.RequestLog",
    "django.middleware.gzip.GZipMiddleware",
    "shanyraq.guard.cache.PageCache",
    "csp.middleware.CSPMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "shanyraq.guard.limits.SizeLimit",
    "shanyraq.guard.limits.RateLimit",
    "shanyraq.guard.plain_text.PlainText",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "shanyraq.entrance.middleware.SignedIn",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "shanyraq.directory.withheld.OncePerRequest",
    "shanyraq.guard.sent_before.SentBefore",
]
KEEP_PAGES = True  # what all visitors see alike, until the next write
LOCAL_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    "pages": {"BACKEND": LOCAL_MEMORY, "LOCATION": "pages", "OPTIONS": {"MAX_ENTRIES": 1000}},
    "asked": {"BACKEND": LOCAL_MEMORY, "LOCATION": "asked", "OPTIONS": {"MAX_ENTRIES": 200}},  # with a query: endless many, so apart
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CSRF_FAILURE_VIEW = "shanyraq.guard.errors.stale_form"
ROOT_URLCONF = "shanyraq.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]  # an address is what Django calls a username
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("name", "email")}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# What of allauth is used; docs/decisions/0011-sign-in.md says what is not.
ACCOUNT_ADAPTER = "shanyraq.entrance.adapters.Doorkeeper"
ACCOUNT_FORMS = {
    "login": "shanyraq.entrance.forms.SignInForm",
    "reauthenticate": "shanyraq.entrance.forms.AgainForm",
    "request_login_code": "shanyraq.entrance.forms.AskForCodeForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # nobody signs up: allauth wants to know the fields all the same
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is the account's only once its code came back
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # strangers get no mail
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False  # ours count: RATES by network, entrance.trying by account
MFA_ADAPTER = "shanyraq.entrance.adapters.Keys"
MFA_FORMS = {"authenticate": "shanyraq.entrance.forms.SecondForm", "reauthenticate": "shanyraq.entrance.forms.SecondAgainForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOOPBACK_ONLY
MFA_TOTP_TOLERANCE = 1  # a clock that is half a minute off

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "shanyraq.site.context.frame",
            ],
        },
    },
]

LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("ko", "한국어"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Almaty"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = environment.data_folder(str(DATA / "static"))
GATHERED = (STATIC_ROOT / "staticfiles.json").is_file()  # `serve` gathers and compresses; before that the files come from the packages
WHITENOISE_USE_FINDERS = not GATHERED
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "media"}},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if GATHERED and not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
MARK = hashlib.sha256(f"cookies of {SECRET_KEY}".encode()).hexdigest()[:8]  # one host, several federations: browsers ignore the port
PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{PREFIX}shanyraq-session-{MARK}"
CSRF_COOKIE_NAME = f"{PREFIX}shanyraq-csrf-{MARK}"
LANGUAGE_COOKIE_NAME = f"{PREFIX}shanyraq-language-{MARK}"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = ACCOUNT_SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
ACCOUNT_SESSION_REMEMBER = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

REQUEST_MAX_BYTES = 64 * 1024 * 1024  # a form with photos or scans, of somebody who is signed in
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # anything else that is sent
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_PERMISSIONS = 0o600
# A minute, and at once; per network, changes of a keeper per session.
RATES = {"page": (600, 200), "change": (60, 30), "enter": (40, 20), "remark": (4, 6), "join": (20, 30), "keeper": (120, 60), "card": (60, 60)}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend" if MAIL_SERVER.host else "shanyraq.mail.folder.Folder"
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL_SERVER.host, MAIL_SERVER.port, MAIL_SERVER.user, MAIL_SERVER.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL_SERVER.tls == "starttls", MAIL_SERVER.tls == "whole"
EMAIL_TIMEOUT = 10  # seconds in which the server answers; the letter waits otherwise

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"quiet": {"class": "logging.NullHandler"}, "lines": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["lines"], "level": "WARNING"},
    # Django's own lines carry paths and hosts, those of jobs what was typed; the logs of ours say the same without them.
    "loggers": {
        name: {"handlers": ["quiet"], "propagate": False}
        for name in ("django.request", "django.security", "django.server", "django_tasks", "django_tasks_db")
    },
}
