"""What the rooms above hear when a report is settled, or no longer is: they say here what they do then.

This room is below theirs and can't know them; a decision that waits for a report is closed in the same
transaction in which the report is settled, and opens again when a sending turns out to have failed.
"""

from collections.abc import Callable

from baken.referrals.models import CrimeReport
from baken.referrals.reports.policies import is_settled
from baken.tenancy.acting import Actor

Hears = Callable[[Actor, str, str], None]
"""Gets who did it, what a report is about, and how it stands: "sent", "not_sent", or "" while it is open."""

_hears: dict[str, Hears] = {}


def when_settled(kind: str, hears: Hears) -> None:
    """What is done for reports about one kind of thing, the word before the colon of `about`."""
    _hears[kind] = hears


def standing_of(report: CrimeReport) -> str:
    """How a report stands as a whole: a code of `ReferralChoice`, or nothing while it is open. It is sent
    when anybody who can act on it got it."""
    if not is_settled(report):
        return ""
    reached = report.packets.filter(state__in=("sent", "acknowledged")).exclude(kind="help")
    return "sent" if reached.exists() else "not_sent"


def tell(by: Actor, report: CrimeReport) -> None:
    """Says how a report stands now to the room it came from. Within a transaction."""
    hears = _hears.get(report.about.partition(":")[0])
    if hears is not None:
        hears(by, report.about, standing_of(report))
