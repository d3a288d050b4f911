"""The messaging services that an advert names, in the spellings and cases of its languages."""

from baken.extraction.marks import without_diacritics

_NAMES = {
    "telegram": "telegram telegr telegramm tg telegrame telegramme tlgrm tlg "
    "телеграм телеграмм тг телега telega",
    "snapchat": "snapchat snap sc снапчат снап snapje",
    "instagram": "instagram insta instagr ig инстаграм инста",
    "kik": "kik кик",
    "signal": "signal signale сигнал",
    "whatsapp": "whatsapp whats wapp watsapp whatsap whattsapp вотсап уотсап ватсап",
}
_ENDINGS = {
    # Hungarian, Polish and Romanian put case and owner behind the name, Bulgarian its article.
    "telegram": "on om omon od odon ra ot ja nal ie a u em owi ul ului",
    "snapchat": "en em emen ed eden re et je nel ie a u owi ul ului cie ba",
    "snap": "en em emen ed eden re et je nel ie a u owi ul ului",
    "instagram": "on om omon od odon ra ot ja nal ie a u em owi ul ului",
    "insta": "n m mon d don ra t ja nal",
    "kik": "en em emen ed re u iem ul",
    "signal": "on om omon ra u em ul",
    "телеграм": "а ът е",
    "инстаграм": "а ът е",
    "инста": "та",
    "снапчат": "а ът е",
    "снап": "а ът е",
}
_OWN_NAMES = "naam name account konto profiel profil profile nick id handle adres"
_COMPOUNDED = ("telegram", "snapchat", "snap", "instagram", "insta", "kik", "signal")

SHORT = frozenset(("tg", "sc", "ig", "тг"))
"""Names that are more often something else."""
KIND_OF = {name: kind for kind, names in _NAMES.items() for name in names.split()}
"""A name in lower case, without diacritics, to the kind of contact."""
KIND_OF |= {
    without_diacritics(name + ending): KIND_OF[name]
    for name, endings in _ENDINGS.items()
    for ending in endings.split()
}
NAMED = {f"{name}{own}": KIND_OF[name] for name in _COMPOUNDED for own in _OWN_NAMES.split()}
"""Names that say by themselves that a handle follows: "snapchatnaam"."""
KIND_OF |= NAMED
OWNED = frozenset(("snapem", "snapchatem", "telegramom", "instam", "instagramom", "kikem", "signalom"))
"""Hungarian names that say whose it is."""
GHOST = "👻"
"""Stands for Snapchat."""


def kind_of(word: str) -> str | None:
    """The kind of the service that a word in lower case names."""
    return KIND_OF.get(without_diacritics(word))
