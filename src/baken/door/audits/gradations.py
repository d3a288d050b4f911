"""The shipped test adverts, in gradations, as a platform would send them to its door.

Invented, bland and never sexual: a gradation about age is a number in a field or a plain sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from baken.collection.moments import read_moment
from baken.vocabulary.door_audits import DoorGradation

SHIPPED = Path(__file__).parent / "data" / "gradations.yaml"
BY_HAND_ONLY = ("forged_document", "minor_can_answer")
"""What a check of an advert can't be tried on: people find out, elsewhere."""
POLICY = {"reference": "shipped test policy", "age_evidence": ["in_person", "idin"]}
"""The policy that is tried unless another is given: it asks for age evidence."""


@dataclass(frozen=True, slots=True)
class ProbeAdvert:
    """One test advert: what it tries the door on, and what is sent, without the policy.

    `policy` are parts of the policy without which the gradation would mean nothing, such as an age over 18.
    """

    code: str
    gradation: str
    advert: Mapping[str, Any]
    standing: tuple[Mapping[str, Any], ...]
    evidence: tuple[Mapping[str, Any], ...]
    policy: Mapping[str, Any]

    def submission(self, policy: Mapping[str, Any]) -> dict[str, Any]:
        """As `baken door check` and the API take it, under a platform's policy."""
        return {
            "advert": dict(self.advert),
            "context": {
                "standing": [dict(one) for one in self.standing],
                "age_evidence": [dict(one) for one in self.evidence],
                "policy": {**policy, **self.policy},
            },
        }


@cache
def probes() -> tuple[ProbeAdvert, ...]:
    """All shipped ones, in the order of the gradations."""
    given = _shipped()
    place = DoorGradation.codes.index
    found = [_probe(given["base"], one) for one in given["adverts"]]
    return tuple(sorted(found, key=lambda one: place(one.gradation)))


@cache
def base_moment() -> datetime:
    """The moment at which the shipped test adverts come to the door; theirs are counted from it."""
    return read_moment(_shipped()["base"]["advert"]["captured_at"])


def _shipped() -> dict[str, Any]:
    given: dict[str, Any] = yaml.safe_load(SHIPPED.read_text("utf-8"))
    return given


def _probe(base: Mapping[str, Any], one: Mapping[str, Any]) -> ProbeAdvert:
    advert = base["advert"]
    first = {**advert, **base["first"], **one.get("first", {})}
    shown = one.get("evidence", {})
    return ProbeAdvert(
        code=one["code"],
        gradation=one["gradation"],
        advert=_without_nothing({**advert, **one.get("advert", {})}),
        standing=(first, *(_without_nothing({**advert, **each}) for each in one.get("standing", ()))),
        evidence=() if shown == "none" else ({**base["evidence"], **shown},),
        policy=one.get("policy", {}),
    )


def _without_nothing(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
