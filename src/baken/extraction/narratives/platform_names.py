"""Names of platforms in running words: as they are, bent, joined to another word, or misspelt.

A short name that is an ordinary word too ("snap", "kinky", "speurders") counts where a word before it
or a capital says that a platform is meant.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from baken.extraction.frequent_words import frequent_words
from baken.extraction.narratives.clauses_told import Word, word_set
from baken.extraction.narratives.told import KnownPlatform

_BENT: dict[str, str] = {
    "whatsapp": (
        "appje appjes appen appt appte appten geappt append appbericht appberichten appberichtje "
        "appberichtjes appgroep appgroepen appgesprek appgesprekken appcontact appverkeer groepsapp "
        "groepsappje whatsappje whatsappjes whatsappen whatsappte geappt gewhatsappt whatsapped"
    ),
    "sms": (
        "smsje smsjes sms'je sms'jes smsen sms'en smste sms'te smsten sms'ten gesmst tekstbericht "
        "tekstberichten tekstberichtje texted texting texts textmessage textmessages"
    ),
    "e-mail": (
        "mails mailtje mailtjes mailde mailden mailen mailt gemaild emails emailed emailing mailbericht "
        "mailberichten mailadres emailadres emailbericht emailberichten mailcontact mailwisseling"
    ),
    "facebook": "messenger",
}
"""Words that come of a platform's name and are not it with an ending."""
_ENDINGS = word_set(
    "s je jes tje tjes 's en t te ten d de den n ed ing account accounts accountje profiel profielen groep "
    "groepen groepje pagina berichten bericht berichtje berichtjes gesprek gesprekken chat chats contact "
    "contacten kanaal kanalen post posts foto foto's video video's story verhaal vriend vrienden vriendin "
    "match link advertentie advertenties app date dates adres gebruiker gebruikers profile profiles group "
    "groups messages message page channel"
)
_OF_A_SITE = word_set("account accountje profiel profielen pagina advertentie kanaal")
"""What only a site or a service has: "Kinkypagina" is no ordinary word any more."""
_WITH_ENDINGS = word_set("sms mail")
_ASKS_A_SIGN = word_set(
    "snap snaps kinky seeking tagged wa ig tg yt kik sdc speurders speurder marktplaats messenger grinder "
    "mymodel luxy sudy jaumo signal discord line match threads zoom teams steam session wire bumble hinge "
    "tango x"
) | {"my model", "hot or not", "hotornot"}
_ASKS_A_CAPITAL = word_set("x line teams session wire threads")
_NEVER_A_WORD = word_set("facebook email sms mail youtube twitter instagram whatsapp tiktok tinder telegram")
"""Names so well known that they stand among the frequent words of a language."""
_ADJECTIVES = frozenset({"kinky"})
_SIGNS = word_set("via op over met per van bij door uit naar on through by using from over at facebook")
_BEHIND_NAME = word_set(
    "en and of or stond staat was is werd waar where met door om te in als maar but die dat daar toen "
    "later waarna zette with by for to who which he she hij zij ze ik his her he'd geen niet"
)
_VERB_LIKE = re.compile(r"[^\W\d_]{3,}(?:te|de|eerd|st|cht)$")
_FUZZY_FROM = 6
_MOST_WORDS = 4


class Named(NamedTuple):
    """A platform at words [first, last) of a sentence."""

    first: int
    last: int
    code: str


