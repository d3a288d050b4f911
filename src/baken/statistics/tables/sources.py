"""Where registrations come from: registrations and mentions per kind of source."""

from baken.statistics.codes import SOURCES
from baken.statistics.registrations_by import table_by
from baken.statistics.table import Column
from baken.vocabulary.code_list import Label

SOURCE_KIND = table_by(
    "per-source-kind",
    Column("source_kind", Label("soort bron", "kind of source"), SOURCES),
    title=Label("Registraties per soort bron", "Registrations per kind of source"),
    question=Label(
        "Van wie komen de registraties: politie, hulp, outreach, platforms?",
        "Whose are the registrations: police, help, outreach, platforms?",
    ),
    further=(
        Label(
            "Twee bronnen kunnen hetzelfde geval registreren: een registratie is geen geval.",
            "Two sources may register the same case: a registration is not a case.",
        ),
    ),
)

TABLES = (SOURCE_KIND,)
