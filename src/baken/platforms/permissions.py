"""Who may read and keep the catalogue of platforms. It holds nothing about persons,
and neither does the dialogue with platforms."""

from baken.tenancy.permission import permission

READ = permission(
    "platforms.read",
    "de lijst van platforms",
    "the catalogue of platforms",
    roles=(
        "registrar", "analyst", "researcher", "moderator", "outreach_worker", "admin",
        "data_protection_officer", "observer",
    ),
    purpose="statistics",
    about_persons=False,
)  # fmt: skip
MANAGE = permission(
    "platforms.manage",
    "platforms toevoegen en veranderen",
    "adding and changing platforms",
    roles=("registrar", "admin"),
    purpose="registration",
    about_persons=False,
)
READ_DIALOGUE = permission(
    "platforms.read_dialogue",
    "lezen wat met platforms is besproken",
    "read what was discussed with platforms",
    roles=("analyst", "registrar", "outreach_worker", "researcher", "data_protection_officer"),
    purpose="statistics",
    about_persons=False,
)
WRITE_DIALOGUE = permission(
    "platforms.write_dialogue",
    "vastleggen wat met platforms is besproken",
    "record what was discussed with platforms",
    roles=("analyst", "registrar"),
    purpose="statistics",
    about_persons=False,
)
TAKE_DIALOGUE_OUT = permission(
    "platforms.take_dialogue_out",
    "punten en agenda's als bestand ophalen",
    "take points and agendas out as a file",
    roles=("analyst", "registrar"),
    purpose="statistics",
    about_persons=False,
)
ERASE_DIALOGUE_WORDS = permission(
    "platforms.erase_dialogue_words",
    "woorden wissen uit wat met platforms is besproken",
    "erase words from what was discussed with platforms",
    roles=("data_protection_officer",),
    purpose="accountability",
    about_persons=False,
)
