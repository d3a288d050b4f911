"""Editions of tables that may leave the house: for whom, how far they have come, and to which partners they
go."""

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
        member(
            "partner",
            "voor een partner",
            "for a partner",
            (
                "Precieze aantallen, zonder die van 1 tot en met 4 en wat daar iets van zou vertellen. "
                "Nooit openbaar.",
                "Exact counts, without those of 1 to 4 and what would tell of them. Never public.",
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

PartnerKind = CodeList(
    name="PartnerKind",
    label=Label("Soort partner", "Kind of partner"),
    source="Baken; who works against exploitation, and nobody who grants permits or decides on residence",
    members=(
        member("police_centre", "expertisecentrum van de politie", "police expertise centre"),
        member("outreach", "outreachteam", "outreach team"),
        member("care", "zorg of hulp", "care or help"),
        member("research", "onderzoek", "research"),
        member("platform", "platform", "platform"),
        member("policy", "beleid tegen mensenhandel", "policy against trafficking in persons"),
    ),
)

ProvisionState = CodeList(
    name="ProvisionState",
    label=Label("Stand van een verstrekking", "State of a provision"),
    source="Baken",
    members=(
        member("asked", "wacht op een tweede persoon", "waits for a second person"),
        member("approved", "goedgekeurd", "approved"),
        member("declined", "afgewezen", "declined"),
    ),
)

AskedEditionState = CodeList(
    name="AskedEditionState",
    label=Label("Stand van een gevraagde uitgave", "State of an edition that was asked for"),
    source="Baken",
    members=(
        member("waiting", "wacht op haar beurt", "waits for its turn"),
        member("making", "wordt gemaakt", "being made"),
        member("made", "gemaakt", "made"),
        member("refused", "niet gemaakt", "not made"),
        member("failed", "door een fout niet gemaakt", "not made because of a fault"),
    ),
)
