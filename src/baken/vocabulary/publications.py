"""Publications: what they are put together of, and how far they have come."""

from baken.vocabulary.code_list import CodeList, Label, member

PublicationState = CodeList(
    name="PublicationState",
    label=Label("Stand van een publicatie", "State of a publication"),
    source="Baken",
    members=(
        member("made", "concept", "draft"),
        member("proposed", "wacht op een tweede persoon", "waits for a second person"),
        member("published", "gepubliceerd", "published"),
        member("withdrawn", "teruggenomen", "taken back"),
    ),
)

AskedPublicationState = CodeList(
    name="AskedPublicationState",
    label=Label("Stand van een gevraagde publicatie", "State of a publication that was asked for"),
    source="Baken",
    members=(
        member("waiting", "wacht op haar beurt", "waits for its turn"),
        member("making", "wordt gemaakt", "being made"),
        member("made", "gemaakt en voorgesteld", "made and proposed"),
        member("refused", "niet gemaakt", "not made"),
        member("failed", "door een fout niet gemaakt", "not made because of a fault"),
    ),
)

BlockKind = CodeList(
    name="BlockKind",
    label=Label("Blok van een publicatie", "Block of a publication"),
    source="Baken",
    members=(
        member("heading", "kop", "heading"),
        member("text", "tekst", "text"),
        member("table", "tabel", "table"),
        member(
            "chart",
            "staven",
            "bars",
            (
                "Dezelfde getallen als de tabel, die er altijd bij staat.",
                "The same numbers as the table, which always stands with it.",
            ),
        ),
        member(
            "map",
            "kaart",
            "map",
            (
                "De provincies van een tabel van de markt, met het getal erin.",
                "The provinces of a table of the market, with the number in each.",
            ),
        ),
    ),
)

FIGURES = ("table", "chart", "map")
"""Blocks that show an edition; the others hold words."""
