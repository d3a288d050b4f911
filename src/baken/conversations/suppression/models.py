"""Keyed hashes of contacts, and nothing else of them: no contact can be read back, and no page lists them."""

from typing import ClassVar

from django.db import models

from baken.conversations.suppression.marks import newest_key_name
from baken.privacy.keys import KEY_NAME_LENGTH
from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned


class Suppression(OrganisationOwned):
    """That whoever is behind this mark wants no messages, of nobody on this installation; and when they
    lifted that for this organisation by writing to it. `stopped_at` is empty where they stopped elsewhere
    only. `key_name` is that of the master key under which the mark stands."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("mark", "key_name", "stopped_at", "lifted_at"), RetentionClass.STOP
    )

    mark = models.BinaryField(max_length=32)
    key_name = models.CharField(max_length=KEY_NAME_LENGTH, default=newest_key_name)
    stopped_at = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "mark"], name="suppression_once")]
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
