"""Who may read the rules (everybody: a rule shows no one), record what they saw, and read a capture."""

from baken.tenancy.permission import SEES_NO_PERSON, permission
from baken.vocabulary.roles import Role

RULES_READ = permission(
    "rules.read",
    "de regels lezen",
    "read the rules",
    roles=Role.codes,
    purpose="accountability",
    about_persons=False,
)
RULES_AUTHORS = permission(
    "rules.see_authors",
    "zien wie een versie van de regels voorstelde, van kracht maakte of introk",
    "see who proposed, put in force or withdrew a version of the rules",
    roles=tuple(role for role in Role.codes if role != SEES_NO_PERSON),
    purpose="accountability",
    about_persons=False,
)
CHANGE_RULES = permission(
    "rules.change",
    "een versie van de regels voorstellen, van kracht maken of intrekken",
    "propose a version of the rules, put it in force or withdraw it",
    roles=("admin", "analyst"),
    purpose="accountability",
    about_persons=False,
)
OWN_WORDS = permission(
    "rules.own_words",
    "de eigen woordenlijsten van de regels lezen, en andere voorstellen",
    "read the rules' own word lists, and propose others",
    roles=("admin", "analyst"),
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
