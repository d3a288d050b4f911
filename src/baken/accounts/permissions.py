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
OWN_PROFILE = permission(
    "accounts.own_profile",
    "uw eigen profiel en hoe u inlogt",
    "your own profile and how you sign in",
    roles=Role.codes,
    purpose="accountability",
    about_persons=False,
)
