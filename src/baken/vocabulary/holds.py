"""What a hold can name: a closed list."""

from baken.vocabulary.code_list import CodeList, Label, member

HeldKind = CodeList(
    name="HeldKind",
    label=Label("Wat wordt vastgehouden", "What is held"),
    source="Baken",
    members=(
        member(
            "lead",
            "aanwijzing",
            "lead",
            (
                "Een aanwijzing met haar signalen en alle advertenties van de adverteerder.",
                "A lead with its signals and all adverts of the advertiser.",
            ),
        ),
        member("registration", "registratie", "registration"),
        member(
            "import",
            "ingelezen bestand",
            "imported file",
            ("Alle registraties uit één bestand.", "All registrations of one file."),
        ),
        member(
            "basis",
            "grondslag",
            "lawful basis",
            (
                "Alle advertenties die onder één grondslag zijn verzameld.",
                "All adverts collected under one lawful basis.",
            ),
        ),
    ),
)
