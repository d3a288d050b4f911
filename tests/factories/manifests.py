"""Manifests of publications, without a database: two small tables, one of them with a map."""

from typing import Any

from baken.statistics.chart import ChartData, Panel
from baken.statistics.publications.manifest import FORMAT, chart_content, made_with, settled
from baken.vocabulary.code_list import Label
from baken.vocabulary.places import Province

KINDS, MARKET = "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"
HIDDEN_IN = "NL-ZE"


def both(nl: str, en: str) -> dict[str, str]:
    return {"nl": nl, "en": en}


def manifest(
    *, text: str = "Een tekst.", heading: str = "Een kop", title: str = "Platforms"
) -> dict[str, Any]:
    """One with every kind of block, as it is read back from a file."""
    blocks = [
        {"kind": "heading", "words": both(heading, heading)},
        {"kind": "text", "words": both(text, text)},
        {"kind": "table", "edition": KINDS},
        {"kind": "chart", "edition": KINDS},
        {"kind": "table", "edition": MARKET},
        {"kind": "map", "edition": MARKET},
    ]
    return settled(
        {
            "format": FORMAT, "made_with": made_with(), "name": "platforms-v2", "series": KINDS, "version": 2,
            "organisation": both("Voorbeeldstichting", "Example foundation"), "synthetic": True,
            "title": both(title, title), "dated": "2026-03-01", "blocks": blocks,
            "corrections": [
                {"version": 2, "dated": "2026-03-01", "words": both("Een jaar erbij.", "One more year.")}
            ],
            "editions": {KINDS: _kinds(), MARKET: _market()},
        }
    )  # fmt: skip


def _kinds() -> dict[str, Any]:
    counts = [
        ("messaging", "berichtendienst", "messaging service", 20),
        ("OTHER_PLATFORMS", "andere", "others", 10),
    ]
    rows = [*counts, ("TOTAL", "totaal", "total", 30)]
    chart = ChartData(
        rows=tuple(Label(nl, en) for _code, nl, en, _count in rows),
        panels=(Panel(Label("2025", "2025"), (20.0, 10.0, None), ("20", "10", "1.030")),),
        sums=frozenset({2}),
        others=frozenset({1}),
    )
    layout = {
        language: {
            "head": "soort" if language == "nl" else "kind", "columns": ["2025"], "further": [],
            "groups": [
                {
                    "heading": "register",
                    "rows": [
                        {
                            "head": nl if language == "nl" else en, "cells": [str(count)], "further": [],
                            "sum": code == "TOTAL",
                        }
                        for code, nl, en, count in rows
                    ],
                }
            ],
        }
        for language in ("nl", "en")
    }  # fmt: skip
    return _edition(
        "emm-types-per-year", both("Vermeldingen per soort", "Mentions per kind"), layout,
        columns=[
            {
                "name": "type", "label": both("soort", "kind"), "type": "text",
                "codes": {code: both(nl, en) for code, nl, en, _count in rows},
            },
            {"name": "2025", "label": both("2025", "2025"), "type": "count", "codes": {}},
        ],
        rows=[[code, count] for code, _nl, _en, count in rows], chart=chart_content(chart), on_map=None,
    )  # fmt: skip


def _market() -> dict[str, Any]:
    counts = {
        code: None if code == HIDDEN_IN else 10 + 5 * place for place, code in enumerate(Province.codes)
    }
    layout = {
        language: {
            "head": "gebied" if language == "nl" else "area", "columns": ["aantal"], "further": [],
            "groups": [
                {
                    "heading": "",
                    "rows": [
                        {
                            "head": Province[code].label.in_language(language),
                            "cells": ["." if count is None else str(count)], "further": [], "sum": False,
                        }
                        for code, count in counts.items()
                    ],
                }
            ],
        }
        for language in ("nl", "en")
    }  # fmt: skip
    return _edition(
        "market", both("Advertenties per provincie", "Adverts per province"), layout,
        columns=[
            {"name": "area", "label": both("gebied", "area"), "type": "text", "codes": {}},
            {"name": "unique_adverts", "label": both("aantal", "count"), "type": "count", "codes": {}},
        ],
        rows=[[code, count] for code, count in counts.items()], chart=None, on_map=counts,
    )  # fmt: skip


def _edition(
    table: str, title: dict[str, str], layout: dict[str, Any], *, columns: list[dict[str, Any]],
    rows: list[list[Any]], chart: dict[str, Any] | None, on_map: dict[str, int | None] | None,
) -> dict[str, Any]:  # fmt: skip
    return {
        "digest": "0" * 64, "table": table, "by": "", "number": 1, "years": [2025, 2025], "threshold": 10,
        "base": 5, "title": title, "unit": both("vermeldingen", "mentions"), "rules": "Baken 0.1.0",
        "period": both("2025-01-01 t/m 2025-12-31", "2025-01-01 to 2025-12-31"),
        "notes": [both("Een vermelding is geen mens.", "A mention is not a person."), both(table, table)],
        "query": f"baken statistics {table} --public", "columns": columns, "rows": rows, "layout": layout,
        "chart": chart, "map": on_map,
    }  # fmt: skip
