"""`baken indicators test --market`: a rule set weighed on a market, as a table and as JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from baken.cli import Failed
from baken.cli.market_files import links_of, read_market
from baken.cli.streams import reject_lines, signs_of_life

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa

    from baken.indicators.fairness.counts import Counts
    from baken.indicators.fairness.justifications import Justification
    from baken.indicators.fairness.report import Row
    from baken.indicators.fairness.verdict import Verdict
    from baken.indicators.faults import Fault
    from baken.indicators.proportions import Difference, Proportion
    from baken.indicators.rule import Rule

KEY = bytes(32)
"""No pseudonym leaves this command, so any key does; the same one gives the same report each time."""


@dataclass(frozen=True)
class Weighed:
    """A rule set on a market: its counts and rates, what exceeds the bound, and how many bad records."""

    counts: "Counts"
    rows: "list[Row]"
    verdict: "Verdict"
    rejects: int

    def as_json(self) -> dict[str, Any]:
        """The report as one object."""
        from baken.indicators.fairness.lines import report_line

        return {**report_line(self.counts, self.rows, self.verdict), "rejects": self.rejects}

    def as_text(self, justified: str | None) -> str:
        """The report as tables, then a line a finding; `justified` names the file of justifications."""
        return "\n".join([*_tables(self), *_findings(self.verdict, justified)])


def read_justified(path: str | None) -> "tuple[tuple[Justification, ...], tuple[Fault, ...]]":
    """The justifications of a file and its faults; none without a file. Raises Failed."""
    from baken.indicators.fairness.justifications import read_justifications

    if path is None:
        return (), ()
    try:
        return read_justifications(Path(path).read_bytes(), path)
    except OSError as fault:
        raise Failed(f"{path} can't be read: {fault.strerror or fault}") from fault


def weigh_market(
    files: Sequence[str],
    rules: "Sequence[Rule]",
    justifications: "Sequence[Justification] | None",
    *,
    links: str | None,
    truth: str | None,
    bound: float,
    on: date,
    region: str,
    rejects: str | None,
    quiet: bool,
) -> Weighed:
    """Reads the files as one market and weighs the rules on it; bad records are listed as rejects.

    Without justifications (None) those that come with the shipped rules hold, on the invented market alone.

    Raises Failed when a file can't be read or used.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    from baken.indicators.fairness.report import report, weigh
    from baken.indicators.fairness.shipped import judge_as_shipped
    from baken.indicators.fairness.verdict import judge

    outcomes = _outcomes(truth) if truth else None
    with reject_lines(rejects) as listed, signs_of_life(quiet=quiet) as waiting:
        parts = [read_market(file, None, KEY, region, listed, waiting) for file in files]
        records, extracted = (pa.concat_tables(tables) for tables in zip(*parts, strict=True))
        _refuse_doubles(records)
        waiting(f"linking and weighing {records.num_rows} sightings")
        assignments, hubs = links_of(records, extracted, KEY, links, quiet=quiet)
        counts = weigh(records, extracted, assignments, hubs, rules, outcomes)
        if justifications is None and not truth:
            platforms = pc.unique(records["platform"]).to_pylist()
            verdict = judge_as_shipped(counts, rules, platforms, on=on, bound=bound)
        else:
            verdict = judge(counts, justifications or (), on=on, bound=bound)
        return Weighed(counts, report(counts), verdict, listed.count)


def _refuse_doubles(records: "pa.Table") -> None:
    """One file has no sighting twice; two files together may."""
    import pyarrow.compute as pc

    if pc.count_distinct(records["sighting_id"]).as_py() < records.num_rows:
        raise Failed("a sighting stands in two of the market's files; give each file once")


def _outcomes(path: str) -> "pl.DataFrame":
    """What is known of sightings, as `sighting_id` and `founded`."""
    import polars as pl

    def read() -> pl.DataFrame:
        match Path(path).suffix.lower():
            case ".parquet":
                return pl.read_parquet(path)
            case ".csv":
                return pl.read_csv(path, infer_schema=False)
            case _:
                return pl.read_ndjson(path, infer_schema_length=None)

    wanted = "a line a sighting with sighting_id, and founded (true, false or empty) or pattern"
    try:
        frame = read()
    except (OSError, pl.exceptions.PolarsError) as fault:
        raise Failed(f"the truth in {path} can't be read; give {wanted}") from fault
    if "sighting_id" not in frame.columns or not {"founded", "pattern"} & set(frame.columns):
        raise Failed(f"the truth in {path} can't be used; give {wanted}")
    if frame["sighting_id"].null_count() or frame["sighting_id"].is_duplicated().any():
        raise Failed(f"the truth in {path} has a line without a sighting, or a sighting twice")
    if "founded" not in frame.columns:
        founded = pl.col("pattern").cast(pl.String).fill_null("") != ""
        return frame.select(pl.col("sighting_id").cast(pl.String), founded=founded)
    told = pl.col("founded").cast(pl.String).str.to_lowercase()
    told = pl.when(told != "").then(told)
    if not frame.select((told.is_in(["true", "false"]) | told.is_null()).all()).item():
        raise Failed(f"the truth in {path} can't be used: founded is true, false or empty")
    return frame.select(pl.col("sighting_id").cast(pl.String), founded=told == "true")


