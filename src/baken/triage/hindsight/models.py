"""A proven case that somebody has run again, and the sightings that it is made of."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from baken.adverts.models import Sighting
from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.tenancy.second_person import ASKED_RETENTION, AskedOfTwo, decided_by_another
from baken.vocabulary.triage import HindsightState


class HindsightReview(AskedOfTwo):
    """That somebody asked to run a proven case again, what a second person said of it, and what came out.

    `known_on` is the day on which the case came to light in another way. `sealed` holds the reference of
    the ruling or registration and the reason, encrypted; `result` the days on which rules would have
    spoken (`result.told`), codes and days alone. It goes when the last of its sightings has gone.
    """

    retention: ClassVar[dict[str, RetentionClass]] = (
        ASKED_RETENTION
        | {"done_at": RetentionClass.SYSTEM}
        | dict.fromkeys(("known_on", "sealed", "result"), RetentionClass.ADVERT)
    )

    known_on = models.DateField()
    sealed = models.BinaryField()
    result = models.JSONField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="hindsight_state_known", condition=Q(state__in=HindsightState.codes)),
            decided_by_another("hindsight_decided_by_another"),
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
