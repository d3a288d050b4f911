"""Reading the body of a request: JSON, strictly, so that nothing comes in that can't be stored or told
back."""

import json
import re
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

from baken.api.problems import Refused

MOST_BYTES = 1_000_000
DEEPEST = 40
_LARGEST = 2**63 - 1
_UNUSABLE = re.compile("[\x00\ud800-\udfff]")


class StrictParser(Parser):
    """JSON in UTF-8 without a field twice, NaN, numbers past 64 bits, zero bytes or halves of characters,
    and not too deep."""

    def parse_body(self, request: HttpRequest) -> Any:
        """What the body says. Raises `Refused` (400)."""
        return read_json(request.body)


def read_json(data: bytes) -> Any:
    """What JSON says. Raises `Refused` (400), which says what can't be read, never what stood there."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise _unreadable("it is not written in UTF-8") from fault
    try:
        read = json.loads(text, parse_constant=_no_number, object_pairs_hook=_each_once)
    except RecursionError as fault:
        raise _unreadable("it is nested too deep") from fault
    except ValueError as fault:
        where = f" at line {fault.lineno}" if isinstance(fault, json.JSONDecodeError) else ""
        raise _unreadable(f"it is no JSON{where}") from fault
    _check(read, DEEPEST)
    return read


def _unreadable(why: str) -> Refused:
    return Refused(400, "unreadable", f"The body can't be read: {why}.")


def _no_number(name: str) -> None:
    raise _unreadable(f"{name} is no number")


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise _unreadable("a field stands twice in one object")
    return read


def _check(value: Any, deeper: int) -> None:
    if deeper < 0:
        raise _unreadable("it is nested too deep")
    if isinstance(value, str):
        if _UNUSABLE.search(value):
            raise _unreadable("a text holds a zero byte or half of a character")
    elif isinstance(value, int | float):
        if not -_LARGEST <= value <= _LARGEST:
            raise _unreadable("a number is too large")
    elif isinstance(value, dict):
        for name, one in value.items():
            _check(name, deeper)
            _check(one, deeper - 1)
    elif isinstance(value, list):
        for one in value:
            _check(one, deeper - 1)
