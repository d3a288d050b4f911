"""JSON: the figures with everything a reader must know beside them."""

import json
from typing import Any

from baken.statistics.table import FilledTable
from baken.vocabulary.code_list import Label


def write(table: FilledTable) -> bytes:
    """One object: table, title, unit, period, columns, rows, notes, query, exact."""
    content = {
        "table": table.name,
        "title": _both(table.title),
        "unit": _both(table.unit),
        "period": table.period.as_dict(),
        "columns": [_column(table, name) for name in table.figures.columns],
        "rows": [dict(zip(table.figures.columns, row, strict=True)) for row in table.rows()],
        "notes": [_both(note) for note in table.notes],
        "query": table.query,
        "exact": not table.published,
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _column(table: FilledTable, name: str) -> dict[str, Any]:
    column: dict[str, Any] = {"name": name, "label": _both(table.column(name).label)}
    codes = {code: _both(words) for code, words in table.codes_in(name).items()}
    return column | {"codes": codes} if codes else column


def _both(label: Label) -> dict[str, str]:
    return {"nl": label.nl, "en": label.en}
