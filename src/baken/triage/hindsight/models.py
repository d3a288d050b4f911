"""A proven case that somebody has run again, and the sightings that it is made of."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from baken.adverts.models import Sighting
from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.vocabulary.triage import HindsightState


class HindsightReview(OrganisationOwned):
    """That somebody asked to run a proven case again, what a second person said of it, and what came out.

    `known_on` is the day on which the case came to light in another way. `sealed` holds the reference of
    the ruling or registration and the reason, encrypted; `result` the days on which rules would have
    spoken (`result.told`), codes and days alone. It goes when the last of its sightings has gone.
    """

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(
            ("state", "asked_by", "asked_at", "decided_by", "decided_at", "done_at"), RetentionClass.SYSTEM
        )
        | dict.fromkeys(("known_on", "sealed", "result"), RetentionClass.ADVERT)
    )

    known_on = models.DateField()
    sealed = models.BinaryField()
    result = models.JSONField(null=True)
    state = models.CharField(max_length=10, default="asked")
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="hindsight_state_known", condition=Q(state__in=HindsightState.codes)),
            models.CheckConstraint(
                name="hindsight_decided_by_another",
                condition=Q(state="asked", decided_by__isnull=True, decided_at__isnull=True)
                | ~Q(state="asked")
                & Q(decided_by__isnull=False, decided_at__isnull=False)
                & ~Q(decided_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="hindsight_done_has_result",
                condition=Q(state="done", result__isnull=False, done_at__isnull=False)
                | ~Q(state="done") & Q(result__isnull=True, done_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.id}"


class HindsightSighting(OrganisationOwned):
    """A sighting of the case, as it was when somebody asked. It goes with the sighting."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("review", "sighting"), RetentionClass.ADVERT
    )

    review = models.ForeignKey(HindsightReview, on_delete=models.CASCADE, related_name="sightings")
    sighting = models.ForeignKey(Sighting, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "sighting"], name="hindsight_sighting_once")]

    def __str__(self) -> str:
        return str(self.sighting_id)
