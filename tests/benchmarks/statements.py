"""Statements of reasons checked per second, beside a JSON Schema of the same fields in the same run.

    python -m tests.benchmarks.statements

The peer knows each field by itself: type, codes, lengths, what must be there. What fields ask of each other,
and whether a text tells a contact, only ours looks at; so ours is shown with and without the texts.
"""

import time
from collections.abc import Callable
from typing import Any

from jsonschema import Draft202012Validator

from baken.notices.statements.checking import check_statements
from baken.notices.statements.fields import FIELDS, Field
from tests.factories.statements import statement

COUNT, TURNS = 2_000, 3


def schema() -> dict[str, Any]:
    """The fields as JSON Schema, strictly."""
    return {
        "type": "object",
        "required": [field.name for field in FIELDS if field.required],
        "properties": {field.name: _property(field) for field in FIELDS},
    }


def _property(field: Field) -> dict[str, Any]:
    match field.kind:
        case "code":
            return {"enum": sorted(field.codes)}
        case "codes":
            return {"type": "array", "items": {"enum": sorted(field.codes)}}
        case "date":
            return {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
        case "identifiers":
            return {"type": "object", "properties": {"EAN-13": {"type": "string", "pattern": r"^\d{13}$"}}}
    return {"type": "string", "maxLength": field.longest or 5_000}


def rate(check: Callable[[dict[str, Any]], int], given: list[dict[str, Any]]) -> tuple[float, int]:
    """Statements a second, the best of some turns; and how many were found wrong."""
    best, wrong = 0.0, 0
    for _ in range(TURNS):
        begun = time.perf_counter()
        wrong = sum(check(one) > 0 for one in given)
        best = max(best, len(given) / (time.perf_counter() - begun))
    return best, wrong


def main() -> None:
    """Prints the table."""
    given = [statement(puid=f"a-{one}") for one in range(COUNT)]
    for place in range(0, COUNT, 10):
        given[place] |= {"category": "NONE"}
    peer = Draft202012Validator(schema())
    rows = (
        ("Baken, whole", lambda one: sum(1 for _ in check_statements(one))),
        (
            "Baken, texts not read",
            lambda one: sum(1 for _ in check_statements(one, tells=lambda text: False)),
        ),
        ("jsonschema, fields alone", lambda one: sum(1 for _ in peer.iter_errors(one))),
    )
    print("| check | statements/s | wrong of", COUNT, "|")
    print("|---|---:|---:|")
    for name, check in rows:
        speed, wrong = rate(check, given)
        print(f"| {name} | {speed:,.0f} | {wrong} |")


if __name__ == "__main__":
    main()
