"""A filled table as a file. Each format is a module with `write(table) -> bytes`, loaded when used.

The same table gives the same bytes in every format: no clock, no random identifiers.
"""

import importlib

from baken.statistics.table import FilledTable

FORMATS = ("csv", "json", "ods", "xlsx", "svg")


def write(table: FilledTable, form: str) -> bytes:
    """The bytes of a table in one of FORMATS; ValueError for another."""
    if form not in FORMATS:
        raise ValueError(f"{form} is no format of a table; it is one of {', '.join(FORMATS)}")
    content: bytes = importlib.import_module(f"baken.statistics.formats.{form}").write(table)
    return content
