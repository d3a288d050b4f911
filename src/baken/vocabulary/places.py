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
