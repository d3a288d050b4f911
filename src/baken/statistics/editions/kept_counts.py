"""What is sealed of an edition: its counts, and what each is of, as the next edition is held against them."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np

from baken.adverts.vault import Vault
from baken.disclosure.editions import Edition as Beside
from baken.disclosure.mechanism import Hiding, How, Mechanism
from baken.disclosure.names import Name, Naming, Sum
from baken.statistics.editions.safe import SafePart
from baken.statistics.models import Edition

COLUMN = "statistics_edition.sealed"


def sealed_text(parts: Sequence[SafePart]) -> str:
    """The text that is sealed."""
    return json.dumps([_as_json(one) for one in parts], separators=(",", ":"))


def open_counts(edition: Edition) -> list[Beside]:
    """The parts of an edition, as those look at it who attack it."""
    vault = Vault(edition.organisation_id)
    public = edition.kind == "public"
    how = Mechanism(edition.threshold, edition.base) if public else Hiding(edition.threshold)
    return [_part(kept, how) for kept in json.loads(vault.open(edition.sealed, COLUMN, edition.id))]


def _as_json(one: SafePart) -> dict[str, Any]:
    table, naming = one.part.table, one.part.naming
    return {
        "name": one.part.name,
        "rows": table.rows,
        "columns": table.columns,
        "across": table.across,
        "true": table.values.tolist(),
        "published": one.published.values.tolist(),
        "names": [_name(what) for what in naming.names],
        "sums": [[_name(what.name), what.parts.tolist()] for what in naming.sums],
        "state": naming.state,
        "known": [[place, *bounds] for place, bounds in naming.known.items()],
    }


def _name(what: Name) -> list[Any]:
    return [what.unit, sorted(what.facets)]


def _read_name(kept: list[Any]) -> Name:
    return Name(kept[0], frozenset(kept[1]))


def _part(kept: dict[str, Any], how: How) -> Beside:
    naming = Naming(
        tuple(map(_read_name, kept["names"])),
        tuple(Sum(_read_name(what), np.array(parts, np.int64)) for what, parts in kept["sums"]),
        kept["state"],
        {place: (low, high) for place, low, high in kept["known"]},
    )
    return Beside(
        tuple(kept["rows"]),
        tuple(kept["columns"]),
        np.array(kept["true"], np.int64),
        np.array(kept["published"], np.int64),
        kept["across"],
        naming,
        how,
    )
