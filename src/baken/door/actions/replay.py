"""Deciding again what was decided, each check with its own facts, policy and rules."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.door.checks.decision import decide
from baken.door.checks.lines import as_json
from baken.door.exceptions import Broken, NotProvable
from baken.door.kept import ANSWER, FACTS, opened_json, policy_of, readable, rests_on
from baken.door.models import DoorCheck
from baken.door.permissions import PROVE
from baken.door.rules import rules_then
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may

WHYS = ("other_decision", "other_words", "rules_gone", "not_readable")
"""Why a check is not proved: another decision or reason; the same ones in other words, which an update may
bring; its rules are kept no longer; what was sealed can't be opened or read."""


@dataclass(frozen=True, slots=True)
class Unproved:
    """A check that does not come out as it was, and why: a code of WHYS."""

    check: uuid.UUID
    why: str


@dataclass(frozen=True, slots=True)
class Proof:
    """How many checks were decided again, and which did not come out the same."""

    checks: int
    unproved: tuple[Unproved, ...]


def replay(*, by: Actor, since: datetime | None = None, until: datetime | None = None) -> Proof:
    """Decides every check that is kept again, or those from `since` on and before `until`, and says which
    does not give the same."""
    check_may(by, PROVE)
    vault = Vault(by.organisation.id)
    seen, unproved = 0, []
    for check in _all_checks(since, until):
        seen += 1
        if (why := _fault(vault, check)) is not None:
            unproved.append(Unproved(check.id, why))
    record_event(
        by=by,
        action="door.replayed",
        subject=f"organisation:{by.organisation.id}",
        details={"checks": seen, "unproved": len(unproved)},
    )
    return Proof(seen, tuple(unproved))


def _all_checks(since: datetime | None, until: datetime | None) -> Iterator[DoorCheck]:
    # by their moment, a page at a time: a history may be large and the database need not hold a cursor open
    after = None
    while True:
        page = DoorCheck.objects.select_related("policy").order_by("at", "id")
        if since is not None:
            page = page.filter(at__gte=since)
        if until is not None:
            page = page.filter(at__lt=until)
        if after is not None:
            page = page.filter(at__gte=after.at).exclude(at=after.at, id__lte=after.id)
        found = list(page[:200])
        if not found:
            return
        yield from found
        after = found[-1]


def _fault(vault: Vault, check: DoorCheck) -> str | None:
    try:
        with readable("door_check", check.id):
            said = dict(opened_json(vault, check.answer, ANSWER, check.id))
            told = opened_json(vault, check.facts, FACTS, check.id)
            rests = rests_on(told, policy_of(check.policy))
            named = said["sighting_id"]
        rules = rules_then(check.rules_number, check.rules_digest)
    except Broken:
        return "not_readable"
    except NotProvable:
        return "rules_gone"
    again = as_json(named, decide(rests.submission, rests.beside, rules), str(check.policy))
    if again == said and again["decision"] == check.decision:
        return None
    same = _without_words(again) == _without_words(said) and again["decision"] == check.decision
    return "other_words" if same else "other_decision"


def _without_words(answer: dict[str, object]) -> dict[str, object]:
    return {
        name: [
            {part: told for part, told in one.items() if part not in ("explanation", "internal")}
            for one in value
        ]
        if name in ("reasons", "also_seen") and isinstance(value, list)
        else value
        for name, value in answer.items()
    }
