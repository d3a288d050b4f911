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
REPORT = permission(
    "triage.report",
    "het meldpakket lezen en meenemen, om een ernstig misdrijf te melden",
    "read the report package and take it along, to report a serious crime",
    roles=WORKERS,
    purpose="crime_report",
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
ASK_HINDSIGHT = permission(
    "hindsight.ask",
    "een bewezen zaak opnieuw laten draaien, en lezen wat eruit komt",
    "have a proven case run again, and read what comes of it",
    roles=("analyst",),
    purpose="statistics",
)
APPROVE_HINDSIGHT = permission(
    "hindsight.approve",
    "goedkeuren dat een bewezen zaak opnieuw wordt gedraaid",
    "approve that a proven case is run again",
    roles=("data_protection_officer",),
    purpose="accountability",
)
READ_HINDSIGHT = permission(
    "hindsight.read",
    "zien wat de regels van bewezen zaken samen gezien zouden hebben",
    "see what the rules would have seen of proven cases together",
    roles=("analyst", "researcher", "data_protection_officer"),
    purpose="statistics",
    about_persons=False,
)
TAKE_HINDSIGHT = permission(
    "hindsight.take",
    "de telling over bewezen zaken als bestand ophalen",
    "take the count over proven cases out as a file",
    roles=("analyst", "researcher"),
    purpose="statistics",
    about_persons=False,
)
