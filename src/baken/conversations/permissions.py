"""Who may talk with people, decide as a second person, and agree on the rules of it."""

from baken.tenancy.permission import permission

WORKERS = ("outreach_worker", "analyst")

TALK = permission(
    "conversations.talk",
    "gesprekken voeren",
    "hold conversations",
    roles=WORKERS,
    purpose="outreach",
)
SECOND = permission(
    "conversations.second",
    "als tweede persoon over een bericht beslissen, of meekomen in een gesprek",
    "decide on a message as a second person, or join a conversation",
    roles=WORKERS,
    purpose="outreach",
)
WRITE_TEMPLATES = permission(
    "conversations.write_templates",
    "sjablonen voor berichten schrijven en nakijken",
    "write and review templates of messages",
    roles=WORKERS,
    purpose="outreach",
    about_persons=False,
)
SET_RULES = permission(
    "conversations.set_rules",
    "regels voor contact en een grond vragen",
    "ask for rules of contact and for a ground",
    roles=("admin",),
    purpose="accountability",
    about_persons=False,
)
DECIDE_GROUND = permission(
    "conversations.decide_ground",
    "beslissen over een grond om mensen te benaderen",
    "decide on a ground to approach people",
    roles=("data_protection_officer",),
    purpose="accountability",
    about_persons=False,
)
DECIDE_RULES = permission(
    "conversations.decide_rules",
    "beslissen over stille uren en andere regels voor contact",
    "decide on quiet hours and other rules of contact",
    roles=("data_protection_officer",),
    purpose="accountability",
    about_persons=False,
)
READ_RULES = permission(
    "conversations.read_rules",
    "zien onder welke regels mensen worden benaderd",
    "see under which rules people are approached",
    roles=(*WORKERS, "admin", "data_protection_officer"),
    purpose="accountability",
    about_persons=False,
)
RECEIVE = permission(
    "conversations.receive",
    "berichten ontvangen en versturen, als taak",
    "receive and send messages, as a job",
    roles=(),
    purpose="outreach",
)
