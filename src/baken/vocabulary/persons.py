"""Persons in a registration: their role in it, and sex as registered."""

from baken.vocabulary.code_list import CodeList, Label, member

PersonRole = CodeList(
    name="PersonRole",
    label=Label("Rol van een persoon", "Role of a person"),
    source="EMM registration study 2021",
    members=(
        member("reporter", "aangever", "reporter of the crime"),
        member("injured_party", "benadeelde", "injured party"),
        member("person_involved", "betrokkene", "person involved"),
        member("witness", "getuige", "witness"),
        member("notifier", "melder", "notifier"),
        member("victim", "slachtoffer", "victim"),
    ),
)

Sex = CodeList(
    name="Sex",
    label=Label("Geslacht", "Sex"),
    source="Baken",
    members=(
        member("female", "vrouw", "female"),
        member("male", "man", "male"),
        member("other", "anders", "other"),
        member("unknown", "onbekend", "unknown"),
    ),
)
