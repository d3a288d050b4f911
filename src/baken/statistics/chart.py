"""What a chart shows: rows of words, panels of bars. How it is drawn is the format's affair."""

from dataclasses import dataclass

from baken.vocabulary.code_list import Label


@dataclass(frozen=True)
class Panel:
    """One column of horizontal bars: a length and its words for every row.

    A row without a length shows its words only. All panels of a chart share one scale.
    """

    title: Label
    lengths: tuple[float | None, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class ChartData:
    """Rows in the order of the table, and panels that share them.

    `sums` holds the places of rows that add up others: they have words and no bar, which would
    dwarf the rest. `others` holds those that stand for several items together. `headings` are the
    words above the row where a part of the table begins. `in_a_row` is how many panels stand side
    by side; `remark` says what a length means where that is not the unit of the table.
    `full_length` is what fills a panel, by default the longest length.
    """

    rows: tuple[Label, ...]
    panels: tuple[Panel, ...]
    sums: frozenset[int] = frozenset()
    others: frozenset[int] = frozenset()
    headings: tuple[tuple[int, Label], ...] = ()
    in_a_row: int = 6
    remark: Label | None = None
    full_length: float | None = None

    @property
    def has_bars(self) -> bool:
        """Whether there is a length to draw at all; where all are too few there is none."""
        return any(length is not None for panel in self.panels for length in panel.lengths)


def number(value: float | None) -> str:
    """A number as Dutch readers write it: 17.000."""
    return "" if value is None else f"{value:,.0f}".replace(",", ".")
