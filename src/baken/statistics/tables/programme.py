"""What reaching people led to: replies, stops, threats, cases and referrals. Messages are not counted."""

import polars as pl

from baken.statistics import notes
from baken.statistics.period import Period
from baken.statistics.shares import Row, share_columns, shares, shares_chart
from baken.statistics.table import StatisticsTable
from baken.vocabulary.cases import CaseClosure
from baken.vocabulary.code_list import Label

FRAME = pl.Schema({"part": pl.String(), "began_on": pl.Date(), "came": pl.List(pl.String())})
"""A row a thing that began: of which kind, on which day, and what came of it."""
BASE = 5
"""What counts are rounded to, and the least that is told; as where people ask the register a question."""

ALL = "all"
PARTS = {
    "approached": Label("Mensen die een eerste bericht kregen", "People who got an opening"),
    "conversation": Label("Gesprekken", "Conversations"),
    "case": Label("Begeleidingen", "Cases"),
    "referral": Label("Aangeboden doorverwijzingen", "Referrals offered"),
}
CAME: dict[str, tuple[str, ...]] = {
    "approached": ("replied", "stopped", "threat"),
    "conversation": ("began_us", "began_them", "closed"),
    "case": ("closed", *(f"closed_{code}" for code in CaseClosure.codes), "ended"),
    "referral": ("accepted", "refused", "done", "withdrawn", "unanswered"),
}
"""What is counted of each part, in the order of the rows."""
ANSWERS = {
    ALL: Label("alle", "all"),
    "replied": Label("antwoordden", "replied"),
    "stopped": Label("er is een stop gezet", "messages were stopped"),
    "threat": Label("er kwam een bedreiging", "there was a threat"),
    "began_us": Label("wij begonnen", "we began"),
    "began_them": Label("de ander begon", "the other person began"),
    "closed": Label("afgesloten", "closed"),
    **{
        f"closed_{one.code}": Label(f"afgesloten: {one.label.nl}", f"closed: {one.label.en}")
        for one in CaseClosure
    },
    "ended": Label("ja teruggenomen of niet goedgekeurd", "yes taken back, or not approved"),
    "accepted": Label("aangenomen", "accepted"),
    "refused": Label("geweigerd", "refused"),
    "done": Label("hulp is begonnen", "help has begun"),
    "withdrawn": Label("ingetrokken", "withdrawn"),
    "unanswered": Label("nog geen antwoord", "no answer yet"),
}

ROUNDED = Label(
    f"Elk aantal is voor zich afgerond op vijftallen; 0 is minder dan {BASE}. Aandelen komen van afgeronde "
    "aantallen, die dus niet precies optellen.",
    f"Every count is rounded to fives, each for itself; 0 is fewer than {BASE}. Shares come from rounded "
    "counts, which so do not add up exactly.",
)
NOTES = (
    ROUNDED,
    Label(
        "Alleen voor de eigen organisatie: niet publiceren en niet delen.",
        "For the organisation's own eyes only: not to be published or shared.",
    ),
    Label(
        "Er is een donker getal: wat de bewaartijd voorbij is, is gewist en telt niet meer mee. Over een "
        "ouder jaar staat hier dus te weinig.",
        "There is a dark number: what is past its retention has been erased and is not counted any more. Of "
        "an older year there is too little here.",
    ),
    Label(
        "Het jaar is dat waarin iets begon: het eerste bericht ging, het gesprek of de begeleiding begon, de "
        "doorverwijzing het laatst is aangeboden. Wat ervan kwam, is geteld zoals het nu staat.",
        "The year is the one in which something began: the opening went, the conversation or the case began, "
        "the referral was last offered. What came of it is counted as it stands now.",
    ),
    Label(
        "Een doorverwijzing kan eerst zijn geweigerd en later aangenomen: die regels tellen niet op.",
        "A referral may first have been refused and later accepted: those rows do not add up.",
    ),
    Label(
        "Eén mens kan op meer kanalen zijn benaderd en telt dan vaker. Klachten worden niet apart "
        "bijgehouden en staan hier niet.",
        "One person may have been approached over several channels and then counts more than once. "
        "Complaints are not kept apart and do not stand here.",
    ),
    notes.WHOLE_PERCENTS,
)


def rounded(count: int) -> int:
    """A count to the nearest five, halves upwards; 0 for whatever is under five."""
    return 0 if count < BASE else (count + BASE // 2) // BASE * BASE


def compute(programme: pl.DataFrame, period: Period, margins: bool) -> pl.DataFrame:
    """Rounded counts of what began and what came of it; `margins` changes nothing here."""
    inside = programme.filter(period.holds("began_on"))
    rows: list[Row] = []
    for part, came in CAME.items():
        of_part = inside.filter(part=part)
        total = rounded(of_part.height)
        rows.append((part, ALL, total, None))
        rows += [(part, code, _count(of_part, code), total) for code in came]
    return shares(rows)


def _count(rows: pl.DataFrame, code: str) -> int:
    return rounded(rows.filter(pl.col("came").list.contains(code)).height)


PROGRAMME_RESULTS = StatisticsTable(
    name="programme-results",
    title=Label("Wat het benaderen en begeleiden opleverde", "What reaching and accompanying people led to"),
    question=Label(
        "Hoeveel mensen antwoordden, wilden stoppen, kregen begeleiding of hulp?",
        "How many people replied, wanted to stop, were accompanied or got help?",
    ),
    unit=Label(
        f"benaderde contacten, gesprekken, begeleidingen en doorverwijzingen, elk apart en afgerond op "
        f"vijftallen (0 is minder dan {BASE})",
        f"contacts approached, conversations, cases and referrals, each apart and rounded to fives (0 is "
        f"fewer than {BASE})",
    ),
    source="programme",
    columns=share_columns(PARTS, ANSWERS),
    compute=compute,
    notes=NOTES,
    remarks=lambda programme, period: [],
    chart=shares_chart,
    has_margins=False,
)

TABLES = (PROGRAMME_RESULTS,)
