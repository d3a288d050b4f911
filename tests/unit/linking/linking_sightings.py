"""Sightings for tests: bland invented texts, contacts that are names of nobody."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from baken.linking.sightings import SCHEMA
from baken.linking.stage import Links, link

SYLLABLES = ("ba", "de", "ki", "lo", "mu", "na", "po", "ri", "sa", "tu", "ve", "zo")
START = datetime(2025, 1, 1, tzinfo=UTC)


def text(number: int, words: int = 20) -> str:
    """A text of invented words, another one for every number."""
    state = number * 7919 + 17
    made = []
    for _ in range(words):
        word = ""
        for _ in range(3):
            state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
            word += SYLLABLES[(state >> 33) % len(SYLLABLES)]
        made.append(word)
    return " ".join(made)


def sighting(
    name: str,
    words: str | int,
    *contacts: str,
    day: int = 0,
    account: str | None = None,
    images: tuple[str, ...] = (),
) -> dict[str, Any]:
    """One row; a contact is written "phone:A"."""
    return {
        "sighting_id": name,
        "platform": "platform.example",
        "captured_at": START + timedelta(days=day),
        "words": text(words) if isinstance(words, int) else words,
        "contacts": [dict(zip(("kind", "pseudonym"), one.split(":"), strict=True)) for one in contacts],
        "account": account,
        "image_hashes": list(images),
    }


def linked(*rows: dict[str, Any]) -> Links:
    return link(pa.Table.from_pylist(list(rows), SCHEMA))


def partition(links: Links, level: str) -> list[list[str]]:
    """The clusters of a level as sorted lists of sighting ids."""
    groups: dict[str, list[str]] = {}
    for row in links.assignments.to_pylist():
        groups.setdefault(row[level], []).append(row["sighting_id"])
    return sorted(sorted(group) for group in groups.values())


def refusals(links: Links) -> set[tuple[str, str]]:
    """Kind and reason of what was refused at the level of advertisers."""
    rows = links.edges.to_pylist()
    return {(row["kind"], row["refused"]) for row in rows if row["refused"] and row["level"] == "advertiser"}
