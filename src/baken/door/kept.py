"""What is sealed at a door: adverts as they came in, the facts of a check, and its answer."""

import io
import json
import uuid
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import polars as pl

from baken.adverts.vault import Vault
from baken.door.base85 import as_bytes, as_text
from baken.door.checks.beside import Beside, Shown
from baken.door.checks.submission import AgeEvidence, Policy, Submission
from baken.door.exceptions import Broken
from baken.door.models import DoorPolicy, StandingAdvert
from baken.indicators.derive import Facts
from baken.privacy.encryption import NotDecryptable

RECORD = "door_standingadvert.record"
READ = "door_standingadvert.read"
CHECKED_BY = "door_ageproof.checked_by"
FACTS = "door_doorcheck.facts"
ANSWER = "door_doorcheck.answer"

_MOMENTS = ("captured_at", "published_at")
_ACCOUNT_MOMENTS = ("created_at", "verified_at")
_SAID = ("platform", "sighting_id", "text")
"""Without which a row is no advert."""
_FRAMES = ("sightings", "advertisers", "evidence")
_SETS = ("phone", "payer", "device", "photos", "text")


def record_text(row: Mapping[str, Any]) -> str:
    """A row of the advert record as text that comes back as it was."""
    return json.dumps(row, default=datetime.isoformat, ensure_ascii=False, sort_keys=True)


def record_of(text: str) -> dict[str, Any]:
    """The row of `record_text`."""
    row: dict[str, Any] = json.loads(text)
    for name in _MOMENTS:
        if row.get(name):
            row[name] = datetime.fromisoformat(row[name])
    account = row.get("account") or {}
    for name in _ACCOUNT_MOMENTS:
        if account.get(name):
            account[name] = datetime.fromisoformat(account[name])
    return row


@contextmanager
def readable(kind: str, row: uuid.UUID) -> Iterator[None]:
    """Opens something kept. Raises `Broken`, which names its row, where it can't be opened, unpacked or
    understood: whatever went wrong with it, nothing may rest on it."""
    try:
        yield
    except (NotDecryptable, ValueError, TypeError, LookupError, AttributeError, zlib.error) as fault:
        raise Broken(f"{kind}:{row}") from fault


def opened_record(vault: Vault, standing: StandingAdvert) -> dict[str, Any]:
    """The row of a kept advert as it came in. Raises `Broken`."""
    with readable("standing_advert", standing.id):
        row = record_of(vault.open(standing.record, RECORD, standing.id))
        if not all(isinstance(row[name], str) for name in _SAID):
            raise ValueError("no advert")
    return row


def sealed_json(vault: Vault, told: Any, column: str, row: uuid.UUID) -> bytes:
    """Something as JSON, packed and sealed."""
    packed = zlib.compress(json.dumps(told, ensure_ascii=False).encode(), 1)
    return vault.seal(as_text(packed), column, row)


def opened_json(vault: Vault, stored: bytes | memoryview, column: str, row: uuid.UUID) -> Any:
    """What `sealed_json` sealed. Raises `baken.privacy.encryption.NotDecryptable`."""
    return json.loads(zlib.decompress(as_bytes(vault.open(stored, column, row))))


@dataclass(frozen=True, slots=True)
class Rests:
    """What a check rests on: the moment, the evidence, and the facts of its advertiser."""

    submission: Submission
    beside: Beside


def facts_told(submission: Submission, beside: Beside) -> dict[str, Any]:
    """What a decision reads, and no more: frames of facts, and what the advert and those that evidence was
    given for showed."""
    own = submission.advert["sighting_id"]
    asked = {own, *(one.given_for for one in submission.age_evidence)}
    return {
        "own": own,
        "two_people_wait": submission.two_people_wait,
        "beside": len(submission.standing),
        "moment": submission.advert["captured_at"].isoformat(),
        "frames": [_packed(getattr(beside.facts, name)) for name in _FRAMES],
        "shown": {name: _shown_told(one) for name, one in beside.shown.items() if name in asked},
        "evidence": [
            {
                name: value.isoformat() if isinstance(value, datetime) else value
                for name, value in asdict(one).items()
            }
            for one in submission.age_evidence
        ],
    }


def rests_on(told: Mapping[str, Any], policy: Policy) -> Rests:
    """What `facts_told` kept."""
    sightings, advertisers, evidence = (_unpacked(one) for one in told["frames"])
    facts = Facts(sightings, advertisers, evidence)
    own = sightings.filter(sighting_id=told["own"]).row(0, named=True)
    advert = {"sighting_id": told["own"], "captured_at": datetime.fromisoformat(told["moment"])}
    given = tuple(_evidence(one) for one in told["evidence"])
    shown = {name: _shown(one) for name, one in told["shown"].items()}
    return Rests(Submission(advert, (), given, policy, told["two_people_wait"]), Beside(facts, own, shown))


def policy_of(policy: DoorPolicy) -> Policy:
    """A recorded version as checks read it; codes in their order, so that two say the same alike."""
    return Policy(
        reference=str(policy),
        minimum_age=policy.minimum_age,
        age_evidence=tuple(policy.age_evidence),
        required=tuple(policy.required),
        grade_c_hours=policy.grade_c_hours,
    )


def _packed(frame: pl.DataFrame) -> str:
    stream = io.BytesIO()
    frame.write_ipc_stream(stream)
    return as_text(zlib.compress(stream.getvalue(), 1))


def _unpacked(text: str) -> pl.DataFrame:
    return pl.read_ipc_stream(io.BytesIO(zlib.decompress(as_bytes(text))))


def _shown_told(one: Shown) -> dict[str, Any]:
    return {"account": one.account} | {name: sorted(getattr(one, name)) for name in _SETS}


def _shown(told: Mapping[str, Any]) -> Shown:
    return Shown(told["account"], *(frozenset(_strings(told[name])) for name in _SETS))


def _strings(values: Iterable[Any]) -> Iterable[str]:
    return (str(one) for one in values)


def _evidence(told: Mapping[str, Any]) -> AgeEvidence:
    until = told["valid_until"]
    return AgeEvidence(
        method=told["method"],
        account_id=told["account_id"],
        given_for=told["given_for"],
        checked_at=datetime.fromisoformat(told["checked_at"]),
        valid_until=None if until is None else datetime.fromisoformat(until),
        checked_by=told["checked_by"],
    )
