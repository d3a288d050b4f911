"""Under which lawful basis something is collected."""

from typing import ClassVar

from django.db import models

from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.vocabulary.purposes import Purpose


class LawfulBasis(OrganisationOwned):
    """Why an organisation may collect, decided by a person beforehand, and until when."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "code",
            "purpose",
            "ground_nl",
            "ground_en",
            "dpia_reference",
            "responsible",
            "valid_from",
            "valid_until",
        ),
        RetentionClass.SYSTEM,
    )

    code = models.SlugField(max_length=60)
    purpose = models.CharField(max_length=20)
    ground_nl = models.TextField()
    ground_en = models.TextField()
    dpia_reference = models.CharField(max_length=100)
    responsible = models.CharField(max_length=150)
    valid_from = models.DateField()
    valid_until = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="basis_code_once"),
            models.CheckConstraint(
                name="basis_dates_ordered", condition=models.Q(valid_until__gte=models.F("valid_from"))
            ),
            models.CheckConstraint(
                name="basis_is_stated",
                condition=~models.Q(dpia_reference="") & ~models.Q(responsible="") & ~models.Q(ground_nl=""),
            ),
            models.CheckConstraint(
                name="basis_purpose_from_list",
                condition=models.Q(purpose__in=Purpose.codes_in("processing")),
            ),
        ]

    def __str__(self) -> str:
        return self.code
