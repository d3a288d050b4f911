"""From a filled table to the panels of its chart: the same rows, order and numbers."""

from collections.abc import Callable, Collection

from baken.statistics.chart import ChartData, Panel, number
from baken.statistics.codes import margin_words
from baken.statistics.table import FilledTable
from baken.vocabulary.code_list import Label

Draw = Callable[[FilledTable], ChartData]

YES = "ja"
NO = "-"


def wide(rows: str, *, without: Collection[str] = (), in_a_row: int = 6) -> Draw:
    """A panel for every column of counts, a bar for every row; `rows` names the rows.

    The column `total` is shown as numbers: a bar of it would dwarf the others.
    """

    def draw(table: FilledTable) -> ChartData:
        sums = _sums(table, rows)
        panels = []
        for name in _counted(table, without):
            counts = table.figures[name].to_list()
            lengths = tuple(
                None if place in sums or name == "total" else count for place, count in enumerate(counts)
            )
            panels.append(Panel(table.column(name).label, lengths, tuple(map(number, counts))))
        return ChartData(
            rows=_rows(table, rows),
            panels=tuple(panels),
            sums=sums,
            others=_starting(table, rows, ("OTHER_",)),
            in_a_row=in_a_row,
        )

    return draw


def marks(rows: str) -> Draw:
    """A mark and the word yes where a column of noughts and ones says so, and a dash where not."""

    def draw(table: FilledTable) -> ChartData:
        sums = _sums(table, rows)
        panels = []
        for name in _counted(table, ()):
            played = table.figures[name].to_list()
            words = tuple(
                number(value) if place in sums else YES if value else NO for place, value in enumerate(played)
            )
            lengths = tuple(
                None if place in sums else 0.3 * (value or 0) for place, value in enumerate(played)
            )
            panels.append(Panel(table.column(name).label, lengths, words))
        return ChartData(rows=_rows(table, rows), panels=tuple(panels), sums=sums, full_length=1)

    return draw


def _counted(table: FilledTable, without: Collection[str]) -> list[str]:
    return [name for name, kind in table.figures.schema.items() if kind.is_integer() and name not in without]


def _rows(table: FilledTable, column: str) -> tuple[Label, ...]:
    return tuple(table.words(column, code) for code in table.figures[column])


def _sums(table: FilledTable, column: str) -> frozenset[int]:
    return _starting(table, column, ("TOTAL", "SUBTOTAL_", "ALL_YEARS"))


def _starting(table: FilledTable, column: str, starts: tuple[str, ...]) -> frozenset[int]:
    return frozenset(
        place
        for place, label in enumerate(table.figures[column])
        if label and label.startswith(starts) and margin_words(label)
    )
