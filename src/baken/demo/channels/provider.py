"""What simulated providers asked over HTTP have in common: faults, counts, and what they tell later."""

import json
import threading
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from baken.demo.channels.faults import Faults, Hook, NobodyThere
from baken.demo.loopback import HungUp

_STATUS = {
    200: "OK", 400: "Bad Request", 401: "Unauthorized", 404: "Not Found", 429: "Too Many Requests",
    500: "Internal Server Error",
}  # fmt: skip


class Provider(ABC):
    """A WSGI app. `accepted` counts how often a message was taken, by our key: more than once means that
    somebody got it twice. `kept` is what people would read."""

    BUSY_SECONDS = 30

    def __init__(
        self, faults: Faults | None = None, on_request: Callable[[str], None] = lambda line: None
    ) -> None:
        self.faults = faults or Faults()
        self.accepted: Counter[str] = Counter()
        self.kept: list[tuple[str, str]] = []
        self._hooks: list[Hook] = []
        self._on_request = on_request
        self._one_at_a_time = threading.Lock()

    @property
    def doubled(self) -> int:
        """How many messages somebody got more than once."""
        return sum(1 for times in self.accepted.values() if times > 1)

    def hooks(self) -> list[Hook]:
        """What it tells now, as it arrives; then it told it."""
        with self._one_at_a_time:
            told, self._hooks = self._hooks, []
            return self.faults.spoilt(told, self.forged)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        with self._one_at_a_time:
            if self.faults.is_away():
                raise NobodyThere
            status, told = self._answer(environ)
        self._on_request(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']} {status}")
        body = json.dumps(told).encode()
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
        if status == 429:
            headers.append(("Retry-After", str(self.BUSY_SECONDS)))
        start_response(f"{status} {_STATUS[status]}", headers)
        return [body]

    def _answer(self, environ: dict[str, Any]) -> tuple[int, Any]:
        if environ["REQUEST_METHOD"] == "GET":
            if not self.lets_in(environ):
                return self.stranger()
            fault = self.faults.next_asked()
            if fault == "silent":
                raise HungUp
            if fault:
                return (429, {}) if fault == "busy" else (500, {})
            return self.listed(environ["PATH_INFO"], environ.get("QUERY_STRING", ""))
        if environ["REQUEST_METHOD"] != "POST" or environ["PATH_INFO"] != self.path():
            return 404, {"error": {"message": "Unsupported post request.", "code": 100}}
        if not self.lets_in(environ):
            return self.stranger()
        fault = self.faults.next_send()
        if fault == "silent_before":
            raise HungUp
        if fault == "busy":
            return 429, {}
        if fault == "broken":
            return 500, {}
        status, told = self.taken(_body(environ))
        if status == 200 and fault == "silent_after":
            raise HungUp
        return status, told

    def listed(self, path: str, query: str) -> tuple[int, Any]:
        """What whoever asks for something reads; nothing, where the real one has nothing to read."""
        return 404, {"error": {"message": "Unsupported get request.", "code": 100}}

    def accept(self, key: str, to: str, text: str) -> None:
        """Somebody gets this."""
        self.accepted[key] += 1
        self.kept.append((to, text))

    @abstractmethod
    def path(self) -> str:
        """Where messages are handed in."""

    @abstractmethod
    def lets_in(self, environ: dict[str, Any]) -> bool:
        """Whether the token is right."""

    @abstractmethod
    def stranger(self) -> tuple[int, Any]:
        """The answer to whoever has no token."""

    @abstractmethod
    def taken(self, given: dict[str, Any]) -> tuple[int, Any]:
        """Takes a message, or refuses it as the real one does."""

    @abstractmethod
    def forged(self, hook: Hook) -> Hook:
        """The same, as somebody would send it who does not know the secret."""


def _body(environ: dict[str, Any]) -> dict[str, Any]:
    try:
        given = json.loads(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))
    except (ValueError, RecursionError):
        return {}
    return given if isinstance(given, dict) else {}
