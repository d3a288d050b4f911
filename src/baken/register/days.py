"""The days that a registration may speak of."""

from datetime import date, timedelta

from django.utils import timezone

FIRST_DAY = date(1900, 1, 1)


def latest_day() -> date:
    """The last day that can have happened: a day more than here, for tomorrow may have begun elsewhere."""
    return timezone.now().date() + timedelta(days=1)
