"""Who may do what at the door of a platform."""

from baken.tenancy.permission import permission

LOOK = permission(
    "door.look",
    "zien wat aan de deur is beslist en waarom",
    "see what was decided at the door and why",
    roles=("moderator",),
    purpose="moderation",
)
CHECK = permission(
    "door.check",
    "een advertentie aan de deur laten controleren",
    "have an advert checked at the door",
    roles=("moderator",),
    purpose="moderation",
)
RECORD_EVIDENCE = permission(
    "door.record_evidence",
    "vastleggen dat een account een leeftijd aantoonde",
    "record that an account showed an age",
    roles=("moderator",),
    purpose="moderation",
)
REVIEW = permission(
    "door.review",
    "beslissen over advertenties die aan de deur wachten",
    "decide on adverts that wait at the door",
    roles=("moderator",),
    purpose="moderation",
)
APPEAL = permission(
    "door.appeal",
    "vastleggen dat een adverteerder het niet eens is met een weigering",
    "record that an advertiser does not agree with a refusal",
    roles=("moderator",),
    purpose="moderation",
)
DECIDE_APPEALS = permission(
    "door.decide_appeals",
    "beslissen over bezwaar tegen een weigering van een ander",
    "decide on appeals against a refusal by somebody else",
    roles=("moderator",),
    purpose="moderation",
)
SEE_RATES = permission(
    "door.see_rates",
    "zien hoe vaak de deur onterecht tegenhield, en bij wie",
    "see how often the door held without need, and whom",
    roles=("moderator",),
    purpose="moderation",
    about_persons=False,
)
TAKE_RATES_OUT = permission(
    "door.take_rates_out",
    "de cijfers van de deur als bestand ophalen",
    "take the rates of the door out as a file",
    roles=("moderator",),
    purpose="moderation",
    about_persons=False,
)
SET_POLICY = permission(
    "door.set_policy",
    "vastleggen wat het platform aan de deur eist",
    "record what the platform asks at its door",
    roles=("moderator",),
    purpose="moderation",
    about_persons=False,
)
PROVE = permission(
    "door.prove",
    "narekenen wat aan de deur is beslist",
    "decide again what was decided at the door",
    roles=("moderator",),
    purpose="moderation",
)
READ_AUDITS = permission(
    "door.read_audits",
    "toetsen van voordeuren lezen",
    "read audits of doors",
    roles=("analyst", "registrar", "researcher", "moderator", "data_protection_officer"),
    purpose="statistics",
    about_persons=False,
)
WRITE_AUDITS = permission(
    "door.write_audits",
    "toetsen van voordeuren doen en vastleggen",
    "do and record audits of doors",
    roles=("analyst", "registrar", "moderator"),
    purpose="statistics",
    about_persons=False,
)
TAKE_AUDITS_OUT = permission(
    "door.take_audits_out",
    "het rapport over voordeuren als bestand ophalen",
    "take the report on doors out as a file",
    roles=("analyst", "registrar", "moderator"),
    purpose="statistics",
    about_persons=False,
)
