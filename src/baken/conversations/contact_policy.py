"""The contact policy: why a message may not go at this moment. Here and nowhere else.

It is pure: what is so stands in `Facts`, gathered under lock at the moment of sending (`facts_now`), never at
the moment of writing. Every reason is told, in the order of `NotAllowed`; only with none does a message go.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from baken.vocabulary.conversations import NotAllowed

APPROVAL_HOLDS = timedelta(hours=72)
"""An approval is of this text now: over a quiet weekend it still holds, a week later it is asked again."""
FRESH_ANSWER = timedelta(minutes=15)
"""Whoever wrote so lately has the phone in hand, and is answered at any hour."""
WINDOW = timedelta(hours=24)
"""So long after they wrote, WhatsApp takes an answer that is no approved template."""
LEAST_BETWEEN = timedelta(days=14)
COLD = ("opening", "follow_up")
MOST_UNANSWERED = 3
"""So many of ours follow on one of theirs; then it is their turn."""

WAITS = frozenset({"quiet_hours", "safe_hours"})
"""What passes by itself: a message that is held by these alone waits."""
ASKS_SECOND = frozenset({"second_needed"})
"""What another person can decide: a message that is held by this, and by what passes, is put before one."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is so at one moment. Hours are whole hours of the day in `zone`; moments are aware.

    `openings` and `last_opening` are over everything that belongs to the same advertiser or contact. `minor`:
    any suspicion of minority, on any of its leads or of a worker. `supervised`: somebody who did not write
    this is in the conversation. `alarmed`: an alarm waits for an answer; `guarded`: a second person decides.
    """

    now: datetime
    channel: str
    kind: str
    began: str
    state: str = "open"
    ground: bool = False
    lead_stands: bool = False
    approved_at: datetime | None = None
    same_text: bool = False
    second_approved: bool = False
    template: bool = False
    suppressed: bool = False
    stop_doubted: bool = False
    wrote_at: datetime | None = None
    unanswered: int = 0
    openings: int = 0
    last_opening: datetime | None = None
    follow_up_after: timedelta = LEAST_BETWEEN
    advert_seen_at: datetime | None = None
    advert_holds: timedelta = timedelta(days=14)
    minor: bool = False
    supervised: bool = False
    alarmed: bool = False
    guarded: bool = False
    chosen_channel: str = ""
    preferences_until: datetime | None = None
    check_word: bool = False
    voice_checked_at: datetime | None = None
    zone: str = "Europe/Amsterdam"
    quiet: tuple[int, int] | None = None
    safe: tuple[int, int] | None = None


def refusals(facts: Facts) -> tuple[str, ...]:
    """Every reason why it may not go now: codes of `NotAllowed`, in their order; none: it may."""
    found = {*_standing(facts), *_approval(facts), *_no_means_no(facts), *_safety(facts), *_hours(facts)}
    found |= set(_cold(facts)) if facts.kind in COLD else set(_answer(facts))
    return tuple(code for code in NotAllowed.codes if code in found)


def next_moment(facts: Facts) -> datetime:
    """When the hours alone hold it no more: the first whole hour of the coming two days at which they don't,
    as the clock of the organisation has it; a day later where there is none."""
    begins = facts.now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    for hours in range(1, 49):
        at = begins + timedelta(hours=hours)
        if _may_hour(at, facts.zone, facts.quiet, facts.safe):
            return at
    return facts.now + timedelta(days=1)


def within(hour: int, begins: int, ends: int) -> bool:
    """Whether an hour of the day lies from `begins` up to `ends`, over midnight where that comes first."""
    return begins <= hour < ends if begins < ends else hour >= begins or hour < ends


def _standing(facts: Facts) -> list[str]:
    return [facts.state] if facts.state in ("closed", "paused") else []


def _approval(facts: Facts) -> list[str]:
    if facts.approved_at is None or not facts.same_text:
        return ["not_approved"]
    return ["approval_old"] if facts.now - facts.approved_at > APPROVAL_HOLDS else []


def _no_means_no(facts: Facts) -> list[str]:
    return [
        *(["suppressed"] if facts.suppressed else []),
        *(["stop_in_doubt"] if facts.stop_doubted else []),
    ]


def _cold(facts: Facts) -> list[str]:
    """What we begin: on a ground, once, once more after weeks, about an advert that is still there."""
    told = []
    if not facts.ground:
        told.append("no_ground")
    if not facts.lead_stands:
        told.append("no_lead")
    if not facts.template:
        told.append("no_template")
    if facts.began == "them":
        told.append("they_began")
    if facts.wrote_at is not None:
        told.append("answered")
    if facts.advert_seen_at is None or facts.now - facts.advert_seen_at > facts.advert_holds:
        told.append("advert_too_old")
    if facts.kind == "opening" and facts.openings:
        told.append("opened_before")
    if facts.kind == "follow_up":
        told.extend(_follow_up(facts))
    return told


def _follow_up(facts: Facts) -> list[str]:
    if facts.openings == 0 or facts.last_opening is None:
        return ["no_opening"]
    if facts.openings > 1:
        return ["never_again"]
    waits = max(facts.follow_up_after, LEAST_BETWEEN)
    return ["too_soon"] if facts.now - facts.last_opening < waits else []


def _answer(facts: Facts) -> list[str]:
    """What answers them: somebody wrote, over this channel, and what they agreed on still holds."""
    if facts.wrote_at is None:
        return ["nobody_wrote"]
    told = []
    if facts.unanswered >= MOST_UNANSWERED:
        told.append("their_turn")
    since = facts.now - facts.wrote_at
    if facts.channel == "whatsapp" and since > WINDOW and not facts.template:
        told.append("window_closed")
    over = facts.preferences_until is not None and facts.preferences_until <= facts.now
    # it is asked again in the answer to what they wrote since
    if over and facts.preferences_until is not None and facts.wrote_at < facts.preferences_until:
        told.append("preferences_over")
    if facts.check_word and not _checked(facts):
        told.append("check_word")
    return told


def _checked(facts: Facts) -> bool:
    """The check word is asked each session, and a session is a day."""
    return facts.voice_checked_at is not None and facts.now - facts.voice_checked_at <= WINDOW


def _safety(facts: Facts) -> list[str]:
    told = []
    if facts.minor:
        if facts.began == "us":
            told.append("minority")
        elif not facts.supervised:
            told.append("supervisor_needed")
    if facts.alarmed:
        told.append("threat")
    if facts.guarded and not facts.second_approved:
        told.append("second_needed")
    if facts.chosen_channel and facts.chosen_channel != facts.channel:
        told.append("other_channel")
    return told


def _hours(facts: Facts) -> list[str]:
    if facts.wrote_at is not None and facts.now - facts.wrote_at <= FRESH_ANSWER and facts.kind == "reply":
        return []
    hour = facts.now.astimezone(ZoneInfo(facts.zone)).hour
    return [
        *(["quiet_hours"] if facts.quiet and within(hour, *facts.quiet) else []),
        *(["safe_hours"] if facts.safe and not within(hour, *facts.safe) else []),
    ]


def _may_hour(at: datetime, zone: str, quiet: tuple[int, int] | None, safe: tuple[int, int] | None) -> bool:
    hour = at.astimezone(ZoneInfo(zone)).hour
    return not (quiet and within(hour, *quiet)) and (not safe or within(hour, *safe))
