"""A filled table as a file. Each format is a module with `write(table) -> bytes`, loaded when used.

The same table gives the same bytes in every format: no clock, no random identifiers. Spreadsheets take
an `origin` besides: lines for a sheet of its own that says where the file came from.
"""

import importlib
from collections.abc import Sequence

from baken.statistics.table import FilledTable
from baken.vocabulary.code_list import Label

FORMATS = ("csv", "json", "ods", "xlsx", "svg")
SPREADSHEETS = ("ods", "xlsx")


def write(table: FilledTable, form: str) -> bytes:
    """The bytes of a table in one of FORMATS; ValueError for another."""
    if form not in FORMATS:
        raise ValueError(f"{form} is no format of a table; it is one of {', '.join(FORMATS)}")
    content: bytes = importlib.import_module(f"baken.statistics.formats.{form}").write(table)
    return content


def write_with_origin(table: FilledTable, form: str, origin: Sequence[tuple[str, Label]]) -> bytes:
    """The same for one of SPREADSHEETS, with a sheet that says where the file came from."""
    if form not in SPREADSHEETS:
        raise ValueError(f"{form} has no room for a sheet; it is one of {', '.join(SPREADSHEETS)}")
    content: bytes = importlib.import_module(f"baken.statistics.formats.{form}").write(table, origin)
    return content
