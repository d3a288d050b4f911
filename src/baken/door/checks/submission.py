"""A submitted advert with its context, read out of what a platform sends."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from baken.collection.moments import read_moment
from baken.collection.rejects import BadRecord
from baken.collection.validity import row_of
from baken.indicators.facts import FACTS, LEGAL_MINIMUM_AGE
from baken.vocabulary.door import AgeEvidenceMethod

OLDEST = 120
"""Years; no policy asks for more."""
LONGEST = 200
"""Characters of a reference or a name."""
MOST_STANDING = 10_000
"""Adverts of the platform that may come with one submission."""
GRADE_C_HOURS = 24
"""So long an advert waits that only practice speaks against, unless the policy says otherwise."""
MOST_GRADE_C_HOURS = 7 * 24


class BadSubmission(Exception):
    """A submission can't be judged; `faults` are pairs of a field and what is wrong with it."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{where}: {what}" for where, what in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class AgeEvidence:
    """That an account showed its holder's age: how, when, until when, by whom. Never a copy of a document.

    `given_for` is the sighting id of the advert for which it was given; what that advert showed is what the
    evidence is bound to.
    """

    method: str
    account_id: str
    given_for: str
    checked_at: datetime
    valid_until: datetime | None
    checked_by: str


@dataclass(frozen=True, slots=True)
class Policy:
    """What a platform itself decided to ask, and where it is written down.

    `age_evidence` are the methods of which one must hold, none when the platform asks for none;
    `required` are facts that must be known. `grade_c_hours` bounds how long an advert waits for what is
    known from practice alone.
    """

    reference: str
    minimum_age: int = LEGAL_MINIMUM_AGE
    age_evidence: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    grade_c_hours: int = GRADE_C_HOURS


@dataclass(frozen=True, slots=True)
class Submission:
    """An advert at the door, as a row of the advert record, with what its platform knows beside it.

    `standing` are rows of the same platform, earlier submissions of the account among them.
    `two_people_wait` says that another submission of the account still waits for two people.
    """

    advert: Mapping[str, Any]
    standing: tuple[Mapping[str, Any], ...] = ()
    age_evidence: tuple[AgeEvidence, ...] = ()
    policy: Policy = field(default_factory=lambda: Policy(reference=""))
    two_people_wait: bool = False


def read_submission(given: Any) -> Submission:
    """`{"advert": {...}, "context": {"standing": [], "age_evidence": [], "policy": {}}}`, or a bare advert
    record, which has no context. Raises `BadSubmission` with every fault; none repeats what was sent."""
    reader = _Reader()
    submission = reader.submission(given)
    if reader.faults or submission is None:
        raise BadSubmission(reader.faults)
    return submission


