"""Keyed hashes of contacts, and nothing else of them: no contact can be read back, and no page lists them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from baken.conversations.suppression.marks import newest_key_name
from baken.privacy.keys import KEY_NAME_LENGTH
from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned


class Suppression(OrganisationOwned):
    """That whoever is behind this mark wants no messages, of nobody on this installation; and what of that
    was lifted for this organisation, when they wrote to it and somebody decided so.

    `stopped_order` is the place of this no among all of the installation, as the database noted them; it and
    `stopped_at` are empty where they stopped elsewhere only. `lifted_through`: of these marks the nos up to
    this place are lifted here; a later one never is, whatever any clock says. `key_name` is that of the
    master key under which the mark stands."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("mark", "key_name", "stopped_at", "stopped_order", "lifted_through"), RetentionClass.STOP
    )

    mark = models.BinaryField(max_length=32)
    key_name = models.CharField(max_length=KEY_NAME_LENGTH, default=newest_key_name)
    stopped_at = models.DateTimeField(null=True)
    stopped_order = models.BigIntegerField(null=True)
    lifted_through = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "mark"], name="suppression_once"),
            models.CheckConstraint(
                name="suppression_in_order",
                condition=Q(stopped_at__isnull=True, stopped_order__isnull=True)
                | Q(stopped_at__isnull=False, stopped_order__gt=0),
            ),
        ]
        indexes = [models.Index(fields=["mark"], name="suppression_mark")]

    def __str__(self) -> str:
        return str(self.id)


class Approach(OrganisationOwned):
    """How often this organisation approached whoever is behind this mark, and when it last did: one opening,
    one follow-up, never again, also when everything else of them was erased. `before_at` is when it did the
    time before: should the last one certainly not have gone, that is the last one again."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("mark", "times", "last_at", "before_at"), RetentionClass.STOP
    )

    mark = models.BinaryField(max_length=32)
    times = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField()
    before_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "mark"], name="approach_once")]

    def __str__(self) -> str:
        return str(self.id)
