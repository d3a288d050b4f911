"""Who may do what with leads."""

from baken.tenancy.permission import permission

WORKERS = ("outreach_worker", "analyst")

WORK = permission(
    "triage.work",
    "aanwijzingen bekijken en beoordelen",
    "look at leads and assess them",
    roles=WORKERS,
    purpose="outreach",
)
LOOK_UP = permission(
    "triage.look_up",
    "een aanwijzing zoeken op zaaknummer",
    "look up a lead by its case number",
    roles=WORKERS,
    purpose="outreach",
)
URGENT = permission(
    "triage.urgent",
    "spoed afhandelen, met twee mensen",
    "handle what is urgent, with two people",
    roles=WORKERS,
    purpose="outreach",
)
PRACTISE = permission(
    "triage.practise",
    "oefenen met verzonnen aanwijzingen",
    "practise on invented leads",
    roles=WORKERS,
    purpose="outreach",
    about_persons=False,
)
READ_OUTCOMES = permission(
    "triage.read_outcomes",
    "bekijken waar mensen en regels van mening verschillen",
    "see where people and rules disagree",
    roles=("analyst", "data_protection_officer"),
    purpose="accountability",
    about_persons=False,
)
SET_SAMPLE = permission(
    "triage.set_sample",
    "instellen hoeveel aanwijzingen blind beoordeeld worden",
    "set how many leads are judged blind",
    roles=("analyst",),
    purpose="statistics",
    about_persons=False,
)
TAKE_OUTCOMES = permission(
    "triage.take_outcomes",
    "vragen om uitkomsten uit te voeren, en ervan leren",
    "ask for outcomes to be taken out, and learn from them",
    roles=("analyst",),
    purpose="statistics",
)
APPROVE_OUTCOMES = permission(
    "triage.approve_outcomes",
    "goedkeuren dat uitkomsten worden uitgevoerd",
    "approve that outcomes are taken out",
    roles=("data_protection_officer",),
    purpose="accountability",
)
SET_UP = permission(
    "triage.set_up",
    "afspreken hoe in triage wordt gewerkt",
    "agree on how triage is worked",
    roles=("admin",),
    purpose="accountability",
    about_persons=False,
)
PLAN = permission(
    "triage.plan",
    "het rooster voor spoed zien en maken",
    "see and plan the rota for what is urgent",
    roles=(*WORKERS, "admin"),
    purpose="accountability",
    about_persons=False,
)
