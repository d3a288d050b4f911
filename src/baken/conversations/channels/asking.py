"""Asking a provider over HTTP, and what its silence means."""

import contextlib
import json
from collections.abc import Mapping
from typing import Any

import httpx

from baken.conversations.channels.protocol import NobodyKnows, NotSent

TIMEOUT = 20.0
LONGEST_WAIT = 24 * 3600
_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


def client_for(
    address: str, headers: Mapping[str, str], transport: httpx.BaseTransport | None
) -> httpx.Client:
    """Follows nothing and reads no environment: what is sent goes to this address or nowhere."""
    return httpx.Client(
        base_url=address.rstrip("/"),
        timeout=TIMEOUT,
        transport=transport,
        follow_redirects=False,
        trust_env=False,
        headers={"Accept": "application/json", **headers},
    )


def post(client: httpx.Client, path: str, body: Mapping[str, Any]) -> httpx.Response:
    """The answer. A connection that never came about sent nothing; any other silence may have.

    Raises `NotSent` (away, or busy with how long to wait), `NobodyKnows`.
    """
    try:
        answer = client.post(path, json=body)
    except _UNSENT as fault:
        raise NotSent(retry=True, reason="away") from fault
    except httpx.HTTPError as fault:
        raise NobodyKnows("no_answer") from fault
    if answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
        raise NotSent(retry=True, after_seconds=wait_of(answer), reason="busy")
    return answer


def wait_of(answer: httpx.Response) -> int | None:
    """The seconds of Retry-After, at most a day; None where it says none. A date is not read."""
    stated = answer.headers.get("Retry-After", "")
    return min(int(stated), LONGEST_WAIT) if stated.isascii() and stated.isdecimal() else None


def object_of(content: bytes) -> dict[str, Any]:
    """A JSON object; an empty one for whatever is none."""
    with contextlib.suppress(ValueError, RecursionError):
        told = json.loads(content)
        if isinstance(told, dict):
            return told
    return {}


def objects(given: Any) -> list[dict[str, Any]]:
    """The objects in a list, or the one object that stands in its place."""
    many = given if isinstance(given, list) else [given]
    return [one for one in many if isinstance(one, dict)]


def words(given: Any, most: int) -> str:
    """Text without NUL, which no database takes, and without half characters; at most so many."""
    if not isinstance(given, str):
        return ""
    return given[:most].replace("\0", "").encode("utf-8", "ignore").decode("utf-8")
