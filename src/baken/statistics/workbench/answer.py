"""A question to the register, counted and guarded: no number on the screen points to a person.

Pure: frames in, a table out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from baken.statistics import notes
from baken.statistics.mentions import within
from baken.statistics.panels import wide
from baken.statistics.period import Period
from baken.statistics.table import Column, FilledTable
from baken.statistics.workbench.dimensions import (
    DIMENSIONS,
    OTHER_WORDS,
    UNKNOWN,
    YEAR,
    Dimension,
    Part,
    Unit,
)
from baken.vocabulary.code_list import Label, Language

if TYPE_CHECKING:
    from baken.register.coded import CodedRegister

STEP = 5
"""What counts are rounded to; whatever is under it is not told apart from nothing."""
UNDER = f"<{STEP}"
FEWEST = 10
"""Of fewer than this, taken together, nothing is shown: a choice may have narrowed it down to somebody."""
COUNT = "count"
TOTAL = "TOTAL"
NAME = "workbench"

GUARDED = Label(
    f"Elk aantal is voor zich afgerond op vijftallen; onder de {STEP} staat er “{UNDER}”, in een bestand 0. "
    "Zo wijst geen getal naar een mens. Afgeronde getallen tellen niet precies op.",
    f"Every count is rounded to fives, each for itself; under {STEP} it says “{UNDER}”, in a file 0. That "
    "way no number points to a person. Rounded numbers do not add up exactly.",
)
TWO_QUESTIONS = Label(
    "Dit belooft niets over twee vragen naast elkaar: wie ze in één ding laat verschillen, kan het verschil "
    "op enkelen na schatten. Doe dat niet. Wat u vraagt, staat in het logboek.",
    "This promises nothing of two questions beside each other: whoever lets them differ in one thing can "
    "estimate the difference to within a few. Do not do that. What you ask is in the log.",
)
EACH_ONCE = Label(
    "Wat in meer rijen of kolommen valt, telt in elk daarvan en in het totaal één keer.",
    "What falls under several rows or columns counts in each of them, and once in the total.",
)
OWN_QUESTION = Label(
    "Een eigen vraag, geen tabel van de catalogus. Alleen voor de eigen organisatie: niet publiceren en niet "
    "delen.",
    "A question of one's own, no table of the catalogue. For the organisation's own eyes only: not to be "
    "published or shared.",
)


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks: what to count, told apart by what, of which period, and only where each of `only`
    (a dimension's name with a code) holds."""

    unit: Unit
    rows: Dimension
    columns: Dimension | None = None
    period: Period = field(default_factory=Period)
    only: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> Label:
        """The question in words."""
        return Label(self._in("nl", "en"), self._in("en", "and"))

    def _in(self, language: Language, joiner: str) -> str:
        by = [one.label.in_language(language) for one in (self.rows, self.columns) if one]
        where = [
            f"{DIMENSIONS[name].label.in_language(language)}: "
            f"{DIMENSIONS[name].words(code).in_language(language)}"
            for name, code in self.only
        ]
        words = f"{self.unit.label.in_language(language)}, {f' {joiner} '.join(by)}"
        return words[:1].upper() + words[1:] + (f" ({'; '.join(where)})" if where else "")


def answer(
    register: "CodedRegister", question: Question, *, remarks: Sequence[Label] = ()
) -> FilledTable | None:
    """The counts, rounded, with their totals; None where fewer than `FEWEST` fall under the question."""
    inside = within(register, question.period)
    things = _things(inside, question)
    if things["key"].n_unique() < FEWEST:
        return None
    rows, columns = question.rows, question.columns
    years = question.period.years(inside.registrations["registered_on"])
    figures = _counted(_folded(things, "row", rows), question, years)
    return FilledTable(
        name=NAME,
        title=question.title,
        unit=question.unit.label,
        columns=(
            Column(
                "row",
                rows.label,
                {code: rows.words(code) for code in figures["row"] if code != TOTAL},
            ),
            *_headings(figures.columns[1:], columns, question.unit),
        ),
        figures=figures,
        period=question.period,
        notes=(
            *remarks,
            OWN_QUESTION,
            GUARDED,
            TWO_QUESTIONS,
            EACH_ONCE,
            notes.DARK_NUMBER,
            notes.REGISTERED_ROLES,
        ),
        query="",
        draw=wide("row"),
    )


