"""Who may see what expires, set periods, hold things, and erase."""

from baken.tenancy.permission import permission

READ = permission(
    "rights.read",
    "zien wat wanneer verloopt",
    "see what expires when",
    roles=("data_protection_officer", "admin"),
    purpose="accountability",
    about_persons=False,
)
MANAGE = permission(
    "rights.manage",
    "laten wissen, vasthouden en verzoeken uitvoeren",
    "erase, hold, and carry out requests",
    roles=("data_protection_officer",),
    purpose="accountability",
)
SET_PERIODS = permission(
    "rights.periods",
    "bewaartermijnen korter maken",
    "make retention periods shorter",
    roles=("admin",),
    purpose="accountability",
    about_persons=False,
)
