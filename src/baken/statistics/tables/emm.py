"""The tables of the EMM study (Zwolle, 2021), over any register: platforms, types, units and roles.

Codes, names and the order of rows and columns are those of the published tables, so that a register
that holds the study's records gives the study's files.
"""

from typing import TYPE_CHECKING

import polars as pl

from baken.statistics import notes
from baken.statistics.codes import NAMING, PLATFORM_TYPES, STUDY_ROLES
from baken.statistics.mentions import OF_PLATFORMS, REGISTERED, of_platforms, within
from baken.statistics.panels import marks, wide
from baken.statistics.period import Period
from baken.statistics.shares import counted
from baken.statistics.table import Column, StatisticsTable
from baken.statistics.tables import emm_counts
from baken.vocabulary.code_list import Label

if TYPE_CHECKING:
    from baken.register.coded import CodedRegister

MENTIONS = Label("vermeldingen", "mentions")

PLATFORM = Column("platform", Label("platform", "platform"))
TYPE = Column("platform_type", Label("soort platform", "type of platform"), PLATFORM_TYPES)
YEAR = Column("<year>", Label("vermeldingen in dat jaar", "mentions in that year"))
TOTAL = Column("total", Label("totaal", "total"))


READS = {"registrations": REGISTERED, "mentions": OF_PLATFORMS}


def _remarks(register: "CodedRegister", period: Period) -> list[Label]:
    inside = within(register, period)
    return [notes.nameless(inside), *notes.other_matters(inside)]


def _unit_remarks(register: "CodedRegister", period: Period) -> list[Label]:
    inside = within(register, period)
    nowhere = inside.registrations.filter(pl.col("police_unit").is_null())
    loose = of_platforms(inside).join(nowhere, on="registration", how="semi").height
    return [
        Label(
            f"Alleen registraties die aan een eenheid zijn te koppelen; {loose} vermeldingen staan er daarom "
            "niet in. Het aantal andere platforms is dat van het hele register.",
            f"Only registrations that could be tied to a unit; {loose} mentions are therefore not in it. The "
            "number of other platforms is that of the whole register.",
        ),
        *_remarks(register, period),
    ]


def _role_remarks(register: "CodedRegister", period: Period) -> list[Label]:
    inside = within(register, period)
    further = sum(many for role, many in counted(inside.roles["role"]).items() if role not in STUDY_ROLES)
    return [
        Label(
            "1: de rol is bij dit platform minstens één keer geregistreerd. Alleen de zes rollen van de "
            f"studie; {further} geregistreerde rollen daarbuiten of onbekend staan er niet in.",
            "1: the role was registered for this platform at least once. Only the six roles of the study; "
            f"{further} registered roles beside these or unknown are not in it.",
        ),
        *_remarks(register, period),
    ]


TIES = Label(
    "De tien vaakst genoemde platforms; bij een gelijk aantal beslissen soort en naam.",
    "The ten platforms mentioned most often; type and name decide between equals.",
)