def _headings(names: Sequence[str], columns: Dimension | None, unit: Unit) -> list[Column]:
    if columns is None:
        return [Column(COUNT, unit.label)]
    words = {"total": Label("totaal", "total")}
    return [Column(name, words.get(name) or columns.words(name)) for name in names]


def _things(register: "CodedRegister", question: Question) -> pl.DataFrame:
    """A row for each way in which something counts: `key`, `row`, and `column` where it is asked."""
    asked = [question.rows, *([question.columns] if question.columns else [])]
    only = [(DIMENSIONS[name], code) for name, code in question.only]
    parts: set[Part] = {question.unit.part, *(one.part for one in asked), *(one.part for one, _ in only)}
    opened = _opened(register, parts)
    for dimension, code in only:
        opened = opened.filter(dimension.value().fill_null(UNKNOWN) == code)
    named = zip(("row", "column"), asked, strict=False)
    return opened.filter(pl.col(question.unit.key).is_not_null()).select(
        pl.col(question.unit.key).alias("key"),
        *(one.value().fill_null(UNKNOWN).alias(name) for name, one in named),
    )


def _opened(register: "CodedRegister", parts: set[Part]) -> pl.DataFrame:
    """Registrations with what is asked of them beside them: a row for each combination."""
    found = register.registrations
    if parts & {"mention", "role"}:
        found = found.join(register.mentions, on="registration", how="left")
    if "role" in parts:
        rows = register.roles.drop("registration", strict=False).with_row_index("role_row")
        found = found.join(rows, on="mention", how="left")
    if "person" in parts:
        persons = register.participations.join(register.persons, on="person", how="left")
        each = persons.explode("roles", empty_as_null=True).rename({"roles": "person_role"})
        found = found.join(each, on="registration", how="left")
    return found


def _folded(things: pl.DataFrame, name: str, dimension: Dimension) -> pl.DataFrame:
    """Platforms and places with few stand together: a row of its own would say that somebody named it."""
    if not dimension.others:
        return things
    of_each = things.group_by(name).agg(pl.col("key").n_unique().alias("found"))
    few = of_each.filter((pl.col("found") < STEP) & (pl.col(name) != UNKNOWN))[name].to_list()
    return things.with_columns(
        pl.when(pl.col(name).is_in(few)).then(pl.lit(dimension.others)).otherwise(name).alias(name)
    )


def _counted(things: pl.DataFrame, question: Question, years: Sequence[int]) -> pl.DataFrame:
    """The rounded counts: `row`, then a column for each value, or `count`; with totals."""
    rows = _values(things["row"], question.rows, years)
    if question.columns is None:
        asked: dict[str | None, str] = {None: COUNT}
    else:
        things = _folded(things, "column", question.columns)
        asked = {code: code for code in _values(things["column"], question.columns, years)} | {None: "total"}
    found: dict[str, list[int]] = {
        name: _of_rows(things if code is None else things.filter(pl.col("column") == code), rows)
        for code, name in asked.items()
    }
    return pl.DataFrame({"row": [*rows, TOTAL], **found})


def _of_rows(things: pl.DataFrame, rows: Sequence[str]) -> list[int]:
    counts: Mapping[str, int] = dict(things.group_by("row").agg(pl.col("key").n_unique()).iter_rows())
    return [_rounded(count) for count in (*(counts.get(row, 0) for row in rows), things["key"].n_unique())]


def _values(found: pl.Series, dimension: Dimension, years: Sequence[int]) -> list[str]:
    """The codes to show, in their order: all there can be, so that none says that it was found."""
    if dimension.codes and not dimension.others:
        return [*dimension.codes, UNKNOWN]
    if dimension == YEAR:
        return [str(year) for year in years]
    names = found.value_counts(sort=False).filter(~pl.col(found.name).is_in([UNKNOWN, *OTHER_WORDS]))
    ordered = names.sort("count", found.name, descending=[True, False])[found.name].to_list()
    return [*ordered, dimension.others, UNKNOWN]


def _rounded(count: int) -> int:
    return 0 if count < STEP else (count + STEP // 2) // STEP * STEP
