"""Leads: advertisers in the queue, in bands, with their reasons."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned


class Lead(OrganisationOwned):
    """An advertiser that the indicators give a place in the queue. It says nothing about a person:
    a band, never a probability (rule 1)."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("advertiser", "band", "log_odds", "low", "high", "hard_stop", "reasons", "created_at"),
        RetentionClass.LEAD,
    )

    advertiser = models.CharField(max_length=20)
    band = models.CharField(max_length=20)
    log_odds = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    hard_stop = models.BooleanField()
    reasons = ArrayField(models.CharField(max_length=80))
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "advertiser"], name="lead_once")]

    def __str__(self) -> str:
        return self.advertiser
