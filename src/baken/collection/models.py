"""Under which lawful basis something is collected."""

from typing import ClassVar

from django.db import models

from baken.accounts.tenancy import OWNED_RETENTION, OrganisationOwned
from baken.privacy.retention import RetentionClass


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

    class Purpose(models.TextChoices):
        """The closed list of rule 5."""

        OUTREACH = "outreach"
        REGISTRATION = "registration"
        STATISTICS = "statistics"
        MODERATION = "moderation"
        CRIME_REPORT = "crime_report"

    code = models.SlugField(max_length=60)
    purpose = models.CharField(max_length=20, choices=Purpose)
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
                condition=models.Q(
                    purpose__in=["outreach", "registration", "statistics", "moderation", "crime_report"]
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.code
