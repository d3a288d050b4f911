"""Who may see figures, take them out, and see who took out what."""

from baken.tenancy.permission import SEES_NO_PERSON, permission

READ = permission(
    "statistics.read",
    "cijfers bekijken",
    "see figures",
    roles=("analyst", "registrar", "researcher", SEES_NO_PERSON),
    purpose="statistics",
    about_persons=False,
)
EXPORT = permission(
    "statistics.export",
    "een tabel als bestand ophalen",
    "take a table out as a file",
    roles=("analyst", "registrar", "researcher"),
    purpose="statistics",
    about_persons=False,
)
EDITIONS = permission(
    "statistics.editions",
    "uitgaven van tabellen zien",
    "see editions of tables",
    roles=("analyst", "registrar", "researcher", "data_protection_officer"),
    purpose="statistics",
    about_persons=False,
)
MAKE_EDITION = permission(
    "statistics.make_edition",
    "een uitgave van een tabel maken en voorstellen",
    "make and propose an edition of a table",
    roles=("analyst", "researcher"),
    purpose="statistics",
    about_persons=False,
)
COMPARE_EDITION = permission(
    "statistics.compare_edition",
    "een uitgave naast de precieze aantallen leggen",
    "hold an edition against the exact counts",
    roles=("analyst", "registrar", "researcher"),
    purpose="statistics",
    about_persons=False,
)
PUBLISH_EDITION = permission(
    "statistics.publish_edition",
    "een voorgestelde uitgave publiceren, of er een terugnemen",
    "publish a proposed edition, or take one back",
    roles=("analyst", "researcher", "data_protection_officer"),
    purpose="statistics",
    about_persons=False,
)
PROVIDE_EDITION = permission(
    "statistics.provide_edition",
    "vragen of een tabel naar een partner mag, en het bestand ophalen",
    "ask whether a table may go to a partner, and take the file",
    roles=("analyst", "researcher"),
    purpose="statistics",
    about_persons=False,
)
APPROVE_PROVISION = permission(
    "statistics.approve_provision",
    "beslissen of een tabel naar een partner gaat",
    "decide whether a table goes to a partner",
    roles=("analyst", "researcher", "data_protection_officer"),
    purpose="statistics",
    about_persons=False,
)
TEAM = permission(
    "statistics.team",
    "zien hoe het team ervoor staat",
    "see how the team is doing",
    roles=("analyst",),
    purpose="statistics",
)
EXPORT_TEAM = permission(
    "statistics.export_team",
    "een tabel van het team als bestand ophalen",
    "take a table of the team out as a file",
    roles=("analyst",),
    purpose="statistics",
)
TRANSPARENCY = permission(
    "statistics.transparency",
    "het transparantieverslag bekijken",
    "see the transparency report",
    roles=("moderator", "data_protection_officer", SEES_NO_PERSON),
    purpose="moderation",
    about_persons=False,
)
EXPORT_TRANSPARENCY = permission(
    "statistics.export_transparency",
    "een tabel van het transparantieverslag als bestand ophalen",
    "take a table of the transparency report out as a file",
    roles=("moderator",),
    purpose="moderation",
    about_persons=False,
)
OVERSEE_EXPORTS = permission(
    "exports.oversee",
    "zien wie welk bestand heeft opgehaald",
    "see who took out which file",
    roles=("admin", "data_protection_officer"),
    purpose="accountability",
)
PUBLICATIONS = permission(
    "statistics.publications",
    "publicaties zien",
    "see publications",
    roles=("analyst", "registrar", "researcher", "data_protection_officer"),
    purpose="statistics",
    about_persons=False,
)
MAKE_PUBLICATION = permission(
    "statistics.make_publication",
    "een publicatie schrijven en voorstellen",
    "write and propose a publication",
    roles=("analyst", "researcher"),
    purpose="statistics",
    about_persons=False,
)
PUBLISH_PUBLICATION = permission(
    "statistics.publish_publication",
    "een voorgestelde publicatie openbaar maken, of er een terugnemen",
    "make a proposed publication public, or take one back",
    roles=("analyst", "researcher", "data_protection_officer"),
    purpose="statistics",
    about_persons=False,
)
WORKBENCH = permission(
    "statistics.workbench",
    "zelf een vraag aan het register stellen",
    "ask the register a question of one's own",
    roles=("analyst", "researcher"),
    purpose="statistics",
)
WORKBENCH_EXPORT = permission(
    "statistics.workbench_export",
    "het antwoord op een eigen vraag als bestand ophalen",
    "take the answer to a question of one's own out as a file",
    roles=("analyst", "researcher"),
    purpose="statistics",
)
FAIRNESS_READ = permission(
    "fairness.read",
    "zien op wie de regels vaker vallen",
    "see on whom the rules fall more often",
    roles=("analyst", "researcher", "data_protection_officer", "admin", SEES_NO_PERSON),
    purpose="accountability",
    about_persons=False,
)
FAIRNESS_WEIGH = permission(
    "fairness.weigh",
    "de regels opnieuw laten wegen",
    "have the rules weighed again",
    roles=("analyst", "data_protection_officer", "admin"),
    purpose="accountability",
    about_persons=False,
)
FAIRNESS_EXPORT = permission(
    "fairness.export",
    "de weging van de regels als bestand ophalen",
    "take the weighing of the rules out as a file",
    roles=("analyst", "researcher", "data_protection_officer"),
    purpose="accountability",
    about_persons=False,
)
