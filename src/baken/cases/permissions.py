"""Who may accompany people, decide as a second person, and see to it that nobody is left alone."""

from baken.tenancy.permission import permission

WORKERS = ("outreach_worker", "analyst")

WORK = permission(
    "cases.work",
    "mensen begeleiden die dat willen",
    "accompany people who want it",
    roles=WORKERS,
    purpose="outreach",
)
SECOND = permission(
    "cases.second",
    "als tweede persoon over een begeleiding beslissen",
    "decide on a case as a second person",
    roles=WORKERS,
    purpose="outreach",
)
SUPERVISE = permission(
    "cases.supervise",
    "meelezen bij begeleidingen van collega's en iemand erbij zetten",
    "read along with the cases of colleagues and put somebody on one",
    roles=("analyst",),
    purpose="outreach",
)
