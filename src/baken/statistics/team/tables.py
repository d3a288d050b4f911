"""The tables of a team: what came in and was decided, how long it took, agreement, precision.

They are filled from counts, not computed over coded frames, but drawn and taken out like every table. A cell
that rests on too few people or cases is empty, in every format, and a note says why.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from baken.adverts.rule_sets.queries import SHIPPED, live_row
from baken.indicators.agreement import Agreement, agreement
from baken.indicators.proportions import LEAST, Proportion
from baken.statistics.chart import ChartData, Panel, number
from baken.statistics.codes import MONTH_NAMES
from baken.statistics.period import Period
from baken.statistics.table import Column, FilledTable
from baken.statistics.team import blind
from baken.triage.reasons import rules_by_name
from baken.triage.team_queries import (
    APART,
    LEAST_PEOPLE,
    URGENT_LOOKS,
    DoubleLook,
    IndicatorDecided,
    MonthDecided,
    TeamCounted,
)
from baken.vocabulary.code_list import Label
from baken.vocabulary.triage import AssessmentOutcome

TOTAL = "TOTAL"

LOOKS: dict[str, Label] = {
    URGENT_LOOKS: Label("spoed, twee mensen kijken", "urgent, two people look"),
    APART: Label("gewoon, getrokken voor een tweede beoordeling", "ordinary, drawn for a second assessment"),
}
"""Why two people looked at one lead, by kind of double look."""

NO_PERSON = Label(
    f"Deze cijfers gaan over het team samen, nooit over één medewerker. Waar minder dan {LEAST_PEOPLE} "
    "mensen besloten, staat er niets: dan ging het getal over één van hen. Het totaal telt zulke maanden "
    "niet mee.",
    f"These figures are about the team together, never about one worker. Where fewer than {LEAST_PEOPLE} "
    "people decided there is nothing: the figure would be about one of them. The total leaves such months "
    "out.",
)
KEPT = Label(
    "Geteld is wat er nog is bewaard: een aanwijzing die verlopen is of door een nieuwe berekening "
    "wegviel voordat iemand haar pakte, telt niet mee. Een besluit dat is hersteld ook niet.",
    "Counted is what is still kept: a lead that expired, or that a new calculation removed before anybody "
    "took it, does not count. Nor does a decision that was taken back.",
)


@dataclass(frozen=True, slots=True)
class TeamTable:
    """One table of the page: the question it answers, and how it is filled from counts. `warning` is what
    stands beside it wherever it is shown."""

    name: str
    title: Label
    question: Label
    empty: Label
    fill: Callable[[TeamCounted, Period], FilledTable]
    warning: Label | None = None


def month_code(month: date | None) -> str:
    """The code of a month in a table: 2026-11, or that of the whole period."""
    return f"{month:%Y-%m}" if month else TOTAL


def month_words(code: str) -> Label:
    """A month in words: november 2026."""
    year, month = code.split("-")
    name = MONTH_NAMES[int(month) - 1]
    return Label(f"{name.nl} {year}", f"{name.en} {year}")


def _months(codes: Iterable[str]) -> Column:
    return Column(
        "month", Label("maand", "month"), {code: month_words(code) for code in codes if code != TOTAL}
    )


def _count(name: str, label: Label) -> Column:
    return Column(name, label)


_OUTCOMES = {
    "no_concern": AssessmentOutcome["no_concern"].label,
    "unsure": AssessmentOutcome["unsure"].label,
    "worth_contacting": AssessmentOutcome["worth_contacting"].label,
    "urgent": Label("als dringend gemarkeerd", "marked as urgent"),
    "urgent_confirmed": Label("spoed: blijft staan", "urgent: stands"),
    "urgent_lifted": Label("spoed: vervalt", "urgent: lifted"),
}


def decisions(counted: TeamCounted, period: Period) -> FilledTable:
    """What came in and what was decided, month by month."""
    by_month = {month_code(one.month): one for one in counted.decided}
    arrived = {month_code(month): count for month, count in counted.came_in.items()}
    codes = sorted(by_month.keys() | arrived.keys())
    rows: list[dict[str, object]] = []
    for code in codes:
        nothing = MonthDecided(None, LEAST_PEOPLE, {}, 0, None, None)
        rows.append({"month": code, "came_in": arrived.get(code, 0)} | _outcomes(by_month.get(code, nothing)))
    if rows:
        total = {"month": TOTAL, "came_in": sum(arrived.values())}
        rows.append(total | _outcomes(counted.together))
    names = ("came_in", "decided", *_OUTCOMES)
    return _filled(
        DECISIONS,
        period,
        unit=Label("aanwijzingen en besluiten daarover", "leads and decisions on them"),
        columns=(
            _months(codes),
            _count("came_in", Label("binnengekomen", "came in")),
            _count("decided", Label("besluiten", "decisions")),
            *(_count(name, label) for name, label in _OUTCOMES.items()),
        ),
        figures=pl.DataFrame(rows, schema={"month": pl.String} | dict.fromkeys(names, pl.Int64)),
        notes=(
            NO_PERSON,
            KEPT,
            Label(
                "Eén aanwijzing kan meer besluiten hebben: wie opnieuw kijkt, besluit opnieuw, en bij spoed "
                "kijken er twee. Veel besluiten is geen resultaat.",
                "One lead can have several decisions: whoever looks again decides again, and two people look "
                "at what is urgent. Many decisions is not a result.",
            ),
        ),
        draw=_bars(("came_in", "decided")),
    )


def _outcomes(month: MonthDecided | None) -> dict[str, object]:
    if month is None or not month.tells:
        return dict.fromkeys(("decided", *_OUTCOMES), None)
    told: dict[str, object] = {name: month.outcomes.get(name, 0) for name in _OUTCOMES}
    return {"decided": sum(month.outcomes.values())} | told


def times(counted: TeamCounted, period: Period) -> FilledTable:
    """How many hours lay between the arrival of a lead and the first decision on it."""
    months = [*counted.decided, *([counted.together] if counted.together else [])]
    codes = [month_code(one.month) for one in months]
    rows = [
        {
            "month": month_code(one.month),
            "first_decisions": one.first_decisions if one.tells else None,
            "median": _hours(one, one.median),
            "ninety": _hours(one, one.ninety),
        }
        for one in months
    ]
    names = ("first_decisions", "median", "ninety")
    return _filled(
        TIMES,
        period,
        unit=Label("hele uren", "whole hours"),
        columns=(
            _months(codes),
            _count("first_decisions", Label("eerste besluiten", "first decisions")),
            _count("median", Label("helft binnen (uren)", "half within (hours)")),
            _count("ninety", Label("9 van de 10 binnen (uren)", "9 in 10 within (hours)")),
        ),
        figures=pl.DataFrame(rows, schema={"month": pl.String} | dict.fromkeys(names, pl.Int64)),
        notes=(
            NO_PERSON,
            Label(
                f"De tijd loopt van de eerste berekening die de aanwijzing bracht tot het eerste besluit, "
                f"nachten en weekenden inbegrepen, in de maand van dat besluit. Onder {LEAST} eerste "
                "besluiten staat er geen tijd. Het is geen norm: een zorgvuldig besluit mag lang duren.",
                f"Time runs from the first calculation that brought the lead to the first decision, nights "
                f"and weekends included, in the month of that decision. Under {LEAST} first decisions there "
                "is no time. It is no target: a careful decision may take long.",
            ),
        ),
        draw=_bars(("median", "ninety")),
    )


def _hours(month: MonthDecided, hours: float | None) -> int | None:
    if hours is None or not month.tells or month.first_decisions < LEAST:
        return None
    return round(float(hours))


def agreements(counted: TeamCounted, period: Period) -> FilledTable:
    """How far two people who looked at the same lead said the same, per kind of double look and month."""
    rows: list[dict[str, object]] = []
    for kind in LOOKS:
        months: dict[date, list[DoubleLook]] = {}
        for look in counted.double_looks:
            if look.kind == kind:
                months.setdefault(look.month, []).append(look)
        rows += [_agreement(kind, month, months[month]) for month in sorted(months)]
        if months:
            told = [look for looks in months.values() if _people(looks) >= LEAST_PEOPLE for look in looks]
            rows.append(_agreement(kind, None, told))
    codes = [str(row["month"]) for row in rows]
    kinds: dict[str, type[pl.DataType]] = {"kind": pl.String, "month": pl.String}
    kinds |= dict.fromkeys(("double_looks", "same"), pl.Int64)
    kinds |= dict.fromkeys(("alpha", "alpha_low", "alpha_high"), pl.Float64)
    return _filled(
        AGREEMENT,
        period,
        unit=Label("aanwijzingen waar twee mensen naar keken", "leads that two people looked at"),
        columns=(
            Column("kind", Label("waarom twee", "why two"), LOOKS),
            _months(codes),
            _count("double_looks", Label("dubbel bekeken", "looked at twice")),
            _count("same", Label("zelfde antwoord", "same answer")),
            _count("alpha", Label("alfa", "alpha")),
            _count("alpha_low", Label("alfa, ondergrens", "alpha, lower end")),
            _count("alpha_high", Label("alfa, bovengrens", "alpha, upper end")),
        ),
        figures=pl.DataFrame(rows, schema=kinds),
        notes=(
            NO_PERSON,
            Label(
                "Alfa is die van Krippendorff: 1 is altijd hetzelfde antwoord, 0 is niet vaker dan bij "
                "toeval. De grenzen omvatten 95 van de 100 herhalingen met getrokken gevallen. "
                f"Onder {LEAST} dubbel bekeken aanwijzingen staat er geen alfa, en ook niet waar iedereen "
                "altijd één en hetzelfde antwoord gaf: dan valt er niets te onderscheiden.",
                "Alpha is Krippendorff's: 1 is always the same answer, 0 is no more often than by chance. "
                "The ends hold 95 of 100 repetitions with drawn cases. "
                f"Under {LEAST} leads looked at twice there is no alpha, nor where everybody always gave one "
                "and the same answer: there was nothing to tell apart.",
            ),
            Label(
                "Bij spoed weet de tweede dat er al een collega keek, niet wat die vond. Bij gewone "
                "aanwijzingen weet de tweede geen van beide; geteld is alleen waar beiden dezelfde redenen "
                "zagen. De antwoorden zijn dan geen zorg, onzeker, contact waard of dringend.",
                "With what is urgent the second knows that a colleague looked, not what they found. With "
                "ordinary leads the second knows neither; counted is only where both saw the same reasons. "
                "The answers are then no concern, unsure, worth contacting or urgent.",
            ),
            Label(
                "Een verschil wordt niet gemiddeld: de twee praten erover. Verschil is geen fout; het zegt "
                "waar de regels of de afspraken onduidelijk zijn.",
                "A difference is not averaged: the two talk about it. A difference is no mistake; it says "
                "where rules or agreements are unclear.",
            ),
        ),
        draw=_draw_agreement,
    )


def _people(looks: Iterable[DoubleLook]) -> int:
    return len({person for look in looks for person in look.people})


def _agreement(kind: str, month: date | None, looks: Sequence[DoubleLook]) -> dict[str, object]:
    found = agreement([(look.first, look.second) for look in looks])
    tells = _people(looks) >= LEAST_PEOPLE
    alpha = found if tells and found.enough else Agreement(0, 0, None, None, None)
    return {
        "kind": kind,
        "month": month_code(month),
        "double_looks": found.cases if tells else None,
        "same": found.same if tells and found.enough else None,
        "alpha": _two(alpha.alpha),
        "alpha_low": _two(alpha.low),
        "alpha_high": _two(alpha.high),
    }


def _two(value: float | None) -> float | None:
    return None if value is None else round(value, 2) + 0.0


def _draw_agreement(table: FilledTable) -> ChartData:
    """The share that said the same, where it is told: an empty row has no bar and no place."""
    told = table.figures.drop_nulls("same").select("kind", "month", "double_looks", "same").rows()
    shares = [round(100 * same / looks) for _kind, _month, looks, same in told]
    named = [(table.words("kind", kind), table.words("month", month)) for kind, month, *_counts in told]
    title = Label("zelfde antwoord (van 100)", "same answer (of 100)")
    return ChartData(
        rows=tuple(Label(f"{kind.nl}, {month.nl}", f"{kind.en}, {month.en}") for kind, month in named),
        panels=(Panel(title, tuple(map(float, shares)), tuple(map(str, shares))),),
        full_length=100,
        remark=Label("de lengte is het aandeel in procenten", "the length is the share in per cent"),
    )


def precision(counted: TeamCounted, period: Period) -> FilledTable:
    """Of the leads on which an indicator fired: how many people found founded."""
    rows = [_precise(one) for one in counted.indicators]
    rows.sort(key=lambda row: (-int(str(row["decided"] or 0)), str(row["indicator"])))
    names = ("decided", "founded", "unsure", "precision", "precision_low", "precision_high")
    return _filled(
        PRECISION,
        period,
        unit=Label("aanwijzingen waarover is besloten", "leads that were decided on"),
        columns=(
            Column("indicator", Label("indicator", "indicator"), _indicator_words(rows)),
            _count("decided", Label("gegrond of ongegrond", "founded or unfounded")),
            _count("founded", Label("gegrond", "founded")),
            _count("unsure", Label("daarnaast onzeker", "besides, unsure")),
            _count("precision", Label("gegrond van 100", "founded of 100")),
            _count("precision_low", Label("ondergrens", "lower end")),
            _count("precision_high", Label("bovengrens", "upper end")),
        ),
        figures=pl.DataFrame(rows, schema={"indicator": pl.String} | dict.fromkeys(names, pl.Int64)),
        notes=(
            NO_PERSON,
            Label(
                "Gegrond: contact waard, of een spoed die na twee mensen bleef staan. Ongegrond: geen zorg. "
                "Een spoed die verviel, zegt niets over de rest en is onzeker. Geteld zijn aanwijzingen die "
                "door regels naar voren kwamen. Het laatste besluit telt, of dat zonder redenen als dat er "
                "is. Dat is wat mensen vonden, niet wat waar is, en meestal zagen zij de reden erbij staan.",
                "Founded: worth contacting, or an urgent suspicion that stood after two people looked. "
                "Unfounded: no concern. A suspicion that was lifted says nothing of the rest and is unsure. "
                "Counted are leads that rules brought forward. The last decision counts, or the one without "
                "reasons where there is one. It is what people thought, not what is true, and mostly they "
                "saw the reason beside it.",
            ),
            Label(
                f"De grenzen zijn die van Wilson, voor 95%. Onder {LEAST} besluiten staat er niets. Een "
                "aanwijzing heeft vaak meer redenen: de rijen tellen niet op, en een rij zegt niet dat juist "
                "deze indicator gelijk had.",
                f"The ends are Wilson's, for 95%. Under {LEAST} decisions there is nothing. A lead often "
                "has more reasons: rows do not add up, and a row does not say that this very indicator was "
                "right.",
            ),
            Label(
                "Hoe vaak mensen en regels verschillen bij adverteerders die niet vooraan staan, zegt deze "
                "tabel niet: die zag niemand.",
                "How often people and rules differ on advertisers that are not brought forward, this table "
                "does not say: nobody saw those.",
            ),
        ),
        draw=_draw_precision,
    )


def _precise(one: IndicatorDecided) -> dict[str, object]:
    decided = one.founded + one.unfounded
    if decided < LEAST or one.people < LEAST_PEOPLE:
        return {"indicator": one.indicator} | dict.fromkeys(
            ("decided", "founded", "unsure", "precision", "precision_low", "precision_high")
        )
    share = Proportion(one.founded, decided)
    low, high = share.interval
    return {
        "indicator": one.indicator,
        "decided": decided,
        "founded": one.founded,
        "unsure": one.unsure,
        "precision": round(100 * share.rate),
        # outwards, so that the interval holds no less than it says
        "precision_low": int(100 * low),
        "precision_high": -int(-100 * high // 1),
    }


def _indicator_words(rows: Iterable[Mapping[str, object]]) -> dict[str, Label]:
    live = live_row()
    rules = rules_by_name() | rules_by_name(live.number if live else SHIPPED)
    return {name: rules[name].means for row in rows if (name := str(row["indicator"])) in rules}


def _draw_precision(table: FilledTable) -> ChartData:
    told = table.figures.drop_nulls("precision")
    rates = told.select("precision", "precision_low", "precision_high").rows()
    return ChartData(
        rows=tuple(table.words("indicator", name) for name in told["indicator"]),
        panels=(
            Panel(
                table.column("precision").label,
                tuple(rate for rate, _low, _high in rates),
                tuple(f"{rate} ({low}-{high})" for rate, low, high in rates),
            ),
        ),
        full_length=100,
        remark=Label("tussen haakjes de grenzen", "the ends in brackets"),
    )


def _bars(names: Sequence[str]) -> Callable[[FilledTable], ChartData]:
    def draw(table: FilledTable) -> ChartData:
        codes = table.figures["month"].to_list()
        sums = frozenset(place for place, code in enumerate(codes) if code == TOTAL)
        panels = []
        for name in names:
            values = table.figures[name].to_list()
            lengths = tuple(None if place in sums else value for place, value in enumerate(values))
            panels.append(Panel(table.column(name).label, lengths, tuple(map(number, values))))
        return ChartData(
            rows=tuple(table.words("month", code) for code in codes), panels=tuple(panels), sums=sums
        )

    return draw


def _filled(
    one: TeamTable,
    period: Period,
    *,
    unit: Label,
    columns: tuple[Column, ...],
    figures: pl.DataFrame,
    notes: tuple[Label, ...],
    draw: Callable[[FilledTable], ChartData],
) -> FilledTable:
    return FilledTable(one.name, one.title, unit, columns, figures, period, notes, "", draw)


DECISIONS = TeamTable(
    "team-decisions",
    Label("Binnengekomen en besloten", "Came in and decided"),
    Label(
        "Hoeveel aanwijzingen kwamen er binnen, en wat besloot het team?",
        "How many leads came in, and what did the team decide?",
    ),
    Label("Er is nog niets binnengekomen.", "Nothing has come in yet."),
    decisions,
)
TIMES = TeamTable(
    "team-times",
    Label("Hoe lang het duurde", "How long it took"),
    Label(
        "Hoe lang lag een aanwijzing er tot het eerste besluit?",
        "How long did a lead lie there until the first decision?",
    ),
    Label("Er is nog niets besloten.", "Nothing has been decided yet."),
    times,
)
AGREEMENT = TeamTable(
    "team-agreement",
    Label("Overeenstemming", "Agreement"),
    Label(
        "Als twee mensen los van elkaar naar dezelfde aanwijzing keken, zeiden zij dan hetzelfde?",
        "When two people looked at the same lead apart from each other, did they say the same?",
    ),
    Label(
        "Naar geen enkele aanwijzing keken twee mensen.",
        "No lead was looked at by two people.",
    ),
    agreements,
)
PRECISION = TeamTable(
    "team-precision",
    Label("Gegrond, per indicator", "Founded, per indicator"),
    Label(
        "Van de aanwijzingen waar een indicator bij hoorde: hoeveel vond het team gegrond?",
        "Of the leads that an indicator was part of: how many did the team find founded?",
    ),
    Label(
        "Er is nog niets besloten.",
        "Nothing has been decided yet.",
    ),
    precision,
)

BLIND = TeamTable(blind.NAME, blind.TITLE, blind.QUESTION, blind.EMPTY, blind.blind, blind.NO_MEASURE)

TEAM_TABLES: dict[str, TeamTable] = {one.name: one for one in (DECISIONS, TIMES, AGREEMENT, PRECISION, BLIND)}
"""In the order of the page, by name."""
