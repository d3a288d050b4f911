"""A connection with the API of a door that is audited: whose it is, an advert checked, age evidence told.

What it answers is somebody else's: only codes and figures of known form are taken from it.
"""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, TypeGuard

import httpx

from baken.door.audits.entrances import exceptions as wrong
from baken.door.checks.submission import OLDEST
from baken.indicators.facts import LEGAL_MINIMUM_AGE
from baken.vocabulary.door import AgeEvidenceMethod

TIMEOUT = 30.0
TRIES, LONGEST_WAIT = 6, 60.0
"""Of one request; seconds between two of them, whatever the other side asks."""
MOST_BYTES = 2_000_000
ENTRANCE, CHECKS, EVIDENCE = "/api/door/entrance", "/api/door/checks", "/api/door/evidence"
_DIGEST, _CODE = re.compile(r"[0-9a-f]{64}"), re.compile(r"[a-z][a-z0-9_-]{0,79}")
_NO_EVIDENCE = ("no_such_advert", "wrong_evidence")


@dataclass(frozen=True, slots=True)
class Told:
    """Which door it is: the platform's name for itself, what version of its policy asks, and the SHA-256 of
    the rules in force."""

    test_entrance: bool
    platform: str
    policy: int
    minimum_age: int
    age_evidence: tuple[str, ...]
    rules: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of an advert, as a code of `AttemptOutcome`, on which grounds, by which rules and policy;
    these are empty where the entrance refused to read it."""

    outcome: str
    grounds: tuple[str, ...]
    rules: str = ""
    policy: str = ""


class EntranceClient:
    """Use it as a context manager. Raises what `entrances.exceptions` names."""

    def __init__(
        self,
        address: str,
        secret: str,
        *,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.address = address
        self._sleep = sleep
        self._client = httpx.Client(
            base_url=address,
            timeout=TIMEOUT,
            transport=transport,
            follow_redirects=False,
            trust_env=False,
            headers={
                "Authorization": f"Bearer {secret}",
                "Accept": "application/json",
                "User-Agent": "Baken",
            },
        )

    def __enter__(self) -> "EntranceClient":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def ask(self) -> Told:
        """Whose door it is, and what decides there now."""
        status, told = self._ask("GET", ENTRANCE)
        if status == httpx.codes.CONFLICT:
            raise wrong.NotReady
        policy = told.get("policy")
        if status != httpx.codes.OK or not isinstance(policy, dict):
            raise wrong.NotTheDoor
        age, number, methods = policy.get("minimum_age"), policy.get("number"), policy.get("age_evidence")
        platform, rules = told.get("platform"), told.get("rules")
        if (
            not _whole(age, LEGAL_MINIMUM_AGE, OLDEST)
            or not _whole(number, 1, 10**9)
            or not isinstance(methods, list)
            or not all(isinstance(one, str) and one in AgeEvidenceMethod for one in methods)
            or not isinstance(platform, str)
            or not platform
            or not _is(rules, _DIGEST)
        ):
            raise wrong.NotTheDoor
        return Told(told.get("test_entrance") is True, platform, number, age, tuple(methods), rules)

    def check(self, body: Mapping[str, Any], name: str) -> Checked:
        """Has an advert checked. `name` is that of the request: made again, it does nothing twice."""
        status, told = self._ask("POST", CHECKS, body, name)
        code = told.get("code")
        if status == httpx.codes.UNPROCESSABLE_ENTITY and code == "bad_advert":
            return Checked("refused", ())
        if status == httpx.codes.CONFLICT:
            raise wrong.NoTestEntrance if code == "no_test_entrance" else wrong.NotReady
        decision, reasons = told.get("decision"), told.get("reasons")
        if status != httpx.codes.OK or decision not in ("allow", "hold") or not isinstance(reasons, list):
            raise wrong.NotTheDoor
        if told.get("check") is None:
            raise wrong.NotLookedAt
        if not _is(told.get("rules"), _DIGEST):
            raise wrong.NotTheDoor
        named = [one.get("rule") or one.get("ground") for one in reasons if isinstance(one, dict)]
        grounds = tuple(dict.fromkeys(one for one in named if _is(one, _CODE)))
        outcome = "held" if decision == "hold" else "let_through"
        return Checked(outcome, grounds, told["rules"], str(told.get("policy")))

    def tell_evidence(self, body: Mapping[str, Any], name: str) -> bool:
        """Tells of age evidence; whether the door took it. That it does not is part of what is tried."""
        status, told = self._ask("PUT", EVIDENCE, body, name)
        if status == httpx.codes.OK:
            return True
        if told.get("code") in _NO_EVIDENCE:
            return False
        raise wrong.NotReady if status == httpx.codes.CONFLICT else wrong.NotTheDoor

    def _ask(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, name: str | None = None
    ) -> tuple[int, dict[str, Any]]:
        headers = {} if name is None else {"Idempotency-Key": name}
        trouble = ""
        for left in reversed(range(TRIES)):
            asked = ""
            try:
                request = self._client.build_request(method, path, json=body, headers=headers)
                answer = self._client.send(request, stream=True)
                try:
                    content = _bounded(answer)
                finally:
                    answer.close()
            except httpx.HTTPError as fault:
                trouble = f" ({type(fault).__name__})"
            else:
                status, told = answer.status_code, _json(content)
                if status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
                    raise wrong.KeyRefused
                in_hand = status == httpx.codes.CONFLICT and told.get("code") == "asked_already"
                busy = status == httpx.codes.TOO_MANY_REQUESTS or in_hand
                if not busy and status < httpx.codes.INTERNAL_SERVER_ERROR:
                    return status, told
                asked, trouble = answer.headers.get("Retry-After", ""), f" ({status})"
            if left:
                self._sleep(_wait(asked))
        raise wrong.Away(f"{wrong.Away.__doc__}{trouble}")


def _bounded(answer: httpx.Response) -> bytes:
    content = b""
    for chunk in answer.iter_bytes():
        content += chunk
        if len(content) > MOST_BYTES:
            raise wrong.NotTheDoor
    return content


def _wait(asked: str) -> float:
    return min(float(asked), LONGEST_WAIT) if asked.isdecimal() else 2.0


def _json(content: bytes) -> dict[str, Any]:
    try:
        told = httpx.Response(200, content=content).json()
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _whole(value: object, least: int, most: int) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _is(value: object, form: re.Pattern[str]) -> TypeGuard[str]:
    return isinstance(value, str) and form.fullmatch(value) is not None
