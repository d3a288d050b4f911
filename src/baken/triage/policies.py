"""What is allowed with a lead now: each rule as a pair, `check_x` raises and `can_x` says."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from baken.tenancy.acting import Actor
from baken.triage.exceptions import (
    ChangedMeanwhile,
    DecidedBlind,
    DecidedMeanwhile,
    HandedToAnother,
    HeldByAnother,
    LookedMeanwhile,
    OutreachStopped,
    OwnAnswer,
    RestsElsewhere,
    SamePerson,
    TooLateToUndo,
    TriageError,
    WordsMissing,
    WrongState,
)
from baken.triage.models import Assessment, Lead
from baken.triage.states import QUEUE_OUTCOMES, STATES, UNDOES_NOT, URGENT_OPEN

HOLD = timedelta(minutes=20)
"""How long somebody has a lead in hand after they last did something with it."""
UNDO_WITHIN = timedelta(minutes=15)
SECOND_WITHIN = timedelta(hours=24)
"""After danger to life, a second person looks within this time."""
LEAST_WORDS = 10
"""Characters that facts and explanation hold at the least."""
MOST_WORDS = 5_000
MOST_NOTE = 2_000
"""Characters of a note to a colleague, or of why a lead is reopened."""


def is_held(lead: Lead, now: datetime) -> bool:
    """Whether somebody has it in hand at this moment."""
    return lead.held_until is not None and lead.held_until > now


def is_handed(lead: Lead, now: datetime) -> bool:
    """Whether it waits for one colleague alone. What is urgent waits for nobody in particular."""
    waits = lead.state in ("waiting", "second_look")
    return waits and lead.handed_until is not None and lead.handed_until > now


def check_free(lead: Lead, by: Actor, now: datetime) -> None:
    """One person at a time. Raises `HeldByAnother`, `HandedToAnother`."""
    if is_handed(lead, now) and lead.handed_to_id != by.user.id:
        assert lead.handed_to is not None
        assert lead.handed_until is not None
        raise HandedToAnother(lead.handed_to.name, lead.handed_until)
    if is_held(lead, now) and lead.holder_id != by.user.id:
        assert lead.holder is not None
        assert lead.held_until is not None
        raise HeldByAnother(lead.holder.name, lead.held_until)


def can_take(lead: Lead, by: Actor, now: datetime) -> bool:
    """Whether `check_free` would let it pass."""
    return _passes(check_free, lead, by, now)


def can_mark(lead: Lead, by: Actor, now: datetime) -> bool:
    """Whether one may mark as urgent what a colleague has in hand, or what waits for them: danger waits for
    nobody, and whoever sees it acts at once."""
    return lead.state not in URGENT_OPEN and not can_take(lead, by, now)


def check_unchanged(lead: Lead, by: Actor, version: int, newest: Assessment | None) -> None:
    """The decision is about what its maker saw. While two people look, nobody is told what one of them
    found; who may be the second on a part is not told that somebody decided. Raises `DecidedMeanwhile`,
    `LookedMeanwhile`, `ChangedMeanwhile`."""
    if lead.state in URGENT_OPEN and newest is not None and newest.outcome != "urgent":
        check_unlooked(lead, version, newest)
    if lead.version == version:
        return
    if is_second(lead, by):
        raise ChangedMeanwhile
    if newest is not None and newest.version > version and newest.undone_at is None:
        raise DecidedMeanwhile(newest.user.name, newest.outcome, newest.created_at)
    raise ChangedMeanwhile


def check_unlooked(lead: Lead, version: int, newest: Assessment | None) -> None:
    """As `check_unchanged` for a look at something urgent: who comes second is not told what the first
    found. Raises `LookedMeanwhile`, `ChangedMeanwhile`."""
    if lead.version == version:
        return
    if newest is not None and newest.version > version and newest.undone_at is None:
        raise LookedMeanwhile(newest.user.name)
    raise ChangedMeanwhile


def check_stands(lead: Lead) -> None:
    """A lead that rests since its advertiser was joined with another is decided on there.
    Raises `RestsElsewhere`."""
    if lead.rests_under is not None:
        raise RestsElsewhere(lead.rests_under)


def check_marking(lead: Lead, kind: str) -> None:
    """A lead is marked as urgent once for one kind; minority stays until two people looked.
    Raises `WrongState`."""
    if lead.state in URGENT_OPEN and (lead.urgent_kind == kind or lead.urgent_kind == "minority"):
        raise WrongState("this lead is on the urgent list already")


def is_second(lead: Lead, by: Actor) -> bool:
    """Whether it waits for a second answer that this person may give: they see a lead that waits."""
    return lead.state == "second_look" and lead.first_look_by_id != by.user.id


def check_turn(lead: Lead, by: Actor) -> None:
    """Who decided does not give the second answer too. Raises `SamePerson`."""
    if lead.state == "second_look" and lead.first_look_by_id == by.user.id:
        raise SamePerson


def check_conclusion(outcome: str, by: Actor, answers: Mapping[uuid.UUID, str]) -> None:
    """Where two answers differ, who gave one takes over the other's or leaves it to a third: nobody's own
    answer holds by their own hand. `answers` by user. Raises `OwnAnswer`."""
    if by.user.id in answers and outcome not in open_to(by, answers):
        raise OwnAnswer


def open_to(by: Actor, answers: Mapping[uuid.UUID, str]) -> tuple[str, ...]:
    """What somebody may conclude where two answers differ, marking as urgent apart."""
    if by.user.id not in answers:
        return tuple(code for code in QUEUE_OUTCOMES if code != "urgent")
    return tuple(said for user, said in answers.items() if user != by.user.id)


def check_assessable(lead: Lead) -> None:
    """What is urgent is looked at by two people, not assessed by one. Raises `WrongState`."""
    if STATES[lead.state].urgent and lead.state != "urgent_lifted":
        raise WrongState("an urgent lead is closed by two people only")


def can_assess(lead: Lead) -> bool:
    """Whether `check_assessable` would let it pass."""
    return _passes(check_assessable, lead)


def check_ask_again(lead: Lead) -> None:
    """What was decided can be reopened, unless it rests under another lead. Raises `WrongState`,
    `RestsElsewhere`."""
    if STATES[lead.state].open:
        raise WrongState("this lead waits already")
    if not STATES[lead.state].urgent:
        check_stands(lead)


def can_ask_again(lead: Lead) -> bool:
    """Whether `check_ask_again` would let it pass."""
    return _passes(check_ask_again, lead)


def check_look(lead: Lead, by: Actor) -> None:
    """Who looked last waits for another. Raises `WrongState`, `SamePerson`."""
    if lead.state not in URGENT_OPEN:
        raise WrongState("this lead is not on the urgent list")
    if lead.state == "urgent_second" and lead.first_look_by_id == by.user.id:
        raise SamePerson


def can_look(lead: Lead, by: Actor) -> bool:
    """Whether `check_look` would let it pass."""
    return _passes(check_look, lead, by)


def check_undo(assessment: Assessment, lead: Lead, by: Actor, now: datetime) -> None:
    """One's own, within a quarter of an hour, when nobody acted on it since; never what was marked as
    urgent, nor a second answer. Raises `TooLateToUndo`."""
    if (
        assessment.user_id != by.user.id
        or assessment.undone_at is not None
        or assessment.version != lead.version
        or assessment.outcome in UNDOES_NOT
        # who saw the other's answer can't give theirs apart any more
        or assessment.second_to_id is not None
        or now - assessment.created_at > UNDO_WITHIN
        or not can_take(lead, by, now)
    ):
        raise TooLateToUndo


def can_undo(assessment: Assessment, lead: Lead, by: Actor, now: datetime) -> bool:
    """Whether `check_undo` would let it pass."""
    return _passes(check_undo, assessment, lead, by, now)


def check_words(outcome: str, facts: str, explanation: str) -> None:
    """A reason in own words. What is urgent asks for facts alone: nobody waits for a form.
    Raises `WordsMissing`."""
    short = len(facts.strip()) < LEAST_WORDS or (
        outcome != "urgent" and len(explanation.strip()) < LEAST_WORDS
    )
    if short or max(len(facts), len(explanation)) > MOST_WORDS:
        raise WordsMissing


def check_note(note: str) -> None:
    """A few words of one's own, and no book. Raises `WordsMissing`."""
    if not LEAST_WORDS <= len(note.strip()) <= MOST_NOTE:
        raise WordsMissing


def check_contactable(lead: Lead) -> None:
    """Only where a person said so with the reasons in sight, and never after a suspicion of minority,
    lifted or not. Of two leads that were joined the one that goes on counts. Raises `OutreachStopped`,
    `RestsElsewhere`, `DecidedBlind`, `WrongState`."""
    if lead.outreach_stopped:
        raise OutreachStopped
    check_stands(lead)
    if lead.state != "worth_contacting":
        raise WrongState("nobody decided that reaching out is worth it")
    if lead.blind:
        raise DecidedBlind


def can_be_contacted(lead: Lead) -> bool:
    """Whether `check_contactable` would let it pass."""
    return _passes(check_contactable, lead)


def _passes(check: object, *given: object) -> bool:
    assert callable(check)
    try:
        check(*given)
    except TriageError:
        return False
    return True
