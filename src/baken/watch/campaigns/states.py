"""The states of a search campaign as tables. A campaign opens and closes by its clock, so its state is
computed from its moments, and nothing has to happen for it to change."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from baken.vocabulary.campaigns import CampaignState
from baken.vocabulary.code_list import Label
from baken.watch.models import Campaign

CLOCK = Label("de klok", "the clock")
LEADERS = Label("wie de zoekactie leidt", "whoever leads the campaign")
NOBODY = Label("niemand: het verslag staat vast", "nobody: the report is fixed")
EVERYBODY = Label("wie zoekt en wie nakijkt", "whoever searches and whoever checks")


@dataclass(frozen=True, slots=True)
class State:
    """A state: whose turn it is, and what may be done in it."""

    code: str
    owner: Label
    takes_finds: bool
    takes_checks: bool


STATES: dict[str, State] = {
    state.code: state
    for state in (
        State("prepared", LEADERS, takes_finds=False, takes_checks=False),
        State("open", EVERYBODY, takes_finds=True, takes_checks=True),
        State("closed", LEADERS, takes_finds=False, takes_checks=True),
        State("reported", NOBODY, takes_finds=False, takes_checks=False),
    )
}
assert tuple(STATES) == CampaignState.codes


@dataclass(frozen=True, slots=True)
class Transition:
    """A way from one state to another, who goes it, and what the log says of it (nothing for the clock:
    its moments were logged when they were given)."""

    source: str
    target: str
    by: Label
    event: str | None


TRANSITIONS: tuple[Transition, ...] = (
    Transition("prepared", "open", CLOCK, None),
    Transition("open", "closed", CLOCK, None),
    Transition("prepared", "closed", LEADERS, "watch.campaign_closed"),
    Transition("open", "closed", LEADERS, "watch.campaign_closed"),
    Transition("closed", "reported", LEADERS, "watch.campaign_reported"),
)


def state_at(campaign: Campaign, now: datetime) -> State:
    """The state of a campaign at a moment."""
    if campaign.reported_at is not None and campaign.reported_at <= now:
        return STATES["reported"]
    if (campaign.closed_at is not None and campaign.closed_at <= now) or campaign.ends_at <= now:
        return STATES["closed"]
    return STATES["open" if campaign.begins_at <= now else "prepared"]


def ended_at(campaign: Campaign) -> datetime:
    """When it ended or will: by its clock, or before by whoever led it."""
    closed: datetime | None = campaign.closed_at
    return min(closed, campaign.ends_at) if closed else campaign.ends_at


def in_state(code: str, now: datetime) -> Q:
    """The campaigns that are in a state at a moment."""
    reported = Q(reported_at__isnull=False)
    closed = Q(closed_at__isnull=False) | Q(ends_at__lte=now)
    begun = Q(begins_at__lte=now)
    return {
        "prepared": ~reported & ~closed & ~begun,
        "open": ~reported & ~closed & begun,
        "closed": ~reported & closed,
        "reported": reported,
    }[code]
