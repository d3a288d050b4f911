"""The messaging services that an advert names, in the spellings and cases of its languages."""

from collections.abc import Iterator

from baken.extraction.contacts import OTHER
from baken.extraction.marks import without_diacritics

_NAMES = {
    "telegram": "telegram telegr telegramm tg tlg tele tgram telegrame telegramme tlgrm tlgram teleg tgm "
    "телеграм телеграмм тг телега telega telegrama",
    "snapchat": "snapchat snap sc snapp snappie snapch snp снапчат снап snapje snaps snappen snapt "
    "snappt snpcht snpch snapchacie snapie",
    "instagram": "instagram insta instagr ig инстаграм инста инстаграмм instaa instagrama nstgrm instgrm",
    "kik": "kik kikmessenger кик",
    "signal": "signal signale сигнал",
    "whatsapp": "whatsapp whats wapp watsapp whatsap whattsapp вотсап уотсап ватсап",
}
_ENDINGS = {
    # Hungarian, Polish and Romanian put case and owner behind the name, Bulgarian its article.
    "telegram": "on om omon od odon ra ot ja nal ie a u em owi ul ului ba ban hoz",
    "snapchat": "en em emen ed eden re et je nel ie a u owi ul ului cie ba",
    "snap": "en em emen ed eden re et je nel ie a u owi ul ului pel",
    "instagram": "on om omon od odon ra ot ja nal ie a u em owi ul ului ba ban hoz",
    "insta": "n m mon d don ra t ja nal ul gramie",
    "kik": "en em emen ed re u iem ul",
    "signal": "on om omon ra u em ul",
    "tg": "n m ul",
    "ig": "n m ul",
    "телеграм": "а ът е",
    "инстаграм": "а ът е",
    "инста": "та",
    "снапчат": "а ът е",
    "снап": "а ът е",
    "тг": "то",
}
_OWN_NAMES = "naam name account accountje konto profiel profil profile nick id handle adres user usr"
_COMPOUNDED = ("telegram", "snapchat", "snap", "instagram", "insta", "kik", "signal", "tg", "ig", "sc")
_OTHERS_COMPOUNDED = ("line", "wechat", "discord", "skype", "viber", "tiktok", "twitter")
_OFTEN_MISTYPED = ("telegram", "snapchat", "instagram")

_OTHERS = (
    "facebook fb messenger tiktok discord wickr threema viber skype wechat twitter onlyfans teleguard "
    "fansly pinterest linkedin badoo tinder youtube twitch wire facebooku discordzie фейсбук вайбър "
    "вибер тикток bluesky bsky kakaotalk zalo reddit tumblr mastodon vkontakte"
)
OTHERS = frozenset(_OTHERS.split())
"""Services that have no kind of their own."""


def _mistyped(name: str) -> Iterator[str]:
    """With one slip of the pen: a letter forgotten, doubled, or two in the wrong order."""
    for at in range(1, len(name)):
        yield name[:at] + name[at + 1 :]
        yield name[:at] + name[at] + name[at:]
    for at in range(1, len(name) - 1):
        yield name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _mixed(name: str) -> Iterator[str]:
    """With letters of another alphabet that look the same for some of its own."""
    some = [at for at, letter in enumerate(name) if letter in _LOOK_SAME]
    for chosen in range(1, 1 << len(some)):
        yield "".join(
            _LOOK_SAME[letter] if at in some and chosen >> some.index(at) & 1 else letter
            for at, letter in enumerate(name)
        )


_LOOK_SAME = dict(zip("aceopisk", "асеоріѕк", strict=True))
SHORT = frozenset(
    (
        "tg",
        "sc",
        "ig",
        "тг",
        "tele",
        "snp",
        "tgm",
        "ign",
        "igm",
        "teleg",
        "igul",
        "snappen",
        "snapt",
        "snappt",
    )
)
"""Names that are more often something else."""
KIND_OF = {name: kind for kind, names in _NAMES.items() for name in names.split()}
"""A name in lower case, without diacritics, to the kind of contact; another service has no kind."""
KIND_OF |= {
    without_diacritics(name + ending): KIND_OF[name]
    for name, endings in _ENDINGS.items()
    for ending in endings.split()
}
for _name in _OFTEN_MISTYPED:
    KIND_OF = dict.fromkeys(_mistyped(_name), _name) | KIND_OF
for _name in (*_OFTEN_MISTYPED, "insta", "snap", "kik"):
    KIND_OF |= dict.fromkeys(_mixed(_name), KIND_OF[_name])
NAMED = {f"{name}{own}": KIND_OF[name] for name in _COMPOUNDED for own in _OWN_NAMES.split()}
NAMED |= {f"{name}{own}": OTHER for name in _OTHERS_COMPOUNDED for own in _OWN_NAMES.split()}
"""Names that say by themselves that a handle follows: "snapchatnaam"."""
KIND_OF |= NAMED
_OWNED = "snapem snapchatem telegramom instam instagramom kikem signalom snapje snapchatje tgm igm"
OWNED = frozenset(_OWNED.split())
"""Names that say whose it is, as Hungarian ones do."""
X, LINE, THREADS = "x", "line", "threads"
"""Services whose names are mostly something else: `namings` tells by what stands beside them."""
GHOST = "👻"
ICONS = {GHOST: "snapchat", "📸": "instagram", "📷": "instagram", "✈": "telegram"}
"""Pictures that stand for a service."""


def kind_of(word: str) -> str | None:
    """The kind of the service that a word in lower case names, OTHER for one that has no kind of its own."""
    bare = without_diacritics(word)
    return OTHER if bare in OTHERS else KIND_OF.get(bare)