ANNEX_1 = StatisticsTable(
    name="emm-annex-1",
    title=Label("Vermeldingen per platform en jaar", "Mentions per platform and year"),
    question=Label(
        "Welk platform is in welk jaar hoe vaak genoemd?",
        "Which platform was named how often in which year?",
    ),
    unit=MENTIONS,
    source="register",
    columns=(TYPE, PLATFORM, YEAR, TOTAL),
    compute=emm_counts.annex_1,
    reads=READS,
    notes=(*notes.REGISTER, notes.ONE_MENTION),
    remarks=_remarks,
    chart=wide("platform"),
)
TABLE_1 = StatisticsTable(
    name="emm-table-1",
    title=Label("Platforms die minstens tien keer zijn genoemd", "Platforms named at least ten times"),
    question=Label("Welke platforms komen het vaakst voor?", "Which platforms occur most often?"),
    unit=MENTIONS,
    source="register",
    columns=(PLATFORM, YEAR, TOTAL),
    compute=emm_counts.table_1,
    reads=READS,
    notes=(*notes.REGISTER, notes.ONE_MENTION),
    remarks=_remarks,
    chart=wide("platform"),
)
TABLE_2 = StatisticsTable(
    name="emm-table-2",
    title=Label("Vermeldingen per politie-eenheid", "Mentions per police unit"),
    question=Label(
        "Waar in het land komt welk platform voor?",
        "Where in the country does which platform occur?",
    ),
    unit=MENTIONS,
    source="register",
    columns=(
        PLATFORM,
        Column("<police unit>", Label("vermeldingen in die eenheid", "mentions in that unit")),
    ),
    compute=emm_counts.table_2,
    reads=READS | {"registrations": (*REGISTERED, "police_unit")},
    notes=(*notes.REGISTER, notes.ONE_MENTION, TIES),
    remarks=_unit_remarks,
    chart=wide("platform", in_a_row=5),
)
TABLE_3 = StatisticsTable(
    name="emm-table-3",
    title=Label(
        "Rollen van de tien vaakst genoemde platforms", "Roles of the ten platforms named most often"
    ),
    question=Label(
        "Welke rol speelt elk van de tien grootste platforms?",
        "Which role does each of the ten largest platforms play?",
    ),
    unit=Label("geregistreerde rollen (1 = ja, 0 = nee)", "registered roles (1 = yes, 0 = no)"),
    source="register",
    columns=(PLATFORM, *(Column(code, label) for code, label in STUDY_ROLES.items())),
    compute=emm_counts.table_3,
    reads=READS | {"mentions": ("mention", *OF_PLATFORMS), "roles": ("mention", "role")},
    for_period={"registrations": ("registration",), "mentions": ("registration",)},
    notes=(*notes.REGISTER, TIES),
    remarks=_role_remarks,
    chart=marks("platform"),
)
TYPES_PER_YEAR = StatisticsTable(
    name="emm-types-per-year",
    title=Label("Vermeldingen per soort platform en jaar", "Mentions per type of platform and year"),
    question=Label(
        "Verschuift het van het ene soort platform naar het andere?",
        "Does it shift from one type of platform to another?",
    ),
    unit=MENTIONS,
    source="register",
    columns=(TYPE, YEAR, TOTAL, Column("percent", Label("aandeel in procenten", "share in percent"))),
    compute=emm_counts.types_per_year,
    reads=READS,
    notes=(*notes.REGISTER, notes.ONE_MENTION, notes.WHOLE_PERCENTS),
    remarks=_remarks,
    chart=wide("platform_type", without=("percent",)),
)
PLATFORMS_PER_YEAR = StatisticsTable(
    name="emm-platforms-per-year",
    title=Label("Verschillende platforms per jaar", "Different platforms per year"),
    question=Label(
        "Worden het elk jaar meer verschillende platforms?",
        "Are there more different platforms every year?",
    ),
    unit=Label("platforms", "platforms"),
    source="register",
    columns=(
        Column("year", Label("jaar", "year")),
        Column("platforms", Label("verschillende platforms", "different platforms")),
    ),
    compute=emm_counts.platforms_per_year,
    reads=READS,
    notes=(
        *notes.REGISTER,
        Label(
            "Een platform telt in elk jaar waarin het is genoemd: jaren tellen niet op.",
            "A platform counts in every year in which it was named: years do not add up.",
        ),
    ),
    remarks=_remarks,
    chart=wide("year"),
)
UNNAMED = StatisticsTable(
    name="emm-unnamed",
    title=Label("Vermeldingen zonder naam van een platform", "Mentions without the name of a platform"),
    question=Label(
        "Hoe vaak blijft de naam van het platform onbekend?",
        "How often does the platform's name stay unknown?",
    ),
    unit=MENTIONS,
    source="register",
    columns=(Column("naming", Label("soort vermelding", "kind of mention"), NAMING), YEAR, TOTAL),
    compute=emm_counts.unnamed,
    reads=READS,
    notes=(
        *notes.REGISTER,
        Label(
            "Deze vermeldingen tellen in geen andere tabel mee als platform.",
            "No other table counts these mentions as a platform.",
        ),
    ),
    remarks=lambda register, period: notes.other_matters(within(register, period)),
    chart=wide("naming"),
)

TABLES = (ANNEX_1, TABLE_1, TABLE_2, TABLE_3, TYPES_PER_YEAR, PLATFORMS_PER_YEAR, UNNAMED)
