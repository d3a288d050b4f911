"""The Commission's transparency database on this machine, to try sending on: nothing leaves the machine.

A WSGI app that answers as the real one does: 201 for a batch that was stored whole, 422 with the wrong fields
per statement or with the identifiers that it has already, 401 without its token, 302 and 404 to the check. It
keeps nothing when it stops. It looks at what the real one looks at, and no further.
"""

import json
import re
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable
from typing import Any

from baken.demo.loopback import HungUp
from baken.notices.statements.checking import BATCH, MOST, check_statements
from baken.notices.statements.values import trimmed

TOKEN = "proef"  # noqa: S105  (opens nothing but this simulator)
STORE, CHECK = "/api/v1/statements", "/api/v1/statement/existing-puid/"
FAULTS = ("silent", "lost", "busy", "broken", "stored_broken", "vague")
"""What can be made to go wrong with a batch: stored and then no answer; no answer and not stored; 429; 500
and not stored; stored and then 500; refused without saying which statement is wrong."""
_NOT_LOOKED_AT = re.compile(
    "would be dropped|^lies (after|before)|^ends nothing|is listed under|goes with a notice as source only"
)
_STATUS = {
    200: "OK", 201: "Created", 302: "Found", 401: "Unauthorized", 404: "Not Found",
    422: "Unprocessable Content", 429: "Too Many Requests", 500: "Internal Server Error",
}  # fmt: skip


class SimulatedDatabase:
    """The app. `faults` are used up one by one, each by the next batch; `stored` counts how often a statement
    was stored, by its identifier: more than once means that something is wrong."""

    def __init__(self, *, token: str = TOKEN, on_request: Callable[[str], None] = lambda line: None) -> None:
        self.token = token
        self.statements: dict[str, dict[str, Any]] = {}
        self.stored: Counter[str] = Counter()
        self.faults: deque[str] = deque()
        self.calls = 0
        self._on_request = on_request
        self._one_at_a_time = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        with self._one_at_a_time:
            status, told = self._answer(environ)
        self._on_request(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']} {status}")
        body = json.dumps(told, ensure_ascii=False).encode()
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
        if status == 429:
            headers.append(("Retry-After", "30"))
        start_response(f"{status} {_STATUS[status]}", headers)
        return [body]

    def _answer(self, environ: dict[str, Any]) -> tuple[int, Any]:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        if environ.get("HTTP_AUTHORIZATION") != f"Bearer {self.token}":
            return 401, {"message": "Unauthenticated."}
        if method == "GET" and path.startswith(CHECK):
            puid = path.removeprefix(CHECK)
            there = puid in self.statements
            words = "statement of reason found" if there else "statement of reason not found"
            return (302 if there else 404), {"message": words, "puid": puid}
        if method == "POST" and path == STORE:
            self.calls += 1
            return self._batch(environ)
        return 404, {"message": f"The route {path.lstrip('/')} could not be found."}

    def _batch(self, environ: dict[str, Any]) -> tuple[int, Any]:
        fault = self.faults.popleft() if self.faults else ""
        if fault == "lost":
            raise HungUp
        if fault == "busy":
            return 429, {"message": "Too Many Attempts."}
        if fault == "broken":
            return 500, {"message": "Server Error"}
        status, told = self._store(environ)
        if status == 422 and fault == "vague":
            return 422, {"message": "The given data was invalid."}
        if status == 201 and fault == "silent":
            raise HungUp
        return (
            (500, {"message": "Server Error"})
            if status == 201 and fault == "stored_broken"
            else (status, told)
        )

    def _store(self, environ: dict[str, Any]) -> tuple[int, Any]:
        try:
            size = int(environ.get("CONTENT_LENGTH") or 0)
            given = json.loads(environ["wsgi.input"].read(size))
        except (ValueError, RecursionError):
            given = None
        batch = given.get(BATCH) if isinstance(given, dict) else None
        if not isinstance(batch, list) or not 1 <= len(batch) <= MOST:
            words = f"The statements field must have between 1 and {MOST} items."
            return 422, {"message": words, "errors": {BATCH: [words]}}
        if errors := {
            f"statement_{index}": found for index, one in enumerate(batch) if (found := wrong(one))
        }:
            return 422, {"errors": errors}
        puids = [str(trimmed(one["puid"])) for one in batch]
        taken = [puid for puid, times in Counter(puids).items() if times > 1 or puid in self.statements]
        if taken:
            words = "The platform identifier(s) are not all unique within this call."
            return 422, {"message": words, "errors": {"puid": [words], "existing_puids": taken}}
        for puid, one in zip(puids, batch, strict=True):
            self.statements[puid] = one
            self.stored[puid] += 1
        return 201, {BATCH: batch}


def wrong(statement: Any) -> dict[str, list[str]]:
    """The faults that the database itself finds, per field."""
    found: dict[str, list[str]] = {}
    if not isinstance(statement, dict):
        return {BATCH: ["The statement must be an object."]}
    for fault in check_statements({BATCH: [statement]}, tells=lambda text: False):
        if not _NOT_LOOKED_AT.search(fault.message):
            found.setdefault(fault.field, []).append(f"The {fault.field} field {fault.message}.")
    return found
