"""The states of a request to hand evidence over."""

from baken.vocabulary.code_list import CodeList, Label, member

HandOverState = CodeList(
    name="HandOverState",
    label=Label("Stand van een aanvraag van bewijs", "State of a request for evidence"),
    source="Baken",
    members=(
        member("asked", "wacht op een tweede persoon", "waits for a second person"),
        member("approved", "goedgekeurd", "approved"),
        member("declined", "afgewezen", "declined"),
        member("taken", "opgehaald", "downloaded"),
    ),
)
