"""Django's settings. Everything that differs between installations comes from the environment.

DATABASE_URL    the PostgreSQL (15 or newer); without it the embedded one
BAKEN_STATE     where keys and the embedded database stand; default var/ of the checkout
BAKEN_KEY_FILE  the master key; default a file in BAKEN_STATE, made on first use
BAKEN_HOSTS     the names the desk answers to, with commas; default this machine only
BAKEN_ONLY      the part that is served, as `baken serve --only` sets it; default everything
BAKEN_WEBHOOK_LOOPBACK  1 lets messages to programs go to this machine itself: demonstrations and tests only
BAKEN_TEST_ENTRANCE  1 where the door is for tests alone: test adverts of an audit may come to it
BAKEN_HTTPS     1 where the desk stands behind https: cookies then travel no other way
BAKEN_STATEMENTS_URL     where statements of reasons are sent; default nowhere
BAKEN_STATEMENTS_TOKENS  a file of lines "organisation token" for that, readable by nobody else
BAKEN_CHANNELS           a file of accounts for WhatsApp, SMS and e-mail, readable by nobody else
"""

import os
from pathlib import Path

import dj_database_url

from baken.config.master_key import keyring
from baken.config.places import state_directory
from baken.tenancy.walls import APP_ROLE

BAKEN_STATE = state_directory()
BAKEN_KEYRING = keyring(BAKEN_STATE)

DEBUG = False
ALLOWED_HOSTS: list[str] = os.environ.get("BAKEN_HOSTS", "127.0.0.1,localhost").split(",")
SECRET_KEY = BAKEN_KEYRING.keys("installation", "django")[0].hex()
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
FORMAT_MODULE_PATH = ["baken.config.formats"]
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
USE_THOUSAND_SEPARATOR = True
LOCALE_PATHS = [Path(__file__).parent / "locale"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    # before django.forms: its forms are drawn by the desk's templates
    "baken.desk",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "baken.accounts",
    "baken.audit",
    "baken.api",
    "baken.platforms",
    "baken.collection",
    "baken.adverts",
    "baken.watch",
    "baken.triage",
    "baken.cases",
    "baken.notices",
    "baken.door",
    "baken.referrals",
    "baken.conversations",
    "baken.outreach",
    "baken.register",
    "baken.rights",
    "baken.statistics",
    "baken.operations",
    "baken.pipeline",
]
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_database = dj_database_url.parse(
    os.environ.get("DATABASE_URL", "postgresql://baken@localhost/baken"),
    conn_max_age=600,
    conn_health_checks=True,
)
# The second wall: whatever the login may do, we work as a role that owns nothing.
_database.setdefault("OPTIONS", {})["options"] = f"-c role={APP_ROLE}"
DATABASES = {"default": _database}

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"

STATEMENTS_URL = os.environ.get("BAKEN_STATEMENTS_URL", "")
STATEMENTS_TOKENS = os.environ.get("BAKEN_STATEMENTS_TOKENS", "")
CHANNELS = os.environ.get("BAKEN_CHANNELS", "")
TEST_ENTRANCE = os.environ.get("BAKEN_TEST_ENTRANCE") == "1"

ROOT_URLCONF = "baken.config.urls"
WSGI_APPLICATION = "baken.config.wsgi.application"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # before the files: a drawing is a page too when it is opened by itself
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "baken.desk.middleware.NotKeptMiddleware",
    "baken.accounts.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "baken.accounts.middleware.ActingMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "baken.accounts.middleware.ReaderMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "baken.operations.parts.PartMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "baken.config.menu.frame",
            ]
        },
    }
]
FORM_RENDERER = "baken.desk.forms.DeskRenderer"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

STATIC_URL = "/static/"
# `baken serve` gathers them, compressed and under names that change with what is in them
STATIC_ROOT = os.environ.get("BAKEN_STATIC")
WHITENOISE_USE_FINDERS = STATIC_ROOT is None
WHITENOISE_AUTOREFRESH = False
if STATIC_ROOT:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

# Nothing comes from anywhere else, nothing runs that does not stand in a file of ours.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

_https = os.environ.get("BAKEN_HTTPS") == "1"
SESSION_ENGINE = "baken.accounts.sessions"
SESSION_COOKIE_AGE = 15 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _https
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
SECURE_SSL_REDIRECT = _https
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _https else 0
# Of other names in the organisation's domain, and of lists in browsers, we decide nothing.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if _https:
    # a name that browsers take from nobody but this very host, so no neighbour plants a session
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"

# One text field holds some thousands of characters; a body of megabytes is refused before it is read.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
FILE_UPLOAD_HANDLERS = ["baken.desk.uploads.NoFiles"]

AUTHENTICATION_BACKENDS = ["baken.accounts.backends.SignInBackend"]
# scrypt costs memory as well as time, which is what guessing on many machines is short of
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "login")},
    },
    {
        "NAME": "baken.accounts.password_rules.LongEnough",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# Nobody signs up: an administrator makes an account. People sign in as login@organisation.
ACCOUNT_ADAPTER = "baken.accounts.adapters.ComingIn"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
# How often one may try is counted by accounts.limits, for all server processes together.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _https else 0
MFA_ADAPTER = "baken.accounts.adapters.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
