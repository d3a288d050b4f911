"""What a publication is made of, in one file: everything its files say, and no count that was not published.

A manifest is canonical JSON (RFC 8785), so that the same publication has the same digest. Its files follow
from it alone: no database, no clock, no code list that may have changed since.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import rfc8785

from baken.statistics.chart import ChartData, Panel
from baken.vocabulary.code_list import Label
from baken.vocabulary.publications import FIGURES, BlockKind

FORMAT = "baken-publication-1"
MAKERS = ("baken", "typst", "odfpy")
"""The programs whose version decides over the bytes of a file."""

LANGUAGES = ("nl", "en")
LARGEST = 20 * 1024 * 1024
MOST_BLOCKS = 40
"""Blocks that one publication takes."""

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_EDITION = (
    "digest", "table", "by", "number", "title", "unit", "period", "notes", "query", "columns", "rows",
    "layout", "chart", "map",
)  # fmt: skip
_WHOLE = (
    "name", "version", "organisation", "synthetic", "title", "dated", "corrections", "blocks", "editions",
)  # fmt: skip

Manifest = Mapping[str, Any]


class NoManifest(Exception):
    """This file is no manifest of a publication."""


def made_with() -> dict[str, str]:
    """The versions that make files here."""
    return {name: version(name) for name in MAKERS}


def canonical(content: Any) -> bytes:
    """The one way in which this content is written."""
    return rfc8785.dumps(content)


def digest(content: Any) -> str:
    """SHA-256 over the one way in which this content is written."""
    return hashlib.sha256(canonical(content)).hexdigest()


def read_manifest(data: bytes) -> Manifest:
    """A manifest out of a file. Raises `NoManifest`, which says what is missing."""
    if len(data) > LARGEST:
        raise NoManifest(f"it is larger than {LARGEST // 1024**2} MB")
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as fault:
        raise NoManifest("it is no JSON") from fault
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise NoManifest(f'its "format" is not {FORMAT}')
    if missing := [name for name in _WHOLE if name not in found]:
        raise NoManifest(f"it has no {', '.join(missing)}")
    if not isinstance(found["name"], str) or not _NAME.fullmatch(found["name"]):
        raise NoManifest("its name is not of small letters, digits and hyphens")
    if not isinstance(found["blocks"], list) or not isinstance(found["editions"], dict):
        raise NoManifest("it has no list of blocks, or no editions")
    for number, edition in found["editions"].items():
        if not isinstance(edition, dict) or (missing := [name for name in _EDITION if name not in edition]):
            raise NoManifest(f"edition {number} has no {', '.join(missing)}")
    for place, block in enumerate(found["blocks"], start=1):
        kind = block.get("kind") if isinstance(block, dict) else None
        if kind not in BlockKind or (kind in FIGURES and block.get("edition") not in found["editions"]):
            raise NoManifest(f"block {place} is of no kind, or shows no edition of it")
    return found


def editions_of(manifest: Manifest) -> list[tuple[str, Mapping[str, Any]]]:
    """Each edition of a manifest with its id, in the order in which its blocks show them first."""
    shown = dict.fromkeys(block["edition"] for block in manifest["blocks"] if block["kind"] in FIGURES)
    return [(number, manifest["editions"][number]) for number in shown]


def settled(content: Mapping[str, Any]) -> dict[str, Any]:
    """A manifest as it is read back: in the one order in which it is written."""
    found: dict[str, Any] = json.loads(canonical(content))
    return found


def words(both: Mapping[str, str]) -> Label:
    """A label as it stands in a manifest."""
    return Label(both["nl"], both["en"])


def both(label: Label) -> dict[str, str]:
    """A label as a manifest has it."""
    return {"nl": label.nl, "en": label.en}


def chart_content(chart: ChartData) -> dict[str, Any]:
    """What a chart shows, for a manifest."""
    return {
        "rows": [both(row) for row in chart.rows],
        "panels": [
            {"title": both(panel.title), "lengths": list(panel.lengths), "words": list(panel.words)}
            for panel in chart.panels
        ],
        "sums": sorted(chart.sums),
        "others": sorted(chart.others),
        "headings": [[place, both(heading)] for place, heading in chart.headings],
        "full_length": chart.full_length,
    }


def chart_of(kept: Mapping[str, Any]) -> ChartData:
    """The chart that a manifest has."""
    return ChartData(
        rows=tuple(map(words, kept["rows"])),
        panels=tuple(
            Panel(words(panel["title"]), tuple(panel["lengths"]), tuple(panel["words"]))
            for panel in kept["panels"]
        ),
        sums=frozenset(kept["sums"]),
        others=frozenset(kept["others"]),
        headings=tuple((place, words(heading)) for place, heading in kept["headings"]),
        full_length=kept["full_length"],
    )
