"""The shipped test adverts as each other's strangers, and the calls that bring each to an entrance.

One entrance sees all of them. So each has contacts, texts, accounts, payers, devices and images of its own,
drawn from the seed of the run: the same seed gives the same ones, so that a run which broke off goes on.
Numbers are of a range that nobody is given.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from baken.collection.moments import read_moment, write_moment
from baken.door.audits.gradations import ProbeAdvert, base_moment
from baken.indicators.facts import LEGAL_MINIMUM_AGE

HARMLESS_AGE = 35
"""The age that an ordinary test advert states: above it a policy stops every one of them."""
_RANGE, _BLOCK = 1_000_000, 200
"""Numbers +31 6 00 and six digits, of which a run takes one block."""
_DIGITS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_NAMES = ("account_id", "payer_hash", "device_hash")
_SPELLED = re.compile(rf"\b(?:{'|'.join(_DIGITS)})(?: (?:{'|'.join(_DIGITS)})){{9}}\b")
_AGE = re.compile(r"\b(\d\d)(?= (?:jaar|years))")

_COLOURS = {
    "nl": ("blauwe", "groene", "gele", "witte", "grijze", "bruine", "paarse", "oranje", "koperen", "houten",
           "linnen", "stenen", "rieten", "glazen", "zilveren", "gestreepte"),
    "en": ("blue", "green", "yellow", "white", "grey", "brown", "purple", "orange", "copper", "wooden",
           "linen", "stone", "wicker", "glass", "silver", "striped"),
}  # fmt: skip
_THINGS = {
    "nl": ("stoel", "lamp", "vaas", "kast", "tafel", "klok", "spiegel", "plant", "mand", "deken", "kan",
           "schaal", "plank", "mat", "kruk", "kom", "kapstok", "bank", "poef", "radio", "paraplubak",
           "theepot", "sprei", "kachel"),
    "en": ("chair", "lamp", "vase", "cupboard", "table", "clock", "mirror", "plant", "basket", "blanket",
           "jug", "dish", "shelf", "mat", "stool", "bowl", "rack", "bench", "footstool", "radio", "stand",
           "teapot", "bedspread", "stove"),
}  # fmt: skip
_FURNISHED = {"nl": "In de wachtruimte: een {}.", "en": "In the waiting room: a {}."}
_AND = {"nl": ", een ", "en": ", a "}
_PIECES = 10
"""Things in the waiting room, which make a text nobody else's."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request to the entrance. `kind` is `check` or `evidence`; `name` is its own within the run, so that
    the same request made again does nothing twice."""

    kind: str
    name: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stranger:
    """A test advert with what has to be there before it comes: `before` in their order, then `last`, of which
    the answer is the outcome. `probe` is the same for a check on this machine."""

    probe: ProbeAdvert
    before: tuple[Call, ...]
    last: Call


@dataclass(frozen=True, slots=True)
class Entrance:
    """What an entrance asks under its own policy: the platform's name for itself, the age from which on one
    may advertise, the methods of age evidence of which one will do."""

    platform: str
    minimum_age: int = LEGAL_MINIMUM_AGE
    age_evidence: tuple[str, ...] = ()


class PolicyAbove(Exception):
    """The policy asks a higher age than the ordinary test adverts state: nothing could be told by them."""


def strangers(
    probes: Iterable[ProbeAdvert], entrance: Entrance, *, seed: str, at: datetime
) -> tuple[Stranger, ...]:
    """All of them, for a run that began `at`; one that means nothing under this policy is left out.

    Raises `PolicyAbove`.
    """
    if entrance.minimum_age > HARMLESS_AGE:
        raise PolicyAbove
    numbers = count(int(_drawn(seed, "block"), 16) % (_RANGE // _BLOCK) * _BLOCK)
    found = (_stranger(one, entrance, seed, at, numbers) for one in probes)
    return tuple(one for one in found if one is not None)


def _stranger(
    probe: ProbeAdvert, entrance: Entrance, seed: str, at: datetime, numbers: "count[int]"
) -> Stranger | None:
    of = _Identities(f"{seed}/{probe.code}", at, numbers)
    standing = tuple(of.advert(one, entrance) for one in probe.standing)
    advert = of.advert(probe.advert, entrance)
    evidence = tuple(of.evidence(one, entrance) for one in probe.evidence)
    if "minimum_age" in probe.policy:
        if entrance.minimum_age == LEGAL_MINIMUM_AGE:
            return None
        below = entrance.minimum_age - int(probe.policy["minimum_age"])
        advert = _shifted(advert, below)
    made = ProbeAdvert(probe.code, probe.gradation, advert, standing, evidence, {})
    placed = sorted(enumerate(standing), key=lambda one: str(one[1]["captured_at"]))
    before = [
        *(Call("check", f"{probe.code}.{place}", {"advert": row, "test": True}) for place, row in placed),
        *(Call("evidence", f"{probe.code}.e{place}", _told(one)) for place, one in enumerate(evidence)),
    ]
    return Stranger(made, tuple(before), Call("check", probe.code, {"advert": advert, "test": True}))


def _told(evidence: Mapping[str, Any]) -> dict[str, Any]:
    told = dict(evidence)
    return {"sighting_id": told.pop("given_for")} | told


def _shifted(advert: Mapping[str, Any], years: int) -> dict[str, Any]:
    """The advert with its ages as many years older, and adult all the same."""

    def aged(age: int) -> int:
        return max(LEGAL_MINIMUM_AGE, age + years)

    found = dict(advert)
    if "stated_age" in found:
        found["stated_age"] = aged(found["stated_age"])
    return found | {"text": _AGE.sub(lambda match: str(aged(int(match[1]))), found["text"])}


class _Identities:
    """Names of one test advert's own for all that could tie it to another."""

    def __init__(self, seed: str, at: datetime, numbers: "count[int]") -> None:
        self._seed, self._later, self._numbers = seed, at - base_moment(), numbers
        self._phones: dict[str, str] = {}

    def advert(self, given: Mapping[str, Any], entrance: Entrance) -> dict[str, Any]:
        account = {
            name: self._moment(value) if name == "verified_at" else self._name(value)
            for name, value in given["account"].items()
        }
        contacts = [{**one, "value": self._contact(one["kind"], one["value"])} for one in given["contacts"]]
        hashes = [{**one, "value": _drawn(self._seed, one["value"])} for one in given["image_hashes"]]
        return {
            **given,
            "platform": entrance.platform,
            "sighting_id": self._name(given["sighting_id"]),
            "captured_at": self._moment(given["captured_at"]),
            "text": self._text(given),
            "contacts": contacts,
            "image_hashes": hashes,
            "account": account,
        }

    def evidence(self, given: Mapping[str, Any], entrance: Entrance) -> dict[str, Any]:
        asked = entrance.age_evidence
        return {
            **given,
            "method": given["method"] if not asked or given["method"] in asked else asked[0],
            "account_id": self._name(given["account_id"]),
            "given_for": self._name(given["given_for"]),
            "checked_at": self._moment(given["checked_at"]),
            "valid_until": self._moment(given["valid_until"]),
        }

    def _name(self, given: str) -> str:
        return f"{given.rpartition('-')[0] or given}-{_drawn(self._seed, given)[:16]}"

    def _moment(self, given: str) -> str:
        return write_moment(read_moment(given) + self._later)

    def _contact(self, kind: str, value: str) -> str:
        if kind == "phone":
            return self._phone(value)
        local, _, host = value.partition("@")
        return f"{local}-{_drawn(self._seed, value)[:12]}@{host}"

    def _phone(self, given: str) -> str:
        if given not in self._phones:
            self._phones[given] = f"+31600{next(self._numbers) % _RANGE:06d}"
        return self._phones[given]

    def _text(self, given: Mapping[str, Any]) -> str:
        spelled = _SPELLED.sub(self._spelled, given["text"])
        language = "en" if given["text"].startswith("Quiet") else "nl"
        colours, things = _COLOURS[language], _THINGS[language]
        chosen = int(_drawn(self._seed, "room"), 16)
        pieces = []
        for _ in range(_PIECES):
            chosen, colour = divmod(chosen, len(colours))
            chosen, thing = divmod(chosen, len(things))
            pieces.append(f"{colours[colour]} {things[thing]}")
        return f"{spelled} {_FURNISHED[language].format(_AND[language].join(pieces))}"

    def _spelled(self, match: re.Match[str]) -> str:
        digits = "".join(str(_DIGITS.index(word)) for word in match[0].split())
        return " ".join(_DIGITS[int(one)] for one in "0" + self._phone(f"+31{digits[1:]}")[3:])


def _drawn(seed: str, what: str) -> str:
    """64 hexadecimal digits that nobody guesses from another seed."""
    return hashlib.sha256(json.dumps([seed, what]).encode()).hexdigest()


def submission_of(stranger: Stranger, policy: Mapping[str, Any], others: Sequence[Stranger] = ()) -> Any:
    """As a check on this machine takes it, with all that stands of `others` beside it."""
    whole = stranger.probe.submission(policy)
    whole["context"]["standing"] += [row for one in others for row in (*one.probe.standing, one.probe.advert)]
    return whole
