"""What an organisation agrees on for working on leads: the table, and the bounds of each number."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned

WORK_BOUNDS = {
    "stale_days": (7, 365), "handed_hours": (1, 168), "daily_limit": (5, 200), "break_leads": (2, 50),
    "break_minutes": (15, 180), "look_minutes": (10, 720),
}  # fmt: skip
"""The least and the most of what an organisation agrees on."""


def _between(name: str) -> list[Any]:
    least, most = WORK_BOUNDS[name]
    return [MinValueValidator(least), MaxValueValidator(most)]


class WorkSettings(OrganisationOwned):
    """What an organisation agreed on for working on leads; without a row the defaults hold.

    `stale_days`: 30, since an advert is paid for by the week or month, and what is gone for a month is
    seldom still to be answered. `handed_hours`: 48, a colleague's day off and the day after it.
    `daily_limit`: 30 a day. `break_leads` and `break_minutes`: after how much a break is suggested.
    `look_minutes`: within which somebody looks at what is urgent.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("stale_days", "handed_hours", "daily_limit", "break_leads", "break_minutes", "look_minutes"),
        RetentionClass.SYSTEM,
    )

    stale_days = models.PositiveIntegerField(default=30, validators=_between("stale_days"))
    handed_hours = models.PositiveIntegerField(default=48, validators=_between("handed_hours"))
    daily_limit = models.PositiveIntegerField(default=30, validators=_between("daily_limit"))
    break_leads = models.PositiveIntegerField(default=8, validators=_between("break_leads"))
    break_minutes = models.PositiveIntegerField(default=60, validators=_between("break_minutes"))
    look_minutes = models.PositiveIntegerField(default=60, validators=_between("look_minutes"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation"], name="work_settings_once")]

    def __str__(self) -> str:
        return str(self.id)
