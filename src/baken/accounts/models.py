"""Organisations, the users who act for them, and how those come in."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language

from baken.privacy.keys import KEY_NAME_LENGTH
from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.tenancy.second_person import ASKED_RETENTION, AskedOfTwo, decided_by_another
from baken.vocabulary.roles import Role

APART = ("admin", "data_protection_officer")
"""Whoever oversees what an administrator does can't be one."""


def first_key_name() -> str:
    """What the first master key of this installation is called."""
    name: str = settings.BAKEN_KEYRING.names[0]
    return name


class Organisation(models.Model):
    """An outreach team, expertise centre, platform or research group: a tenant.

    `key_name` is what the first master key of its installation is called: its pseudonyms, and what was noted
    under them, are found again under that one alone. Since `closed_at` nobody signs in and nothing goes out;
    what comes in is kept, and what expires is erased.
    """

    retention: ClassVar[dict[str, RetentionClass]] = dict.fromkeys(
        ("id", "slug", "name_nl", "name_en", "synthetic", "key_name", "closed_at"), RetentionClass.SYSTEM
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name_nl = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    synthetic = models.BooleanField(default=False)
    key_name = models.CharField(max_length=KEY_NAME_LENGTH, default=first_key_name, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    def __str__(self) -> str:
        return self.slug

    @property
    def key_stands(self) -> bool:
        """Whether this process has the key that its pseudonyms and stops were made with: else nothing of them
        is found again, and nothing may be done that asks who was to be left alone."""
        return self.key_name == first_key_name()

    @property
    def local_name(self) -> str:
        """The name in the language of the reader."""
        return self.name_nl if get_language() == "nl" else self.name_en


class User(AbstractBaseUser, OrganisationOwned):
    """Somebody, or the system itself, that acts for one organisation."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("name", "login", "roles", "language", "is_system", "is_active", "password", "last_login"),
        RetentionClass.SYSTEM,
    )

    name = models.CharField(max_length=150)
    login = models.SlugField(max_length=60)
    roles = ArrayField(models.CharField(max_length=40), default=list)
    language = models.CharField(max_length=2, default="nl")
    is_system = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    # Logins repeat over organisations, so the login name that Django asks for is the id; people
    # sign in as login@organisation.
    USERNAME_FIELD = "id"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "login"], name="user_login_once"),
            models.CheckConstraint(
                name="user_roles_known", condition=models.Q(roles__contained_by=list(Role.codes))
            ),
            models.CheckConstraint(name="user_language_known", condition=models.Q(language__in=["nl", "en"])),
            models.CheckConstraint(
                name="user_oversees_not_self", condition=~models.Q(roles__contains=list(APART))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def sign_in_name(self) -> str:
        """What somebody types to sign in: login@organisation."""
        return f"{self.login}@{self.organisation.slug}"

    @property
    def organisation_name(self) -> str:
        """The organisation in the language of the reader."""
        return self.organisation.local_name


class AskedClosing(AskedOfTwo):
    """That an administrator asks to close the organisation, and why; somebody else decides. Approved, it is
    closed; what is taken back before goes."""

    retention: ClassVar[dict[str, RetentionClass]] = ASKED_RETENTION | {"why": RetentionClass.SYSTEM}

    why = models.CharField(max_length=500)

    class Meta:
        constraints = [
            decided_by_another("asked_closing_by_another"),
            models.CheckConstraint(
                name="asked_closing_known",
                condition=models.Q(state__in=("asked", "approved", "declined")),
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(state="asked"),
                name="asked_closing_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.state


class StartLink(OrganisationOwned):
    """Lets somebody in once, for a day, to choose a password: a new user, or one who lost theirs.

    Only a hash of the secret is kept; the link itself is shown once to the administrator who made it.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("user", "secret_hash", "valid_until"), RetentionClass.SYSTEM
    )

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="start_link")
    secret_hash = models.BinaryField(max_length=32)
    valid_until = models.DateTimeField()

    def __str__(self) -> str:
        return f"start link of {self.user_id}"


class Session(OrganisationOwned):
    """Somebody who is in, or halfway in, on one browser. The browser has the key, the table its hash.

    `data` is encrypted; `browser` is a rough name, for people who look which sessions are theirs.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("user", "key_hash", "data", "browser", "created_at", "seen_at"), RetentionClass.SYSTEM
    )

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="sessions")
    key_hash = models.BinaryField(max_length=32, unique=True)
    data = models.BinaryField()
    browser = models.CharField(max_length=60)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "seen_at"], name="session_seen")]

    def __str__(self) -> str:
        return f"session {self.id}"


class AttemptCounter(models.Model):
    """How often signing in failed from one origin or known device today, and until when it waits.

    Kept under a keyed hash: no address, name or device can be read back. It belongs to no organisation,
    since whoever comes in has not said yet to which; it is erased after a day.
    """

    retention: ClassVar[dict[str, RetentionClass]] = dict.fromkeys(
        ("key_hash", "failures", "refused", "counted_at", "waits_until"), RetentionClass.SYSTEM
    )

    key_hash = models.BinaryField(max_length=32, primary_key=True)
    failures = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    counted_at = models.DateTimeField(db_index=True)
    waits_until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.failures} attempts"


AUTHENTICATOR_RETENTION: dict[str, RetentionClass] = dict.fromkeys(
    ("id", "user", "type", "data", "created_at", "last_used_at"), RetentionClass.SYSTEM
)
"""The classes of what allauth keeps of a second factor; it goes with its user, or when it is replaced."""
