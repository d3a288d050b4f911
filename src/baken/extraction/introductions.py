"""What stands between a service's name and a handle: "snap is my name there:" as a row of known words.

Each word belongs to a class of what it says; a word of no class is where a handle may begin.
"""

import re
from typing import NamedTuple

_NAMES = (
    "gebruikersnaam naam username user name nick nickname account handle adres id profiel nutzername "
    "benutzername benutzer konto profil profile pseudo pseudonyme compte identifiant nom usuario nombre "
    "cuenta perfil utilizator utilizatorul cont contul numele nume felhasználónév felhasználónevem "
    "felhasználó fiók név néven neve nevem потребителско потребител профил име името акаунт nazwa nazwą "
    "użytkownik użytkownika nickiem login heet heiße heisse heiss heiß m'appelle llamo numesc nazywam "
    "казвам hívnak called"
)
_IS = "is ist est c'est es este e е to a: heet jest són"
_SELF = (
    "ik ben i'm im i am ich bin je suis j'suis soy yo sunt eu vagyok én enyém az съм аз jestem ja mine "
    "mijne meiner mía mienne mój"
)
_AS = (
    "als as under onder unter como sous jako като ca drept by door pod cu avec con mit met nevű below le com'"
)
_FILLERS = (
    "me mij mijn my mein meine mon ma mi mis meu mea mele ми ме моят моя az a de het the op at via on in "
    "add auf sur en pe la na на в unter w le il el die der das van von du do toe hinzu hozzá és od od sei "
    "se mă ma tu te jij you du are find volg follow dm app chat gram message messages bericht berichten "
    "dodaj добави nu now tot also auch aussi también și ook is és също też"
)
NAME, IS, SELF, AS, FILLER = range(5)
_CLASSES = dict.fromkeys(_FILLERS.split(), FILLER)
for _group, _class in ((_AS, AS), (_SELF, SELF), (_IS, IS), (_NAMES, NAME)):
    _CLASSES |= dict.fromkeys(_group.split(), _class)

_STEP = re.compile(
    r"(?P<gap>\s{1,2})|(?P<sign>[:=\-\u2013|(;~\u2192\u27a1\u25ba\u25b6👉📲💬><\"\u201c\u201e«*]\ufe0f?|➜)"
    r"|(?P<own>['\u2019]s(?!\w))|(?P<pause>[,?!]\s)|(?P<word>[^\W\d_]+(?:['\u2019][^\W\d_]+)?)(?![\w]|[.\-]\w)"
)
_ONE_BY_ONE = re.compile(r"(?:[^\W_][\s.\-]){3}[^\W_](?!\w)")
_MOST_STEPS = 14
_MOST_WORDS = 5
_TELLING_SIGNS = frozenset(':=>|~;\u2192\u27a1\u25ba\u25b6👉📲💬➜(-\u2013"\u201c\u201e«*')


class Introduction(NamedTuple):
    """What leads to a handle at `end`: a telling sign, and what the words say."""

    end: int
    signed: bool
    said: frozenset[int]
    paused: bool
    gap: bool
    words: int


def introduction(low: str, start: int) -> Introduction:
    """The row of known words and signs from `start` on, behind a service's name."""
    at, words, signed, paused, gap = start, 0, False, False, False
    said: set[int] = set()
    signs = 0
    for _ in range(_MOST_STEPS):
        step = _STEP.match(low, at)
        if step is None:
            break
        if (word := step["word"]) is not None:
            kind = _CLASSES.get(word.replace("\u2019", "'"))
            if kind is None or words == _MOST_WORDS or (len(word) == 1 and _ONE_BY_ONE.match(low, at)):
                break
            said.add(kind)
            words += 1
        elif step["sign"]:
            signs += 1
            if signs > 2:
                break
            signed = signed or step["sign"].rstrip("\ufe0f") in _TELLING_SIGNS
        elif step["own"]:
            said.add(IS)
        elif step["pause"]:
            if paused:
                break
            paused = True
        gap = gap or step["gap"] is not None or step["pause"] is not None
        at = step.end()
    return Introduction(at, signed, frozenset(said), paused, gap or signed, words)
