"""A run at a test entrance: each test advert past the door's own check, with given rules and policy.

Nothing is placed anywhere and nobody is asked over the network: what is tried is what a platform would run.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from baken.door.audits.gradations import ProbeAdvert
from baken.door.checks.beside import look_beside
from baken.door.checks.decision import decide
from baken.door.checks.submission import read_submission
from baken.indicators.facts import LEGAL_MINIMUM_AGE
from baken.indicators.rule import Rule
from baken.vocabulary.code_list import Label
from baken.vocabulary.door import AgeEvidenceMethod


@dataclass(frozen=True, slots=True)
class Tried:
    """What the door decided on one test advert: a code of `AttemptOutcome`, and on which grounds."""

    probe: str
    gradation: str
    outcome: str
    grounds: tuple[str, ...]


def run_trial(
    adverts: Iterable[ProbeAdvert],
    rules: Sequence[Rule],
    policy: Mapping[str, Any],
    *,
    key: bytes,
    region: str = "NL",
) -> list[Tried]:
    """One `Tried` per test advert. A machine never refuses, so outcomes are held or let through.

    Raises `BadSubmission` for a policy that can't be read.
    """
    found = []
    for one in adverts:
        submission = read_submission(one.submission(policy))
        decision = decide(submission, look_beside(submission, key=key, region=region), rules)
        grounds = tuple(dict.fromkeys(reason.rule or reason.ground for reason in decision.reasons))
        found.append(Tried(one.code, one.gradation, "held" if decision.held else "let_through", grounds))
    return found


def policy_words(policy: Mapping[str, Any]) -> Label:
    """What a policy asks, in one line, to stand beside what was found."""
    age = policy.get("minimum_age", LEGAL_MINIMUM_AGE)
    methods = [AgeEvidenceMethod[code].label for code in policy.get("age_evidence", ())]
    nl = ", ".join(one.nl for one in methods) or "geen"
    en = ", ".join(one.en for one in methods) or "none"
    return Label(f"vanaf {age} jaar; leeftijdsbewijs: {nl}", f"from {age} years on; age evidence: {en}")
