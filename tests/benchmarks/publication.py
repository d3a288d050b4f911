"""A whole publication, every file in both languages, made of its manifest.

    python -m tests.benchmarks.publication [--tables 19]

A publication has at most 40 blocks: as many tables with their bars as fit beside two words, each of 40 rows
and 6 columns. Seconds are of one process; the second row is the same again, to the byte.
"""

import argparse
from time import perf_counter
from typing import Any

from baken.statistics.publications.files import make_files
from baken.statistics.publications.manifest import MOST_BLOCKS, settled
from tests.factories.manifests import KINDS, manifest

ROWS, COLUMNS = 40, 6
MOST_TABLES = (MOST_BLOCKS - 2) // 2


def large(tables: int) -> dict[str, Any]:
    """A manifest with so many tables, each with its bars."""
    found = manifest()
    names = [f"{KINDS[:-4]}{number:04d}" for number in range(tables)]
    blocks = found["blocks"][:2]
    for name in names:
        blocks += [{"kind": "table", "edition": name}, {"kind": "chart", "edition": name}]
    return settled(found | {"blocks": blocks, "editions": {name: _table(found, name) for name in names}})


def _table(found: dict[str, Any], name: str) -> dict[str, Any]:
    years = [str(2019 + column) for column in range(COLUMNS)]
    rows = [
        [f"platform-{row}", *(10 + 5 * (row + column) for column in range(COLUMNS))] for row in range(ROWS)
    ]
    same = [{"nl": str(row[0]), "en": str(row[0])} for row in rows]
    layout = {
        "head": "platform", "columns": years, "further": [],
        "groups": [
            {
                "heading": "",
                "rows": [
                    {"head": row[0], "cells": [str(cell) for cell in row[1:]], "further": [], "sum": False}
                    for row in rows
                ],
            }
        ],
    }  # fmt: skip
    return found["editions"][KINDS] | {
        "number": int(name[-4:]) + 1,
        "columns": [
            {"name": column, "label": {"nl": column, "en": column}, "type": kind, "codes": {}}
            for column, kind in (("platform", "text"), *((year, "count") for year in years))
        ],
        "rows": rows,
        "layout": {"nl": layout, "en": layout},
        "chart": {
            "rows": same,
            "panels": [
                {
                    "title": {"nl": year, "en": year},
                    "lengths": [row[place] for row in rows],
                    "words": [str(row[place]) for row in rows],
                }
                for place, year in enumerate(years, start=1)
            ],
            "sums": [], "others": [], "headings": [], "full_length": None,
        },
    }  # fmt: skip


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", type=int, default=MOST_TABLES)
    tables = parser.parse_args().tables
    content = large(tables)
    print(f"{'publication':26} {'files':>6} {'MB':>7} {'seconds':>9}")
    before: list[str] = []
    for name in (f"{tables} tables with bars", "the same again"):
        began = perf_counter()
        made = make_files(content)
        seconds = perf_counter() - began
        digests = [one.sha256 for one in made]
        assert before in ([], digests)
        before = digests
        size = sum(len(one.data) for one in made) / 1e6
        print(f"{name:26} {len(made):6} {size:7.2f} {seconds:9.2f}", flush=True)


if __name__ == "__main__":
    main()
