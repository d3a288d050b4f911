"""Where a registration comes from, and where each role of a platform in it is known from."""

from baken.vocabulary.code_list import CodeList, Label, member

SourceKind = CodeList(
    name="SourceKind",
    label=Label("Soort bron", "Kind of source"),
    source="Baken; the first two after the EMM registration study 2021",
    members=(
        member("police_registration", "politieregistratie", "police registration"),
        member("police_investigation", "opsporingsonderzoek", "police investigation"),
        member("help_organisation", "hulporganisatie", "help organisation"),
        member("care_organisation", "zorginstelling", "care organisation"),
        member("help_chat", "hulpchat", "help chat"),
        member("outreach", "online outreach", "online outreach"),
        member("platform", "platform", "platform"),
        member("court_ruling", "rechterlijke uitspraak", "court ruling"),
        member("other", "anders", "other"),
        member("unknown", "onbekend", "unknown"),
    ),
)

RoleSource = CodeList(
    name="RoleSource",
    label=Label("Waaruit een rol blijkt", "What a role is known from"),
    source="Baken",
    members=(
        member("person_concerned", "de persoon om wie het gaat", "the person whom it is about"),
        member("other_person", "iemand anders", "somebody else"),
        member("advert_or_profile", "een advertentie of profiel", "an advert or profile"),
        member("messages_or_device", "berichten of een apparaat", "messages or a device"),
        member("platform", "het platform", "the platform"),
        member("inquiry", "onderzoek van politie of justitie", "an inquiry by police or prosecution"),
        member("court_ruling", "rechterlijke uitspraak", "court ruling"),
        member("other", "anders", "other"),
    ),
)
