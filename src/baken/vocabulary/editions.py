"""Editions of tables that may leave the house: for whom, and how far they have come."""

from baken.vocabulary.code_list import CodeList, Label, member

EditionKind = CodeList(
    name="EditionKind",
    label=Label("Soort uitgave", "Kind of edition"),
    source="Baken",
    members=(
        member(
            "public",
            "openbaar",
            "public",
            (
                "Voor iedereen: afgerond op vijftallen, en niets van 1 tot en met 9.",
                "For everybody: rounded to fives, and nothing from 1 to 9.",
            ),
        ),
    ),
)

EditionState = CodeList(
    name="EditionState",
    label=Label("Stand van een uitgave", "State of an edition"),
    source="Baken",
    members=(
        member("made", "gemaakt, niet openbaar", "made, not public"),
        member("proposed", "wacht op een tweede persoon", "waits for a second person"),
        member("published", "gepubliceerd", "published"),
        member("withdrawn", "teruggenomen", "taken back"),
    ),
)
