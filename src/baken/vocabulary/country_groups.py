"""Countries of birth in groups: as fine as a register needs, and too coarse to point at a person.

Regions are those of UN M49 (Türkiye and Georgia in Asia, Antarctica with Oceania); of Europe, and Cyprus,
the members of the EU and of EFTA stand apart, as they were in 2024. Overseas parts go by where they lie.
"""

from baken.vocabulary.code_list import CodeList, Label, member

CountryGroup = CodeList(
    name="CountryGroup",
    label=Label("Groep van geboortelanden", "Group of countries of birth"),
    source="UN M49; membership of the EU and EFTA in 2024",
    members=(
        member("netherlands", "Nederland", "the Netherlands"),
        member(
            "eu_efta", "een ander land van de EU of EVA", "another country of the EU or EFTA",
            ("EVA: IJsland, Liechtenstein, Noorwegen, Zwitserland.",
             "EFTA: Iceland, Liechtenstein, Norway, Switzerland."),
        ),
        member("europe_other", "de rest van Europa", "the rest of Europe"),
        member("africa", "Afrika", "Africa"),
        member(
            "americas", "Noord- of Zuid-Amerika, met het Caribisch gebied",
            "North or South America, with the Caribbean",
        ),
        member("asia", "Azië", "Asia", ("Ook Turkije en de Kaukasus.", "Türkiye and the Caucasus too.")),
        member("oceania", "Oceanië", "Oceania"),
        member("abroad", "een ander land, niet genoemd", "another country, not named"),
    ),
)  # fmt: skip

HOME, ABROAD = "netherlands", "abroad"
NAMED = tuple(code for code in CountryGroup.codes if code not in (HOME, ABROAD))
"""The groups that a country of birth may be known by alone; the other two are a country code already."""
COUNTRY_OF = {HOME: "NL", ABROAD: "XX"}
"""What the two groups that say as much as a country code are stored as."""

_MEMBERS = {
    "eu_efta": """
        AT AX BE BG CH CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NO PL PT RO SE SI SK
    """,
    "europe_other": "AD AL BA BY FO GB GG GI IM JE MC MD ME MK RS RU SJ SM UA VA",
    "africa": """
        AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA MG ML MR
        MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW
    """,
    "americas": """
        AG AI AR AW BB BL BM BO BQ BR BS BV BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GS GT GY HN HT JM
        KN KY LC MF MQ MS MX NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI
    """,
    "asia": """
        AE AF AM AZ BD BH BN BT CN GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MO MV MY NP
        OM PH PK PS QA SA SG SY TH TJ TL TM TR TW UZ VN YE
    """,
    "oceania": """
        AQ AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS
    """,
}
_GROUP_OF = {"NL": HOME} | {
    country: group for group, members in _MEMBERS.items() for country in members.split()
}


def group_of(country: str) -> str:
    """The group of an ISO 3166-1 alpha-2 code; a code from XA to XZ is a country that is not named."""
    return _GROUP_OF.get(country, ABROAD)
