"""What reaching people led to: leads, replies, stops, complaints, threats, cases and referrals; what people
themselves said of it; per province; and how long it took. Messages are not counted."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

import polars as pl

from baken.statistics import notes
from baken.statistics.codes import MONTH_NAMES, PROVINCES
from baken.statistics.panels import wide
from baken.statistics.period import Period
from baken.statistics.shares import Row, share_columns, shares, shares_chart
from baken.statistics.table import Column, StatisticsTable
from baken.vocabulary.cases import CaseClosure
from baken.vocabulary.code_list import Label
from baken.vocabulary.said import SaidOfContact

WAITS = {
    "to_opening": Label(
        "van aanwijzing tot eerste bericht (dagen)", "from lead to opening (days)"
    ),
    "to_reply": Label(
        "van eerste bericht tot antwoord (dagen)", "from opening to reply (days)"
    ),
    "to_accepted": Label(
        "van het ja van de persoon tot de ontvanger aanneemt (dagen)",
        "from the person's yes to the receiver accepting (days)",
    ),
}  # fmt: skip
FRAME = pl.Schema(
    {
        "part": pl.String(),
        "began_on": pl.Date(),
        "province": pl.String(),
        "came": pl.List(pl.String()),
        **dict.fromkeys(WAITS, pl.Int64()),
    }
)
"""A row a thing that began: of which kind, on which day, in which province, what came of it, and how many
days that took."""
BASE = 5
"""What counts are rounded to, and the least that is told; as where people ask the register a question."""
LEAST_WAITS = 10
"""Under so many waits a median tells of one of them."""

ALL = "all"
PARTS = {
    "lead": Label("Aanwijzingen", "Leads"),
    "approached": Label("Mensen die een eerste bericht kregen", "People who got an opening"),
    "conversation": Label("Gesprekken", "Conversations"),
    "case": Label("Begeleidingen", "Cases"),
    "referral": Label("Aangeboden doorverwijzingen", "Referrals offered"),
}
SAID = tuple(f"said_{code}" for code in SaidOfContact.codes)
"""What people answered of our contact with them, or that they were asked and answered nothing."""
SAID_SOMETHING, SAID_WORSE, SAID_UNKNOWN = "said_something", "said_worse", "said_unknown"
SUMS: dict[str, frozenset[str]] = {
    SAID_SOMETHING: frozenset(f"said_{code}" for code in SaidOfContact.codes_in("said")),
    SAID_WORSE: frozenset({"said_harmed", "said_not_wanted"}),
}
"""What is told of several answers together."""
_SAID = (SAID_SOMETHING, *SAID, SAID_UNKNOWN)
CAME: dict[str, tuple[str, ...]] = {
    "lead": ("decided", "no_concern", "unsure", "worth_contacting", "urgent", "undecided"),
    "approached": ("replied", "stopped", "complained", "threat", *_SAID),
    "conversation": ("began_us", "began_them", "closed", "complained", *_SAID),
    "case": ("closed", *(f"closed_{code}" for code in CaseClosure.codes), "ended", *_SAID),
    "referral": ("accepted", "refused", "done", "withdrawn", "unanswered", "overdue"),
}
"""What is counted of each part, in the order of the rows."""
ANSWERS = {
    ALL: Label("alle", "all"),
    "decided": Label("besloten", "decided"),
    "no_concern": Label("besloten: geen zorg", "decided: no concern"),
    "unsure": Label("besloten: onzeker", "decided: unsure"),
    "worth_contacting": Label("besloten: contact waard", "decided: worth contacting"),
    "urgent": Label("naar de spoedlijst", "to the urgent list"),
    "undecided": Label("nog niet besloten", "not decided yet"),
    "replied": Label("antwoordden", "replied"),
    "stopped": Label("er is een stop gezet", "messages were stopped"),
    "complained": Label("er kwam een klacht", "there was a complaint"),
    "threat": Label("er kwam een bedreiging", "there was a threat"),
    "began_us": Label("wij begonnen", "we began"),
    "began_them": Label("de ander begon", "the other person began"),
    "closed": Label("afgesloten", "closed"),
    **{
        f"closed_{one.code}": Label(f"afgesloten: {one.label.nl}", f"closed: {one.label.en}")
        for one in CaseClosure
    },
    SAID_SOMETHING: Label("zei er zelf iets over", "said something of it themselves"),
    "said_helped": Label("zei dat het hielp", "said that it helped"),
    "said_no_difference": Label("zei dat het niets uitmaakte", "said that it made no difference"),
    "said_harmed": Label("zei dat het kwaad deed", "said that it did harm"),
    "said_not_wanted": Label("zei dat het niet gewenst was", "said that it was not wanted"),
    "said_no_answer": Label("gevraagd, maar zei er niets over", "asked, but said nothing of it"),
    SAID_UNKNOWN: Label("niet bekend wat deze persoon vond", "not known what they thought of it"),
    "ended": Label("ja teruggenomen of niet goedgekeurd", "yes taken back, or not approved"),
    "accepted": Label("aangenomen", "accepted"),
    "refused": Label("geweigerd", "refused"),
    "done": Label("hulp is begonnen", "help has begun"),
    "withdrawn": Label("ingetrokken", "withdrawn"),
    "unanswered": Label("nog geen antwoord", "no answer yet"),
    "overdue": Label("nog geen antwoord, en te laat", "no answer yet, and overdue"),
}

ROUNDED = Label(
    f"Elk aantal is voor zich afgerond op vijftallen; 0 is minder dan {BASE}. Aandelen komen van afgeronde "
    "aantallen, die dus niet precies optellen.",
    f"Every count is rounded to fives, each for itself; 0 is fewer than {BASE}. Shares come from rounded "
    "counts, which so do not add up exactly.",
)
OWN_EYES = Label(
    "Alleen voor de eigen organisatie: niet publiceren en niet delen.",
    "For the organisation's own eyes only: not to be published or shared.",
)
ERASED = Label(
    "Er is een donker getal: wat de bewaartijd voorbij is, is gewist en telt niet meer mee. Over een "
    "ouder jaar staat hier dus te weinig.",
    "There is a dark number: what is past its retention has been erased and is not counted any more. Of "
    "an older year there is too little here.",
)
YEAR = Label(
    "Het jaar is dat waarin iets begon: de aanwijzing kwam, het eerste bericht ging, het gesprek of de "
    "begeleiding begon, de doorverwijzing het laatst is aangeboden. Wat ervan kwam, is geteld zoals het nu "
    "staat.",
    "The year is the one in which something began: the lead came in, the opening went, the conversation or "
    "the case began, the referral was last offered. What came of it is counted as it stands now.",
)
CONTACTS = Label(
    "Eén mens kan op meer kanalen zijn benaderd en telt dan vaker. Een klacht telt als iemand die bij het "
    "gesprek opschreef.",
    "One person may have been approached over several channels and then counts more than once. A complaint "
    "counts where somebody wrote it down with the conversation.",
)
SAID_NOTE = Label(
    "Wat iemand ervan vond, is het laatste dat die persoon zelf zei en dat een collega opschreef; nooit wat "
    "een collega denkt. Een aandeel is van allen, ook van wie niets bekend is: wie goed geholpen is, wordt "
    "misschien vaker gevraagd. Wie bij een gesprek en bij een begeleiding iets zei, telt bij beide. Wie het "
    "ja terugnam, is onbekend: dat antwoord is gewist.",
    "What somebody thought of it is the last that they said themselves and a colleague wrote down; never "
    "what a colleague thinks. A share is of all, also of those of whom nothing is known: who was helped well "
    "is perhaps asked more often. Who said something of a conversation and of a case counts with both. Who "
    "took the yes back is unknown: that answer was erased.",
)
SAID_TOGETHER = Label(
    "Dat het hielp, kwaad deed of niet gewenst was, zeiden mensen zelf; de laatste twee staan hier samen. "
    "Van hoeveel het niet bekend is, staat in de tabel van wat het opleverde.",
    "That it helped, did harm or was not wanted people said themselves; the last two stand together here. Of "
    "how many it is not known stands in the table of what it led to.",
)
NOTES = (
    ROUNDED,
    OWN_EYES,
    ERASED,
    YEAR,
    Label(
        "Een doorverwijzing kan eerst zijn geweigerd en later aangenomen: die regels tellen niet op. Te laat "
        "is volgens de klok, op de dag van het tellen.",
        "A referral may first have been refused and later accepted: those rows do not add up. Overdue is by "
        "the clock, on the day of counting.",
    ),
    Label(
        "Een aanwijzing die wegviel voordat iemand haar pakte, is niet bewaard. Wat blind is beoordeeld, "
        "telt mee.",
        "A lead that fell away before anybody took it was not kept. Those that are judged blind count too.",
    ),
    CONTACTS,
    SAID_NOTE,
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
    return rounded(rows.filter(_came(code)).height)


def _came(code: str) -> pl.Expr:
    """Whether this came of it; of several answers together whether one of them did."""
    if code == SAID_UNKNOWN:
        return ~pl.any_horizontal(pl.col("came").list.contains(one) for one in SAID)
    return pl.any_horizontal(pl.col("came").list.contains(one) for one in sorted(SUMS.get(code, {code})))


REGIONS: dict[str, tuple[str, str, Label]] = {
    "leads": ("lead", ALL, Label("aanwijzingen", "leads")),
    "approached": ("approached", ALL, Label("benaderd", "approached")),
    "replied": ("approached", "replied", Label("antwoordden", "replied")),
    "stopped": ("approached", "stopped", Label("stop gezet", "stopped")),
    "conversations": ("conversation", ALL, Label("gesprekken", "conversations")),
    "conversations_helped": (
        "conversation",
        "said_helped",
        Label("gesprek: het hielp", "conversation: it helped"),
    ),
    "conversations_worse": (
        "conversation",
        SAID_WORSE,
        Label("gesprek: kwaad of niet gewenst", "conversation: harm or not wanted"),
    ),
    "cases": ("case", ALL, Label("begeleidingen", "cases")),
    "cases_helped": ("case", "said_helped", Label("begeleid: het hielp", "case: it helped")),
    "cases_worse": (
        "case",
        SAID_WORSE,
        Label("begeleid: kwaad of niet gewenst", "case: harm or not wanted"),
    ),
    "referrals": ("referral", ALL, Label("doorverwezen", "referrals")),
    "accepted": ("referral", "accepted", Label("daarvan aangenomen", "of those accepted")),
}
"""The columns of the tables of provinces and of months: of which part, what came of it, and their words."""
WHERE = {
    **PROVINCES,
    "several": Label("in meer provincies", "in several provinces"),
    "unknown": Label("onbekend", "unknown"),
}


def per_province(programme: pl.DataFrame, period: Period, margins: bool) -> pl.DataFrame:
    """Rounded counts per province; `margins` changes nothing here."""
    inside = programme.filter(period.holds("began_on"))
    rows = [(where, *_counts(inside.filter(province=where))) for where in WHERE]
    schema = {"province": pl.String(), **dict.fromkeys(REGIONS, pl.Int64())}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _counts(of: pl.DataFrame) -> Iterable[int]:
    for part, code, _label in REGIONS.values():
        of_part = of.filter(part=part)
        yield rounded(of_part.height) if code == ALL else _count(of_part, code)


MONTHS = {
    f"{year}-{month:02}": Label(f"{name.nl} {year}", f"{name.en} {year}")
    for year in range(2000, 2100)
    for month, name in enumerate(MONTH_NAMES, start=1)
}
"""Every month that a table can be about, with its words."""


def per_month(programme: pl.DataFrame, period: Period, margins: bool) -> pl.DataFrame:
    """Rounded counts per month of the period, from what began in it; `margins` changes nothing here.

    Where the period leaves an end open, from the first to the last month of the calendar years on record:
    where exactly the records begin and end would tell of one.
    """
    inside = programme.filter(period.holds("began_on")).with_columns(
        pl.col("began_on").dt.strftime("%Y-%m").alias("month")
    )
    rows = [(month, *_counts(inside.filter(month=month))) for month in _months(period, inside["began_on"])]
    schema = {"month": pl.String(), **dict.fromkeys(REGIONS, pl.Int64())}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _months(period: Period, days: pl.Series) -> list[str]:
    years = period.years(days)
    if not years:
        return []
    first = period.first or date(years[0], 1, 1)
    last = period.last or date(years[-1], 12, 31)
    return [month for month in MONTHS if f"{first:%Y-%m}" <= month <= f"{last:%Y-%m}"]


def within_province(frames: Any, province: str | None) -> Any:
    """The frame of the programme with what began in one province; any frames where none is given."""
    return frames if province is None else frames.filter(province=province)


def province_note(province: str) -> Label:
    """What a table says first that was counted in one province."""
    where = WHERE[province]
    return Label(
        f"Alleen: {where.nl}. De provincie is die van de nieuwste advertentie op dat moment; wie ons zelf "
        "schreef, heeft er geen en telt hier niet mee.",
        f"Only: {where.en}. The province is that of the newest advert at that moment; who wrote to us first "
        "has none and does not count here.",
    )


def waits(programme: pl.DataFrame, period: Period, margins: bool) -> pl.DataFrame:
    """Of each wait how many there were, rounded, and the median in whole days; nothing under LEAST_WAITS."""
    inside = programme.filter(period.holds("began_on"))
    rows = [_median(name, inside[name].drop_nulls()) for name in WAITS]
    schema = {"wait": pl.String(), "count": pl.Int64(), "median": pl.Int64()}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _median(name: str, days: pl.Series) -> tuple[str, int | None, int | None]:
    middle = days.median()
    if len(days) < LEAST_WAITS or not isinstance(middle, float):
        return name, None, None
    return name, rounded(len(days)), int(middle + 0.5)


_TABLE = partial(
    StatisticsTable[pl.DataFrame],
    source="programme",
    remarks=lambda programme, period: [],
    has_margins=False,
)
PROGRAMME_RESULTS = _TABLE(
    name="programme-results",
    title=Label("Wat het benaderen en begeleiden opleverde", "What reaching and accompanying people led to"),
    question=Label(
        "Hoeveel mensen antwoordden, wilden stoppen, klaagden, kregen begeleiding of hulp?",
        "How many people replied, wanted to stop, complained, were accompanied or got help?",
    ),
    unit=Label(
        f"aanwijzingen, benaderde contacten, gesprekken, begeleidingen en doorverwijzingen, elk apart en "
        f"afgerond op vijftallen (0 is minder dan {BASE})",
        f"leads, contacts approached, conversations, cases and referrals, each apart and rounded to fives (0 "
        f"is fewer than {BASE})",
    ),
    columns=share_columns(PARTS, ANSWERS),
    compute=compute,
    notes=NOTES,
    chart=shares_chart,
)
PROGRAMME_REGIONS = _TABLE(
    name="programme-regions",
    title=Label("Mensen bereiken, per provincie", "Reaching people, per province"),
    question=Label(
        "Waar zijn mensen benaderd en begeleid, en waar kwam er hulp?",
        "Where were people approached and accompanied, and where did help come?",
    ),
    unit=Label(
        f"aanwijzingen, benaderde contacten, gesprekken, begeleidingen en doorverwijzingen, elk afgerond op "
        f"vijftallen (0 is minder dan {BASE})",
        f"leads, contacts approached, conversations, cases and referrals, each rounded to fives (0 is fewer "
        f"than {BASE})",
    ),
    columns=(
        Column("province", Label("provincie", "province"), WHERE),
        *(Column(name, label) for name, (_part, _code, label) in REGIONS.items()),
    ),
    compute=per_province,
    notes=(
        ROUNDED,
        OWN_EYES,
        ERASED,
        YEAR,
        Label(
            "De provincie is die van de nieuwste advertentie op dat moment; is die gewist, dan die van de "
            "aanwijzing. Meer provincies staan apart. Onbekend is ook wie ons zelf schreef.",
            "The province is that of the newest advert at that moment; where that was erased, that of the "
            "lead. Several provinces stand apart. Unknown is also who wrote to us first.",
        ),
        SAID_TOGETHER,
    ),
    chart=wide("province", in_a_row=4),
)
PROGRAMME_TIMES = _TABLE(
    name="programme-times",
    title=Label("Hoe lang mensen wachtten", "How long people waited"),
    question=Label(
        "Hoeveel dagen duurde het tot een bericht, een antwoord, en hulp?",
        "How many days did it take until a message, an answer, and help?",
    ),
    unit=Label(
        "hele dagen: de helft duurde zo lang of korter", "whole days: half of them took that long or less"
    ),
    columns=(
        Column("wait", Label("wat", "what"), WAITS),
        Column("count", Label("aantal", "count")),
        Column("median", Label("helft binnen (dagen)", "half within (days)")),
    ),
    compute=waits,
    notes=(
        ROUNDED,
        OWN_EYES,
        ERASED,
        Label(
            f"Onder {LEAST_WAITS} staat er niets: dan ging de tijd over enkele mensen. Wat nog wacht, telt "
            "niet mee. Het is geen norm: zorgvuldig mag lang duren.",
            f"Under {LEAST_WAITS} there is nothing: the time would be about a few people. What still waits "
            "does not count. It is no target: care may take long.",
        ),
        Label(
            "Het ja is dat bij de begeleiding, of anders dat bij de doorverwijzing. Het jaar is dat van het "
            "eerste bericht, of van het aanbod van de doorverwijzing.",
            "The yes is that of the case, or else that to the referral. The year is that of the opening, or "
            "of the offer of the referral.",
        ),
    ),
    chart=wide("wait", without=("count",)),
)

PROGRAMME_MONTHS = _TABLE(
    name="programme-months",
    title=Label("Mensen bereiken, per maand", "Reaching people, per month"),
    question=Label(
        "Wanneer zijn mensen benaderd en begeleid, en wanneer kwam er hulp?",
        "When were people approached and accompanied, and when did help come?",
    ),
    unit=PROGRAMME_REGIONS.unit,
    columns=(
        Column("month", Label("maand", "month"), MONTHS),
        *(Column(name, label) for name, (_part, _code, label) in REGIONS.items()),
    ),
    compute=per_month,
    notes=(
        ROUNDED,
        OWN_EYES,
        ERASED,
        Label(
            "De maand is die waarin iets begon. Een antwoord of een aanname van later telt dus bij de maand "
            "van het begin: in de nieuwste maanden staat nog te weinig, en de lopende is niet af.",
            "The month is the one in which something began. A reply or an acceptance of later so counts in "
            "the month of the beginning: the newest months still hold too little, and the present one goes "
            "on.",
        ),
        CONTACTS,
        SAID_TOGETHER,
    ),
    chart=wide("month", in_a_row=4),
)

TABLES = (PROGRAMME_RESULTS, PROGRAMME_MONTHS, PROGRAMME_REGIONS, PROGRAMME_TIMES)
"""What reaching people led to."""
MONTH = "month"
"""What somebody asks for who wants it per month."""


def report_tables(*, by: str | None, province: str | None) -> tuple[StatisticsTable[pl.DataFrame], ...]:
    """The tables of one page and one report: months where they are asked for (`by` is `MONTH`), and provinces
    where it is not about one of them."""
    left_out = {PROGRAMME_MONTHS.name} if by != MONTH else set()
    if province is not None:
        left_out.add(PROGRAMME_REGIONS.name)
    return tuple(table for table in TABLES if table.name not in left_out)
