"""Who may keep the directory, prepare a referral, and decide as a second person."""

from baken.tenancy.permission import permission

WORKERS = ("outreach_worker", "analyst")

READ_DIRECTORY = permission(
    "referrals.read_directory",
    "zien wie hulp geeft",
    "see who gives help",
    roles=(*WORKERS, "registrar", "moderator", "admin", "data_protection_officer"),
    purpose="outreach",
    about_persons=False,
)
KEEP_DIRECTORY = permission(
    "referrals.keep_directory",
    "bijhouden wie hulp geeft",
    "keep up who gives help",
    roles=(*WORKERS, "admin"),
    purpose="outreach",
    about_persons=False,
)
WORK = permission(
    "referrals.work",
    "mensen doorverwijzen naar hulp, kinderbescherming of politie",
    "refer people to help, child protection or the police",
    roles=WORKERS,
    purpose="outreach",
)
SECOND = permission(
    "referrals.second",
    "als tweede persoon over een doorverwijzing beslissen",
    "decide on a referral as a second person",
    roles=WORKERS,
    purpose="outreach",
)
REPORT_CRIME = permission(
    "referrals.report_crime",
    "vermoedens van een ernstig misdrijf melden aan politie of kinderbescherming",
    "report suspicions of a serious crime to police or child protection",
    roles=("moderator",),
    purpose="crime_report",
)
ASK_STATE = permission(
    "referrals.ask_state",
    "met een nummer vragen hoe een doorverwijzing staat",
    "ask by its number how a referral stands",
    roles=("moderator",),
    purpose="moderation",
)
