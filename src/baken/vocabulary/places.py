"""Regional police units and provinces of the Netherlands."""

from baken.vocabulary.code_list import CodeList, Label, Member, member


def _unit(name: str) -> Member:
    # The name of a unit is a name: it is written the same way in both languages.
    return Member(name.lower().replace("-", "_").replace(" ", "_"), Label(name, name))


PoliceUnit = CodeList(
    name="PoliceUnit",
    label=Label("Politie-eenheid", "Regional police unit"),
    source="EMM registration study 2021, in the order of its table 2",
    members=(
        _unit("Rotterdam"),
        _unit("Oost-Nederland"),
        _unit("Den Haag"),
        _unit("Zeeland-West-Brabant"),
        _unit("Noord-Nederland"),
        _unit("Amsterdam"),
        _unit("Limburg"),
        _unit("Midden-Nederland"),
        _unit("Oost-Brabant"),
        _unit("Noord-Holland"),
    ),
)

Province = CodeList(
    name="Province",
    label=Label("Provincie", "Province"),
    source="ISO 3166-2:NL",
    members=(
        member("NL-DR", "Drenthe", "Drenthe"),
        member("NL-FL", "Flevoland", "Flevoland"),
        member("NL-FR", "Fryslân", "Friesland"),
        member("NL-GE", "Gelderland", "Gelderland"),
        member("NL-GR", "Groningen", "Groningen"),
        member("NL-LI", "Limburg", "Limburg"),
        member("NL-NB", "Noord-Brabant", "North Brabant"),
        member("NL-NH", "Noord-Holland", "North Holland"),
        member("NL-OV", "Overijssel", "Overijssel"),
        member("NL-UT", "Utrecht", "Utrecht"),
        member("NL-ZE", "Zeeland", "Zeeland"),
        member("NL-ZH", "Zuid-Holland", "South Holland"),
    ),
)

_COUNTRIES = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
    BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
    ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
    HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
    LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
    NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
    SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
    UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""
COUNTRIES = frozenset(_COUNTRIES.split())
"""The 249 officially assigned codes of ISO 3166-1 alpha-2."""
