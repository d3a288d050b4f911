"""What an advert says of itself: advertised gender and kinds of contact. Codes of the advert record."""

from baken.vocabulary.code_list import CodeList, Label, member

AdvertisedGender = CodeList(
    name="AdvertisedGender",
    label=Label("Geslacht volgens de advertentie", "Advertised gender"),
    source="Advert record, version 1",
    members=(
        member("women", "vrouwen", "women"),
        member("men", "mannen", "men"),
        member("trans", "trans personen", "trans people"),
        member("couples", "stellen", "couples"),
        member("other", "anders", "other"),
        member("unknown", "onbekend", "unknown"),
    ),
)

ContactKind = CodeList(
    name="ContactKind",
    label=Label("Soort contact", "Kind of contact"),
    source="Advert record, version 1",
    members=(
        member("phone", "telefoonnummer", "phone number"),
        member("email", "e-mailadres", "e-mail address"),
        member("whatsapp", "WhatsApp-naam", "WhatsApp handle"),
        member("telegram", "Telegram-naam", "Telegram handle"),
        member("signal", "Signal-naam", "Signal handle"),
        member("snapchat", "Snapchat-naam", "Snapchat handle"),
        member("instagram", "Instagram-naam", "Instagram handle"),
        member("kik", "Kik-naam", "Kik handle"),
        member("website", "website", "website"),
        member("other", "anders", "other"),
    ),
)
