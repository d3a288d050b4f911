"""Who may decide who works here."""

from baken.tenancy.permission import permission
from baken.vocabulary.roles import Role

MANAGE_USERS = permission(
    "accounts.manage_users",
    "wie hier werkt en met welke rol",
    "who works here and in which role",
    roles=("admin",),
    purpose="accountability",
)
CLOSE_ORGANISATION = permission(
    "accounts.close_organisation",
    "vragen om de organisatie te sluiten",
    "asking to close the organisation",
    roles=("admin",),
    purpose="accountability",
    about_persons=False,
)
DECIDE_CLOSING = permission(
    "accounts.decide_closing",
    "als tweede beslissen of de organisatie sluit",
    "deciding as the second person whether the organisation closes",
    roles=("data_protection_officer",),
    purpose="accountability",
    about_persons=False,
)
READ_CLOSING = permission(
    "accounts.read_closing",
    "wat er nog open staat voor de organisatie sluit",
    "what is still open before the organisation closes",
    roles=CLOSE_ORGANISATION.roles | DECIDE_CLOSING.roles,
    purpose="accountability",
    about_persons=False,
)
OWN_PROFILE = permission(
    "accounts.own_profile",
    "uw eigen profiel en hoe u inlogt",
    "your own profile and how you sign in",
    roles=Role.codes,
    purpose="accountability",
    about_persons=False,
)
