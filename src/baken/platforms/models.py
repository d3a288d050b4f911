"""The catalogue of platforms as an organisation keeps it."""

from typing import ClassVar

from django.db import models

from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.vocabulary.platforms import PlatformType


class Platform(OrganisationOwned):
    """A platform: a website, app or service with a name of its own.

    `catalogue_order` is its place in the shipped catalogue; empty for one that was added.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("code", "name", "type", "catalogue_order"), RetentionClass.CATALOGUE
    )

    code = models.SlugField(max_length=80)
    name = models.CharField(max_length=80)
    type = models.CharField(max_length=40)
    catalogue_order = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="platform_code_once"),
            models.UniqueConstraint(fields=["organisation", "name"], name="platform_name_once"),
            models.UniqueConstraint(fields=["organisation", "catalogue_order"], name="platform_order_once"),
            models.CheckConstraint(
                name="platform_type_known", condition=models.Q(type__in=PlatformType.codes)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlatformAlias(OrganisationOwned):
    """Another word for a platform, casefolded: a nickname, an address, a spelling."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("platform", "alias"), RetentionClass.CATALOGUE
    )

    platform = models.ForeignKey(Platform, on_delete=models.CASCADE, related_name="aliases")
    alias = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "alias"], name="platform_alias_once"),
        ]

    def __str__(self) -> str:
        return self.alias
