"""What programs of others may do, what they are told, and how such a telling goes."""

from baken.vocabulary.code_list import CodeList, Label, member

ApiScope = CodeList(
    name="ApiScope",
    label=Label("Wat een programma mag", "What a program may do"),
    source="Baken; one scope opens the endpoints that name it and no other",
    members=(
        member(
            "door:check", "advertenties aan de deur laten controleren", "have adverts checked at the door"
        ),
        member("door:read", "lezen wat de deur besliste", "read what the door decided"),
        member("notices:give", "meldingen doen", "give notices"),
        member("notices:read", "lezen hoe het met meldingen staat", "read how notices stand"),
        member("statements:check", "motiveringen laten nakijken", "have statements of reasons checked"),
        member("referrals:read", "lezen hoe het met doorverwijzingen staat", "read how referrals stand"),
    ),
)

WebhookKind = CodeList(
    name="WebhookKind",
    label=Label("Wat een programma verteld wordt", "What a program is told"),
    source="Baken; ids and codes only, never what somebody wrote",
    members=(
        member(
            "door.decided",
            "er is beslist over een advertentie aan de deur",
            "an advert at the door was decided on",
        ),
        member(
            "referral.state_changed", "een doorverwijzing staat anders", "the state of a referral changed"
        ),
        member("notice.state_changed", "een melding staat anders", "the state of a notice changed"),
        member("webhook.tried", "een proef die u zelf verstuurde", "a trial that you sent yourself"),
    ),
)

DeliveryState = CodeList(
    name="DeliveryState",
    label=Label("Hoe het staat met een bericht aan een programma", "How a message to a program stands"),
    source="Baken",
    members=(
        member("waiting", "wacht", "waiting"),
        member("sent", "aangekomen", "arrived"),
        member("given_up", "opgegeven na alle pogingen", "given up after every try"),
        member(
            "dropped",
            "niet verstuurd: het adres stond uit, of uw organisatie was gesloten",
            "not sent: the address was switched off, or your organisation was closed",
        ),
    ),
)
