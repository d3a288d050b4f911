"""Who may read and keep the catalogue of platforms. It holds nothing about persons."""

from baken.tenancy.permission import permission

READ = permission(
    "platforms.read",
    "de lijst van platforms",
    "the catalogue of platforms",
    roles=(
        "registrar", "analyst", "researcher", "moderator", "outreach_worker", "admin",
        "data_protection_officer", "observer",
    ),
    purpose="statistics",
    about_persons=False,
)  # fmt: skip
MANAGE = permission(
    "platforms.manage",
    "platforms toevoegen en veranderen",
    "adding and changing platforms",
    roles=("registrar", "admin"),
    purpose="registration",
    about_persons=False,
)
