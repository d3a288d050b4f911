"""A decision at the door as JSON: for the command and the API alike."""

from typing import Any

from baken.collection.moments import write_moment
from baken.door.checks.decision import Decision
from baken.door.checks.grounds import Reason
from baken.vocabulary.code_list import Label


def as_json(sighting_id: str, decision: Decision, policy: str) -> dict[str, Any]:
    """The answer; `policy` is the reference of the platform's own."""
    return {
        "sighting_id": sighting_id,
        "decision": "hold" if decision.held else "allow",
        "two_people": decision.two_people,
        "hold_until": None if decision.until is None else write_moment(decision.until),
        "policy": policy or None,
        "reasons": [_reason(one) for one in decision.reasons],
        "also_seen": [_reason(one) for one in decision.also],
        "unknown": list(decision.unknown),
        "judged_by": [{"rule": rule, "rule_version": version} for rule, version in decision.judged_by],
    }


def _reason(one: Reason) -> dict[str, Any]:
    return {
        "ground": one.ground,
        "rule": one.rule,
        "rule_version": one.version,
        "grade": one.grade,
        "evidence": list(one.evidence),
        "explanation": _languages(one.explanation),
        "internal": _languages(one.internal),
    }


def _languages(label: Label) -> dict[str, str]:
    return {"nl": label.nl, "en": label.en}
