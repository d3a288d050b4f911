"""Who may read the rules: everybody. A rule is about adverts, and shows no one."""

from baken.tenancy.permission import permission
from baken.vocabulary.roles import Role

RULES_READ = permission(
    "rules.read",
    "de regels lezen",
    "read the rules",
    roles=Role.codes,
    purpose="accountability",
    about_persons=False,
)
