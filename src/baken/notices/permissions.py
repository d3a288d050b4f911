"""Who may have statements of reasons checked."""

from baken.tenancy.permission import permission

CHECK_STATEMENTS = permission(
    "notices.check_statements",
    "motiveringen laten nakijken voor ze verstuurd worden",
    "have statements of reasons checked before they are sent",
    roles=("moderator",),
    purpose="moderation",
    about_persons=False,
)
