"""What somebody does in an organisation: a closed list. What a role may do stands with each room."""

from collections.abc import Iterable

from baken.vocabulary.code_list import CodeList, Label, member

Role = CodeList(
    name="Role",
    label=Label("Rol", "Role"),
    source="Baken; the users of the domain, and an observer from outside",
    members=(
        member("outreach_worker", "veldwerker", "outreach worker"),
        member("analyst", "analist", "analyst"),
        member("registrar", "registrator", "registrar"),
        member("moderator", "moderator", "moderator"),
        member("researcher", "onderzoeker", "researcher"),
        member("data_protection_officer", "functionaris gegevensbescherming", "data protection officer"),
        member("admin", "beheerder", "administrator"),
        member(
            "observer",
            "waarnemer",
            "observer",
            (
                "Een ethische commissie of een organisatie van sekswerkers: ziet regels, eerlijkheid, "
                "klachten en aantallen, nooit een persoon.",
                "An ethics board or a sex workers' organisation: sees rules, fairness, complaints and "
                "counts, never a person.",
            ),
        ),
    ),
)

ROLE_PURPOSES: dict[str, tuple[str, ...]] = {
    "outreach_worker": ("outreach", "crime_report"),
    "analyst": ("outreach", "statistics", "crime_report"),
    "registrar": ("registration", "statistics"),
    "moderator": ("moderation", "crime_report"),
    "researcher": ("statistics",),
    "data_protection_officer": ("accountability",),
    "admin": ("accountability",),
    "observer": ("statistics", "accountability"),
}
"""For which purposes a role may use data; a permission whose purpose is not here is refused at load."""


def collecting_purposes(roles: Iterable[str]) -> frozenset[str]:
    """For which purposes somebody in these roles records what they see. A report of serious crime is not
    among them: it follows from what two people found in what was seen for another purpose, and nobody
    collects in order to report."""
    return frozenset(purpose for role in roles for purpose in ROLE_PURPOSES[role]) - {"crime_report"}
