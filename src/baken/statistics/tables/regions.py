"""Where in the country: registrations and mentions per police unit and per province."""

from baken.statistics.codes import POLICE_UNITS, PROVINCES
from baken.statistics.registrations_by import table_by
from baken.statistics.table import Column
from baken.vocabulary.code_list import Label

WHERE = Label(
    "De regio is die van de registratie: waar zij is gemaakt of waar het gebeurde, zoals de bron het noemt. "
    "Verschillen tussen regio's zeggen ook hoe daar wordt geregistreerd.",
    "The region is that of the registration: where it was made or where it happened, as the source has it. "
    "Differences between regions also tell how registering is done there.",
)

POLICE_UNIT = table_by(
    "per-police-unit",
    Column("police_unit", Label("politie-eenheid", "police unit"), POLICE_UNITS),
    title=Label("Registraties per politie-eenheid", "Registrations per police unit"),
    question=Label(
        "Hoeveel registraties en vermeldingen heeft elke politie-eenheid?",
        "How many registrations and mentions has each police unit?",
    ),
    further=(WHERE,),
)
PROVINCE = table_by(
    "per-province",
    Column("province", Label("provincie", "province"), PROVINCES),
    title=Label("Registraties per provincie", "Registrations per province"),
    question=Label(
        "Hoeveel registraties en vermeldingen heeft elke provincie?",
        "How many registrations and mentions has each province?",
    ),
    further=(WHERE,),
)

TABLES = (POLICE_UNIT, PROVINCE)
