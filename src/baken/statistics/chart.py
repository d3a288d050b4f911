"""What a chart shows: rows of words, panels of bars. How it is drawn is the format's affair."""

from dataclasses import dataclass, replace

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

    @property
    def longest(self) -> float:
        """What fills a panel; 0 where there is no bar."""
        lengths = (length for panel in self.panels for length in panel.lengths if length is not None)
        return self.full_length or max(lengths, default=0)

    def part(self, first: int, last: int) -> "ChartData":
        """Its rows from one place to before another, with bars measured by the whole. Where it
        begins in the middle of what stands under a heading, that heading comes again."""
        above = [heading for place, heading in self.headings if place <= first]
        inside = [(place - first, heading) for place, heading in self.headings if first < place < last]
        return replace(
            self,
            rows=self.rows[first:last],
            panels=tuple(
                replace(one, lengths=one.lengths[first:last], words=one.words[first:last])
                for one in self.panels
            ),
            sums=frozenset(place - first for place in self.sums if first <= place < last),
            others=frozenset(place - first for place in self.others if first <= place < last),
            headings=(*([(0, above[-1])] if above else ()), *inside),
            full_length=self.longest or None,
        )


def number(value: float | None) -> str:
    """A number as Dutch readers write it: 17.000."""
    return "" if value is None else f"{value:,.0f}".replace(",", ".")
