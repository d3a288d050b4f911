"""Organisations and the users who act for them."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned


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
        ("name", "is_system", "is_active", "password", "last_login"), RetentionClass.SYSTEM
    )

    name = models.CharField(max_length=150)
    is_system = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    # Names repeat over organisations, so the login name that Django asks for is the id.
    USERNAME_FIELD = "id"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="user_name_once"),
        ]

    def __str__(self) -> str:
        return self.name
