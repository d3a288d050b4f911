"""Who handles notices and statements of reasons, who opens the desk, and who sees how many there are."""

from baken.tenancy.permission import permission

READ_STATEMENTS = permission(
    "notices.read_statements",
    "motiveringen lezen",
    "read statements of reasons",
    roles=("moderator",),
    purpose="moderation",
)
WRITE_STATEMENTS = permission(
    "notices.write_statements",
    "motiveringen schrijven, verbeteren en klaarzetten",
    "write, correct and release statements of reasons",
    roles=("moderator",),
    purpose="moderation",
)
SEND_STATEMENTS = permission(
    "notices.send_statements",
    "motiveringen naar de databank van de Commissie sturen",
    "send statements of reasons to the Commission's database",
    roles=("moderator",),
    purpose="moderation",
)
CHECK_STATEMENTS = permission(
    "notices.check_statements",
    "motiveringen laten nakijken voor ze verstuurd worden",
    "have statements of reasons checked before they are sent",
    roles=("moderator",),
    purpose="moderation",
    about_persons=False,
)
HANDLE = permission(
    "notices.handle",
    "meldingen lezen en erover beslissen",
    "read notices and decide on them",
    roles=("moderator",),
    purpose="moderation",
)
OPEN_DESK = permission(
    "notices.open_desk",
    "het meldpunt openen en zijn termijnen kiezen",
    "open the notice desk and set its time limits",
    roles=("admin",),
    purpose="accountability",
    about_persons=False,
)
READ_COUNTS = permission(
    "notices.read_counts",
    "aantallen meldingen",
    "counts of notices",
    roles=("moderator", "admin", "data_protection_officer", "observer"),
    purpose="accountability",
    about_persons=False,
)
GIVE = permission(
    "notices.give",
    "een melding geven voor iemand",
    "give a notice on somebody's behalf",
    roles=("moderator",),
    purpose="moderation",
)
ASK_STATE = permission(
    "notices.ask_state",
    "met een code vragen hoe een melding staat",
    "ask by its code how a notice stands",
    roles=("moderator",),
    purpose="moderation",
)
