"""The states of a version of an organisation's rules."""

from baken.vocabulary.code_list import CodeList, Label, member

RuleSetState = CodeList(
    name="RuleSetState",
    label=Label("Stand van een versie van de regels", "State of a version of the rules"),
    source="Baken",
    members=(
        member("proposed", "voorgesteld", "proposed"),
        member("live", "van kracht", "in force"),
        member("replaced", "vervangen", "replaced"),
        member("withdrawn", "ingetrokken", "withdrawn"),
    ),
)
