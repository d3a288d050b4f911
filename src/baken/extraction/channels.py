"""The messaging services that an advert names, in the spellings of its languages."""

import re

_NAMES = {
    "telegram": "telegram telegr telegramm tg telegramul telegrame telegramie telegramom телеграм телеграмм "
    "тг telega телега",
    "snapchat": "snapchat snapchatul snapchatem snapchacie snap snapem snapa snapie snapul sc снапчат снап",
    "instagram": "instagram instagramul instagramie instagramom insta instám instagr ig инстаграм инста",
    "kik": "kik кик",
    "signal": "signal signalu signale signalul сигнал",
    "whatsapp": "whatsapp whats wapp watsapp whatsap whattsapp вотсап уотсап ватсап",
}
SHORT = frozenset(("tg", "sc", "ig", "тг"))
"""Names that are more often something else."""
KIND_OF = {name: kind for kind, names in _NAMES.items() for name in names.split()}
"""A name in lower case to the kind of contact."""
KIND_OF["whats app"] = "whatsapp"
GHOST = "👻"
"""Stands for Snapchat."""

CHANNEL = r"whats\s?app|" + "|".join(sorted(map(re.escape, KIND_OF), key=len, reverse=True))
"""A pattern for any of the names."""


def kinds_in(names: str) -> list[str]:
    """The kinds of the services in a list of them: "snap/insta"."""
    found = re.findall(rf"(?<![^\W_])(?:{CHANNEL})(?![^\W_])", names)
    kinds = (KIND_OF["whatsapp" if name.startswith("whats") else name] for name in found)
    return list(dict.fromkeys(kinds))
