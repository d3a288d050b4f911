"""Who may do what with the register."""

from baken.tenancy.permission import permission

REGISTER_READ = permission(
    "register.read",
    "registraties lezen",
    "read registrations",
    roles=["registrar"],
    purpose="registration",
)
REGISTER_WRITE = permission(
    "register.write",
    "registreren en registraties verbeteren",
    "register cases and correct registrations",
    roles=["registrar"],
    purpose="registration",
)
REGISTER_SEARCH = permission(
    "register.search",
    "zoeken op zaaknummer",
    "search by case number",
    roles=["registrar"],
    purpose="registration",
)
REGISTER_EXPORT = permission(
    "register.export",
    "het register als bestand meegeven",
    "take the register out as a file",
    roles=["registrar"],
    purpose="registration",
)