class _Reader:
    """Reads on after a fault, so that all of them are told at once."""

    def __init__(self) -> None:
        self.faults: list[tuple[str, str]] = []

    def submission(self, given: Any) -> Submission | None:
        if not isinstance(given, dict):
            self._fault("advert", "is not a JSON object")
            return None
        whole = given if "advert" in given else {"advert": given}
        self._known(whole, "", ("advert", "context"))
        context = self._object(whole.get("context", {}), "context", ("standing", "age_evidence", "policy"))
        standing = self._list(context.get("standing", []), "context.standing")
        if len(standing) > MOST_STANDING:
            self._fault("context.standing", f"holds more than {MOST_STANDING} adverts")
            standing = []
        rows = [self._row(one, f"context.standing[{place}]") for place, one in enumerate(standing)]
        advert = self._row(whole["advert"], "advert")
        found = self._list(context.get("age_evidence", []), "context.age_evidence")
        evidence = [self._evidence(one, f"context.age_evidence[{place}]") for place, one in enumerate(found)]
        policy = self._policy(context["policy"]) if "policy" in context else Policy(reference="")
        if advert is not None:
            self._beside(advert, rows)
        if self.faults or advert is None or policy is None:
            return None
        return Submission(
            advert,
            tuple(row for row in rows if row is not None),
            tuple(one for one in evidence if one is not None),
            policy,
        )

    def _beside(self, advert: Mapping[str, Any], rows: list[Mapping[str, Any] | None]) -> None:
        seen = {advert["sighting_id"]}
        for place, row in enumerate(rows):
            if row is None:
                continue
            where = f"context.standing[{place}]"
            if row["platform"] != advert["platform"]:
                self._fault(f"{where}.platform", "is another platform than the advert's")
            if row["sighting_id"] in seen:
                self._fault(f"{where}.sighting_id", "stands in this submission twice")
            if row["captured_at"] > advert["captured_at"]:
                self._fault(f"{where}.captured_at", "is later than the advert at the door")
            seen.add(row["sighting_id"])

    def _row(self, given: Any, where: str) -> Mapping[str, Any] | None:
        try:
            return row_of(given)
        except BadRecord as bad:
            self._fault(where, str(bad))
            return None

    def _evidence(self, given: Any, where: str) -> AgeEvidence | None:
        names = ("method", "account_id", "given_for", "checked_at", "valid_until", "checked_by")
        one = self._object(given, where, names)
        method = self._text(one, "method", where)
        if method is not None and method not in AgeEvidenceMethod:
            self._fault(f"{where}.method", f"is none of {', '.join(AgeEvidenceMethod.codes)}")
        account, bound, by = (
            self._text(one, name, where) for name in ("account_id", "given_for", "checked_by")
        )
        checked = self._moment(one, "checked_at", where)
        until = self._moment(one, "valid_until", where) if one.get("valid_until") is not None else None
        if checked and until and until <= checked:
            self._fault(f"{where}.valid_until", "is not after checked_at")
        if method is None or account is None or bound is None or by is None or checked is None:
            return None
        return AgeEvidence(method, account, bound, checked, until, by)

    def _policy(self, given: Any) -> Policy | None:
        where = "context.policy"
        names = ("reference", "minimum_age", "age_evidence", "required", "grade_c_hours")
        one = self._object(given, where, names)
        reference = self._text(one, "reference", where)
        minimum = self._whole(one, "minimum_age", where, LEGAL_MINIMUM_AGE, LEGAL_MINIMUM_AGE, OLDEST)
        hours = self._whole(one, "grade_c_hours", where, GRADE_C_HOURS, 1, MOST_GRADE_C_HOURS)
        methods = self._codes(one, "age_evidence", where, AgeEvidenceMethod.codes)
        required = self._codes(one, "required", where, tuple(FACTS))
        return None if reference is None else Policy(reference, minimum, methods, required, hours)

    def _codes(self, one: dict[str, Any], name: str, where: str, known: tuple[str, ...]) -> tuple[str, ...]:
        found = self._list(one.get(name, []), f"{where}.{name}")
        for place, code in enumerate(found):
            if not isinstance(code, str) or code not in known:
                self._fault(f"{where}.{name}[{place}]", f"is none of {', '.join(known)}")
        return tuple(dict.fromkeys(code for code in found if isinstance(code, str)))

    def _whole(self, one: dict[str, Any], name: str, where: str, default: int, least: int, most: int) -> int:
        value = one.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self._fault(f"{where}.{name}", f"is no whole number from {least} to {most}")
            return default
        return value

    def _moment(self, one: dict[str, Any], name: str, where: str) -> datetime | None:
        text = self._text(one, name, where)
        if text is None:
            return None
        try:
            return read_moment(text)
        except BadRecord as bad:
            self._fault(f"{where}.{name}", str(bad))
            return None

    def _text(self, one: dict[str, Any], name: str, where: str) -> str | None:
        value = one.get(name)
        if not isinstance(value, str) or not 1 <= len(value) <= LONGEST:
            self._fault(f"{where}.{name}", f"must be a text of 1 to {LONGEST} characters")
            return None
        return value

    def _object(self, given: Any, where: str, names: tuple[str, ...]) -> dict[str, Any]:
        if not isinstance(given, dict):
            self._fault(where, "is not a JSON object")
            return {}
        self._known(given, where, names)
        return given

    def _known(self, given: dict[str, Any], where: str, names: tuple[str, ...]) -> None:
        # what nobody reads could be what the platform counted on, so it is a fault and not passed over
        if any(name not in names for name in given):
            self._fault(where or "submission", f"has a field that is none of {', '.join(names)}")

    def _list(self, given: Any, where: str) -> list[Any]:
        if isinstance(given, list):
            return given
        self._fault(where, "is not a list")
        return []

    def _fault(self, where: str, what: str) -> None:
        self.faults.append((where, what))


def faults_of(bad: BadSubmission) -> Iterator[str]:
    """The faults as lines."""
    return (f"{where}: {what}" for where, what in bad.faults)
