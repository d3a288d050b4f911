"""Who may keep an installation: its jobs, and its log."""

from baken.tenancy.permission import permission

MANAGE = permission(
    "operations.manage",
    "het beheer van de organisatie",
    "the administration of the organisation",
    roles=("admin",),
    purpose="accountability",
    about_persons=False,
)
OVERSEE = permission(
    "operations.oversee",
    "het toezicht op de organisatie",
    "the oversight of the organisation",
    roles=("data_protection_officer",),
    purpose="accountability",
    about_persons=False,
)
READ_OVERVIEW = permission(
    "operations.read_overview",
    "het overzicht van het beheer",
    "the overview of the administration",
    roles=MANAGE.roles | OVERSEE.roles,
    purpose="accountability",
    about_persons=False,
)
READ_JOBS = permission(
    "operations.read_jobs",
    "wat de computer op dit moment doet",
    "what the computer is doing now",
    roles=("admin", "data_protection_officer", "analyst"),
    purpose="accountability",
    about_persons=False,
)
READ_LOG = permission(
    "audit.read",
    "het logboek: wie wat zag of deed",
    "the log: who saw or did what",
    roles=("data_protection_officer",),
    purpose="accountability",
)
