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
OVERSEE_EXPORTS = permission(
    "exports.oversee",
    "zien wie welk bestand heeft opgehaald",
    "see who took out which file",
    roles=("admin", "data_protection_officer"),
    purpose="accountability",
)
