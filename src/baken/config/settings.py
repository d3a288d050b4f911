"""Django's settings. Everything that differs between installations comes from the environment.

DATABASE_URL    the PostgreSQL (15 or newer); without it the embedded one
BAKEN_STATE     where keys and the embedded database stand; default var/ of the checkout
BAKEN_KEY_FILE  the master key; default a file in BAKEN_STATE, made on first use
"""

import os

import dj_database_url

from baken.config.master_key import keyring
from baken.config.places import state_directory
from baken.tenancy.walls import APP_ROLE

BAKEN_STATE = state_directory()
BAKEN_KEYRING = keyring(BAKEN_STATE)

DEBUG = False
ALLOWED_HOSTS: list[str] = ["127.0.0.1", "localhost"]
SECRET_KEY = BAKEN_KEYRING.key("installation", "django").hex()
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "baken.accounts",
    "baken.audit",
    "baken.platforms",
    "baken.collection",
    "baken.adverts",
    "baken.triage",
    "baken.register",
    "baken.pipeline",
]
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_database = dj_database_url.parse(os.environ.get("DATABASE_URL", "postgresql://baken@localhost/baken"))
# The second wall: whatever the login may do, we work as a role that owns nothing.
_database.setdefault("OPTIONS", {})["options"] = f"-c role={APP_ROLE}"
DATABASES = {"default": _database}

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