class NameTable:
    """Every name of a catalogue, ready to be found."""

    def __init__(self, platforms: Iterable[KnownPlatform]) -> None:
        self._rows: dict[tuple[str, ...], str] = {}
        self.types: dict[str, str] = {}
        self._glued: dict[str, str] = {}
        self._near: dict[str, set[str]] = {}
        for platform in platforms:
            self.types[platform.code] = platform.type
            for name in platform.names:
                self._add(name, platform.code)
                for bent in _BENT.get(name.casefold(), "").split():
                    self._add(bent, platform.code)
        everyday = frequent_words().row
        self._signed = _ASKS_A_SIGN | {
            name for name in self._glued if name in everyday and name not in _NEVER_A_WORD
        }
        for name, code in list(self._glued.items()):
            if len(name) >= _FUZZY_FROM and name.isascii() and not self._bends_a_word(name):
                for shape in _shapes(name):
                    self._near.setdefault(shape, set()).add(code)

    def _add(self, name: str, code: str) -> None:
        words = tuple(re.findall(r"[^\W_]+(?:'[^\W_]+)*", name.casefold()))
        if words and len(words) <= _MOST_WORDS:
            self._rows.setdefault(words, code)
            glued = "".join(words)
            self._glued.setdefault(glued, code)

    def _bends_a_word(self, name: str) -> bool:
        """Whether it is an ordinary word, or one with an ending: "snapje" is too near to "snapte"."""
        return name in self._signed or any(
            name[:cut] in self._signed and name[cut:] in _ENDINGS for cut in range(3, len(name))
        )

    def code_of(self, name: str) -> str | None:
        """The platform that is called so exactly."""
        return self._rows.get((name,))

    def find(self, sentence: Sequence[Word], text: str, read: dict[str, str | None]) -> list[Named]:
        """The names in a sentence, from left to right, the longest first. `read` remembers the words of
        one narrative; the table itself remembers none."""
        found: list[Named] = []
        at = 0
        while at < len(sentence):
            named = self._at(sentence, at, text, read)
            if named is not None:
                found.append(named)
                at = named.last
            else:
                at += 1
        return found

    def _at(self, sentence: Sequence[Word], at: int, text: str, read: dict[str, str | None]) -> Named | None:
        if sentence[at].start and text[sentence[at].start - 1] == "@":
            return None
        for size in range(min(_MOST_WORDS, len(sentence) - at), 1, -1):
            keys = tuple(word.key for word in sentence[at : at + size])
            code = self._rows.get(keys)
            if code and _close(sentence[at : at + size]):
                if " ".join(keys) in _ASKS_A_SIGN and not _is_meant(sentence, at, at + size):
                    continue
                return Named(at, at + size, code)
        word = sentence[at]
        if word.key not in read:
            read[word.key] = self._one(word.key)
        code = read[word.key]
        if code is None:
            return None
        if word.key in self._signed and not _is_meant(sentence, at, at + 1):
            return None
        return Named(at, at + 1, code)

    def _one(self, key: str) -> str | None:
        if len(key) > 40:
            return None
        code = self._rows.get((key,)) or (self._glued.get(key) if len(key) > 4 else None)
        if code:
            return code
        if key in frequent_words().row:
            return None
        for cut in range(len(key) - 1, 2, -1):
            stem, ending = key[:cut], key[cut:]
            if ending in _ENDINGS and (stem not in self._signed | _WITH_ENDINGS or ending in _OF_A_SITE):
                code = self._rows.get((stem,)) or (self._misspelt(stem) if len(ending) > 2 else None)
                if code:
                    return code
        if key.startswith("ge") and key[-1:] in "td" and key[2:-1] in self._glued and len(key) > 6:
            return self._glued[key[2:-1]]
        return self._misspelt(key)

    def _misspelt(self, key: str) -> str | None:
        """The one platform that is a slip of the pen away."""
        if len(key) < _FUZZY_FROM or not key.isascii():
            return None
        codes: set[str] = set()
        for shape in _shapes(key):
            codes |= self._near.get(shape, set())
        return codes.pop() if len(codes) == 1 else None


def _shapes(name: str) -> set[str]:
    """A name, it with one letter less, and with two neighbours swapped: names that share one differ by
    a letter, or by two that stand beside each other. The first letter is never the slip."""
    less = {name[:at] + name[at + 1 :] for at in range(1, len(name))}
    return {name} | less


def _close(words: Sequence[Word]) -> bool:
    """Whether nothing but a space, a dot or a hyphen stands between the words."""
    return all(after.start - before.end <= 1 for before, after in pairwise(words))


def _is_meant(sentence: Sequence[Word], first: int, last: int) -> bool:
    word = sentence[first]
    capital = word.text[:1].isupper()
    before = sentence[first - 1].key if first else ""
    if word.key in _ASKS_A_CAPITAL and not (capital and before in _SIGNS):
        return False
    if first and capital:
        return True
    if before not in _SIGNS:
        return False
    if word.key not in _ADJECTIVES or last == len(sentence):
        return True
    behind = sentence[last]
    return (
        behind.clause != word.clause or behind.key in _BEHIND_NAME or _VERB_LIKE.match(behind.key) is not None
    )


@lru_cache(maxsize=8)
def name_table(platforms: tuple[KnownPlatform, ...]) -> NameTable:
    """The table of a catalogue, made once."""
    return NameTable(platforms)
