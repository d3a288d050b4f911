"""Who may do what with notices and statements of reasons."""

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
