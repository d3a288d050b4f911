"""The Commission's transparency database as its interface answers: what was stored, refused, or is unknown.

Source: the routes, controllers and services of digital-services-act/transparency-database. A batch is stored
whole or not at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import httpx

from baken.notices.sending.exceptions import Away, NotTheDatabase, TokenRefused
from baken.notices.sending.service import Service

TIMEOUT = 60.0
LONGEST_MESSAGE = 300
STORE, CHECK = "/api/v1/statements", "/api/v1/statement/existing-puid/"


@dataclass(frozen=True, slots=True)
class Refused:
    """A batch of which nothing was stored. `faults` are [field, message] per place in the batch; `existing`
    are identifiers that it calls taken. Where both are empty it did not say which statement is wrong."""

    faults: Mapping[int, list[list[str]]]
    existing: frozenset[str]
    message: str


class Unstored(Away):
    """The database is too busy, and surely stored nothing; it is tried again."""


class TransparencyDatabase:
    """A connection with the database; use it as a context manager.

    Raises `Away` when it is not known whether a batch was stored, `Unstored` when it surely was not,
    `TokenRefused`, `NotTheDatabase`.
    """

    def __init__(
        self, service: Service, *, timeout: float = TIMEOUT, transport: httpx.BaseTransport | None = None
    ) -> None:
        self._client = httpx.Client(
            base_url=service.address,
            timeout=timeout,
            transport=transport,
            follow_redirects=False,
            trust_env=False,
            headers={"Authorization": f"Bearer {service.token}", "Accept": "application/json"},
        )

    def __enter__(self) -> "TransparencyDatabase":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def store(self, statements: Sequence[Mapping[str, Any]]) -> Refused | None:
        """Has a batch of 1 to 100 stored; None when it was, else why nothing of it was."""
        answer = self._ask("POST", STORE, {"statements": list(statements)})
        if answer.status_code == httpx.codes.CREATED:
            return None
        if answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY:
            return _refused(_json(answer), len(statements))
        raise NotTheDatabase(f"{NotTheDatabase.__doc__} It answers {answer.status_code} to a batch.")

    def has(self, puid: str) -> bool:
        """Whether a statement with this identifier is stored.

        Its answer names the identifier; anything else, such as a page to log in on, is no answer.
        """
        answer = self._ask("GET", CHECK + puid)
        if _json(answer).get("puid") == puid:
            if answer.status_code == httpx.codes.FOUND:
                return True
            if answer.status_code == httpx.codes.NOT_FOUND:
                return False
        raise NotTheDatabase(f"{NotTheDatabase.__doc__} It answers {answer.status_code} to a check.")

    def _ask(self, method: str, path: str, body: Any = None) -> httpx.Response:
        try:
            answer = self._client.request(method, path, json=body)
        except (httpx.ConnectError, httpx.ConnectTimeout) as fault:
            raise Unstored(f"The database can't be reached ({type(fault).__name__}).") from fault
        except httpx.HTTPError as fault:
            raise Away(f"The database did not answer ({type(fault).__name__}).") from fault
        status = answer.status_code
        if status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
            raise TokenRefused
        if status == httpx.codes.TOO_MANY_REQUESTS:
            raise Unstored("The database is too busy (429).")
        if status >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise Away(f"The database failed ({status}).")
        return answer


def _json(answer: httpx.Response) -> dict[str, Any]:
    try:
        told = answer.json()
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _refused(told: dict[str, Any], count: int) -> Refused:
    errors = told.get("errors")
    errors = errors if isinstance(errors, dict) else {}
    faults: dict[int, list[list[str]]] = {}
    for name, fields in errors.items():
        number = str(name).removeprefix("statement_")
        if name != number and number.isdecimal() and int(number) < count and isinstance(fields, dict):
            faults[int(number)] = [[str(field)[:80], _message(said)] for field, said in fields.items()]
    existing = errors.get("existing_puids")
    taken = frozenset(str(one) for one in existing) if isinstance(existing, list) else frozenset()
    return Refused(faults, taken, _message(told.get("message") or errors.get("statements") or "refused"))


def _message(said: Any) -> str:
    first = said[0] if isinstance(said, list) and said else said
    return str(first)[:LONGEST_MESSAGE]
