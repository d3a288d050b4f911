"""What may be done at the door: each rule raises, or is asked as a yes or no."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from baken.door.exceptions import NoPolicy, OtherPlatform, Overtaken, SamePolicy, WrongEvidence
from baken.door.models import DoorPolicy


@dataclass(frozen=True, slots=True)
class Asks:
    """What a version of the policy asks: an age, one of some ways to show it, facts, and how long an advert
    waits that only practice speaks against."""

    minimum_age: int
    age_evidence: frozenset[str]
    required: frozenset[str]
    grade_c_hours: int


def asks_of(policy: DoorPolicy) -> Asks:
    """What a version asks."""
    return Asks(
        policy.minimum_age,
        frozenset(policy.age_evidence),
        frozenset(policy.required),
        policy.grade_c_hours,
    )


def drops(before: Asks | None, after: Asks) -> tuple[str, ...]:
    """What the later version asks less, as codes of `PolicyDrop` in their order; nothing is less than no
    policy at all."""
    if before is None:
        return ()
    less = {
        "minimum_age": after.minimum_age < before.minimum_age,
        "age_evidence": bool(before.age_evidence) and not after.age_evidence,
        "evidence_method": bool(before.age_evidence) and bool(after.age_evidence - before.age_evidence),
        "required": bool(before.required - after.required),
        "grade_c_hours": after.grade_c_hours < before.grade_c_hours,
    }
    return tuple(code for code, is_so in less.items() if is_so)


def policy_in_force() -> DoorPolicy | None:
    """The approved version with the highest number."""
    return DoorPolicy.objects.filter(state="approved").order_by("-number").first()


def check_policy() -> DoorPolicy:
    """The policy in force. Raises `NoPolicy`."""
    found = policy_in_force()
    if found is None:
        raise NoPolicy
    return found


def check_platform(policy: DoorPolicy, platform: object) -> None:
    """Raises `OtherPlatform`."""
    if policy.platform != platform:
        raise OtherPlatform


def check_changes(before: DoorPolicy | None, after: Asks) -> None:
    """Raises `SamePolicy`."""
    if before is not None and asks_of(before) == after:
        raise SamePolicy


def check_not_overtaken(proposed: DoorPolicy) -> None:
    """Raises `Overtaken`."""
    live = policy_in_force()
    if live is not None and live.number > proposed.number:
        raise Overtaken


def can_be_decided(proposed: DoorPolicy, live: DoorPolicy | None, user_id: object) -> bool:
    """Whether this person can decide on a version now."""
    return (
        proposed.state == "asked"
        and (live is None or proposed.number > live.number)
        and proposed.asked_by_id != user_id
    )


def check_evidence(checked_at: datetime, valid_until: datetime | None, now: datetime) -> None:
    """Raises `WrongEvidence`."""
    if checked_at > now or (valid_until is not None and valid_until <= checked_at):
        raise WrongEvidence


def can_wait_out(two_people: bool, hold_until: datetime | None, grounds: Collection[str]) -> bool:
    """Whether a held advert goes on by time alone: only where practice alone speaks against it."""
    return not two_people and hold_until is not None and set(grounds) == {"indicators"}
