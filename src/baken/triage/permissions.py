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
