"""Where a registration comes from."""

from baken.vocabulary.code_list import CodeList, Label, member

SourceKind = CodeList(
    name="SourceKind",
    label=Label("Soort bron", "Kind of source"),
    source="Baken; the first two after the EMM registration study 2021",
    members=(
        member("police_registration", "politieregistratie", "police registration"),
        member("police_investigation", "opsporingsonderzoek", "police investigation"),
        member("help_organisation", "hulporganisatie", "help organisation"),
        member("help_chat", "hulpchat", "help chat"),
        member("outreach", "online outreach", "online outreach"),
        member("platform", "platform", "platform"),
        member("other", "anders", "other"),
        member("unknown", "onbekend", "unknown"),
    ),
)
