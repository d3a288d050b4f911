"""Who helps, and who was handed over to them, as data: invented, bland, and about nobody."""

from dataclasses import dataclass
from typing import Any


def _help(name: str, kinds: tuple[str, ...], provinces: tuple[str, ...] = (), **facts: Any) -> dict[str, Any]:
    return {
        "name": name, "role_nl": "Verzonnen organisatie die mensen verder helpt.",
        "role_en": "Invented organisation that helps people further.", "receiver": "help",
        "kinds": list(kinds), "provinces": list(provinces), "municipalities": [], "languages": ["nl", "en"],
        "hours": "office_hours", "intake": "both", "capacity": "room", "reached": "", "valid_until": None,
        "fallback": False, "gone": False,
    } | facts  # fmt: skip


GUIDANCE, SHELTER, LEGAL, WORK, POLICE = (
    "Verzonnen: Stichting Rustig Begin", "Verzonnen: Woonhuis Zuid", "Verzonnen: Rechtswinkel West",
    "Verzonnen: Werkplaats Oost", "Verzonnen: wijkteam politie",
)  # fmt: skip
HELP = (
    _help(GUIDANCE, ("guidance", "advice"), languages=["nl", "en", "es"]),
    _help(SHELTER, ("shelter",), ("NL-NB", "NL-ZE"), capacity="waiting_list", hours="day_and_night"),
    _help(LEGAL, ("legal",), ("NL-NB",)),
    _help(WORK, ("leaving", "guidance"), ("NL-GE", "NL-OV"), capacity="full"),
    _help(POLICE, ("report",), receiver="police", capacity="unknown", hours="day_and_night"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReferralStory:
    """Somebody who is handed over: by whom, to whom, how far it came, how many days ago it was offered and
    answered. `of_case`: it is part of a case. `small`: it stands in every market."""

    login: str
    to: str
    ends: str
    offered: int = 0
    answered: int = 0
    words: str = "Verzonnen: wil praten over wat er kan."
    refusal: str = ""
    of_case: bool = False
    small: bool = True


REFERRALS = (
    ReferralStory("noor", GUIDANCE, "prepared"),
    ReferralStory("daan", LEGAL, "agreed", small=False),
    ReferralStory("yara", SHELTER, "look"),
    ReferralStory("noor", WORK, "offered", 2, of_case=True),
    ReferralStory("daan", GUIDANCE, "offered", 1, small=False),
    ReferralStory("yara", LEGAL, "offered", 9),
    ReferralStory("noor", GUIDANCE, "accepted", 12, 10, of_case=True),
    ReferralStory("daan", SHELTER, "accepted", 6, 3, small=False),
    ReferralStory("yara", WORK, "refused", 10, 8, refusal="no_room"),
    ReferralStory("noor", LEGAL, "refused", 25, 22, refusal="other_region", small=False),
    ReferralStory("daan", GUIDANCE, "done", 40, 37),
    ReferralStory("yara", GUIDANCE, "done", 33, 31, small=False),
    ReferralStory("noor", SHELTER, "done", 58, 55, small=False),
    ReferralStory("daan", WORK, "withdrawn", 20, 18),
    ReferralStory("yara", POLICE, "danger"),
)
NUMBER = "+31 6 00000077"
