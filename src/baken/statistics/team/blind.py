"""The blind sample as a table of the team: what rules said beside what people found, who did not know it."""

import polars as pl

from baken.indicators.lines import outwards
from baken.indicators.proportions import LEAST
from baken.statistics.chart import ChartData, Panel
from baken.statistics.period import Period
from baken.statistics.table import Column, FilledTable
from baken.triage.blind_counts import FLAGGED, SIDES, UNFLAGGED, BlindSide
from baken.triage.team_queries import LEAST_PEOPLE, TeamCounted
from baken.vocabulary.code_list import Label

NAME = "team-blind"
TITLE = Label("Regels naast mensen, blind beoordeeld", "Rules beside people, judged blind")
QUESTION = Label(
    "Wie geen redenen zag en oordeelde: vond die hetzelfde als de regels?",
    "Those who saw no reasons and judged: did they find what the rules said?",
)
EMPTY = Label("Er is nog niets blind beoordeeld.", "Nothing has been judged blind yet.")

NO_MEASURE = Label(
    "Dit meet niet hoeveel uitbuiting niemand ziet: dat kan niemand van een tekst aflezen. Het laat alleen "
    "zien waar mensen en regels van mening verschillen.",
    "This does not measure how much exploitation nobody sees: nobody can read that off a text. It only shows "
    "where people and rules disagree.",
)

_ROWS = {
    FLAGGED: Label("regels: aanwijzing", "rules: a lead"),
    UNFLAGGED: Label("regels: geen aanwijzing", "rules: no lead"),
}
_COUNTS = ("founded", "unfounded", "unsure")
_SHARES = ("share", "share_low", "share_high")


def blind(counted: TeamCounted, period: Period) -> FilledTable:
    """The two by two table, with those of whom somebody was unsure apart; no row where nothing was judged."""
    judged = any(one.founded + one.unfounded + one.unsure for one in counted.blind.values())
    rows = [_row(side, counted.blind[side]) for side in SIDES] if judged else []
    schema: dict[str, type[pl.DataType]] = {"rules": pl.String}
    return FilledTable(
        NAME,
        TITLE,
        Label("aanwijzingen die blind zijn beoordeeld", "leads that were judged blind"),
        (
            Column("rules", Label("de regels", "the rules"), _ROWS),
            Column("founded", Label("mensen: gegrond", "people: founded")),
            Column("unfounded", Label("mensen: ongegrond", "people: unfounded")),
            Column("unsure", Label("daarnaast onzeker", "besides, unsure")),
            Column("share", Label("gegrond van 100", "founded of 100")),
            Column("share_low", Label("ondergrens", "lower end")),
            Column("share_high", Label("bovengrens", "upper end")),
        ),
        pl.DataFrame(rows, schema=schema | dict.fromkeys((*_COUNTS, *_SHARES), pl.Int64)),
        period,
        (
            NO_MEASURE,
            Label(
                f"Waar minder dan {LEAST_PEOPLE} mensen oordeelden, staat er niets: dan ging het getal over "
                f"één van hen. De grenzen zijn die van Wilson, voor 95%; onder {LEAST} zekere oordelen "
                "staat er geen aandeel.",
                f"Where fewer than {LEAST_PEOPLE} people judged there is nothing: the figure would be about "
                f"one of them. The ends are Wilson's, for 95%; under {LEAST} sure judgements there is no "
                "share.",
            ),
            Label(
                "Gegrond: iemand vond contact waard, of een dringend vermoeden bleef na twee mensen staan. "
                "Wat nog kan worden hersteld telt nog niet mee: anders zou het getal verraden aan welke "
                "kant een aanwijzing stond.",
                "Founded: somebody found it worth contacting, or an urgent suspicion stood after two people. "
                "What can still be taken back does not count yet: else the figure would give away on which "
                "side a lead was.",
            ),
        ),
        "",
        _draw,
    )


def _row(side: str, found: BlindSide) -> dict[str, object]:
    row: dict[str, object] = {"rules": side} | dict.fromkeys((*_COUNTS, *_SHARES))
    if found.people < LEAST_PEOPLE:
        return row
    row |= {"founded": found.founded, "unfounded": found.unfounded, "unsure": found.unsure}
    if found.share is not None:
        low, high = outwards(*(100 * end for end in found.share.interval))
        row |= {"share": round(100 * found.share.rate), "share_low": low, "share_high": high}
    return row


def _draw(table: FilledTable) -> ChartData:
    told = table.figures.drop_nulls("share")
    rates = told.select(*_SHARES).rows()
    return ChartData(
        rows=tuple(table.words("rules", side) for side in told["rules"]),
        panels=(
            Panel(
                table.column("share").label,
                tuple(rate for rate, _low, _high in rates),
                tuple(f"{rate} ({low}-{high})" for rate, low, high in rates),
            ),
        ),
        full_length=100,
        remark=Label("tussen haakjes de grenzen", "the ends in brackets"),
    )
