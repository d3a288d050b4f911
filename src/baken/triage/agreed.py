"""What an organisation agreed on for working on leads, and what somebody chose for themselves."""

from baken.tenancy.acting import Actor
from baken.triage.models import Pace, WorkSettings


def work_settings() -> WorkSettings:
    """What was agreed on; the defaults where nothing was."""
    return WorkSettings.objects.first() or WorkSettings()


def pace_of(by: Actor) -> Pace:
    """How somebody wants to work; a row that is not stored where they never chose."""
    return Pace.objects.filter(user=by.user).first() or Pace(organisation=by.organisation, user=by.user)


def wants_texts_open(by: Actor) -> bool:
    """Whether somebody chose to have the words of adverts open; folded until they do."""
    return Pace.objects.filter(user=by.user, texts_open=True).exists()


def daily_limit(agreed: WorkSettings, own: Pace) -> int:
    """How many leads somebody decides on in a day at most: their own limit where that is lower."""
    ours: int = agreed.daily_limit
    return min(ours, own.daily_limit or ours)
