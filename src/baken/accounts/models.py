"""Organisations and the users who act for them."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language

from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.vocabulary.roles import Role


class Organisation(models.Model):
    """An outreach team, expertise centre, platform or research group: a tenant."""

    retention: ClassVar[dict[str, RetentionClass]] = dict.fromkeys(
        ("id", "slug", "name_nl", "name_en", "synthetic"), RetentionClass.SYSTEM
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name_nl = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    synthetic = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.slug


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
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def organisation_name(self) -> str:
        """The organisation in the language of the reader."""
        return self.organisation.name_nl if get_language() == "nl" else self.organisation.name_en