def _tables(weighed: Weighed) -> Iterator[str]:
    """A table a measure; the rates are of 100 advertisers, with their intervals."""
    from baken.indicators.fairness.lines import NO_FINDING
    from baken.indicators.proportions import LEAST

    counts = weighed.counts
    yield f"Weighed on {counts.advertisers} advertisers, of 100 of them; all intervals are 95%."
    if counts.urgent:
        yield f"{counts.urgent} more stand under the urgent protocol: no rule put them there."
    yield f"Too few to say: fewer than {LEAST} advertisers in the group, or outside it."
    yield NO_FINDING.en
    flagged = {_place(row) for row in (*weighed.verdict.failures, *weighed.verdict.warnings)}
    for measure in counts.measures():
        yield f"\n{measure.label.en}"
        yield from _table([row for row in weighed.rows if row.measure == measure], flagged)


def _table(rows: "list[Row]", flagged: set[tuple[str, str]]) -> Iterator[str]:
    cells = [("group", "count", "in 100", "the rest", "gap", "caused by")]
    for row in rows:
        told = row.gap is not None and (not row.gap.may_be_none or _place(row) in flagged)
        cells.append(
            (
                row.group.name,
                f"{row.own.count}/{row.own.of}" if row.own else "",
                _rate(row.own) if row.own else "too few to say",
                _rate(row.rest) if row.own and row.rest else "",
                _gap(row.gap) if row.gap else "",
                ", ".join(_causes(row)) if told else "",
            )
        )
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for name, *numbers, causes in cells:
        columns = [cell.rjust(width) for cell, width in zip(numbers, widths[1:-1], strict=True)]
        yield "  ".join([name.ljust(widths[0]), *columns, causes]).rstrip()


def _place(row: "Row") -> tuple[str, str]:
    return row.group.name, row.measure.code


def _rate(part: "Proportion") -> str:
    low, high = part.interval
    return f"{100 * part.rate:.1f} [{100 * low:.1f}, {100 * high:.1f}]"


def _gap(gap: "Difference") -> str:
    size, low, high = (f"{round(100 * end, 1) + 0.0:+.1f}" for end in (gap.size, gap.low, gap.high))
    return f"{size} [{low}, {high}]"


def _causes(row: "Row", most: int = 2) -> Iterator[str]:
    for cause in row.causes[:most]:
        # a rule without which the gap would turn round causes all of it
        share = f"{100 * min(cause.share, 1):.0f}%" if cause.share else "only with others"
        yield f"{cause.indicator} ({share})"


def _findings(verdict: "Verdict", justified: str | None) -> Iterator[str]:
    """A line a gap, then a line a justification that justifies nothing."""
    yield ""
    over = f"the bound of {100 * verdict.bound:g}"
    for row in verdict.failures:
        yield f"gap: {_finding(row)}; its lower end is over {over}"
    for row in verdict.warnings:
        assert row.gap is not None
        why = (
            "too few are left to say without those who had something behind them"
            if row.gap.low > verdict.bound
            else "its interval is not"
        )
        yield f"warning: {_finding(row)}; over {over}, and {why}"
    for each in verdict.justified:
        by = ", ".join(f"{one.indicator} by {one.by} until {one.until}" for one in each.by)
        yield f"justified: {_finding(each.row)}; over {over}: {by}"
    for row in verdict.explained:
        yield f"explained: {_finding(row)}; within {over} without those who had something behind them"
    for idle in verdict.idle:
        one = idle.justification
        fits = f"{one.group}, {one.indicator} justifies nothing: {idle.reason.en}"
        yield f"{justified}:{one.line}: warning: {fits}"
    if not verdict.failures:
        yield f"no gap is over {over} for sure without a justification"


def _finding(row: "Row") -> str:
    assert row.gap is not None
    causes = ", ".join(_causes(row, most=1)) or "no rule"
    without = f" (what is left without {', '.join(sorted(row.without))})" if row.without else ""
    return f"{row.group.name}, {causes}: {row.measure.label.en}: {_gap(row.gap)} of 100{without}"
