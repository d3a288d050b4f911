"""What the rules would have seen of proven cases together, as a table: nothing of few cases."""

from collections.abc import Sequence

import polars as pl

from baken.adverts.rule_sets.queries import SHIPPED
from baken.indicators.hindsight.replay import THEN
from baken.indicators.hindsight.summary import Line, summed
from baken.indicators.lines import outwards
from baken.indicators.rule import Rule
from baken.statistics.chart import ChartData, Panel
from baken.statistics.period import Period
from baken.statistics.table import Column, FilledTable
from baken.triage.hindsight.result import Result
from baken.vocabulary.code_list import Label

NAME = "hindsight"
LEAST_CASES = 5
"""Under so many cases a number would be about one of them."""
LEAD = "lead"
TITLE = Label("Terugblik op bewezen zaken", "Looking back at proven cases")
A_LEAD = Label("een aanwijzing", "a lead")
AS_THEN = Label("zoals het toen was", "as it was then")

NO_TRUTH = Label(
    "Bewezen zaken zijn zaken die iemand vond. Over zaken die niemand vond, zegt dit niets. Een regel die "
    "bewezen zaken ziet, kan ook op veel anderen wijzen: weeg haar daarop ook.",
    "Proven cases are those that somebody found. Of those that nobody found this says nothing. A rule that "
    "sees proven cases may point at many others as well: weigh it for that too.",
)
NOTES = (
    NO_TRUTH,
    Label(
        "Elke zaak is dag voor dag opnieuw gedraaid, tot de dag waarop zij op een andere manier aan het "
        "licht kwam: op elke dag zien de regels alleen wat er tot dan toe was vastgelegd. “Zoals het toen "
        "was” neemt de regels die op die dag van kracht waren.",
        "Each case was run again day by day, until the day on which it came to light in another way: on each "
        "day the rules see only what had been captured until then. “As it was then” takes the rules that "
        "were in force on that day.",
    ),
    Label(
        f"Onder {LEAST_CASES} zaken staat er niets, en een aantal van 1 tot {LEAST_CASES - 1} ook niet: dan "
        "ging het getal over één zaak. De grenzen zijn die van Wilson, voor 95%; bij de mediaan is een grens "
        "leeg waar zo weinig zaken haar niet bepalen.",
        f"Under {LEAST_CASES} cases there is nothing, nor for a count of 1 to {LEAST_CASES - 1}: the figure "
        "would be about one case. The ends are Wilson's, for 95%; an end of the median is empty where so few "
        "cases do not bound it.",
    ),
    Label(
        "De waarnemingen van een zaak gelden samen als één adverteerder: dat is bewezen. Koppelen had ze "
        "misschien niet op tijd bij elkaar gezet. Wat alleen de rest van de markt vertelt, zoals een prijs "
        "naast de gewone prijs, blijft onbekend.",
        "The sightings of a case count as one advertiser: that was proven. Linking might not have put them "
        "together in time. What only the rest of the market tells, such as a price beside the usual one, "
        "stays unknown.",
    ),
)

_COUNTS = ("cases", "found", "share", "share_low", "share_high")
_DAYS = ("days", "days_low", "days_high")


def version_words(version: str) -> Label:
    """A version by its name in a replay: the shipped rules, a number, or those of each day."""
    if version == THEN:
        return AS_THEN
    if version == str(SHIPPED):
        return Label("meegeleverde regels", "shipped rules")
    return Label(f"versie {version}", f"version {version}")


def version_order(version: str) -> tuple[bool, int]:
    """The rules of each day first, then the versions by number."""
    return version != THEN, 0 if version == THEN else int(version)


def summed_table(results: Sequence[Result], rules: Sequence[Rule]) -> FilledTable:
    """The table over all cases; without a row where there are too few of them."""
    asked: dict[str, list[str]] = {}
    for result in results:
        for replay in result.replays:
            # of the rules of each day only whether they made a lead: which these were differs by case
            own = result.asked.get(replay.version, ())
            asked.setdefault(replay.version, [])
            asked[replay.version] = sorted({*asked[replay.version], *own})
    asked = {version: asked[version] for version in sorted(asked, key=version_order)}
    lines = summed([replay for result in results for replay in result.replays], asked)
    rows = [_row(line) for line in lines] if len(results) >= LEAST_CASES else []
    kinds: dict[str, type[pl.DataType]] = {"version": pl.String, "indicator": pl.String}
    kinds |= dict.fromkeys((*_COUNTS, *_DAYS), pl.Int64) | {"days": pl.Float64}
    means = {rule.indicator: rule.means for rule in rules} | {LEAD: A_LEAD}
    return FilledTable(
        NAME,
        TITLE,
        Label("bewezen zaken", "proven cases"),
        (
            Column("version", Label("de regels", "the rules"), {name: version_words(name) for name in asked}),
            Column("indicator", Label("wat ging af", "what fired"), means),
            Column("cases", Label("zaken", "cases")),
            Column("found", Label("eerder gezien", "seen before")),
            Column("share", Label("van 100", "of 100")),
            Column("share_low", Label("ondergrens", "lower end")),
            Column("share_high", Label("bovengrens", "upper end")),
            Column("days", Label("dagen eerder, mediaan", "days earlier, median")),
            Column("days_low", Label("dagen, ondergrens", "days, lower end")),
            Column("days_high", Label("dagen, bovengrens", "days, upper end")),
        ),
        pl.DataFrame(rows, schema=kinds),
        Period(),
        NOTES,
        "",
        _draw,
    )


def _row(line: Line) -> dict[str, object]:
    row: dict[str, object] = {"version": line.version, "indicator": line.indicator or LEAD}
    row |= dict.fromkeys((*_COUNTS, *_DAYS))
    if line.found.of < LEAST_CASES:
        return row
    row["cases"] = line.found.of
    if 0 < line.found.count < LEAST_CASES:
        return row
    low, high = outwards(*(100 * end for end in line.found.interval))
    row |= {
        "found": line.found.count,
        "share": round(100 * line.found.rate),
        "share_low": low,
        "share_high": high,
    }
    if line.earlier is not None:
        row |= {"days": line.earlier.days, "days_low": line.earlier.low, "days_high": line.earlier.high}
    return row


def _draw(table: FilledTable) -> ChartData:
    told = table.figures.filter(pl.col("indicator") == LEAD).drop_nulls("share")
    rates = told.select("share", "share_low", "share_high").rows()
    return ChartData(
        rows=tuple(table.words("version", name) for name in told["version"]),
        panels=(
            Panel(
                Label(
                    "zaken die eerder een aanwijzing waren (van 100)",
                    "cases that were a lead before (of 100)",
                ),
                tuple(rate for rate, _low, _high in rates),
                tuple(f"{rate} ({low}-{high})" for rate, low, high in rates),
            ),
        ),
        full_length=100,
        remark=Label("tussen haakjes de grenzen", "the ends in brackets"),
    )
