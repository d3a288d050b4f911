"""What doors stopped: test adverts per gradation, over all audits that count."""

import polars as pl

from baken.indicators.proportions import Proportion
from baken.statistics import notes
from baken.statistics.panels import wide
from baken.statistics.period import Period
from baken.statistics.table import Column, StatisticsTable
from baken.vocabulary.code_list import Label
from baken.vocabulary.door_audits import AttemptOutcome, DoorGradation

GRADATIONS = {one.code: one.label for one in DoorGradation}
SCHEMA = {"gradation": pl.String} | dict.fromkeys(
    ("attempts", "refused", "held", "let_through", "unknown", "percent", "low", "high"), pl.Int64
)


def compute(attempts: pl.DataFrame, period: Period, margins: bool) -> pl.DataFrame:
    """A row per gradation that was tried: `percent` stopped of those whose outcome is known, from `low` to
    `high` (Wilson, 95%). `margins` changes nothing here."""
    inside = attempts.filter(period.holds("held_on"))
    rows = []
    for code in DoorGradation.codes:
        found = inside.filter(gradation=code)["outcome"]
        if len(found):
            rows.append({"gradation": code, "attempts": len(found)} | _counted(found))
    return pl.DataFrame(rows, schema=SCHEMA)


def _counted(outcomes: pl.Series) -> dict[str, int | None]:
    counts: dict[str, int | None] = {code: int((outcomes == code).sum()) for code in AttemptOutcome.codes}
    known = outcomes.filter(outcomes != "unknown")
    if not len(known):
        return counts
    share = Proportion(int((known != "let_through").sum()), len(known))
    low, high = share.interval
    return counts | {"percent": _whole(share.rate), "low": _whole(low), "high": _whole(high)}


def _whole(share: float) -> int:
    return int(share * 100 + 0.5)


def _remarks(attempts: pl.DataFrame, period: Period) -> list[Label]:
    inside = attempts.filter(period.holds("held_on"))
    own = inside.filter(pl.col("way").is_in(("test_entrance", "platform_entrance"))).height
    return [
        Label(
            f"Van {inside.height} pogingen waren er {own} van Baken zelf, aan een proefingang.",
            f"Of {inside.height} attempts {own} were Baken's own, at a test entrance.",
        )
    ]


DOOR_AUDITS = StatisticsTable(
    name="door-audits",
    title=Label("Wat voordeuren tegenhielden, per gradatie", "What doors stopped, by gradation"),
    question=Label(
        "Hoe vaak houdt een platform een proefadvertentie tegen die niet online hoort?",
        "How often does a platform stop a test advert that should not go online?",
    ),
    unit=Label("proefadvertenties", "test adverts"),
    source="door",
    columns=(
        Column("gradation", Label("gradatie", "gradation"), GRADATIONS),
        Column("attempts", Label("pogingen", "attempts")),
        Column("refused", Label("geweigerd", "refused")),
        Column("held", Label("vastgehouden", "held")),
        Column("let_through", Label("doorgelaten", "let through")),
        Column("unknown", Label("niet bekend", "not known")),
        Column("percent", Label("procent tegengehouden", "percent stopped")),
        Column("low", Label("van (procent)", "from (percent)")),
        Column("high", Label("tot (procent)", "to (percent)")),
    ),
    compute=compute,
    notes=(
        notes.EXACT,
        Label(
            "Er is een donker getal: geteld zijn afgesloten toetsen, niet alle deuren en niet alle "
            "advertenties.",
            "There is a dark number: closed audits are counted, not all doors and not all adverts.",
        ),
        Label(
            "Toetsen van verschillende sites, dagen en soorten staan bij elkaar. Wie sites of regelsets "
            "vergelijkt, gebruikt het rapport over voordeuren, toets naast toets.",
            "Audits of different sites, days and kinds stand together. Whoever compares sites or rule sets "
            "uses the report on doors, audit beside audit.",
        ),
        Label(
            "Procent is van de pogingen waarvan de uitkomst bekend is, met een interval van Wilson (95%). De "
            "proefadvertenties zijn gekozen en geen steekproef.",
            "Percent is of the attempts whose outcome is known, with Wilson's interval (95%). The test "
            "adverts were chosen and are no sample.",
        ),
        Label(
            "Bij ‘niets aan de hand’ is tegenhouden een vals alarm: daar is weinig goed.",
            "With ‘nothing amiss’ stopping is a false alarm: there few is good.",
        ),
    ),
    remarks=_remarks,
    chart=wide("gradation", without=("percent", "low", "high"), in_a_row=5),
    has_margins=False,
)

TABLES = (DOOR_AUDITS,)
