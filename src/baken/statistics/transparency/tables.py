"""The tables of the report, filled from rows.

Each statement of reasons is public by itself in the Commission's database, so decisions are counted exactly.
Who gave notice or complained is nowhere public: those counts are of people, and are rounded so that no
number tells of a few; of a year that is not over they are not shown, since two days beside each other would.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
import polars as pl

from baken.disclosure.exceptions import NotSafe
from baken.disclosure.mechanism import HIDDEN, Counts, Mechanism
from baken.disclosure.release import release
from baken.disclosure.tables import CountTable, with_totals
from baken.statistics.chart import ChartData, Panel, number
from baken.statistics.period import Period
from baken.statistics.table import Column, FilledTable
from baken.statistics.transparency.rows import Handled
from baken.vocabulary.code_list import CodeList, Label
from baken.vocabulary.statements import StatementAutomation, StatementCategory, StatementGround
from baken.vocabulary.transparency import TransparencyKind, TransparencyOutcome

TOTAL = "TOTAL"
SAFE = Mechanism(threshold=10, base=5)
LEAST = 10
"""Things that a median rests on at least."""
NOTICES = ("notice", "trusted_flagger", "other_notification")

DETECTED = Label("gevonden door een machine", "found by a machine")
EXACT = Label(
    "Exact geteld: elk besluit staat met zijn motivering al openbaar in de databank van de Commissie.",
    "Counted exactly: each decision stands with its statement of reasons in the Commission's public "
    "database.",
)
ROUNDED = Label(
    "Afgerond op vijftallen, en niets tussen 0 en 10: deze getallen gaan over mensen die iets meldden of "
    "klaagden. Een punt betekent: verborgen.",
    "Rounded to fives, and nothing between 0 and 10: these numbers are about people who gave notice or "
    "complained. A dot means: hidden.",
)
ONCE = Label(
    "Een besluit met meer maatregelen telt één keer, bij de zwaarste: account, dienst, geld, zichtbaarheid.",
    "A decision with several measures counts once, under the heaviest: account, service, payments, "
    "visibility.",
)
OF_COMPLAINTS = Label(
    "De foutmaat is het aandeel klachten waarna het besluit werd teruggedraaid. Wie niet klaagt, telt niet "
    "mee: de ware foutmaat kan hoger of lager zijn.",
    "The error rate is the share of complaints after which the decision was reversed. Who does not complain "
    "does not count: the true rate may be higher or lower.",
)


@dataclass(frozen=True, slots=True)
class ReportTable:
    """One table of the report. `about_people`: rounded, and only of a year that is over."""

    name: str
    title: Label
    question: Label
    empty: Label
    fill: Callable[["ReportTable", Sequence[Handled], Period], FilledTable]
    about_people: bool = False


def _decisions(one: ReportTable, rows: Sequence[Handled], period: Period) -> FilledTable:
    kinds = [code for code in TransparencyKind.codes if code != "complaint"]
    counted = Counter((row.category, row.kind) for row in rows if row.is_decision)
    used = [code for code in StatementCategory.codes if any(counted[code, kind] for kind in kinds)]
    return _exact(one, period, "category", Label("categorie", "category"), StatementCategory, used, {
        kind: (TransparencyKind[kind].label, [counted[code, kind] for code in used]) for kind in kinds
    }, (EXACT,))  # fmt: skip


def _measures(one: ReportTable, rows: Sequence[Handled], period: Period) -> FilledTable:
    counted = Counter((row.outcome, row.ground) for row in rows if row.is_decision)
    used = [code for code in TransparencyOutcome.codes if TransparencyOutcome[code].group == "measure"]
    used = used if counted else []
    return _exact(one, period, "measure", Label("maatregel", "measure"), TransparencyOutcome, used, {
        ground: (StatementGround[ground].label, [counted[code, ground] for code in used])
        for ground in StatementGround.codes
    }, (EXACT, ONCE))  # fmt: skip


def _automation(one: ReportTable, rows: Sequence[Handled], period: Period) -> FilledTable:
    decisions = [row for row in rows if row.is_decision]
    used = list(StatementAutomation.codes) if decisions else []
    all_of = Counter(row.automation for row in decisions)
    found = Counter(row.automation for row in decisions if row.detected)
    return _exact(one, period, "automation", Label("besloten", "decided"), StatementAutomation, used, {
        "decisions": (Label("besluiten", "decisions"), [all_of[code] for code in used]),
        "detected": (DETECTED, [found[code] for code in used]),
    }, (EXACT,), add_up=False)  # fmt: skip


def _notices(one: ReportTable, rows: Sequence[Handled], period: Period) -> FilledTable:
    # those that led to a decision are public already, exactly: beside them a total would be too sharp
    without = Counter(row.kind for row in rows if row.kind in NOTICES and not row.is_decision)
    counts = np.array([[without[kind]] for kind in NOTICES], np.int64)
    columns = {"no_action": TransparencyOutcome["no_action"].label}
    head = ("kind", Label("soort melding", "kind of notice"))
    some = counts if without else None
    return _safe(one, period, head, TransparencyKind, NOTICES, columns, some, (ROUNDED,))


def _complaints(one: ReportTable, rows: Sequence[Handled], period: Period) -> FilledTable:
    counted = Counter((row.automation, row.outcome) for row in rows if row.kind == "complaint")
    codes = StatementAutomation.codes
    columns = {outcome: TransparencyOutcome[outcome].label for outcome in ("upheld", "overturned")}
    counts = np.array([[counted[code, outcome] for outcome in columns] for code in codes], np.int64)
    head = ("automation", Label("besloten", "decided"))
    some = counts if counts.any() else None
    notes = (ROUNDED, OF_COMPLAINTS)
    return _safe(one, period, head, StatementAutomation, codes, columns, some, notes, error_rate=True)


def _times(one: ReportTable, rows: Sequence[Handled], period: Period) -> FilledTable:
    days: dict[str, list[int]] = {}
    for row in rows:
        if row.received and row.decided and row.decided >= row.received:
            days.setdefault(row.kind, []).append((row.decided - row.received).days)
    used = [code for code in TransparencyKind.codes if len(days.get(code, ())) >= LEAST]
    columns = (_labels("kind", Label("soort", "kind"), TransparencyKind),
               Column("median", Label("helft binnen (dagen)", "half within (days)")))  # fmt: skip
    figures = pl.DataFrame(
        {"kind": used, "median": [round(median(days[code])) for code in used]},
        schema={"kind": pl.String, "median": pl.Int64},
    )
    note = Label(
        f"Hele dagen tussen ontvangst en besluit; onder {LEAST} staat er niets.",
        f"Whole days between receipt and decision; under {LEAST} there is nothing.",
    )
    return _table(one, period, columns, figures, (note,), ("median",), unit=Label("dagen", "days"))


def _labels(name: str, label: Label, codes: CodeList) -> Column:
    return Column(name, label, {code: codes[code].label for code in codes.codes})


def _exact(
    one: ReportTable,
    period: Period,
    name: str,
    label: Label,
    codes: CodeList,
    used: Sequence[str],
    columns: Mapping[str, tuple[Label, list[int]]],
    notes: tuple[Label, ...],
    *,
    add_up: bool = True,
) -> FilledTable:
    """A table of exact counts with totals below and, where the columns add up, beside them."""
    figures: dict[str, list[object]] = {name: [*used, TOTAL] if used else []}
    for column, (_, counts) in columns.items():
        figures[column] = [*counts, sum(counts)] if used else []
    described = [
        _labels(name, label, codes),
        *(Column(column, words) for column, (words, _) in columns.items()),
    ]
    if add_up:
        parts = zip(*(figures[column] for column in columns), strict=True)
        figures["total"] = [sum(int(str(part)) for part in row) for row in parts]
        described.append(Column("total", Label("totaal", "total")))
    schema = {name: pl.String} | {column.name: pl.Int64 for column in described[1:]}
    return _table(one, period, tuple(described), pl.DataFrame(figures, schema=schema), notes, tuple(columns))


def _safe(
    one: ReportTable,
    period: Period,
    head: tuple[str, Label],
    codes: CodeList,
    used: Sequence[str],
    columns: Mapping[str, Label],
    counts: Counts | None,
    notes: tuple[Label, ...],
    *,
    error_rate: bool = False,
) -> FilledTable:
    """A table of counts of people as they may be published, with totals; nothing where no way was found."""
    name, label = head
    names = [*columns, *(["total"] if len(columns) > 1 else [])]
    figures: dict[str, list[object]] = {name: [], **{column: [] for column in names}}
    if counts is not None:
        figures[name] = [*used, TOTAL]
        for place, column in enumerate(names):
            figures[column] = [
                None if value == HIDDEN else value
                for value in _released(used, columns, counts)[:, place].tolist()
            ]
    described = [_labels(name, label, codes), *(Column(column, words) for column, words in columns.items())]
    if len(columns) > 1:
        described.append(Column("total", Label("totaal", "total")))
    schema = {name: pl.String} | dict.fromkeys(names, pl.Int64)
    table = pl.DataFrame(figures, schema=schema)
    if error_rate:
        share = (pl.col("overturned") * 100 / pl.col("total")).round(0).cast(pl.Int64, strict=False)
        table = table.with_columns(error_percent=pl.when(pl.col("total") > 0).then(share))
        described.append(Column("error_percent", Label("foutmaat (%)", "error rate (%)")))
    return _table(one, period, tuple(described), table, notes, tuple(columns), published=True)


def _released(used: Sequence[str], columns: Iterable[str], counts: Counts) -> Counts:
    across = counts.shape[1] > 1
    true = CountTable("", tuple(used), tuple(columns), with_totals(counts, across=across), across=across)
    try:
        return release(true, mechanism=SAFE).table.values
    except NotSafe:
        return np.full_like(true.values, HIDDEN)


def _table(
    one: ReportTable,
    period: Period,
    columns: tuple[Column, ...],
    figures: pl.DataFrame,
    notes: tuple[Label, ...],
    bars: tuple[str, ...],
    *,
    unit: Label | None = None,
    published: bool = False,
) -> FilledTable:
    what = unit or Label("besluiten, meldingen of klachten", "decisions, notices or complaints")
    return FilledTable(one.name, one.title, what, columns, figures, period, notes, "", _bars(bars), published)


def _bars(names: Sequence[str]) -> Callable[[FilledTable], ChartData]:
    def draw(table: FilledTable) -> ChartData:
        head = table.figures.columns[0]
        codes = table.figures[head].to_list()
        sums = frozenset(place for place, code in enumerate(codes) if code == TOTAL)
        panels = []
        for name in names:
            values = table.figures[name].to_list()
            lengths = tuple(None if place in sums else value for place, value in enumerate(values))
            panels.append(Panel(table.column(name).label, lengths, tuple(map(number, values))))
        return ChartData(
            rows=tuple(table.words(head, code) for code in codes), panels=tuple(panels), sums=sums
        )

    return draw


NOTHING = Label("In dit jaar is er niets om te tellen.", "There is nothing to count in this year.")
REPORT_TABLES: dict[str, ReportTable] = {
    one.name: one
    for one in (
        ReportTable(
            "transparency-decisions",
            Label("Besluiten per categorie", "Decisions by category"),
            Label(
                "Waarover is besloten, en waar begon het mee?",
                "What was decided on, and what did it begin with?",
            ),
            NOTHING,
            _decisions,
        ),
        ReportTable(
            "transparency-measures",
            Label("Maatregelen en gronden", "Measures and grounds"),
            Label("Wat is besloten, en op welke grond?", "What was decided, and on which ground?"),
            NOTHING,
            _measures,
        ),
        ReportTable(
            "transparency-automation",
            Label("Hulp van machines", "Automated means"),
            Label(
                "Waar hielp een machine bij het vinden of besluiten?",
                "Where did a machine help to find or decide?",
            ),
            NOTHING,
            _automation,
        ),
        ReportTable(
            "transparency-notices",
            Label("Meldingen zonder maatregel", "Notices without action"),
            Label(
                "Hoe vaak leidde een melding tot een besluit?", "How often did a notice lead to a decision?"
            ),
            NOTHING,
            _notices,
            about_people=True,
        ),
        ReportTable(
            "transparency-complaints",
            Label("Klachten", "Complaints"),
            Label(
                "Hoe vaak bleef een besluit na een klacht staan?",
                "How often did a decision stand after a complaint?",
            ),
            NOTHING,
            _complaints,
            about_people=True,
        ),
        ReportTable(
            "transparency-times",
            Label("Hoe lang het duurde", "How long it took"),
            Label("Hoe lang lag iets er tot het besluit?", "How long did something wait for its decision?"),
            Label(
                "Nog geen soort met genoeg besluiten waarvan de dag van ontvangst bekend is.",
                "No kind yet with enough decisions whose day of receipt is known.",
            ),
            _times,
            about_people=True,
        ),
    )
}
"""In the order of the page, by name."""
