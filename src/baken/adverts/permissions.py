"""Who may read the rules (everybody: a rule shows no one), record what they saw, and read a capture."""

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
BY_HAND = permission(
    "adverts.record_by_hand",
    "vastleggen wat u ergens zag",
    "record what you saw somewhere",
    roles=("outreach_worker", "analyst"),
    purpose="outreach",
)
READ_CAPTURE = permission(
    "adverts.read_capture",
    "lezen wat er van een advertentie is vastgelegd",
    "read what was captured of an advert",
    roles=("outreach_worker", "analyst"),
    purpose="outreach",
)
READ_ADVERTISER = permission(
    "adverts.read_advertiser",
    "bekijken wat bij één adverteerder hoort",
    "look at what belongs to one advertiser",
    roles=("outreach_worker", "analyst"),
    purpose="outreach",
)
JUDGE_LINKS = permission(
    "adverts.judge_links",
    "zeggen wat bij één adverteerder hoort",
    "say what belongs to one advertiser",
    roles=("outreach_worker", "analyst"),
    purpose="outreach",
)
