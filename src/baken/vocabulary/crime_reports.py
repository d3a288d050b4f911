"""Reports of a suspected serious crime (article 18): what of one goes, where each stands, who looks with."""

from baken.vocabulary.code_list import CodeList, Label, member

SOURCE = "Baken; Regulation (EU) 2022/2065, article 18 and recital 56"

ReportItem = CodeList(
    name="ReportItem",
    label=Label("Onderdeel van een melding van een misdrijf", "Item of a report of a crime"),
    source=SOURCE,
    members=(
        member("content", "de tekst, zoals zij er stond", "the content, as it stood"),
        member(
            "published", "wanneer zij geplaatst is, met tijdzone", "when it was published, with time zone"
        ),
        member("where", "waar zij stond", "where it stood"),
        member("recipient", "waarmee de plaatser te vinden is", "what locates who placed it"),
        member("why", "waarom er een vermoeden is", "why it is suspected"),
        member("area", "gemeente of provincie", "municipality or province"),
    ),
)

PacketState = CodeList(
    name="PacketState",
    label=Label("Stand van een melding aan een ontvanger", "State of a report to one receiver"),
    source=SOURCE,
    members=(
        member("suspected", "vermoeden, nog geen pakket", "suspected, no packet yet"),
        member("built", "pakket klaar, nog niet verstuurd", "packet built, not sent yet"),
        member("sent", "verstuurd, wacht op ontvangst", "sent, waits for its receipt"),
        member("failed", "versturen mislukt: probeer opnieuw", "sending failed: try again"),
        member("overdue", "te laat", "overdue"),
        member("acknowledged", "ontvangst bevestigd", "receipt confirmed"),
        member("not_sent", "niet verstuurd, met reden", "not sent, with a reason"),
    ),
)

PacketLook = CodeList(
    name="PacketLook",
    label=Label(
        "Waarover een tweede persoon beslist bij een melding", "What a second person decides on of a report"
    ),
    source="Baken; rules 2 and 3 of the project",
    members=(
        member("send", "versturen", "sending it"),
        member("not_sent", "niet versturen", "not sending it"),
        member(
            "acute_danger",
            "nakijken wat bij direct gevaar is verstuurd",
            "reviewing what was sent in acute danger",
        ),
    ),
)
