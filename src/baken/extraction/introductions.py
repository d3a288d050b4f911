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
    "казвам hívnak called lautet luidt noem names namen nutzer usr alias screenname usuaria utilisateur "
    "utilisatrice nickname's nickul nicku nickem nicknév nick-ul ник никнейм ника потребителя azonosító "
    "page pagina seite página strona strony stronę oldal oldalam oldala oldalt страница страницата "
    "accountje accountnaam kontoname accountname adresse címem adresa"
)
_IS = (
    "is ist est c'est es este e е to a: heet jest són c s'appelle nennt it's its heißt heisst noemt "
    "numește numeste llama appelle nazywa hívják"
)
_SELF = (
    "ik ben i'm im i am ich bin je suis j'suis soy yo sunt eu vagyok én enyém az съм аз jestem ja mine "
    "mijne meiner mía mienne mój moi yo eu"
)
_AS = (
    "als as under onder unter como sous jako като ca drept by door pod cu avec con mit met nevű below le "
    "com' naar aan an à a to la do към zu through"
)
_FILLERS = (
    "me mij mijn my mein meine mon ma mi mis meu mea mele ми ме моят моя az a de het the op at via on in "
    "add auf sur en pe la na на в unter w le il el die der das van von du do toe hinzu hozzá és od od sei "
    "se mă ma tu te jij you du are find volg follow dm app chat gram message messages bericht berichten "
    "dodaj добави nu now tot also auch aussi también și ook is és също też "
    "adden toevoegen message bericht berichtje schrijven schreiben findest findet mich folgen follow folge "
    "suche such zoek search seek erreichst erreichbar bereikbaar ons us nous nos nosotros noi nekem nam "
    "ни нас mnie elérsz megtalálsz keress kövess írj found find vinden zu encuentras encontrarme retrouver "
    "trouver găsești gasesti scrie escribe escríbeme écris napisz pisz znajdziesz szukaj намери ще намериш "
    "пиши последвай dms here hier volgen gewoon just nur maar only dit das this it ça there daar alle all "
    "allemaal alles both beide beiden wszędzie tous todos todo toate mindkettő mindenhol всички hello hi "
    "an privé private privat with nou nouă nowy nowe nou új new nieuw nieuwe neu neues nuevo nueva nouveau "
    "nouvel нов нова via dan then dann entonces atunci akkor тогава wtedy alors which die welke dat qui que "
    "care który która które ami der zijn sind sont son sunt hetzelfde zelfde dezelfde same gleich gleiche "
    "pareil allebei kan can kann peut puede poate lehet voeg ajoute añade agrega adaugă adauga adde add "
    "добави "
    "igual idem mismo acelasi același ugyanaz to samo jest"
)
NAME, IS, SELF, AS, FILLER = range(5)
_CLASSES = dict.fromkeys(_FILLERS.split(), FILLER)
for _group, _class in ((_AS, AS), (_SELF, SELF), (_IS, IS), (_NAMES, NAME)):
    _CLASSES |= dict.fromkeys(_group.split(), _class)

_STEP = re.compile(
    r"(?P<gap>\s{1,3})|(?P<own>['\u2019]s(?!\w))|(?P<case>-(?:n|on|en|om|em|ul|t|ra|ja|je|ie|a|u)(?=[\s:]))|(?P<sign>\.:|[:=\-\u2013\u2014|(;~\u2192\u27a1\u25ba\u25b6👉📲💬><\"\u201c\u201e«*➜\[\u2018]|\.{2,4}|…"
    r"|['`](?=\w))"
    r"|(?P<pause>[,?!.]\s)|(?P<adorned>[^\w\s@.,?!'\u2019])|(?P<word>[^\W\d_]+(?:['\u2019][^\W\d_]+)?)(?![\w]|[.\-]\w)"
)
_ONE_BY_ONE = re.compile(r"(?:[^\W_][\s.\-]){3}[^\W_](?!\w)")
_MOST_STEPS = 14
_MOST_WORDS = 5
_MOST_SIGNS = 4


class Introduction(NamedTuple):
    """What leads to a handle at `end`: a telling sign, and what the words say."""

    end: int
    signed: bool
    said: frozenset[int]
    paused: bool
    gap: bool
    words: int


def introduction(low: str, start: int, stop: int | None = None) -> Introduction:
    """The row of known words and signs from `start` on, behind a service's name, to `stop` at most."""
    stop = len(low) if stop is None else stop
    at, words, signed, paused, gap = start, 0, False, False, False
    said: set[int] = set()
    signs = 0
    for _ in range(_MOST_STEPS):
        step = _STEP.match(low, at, stop)
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
            if signs > _MOST_SIGNS:
                break
            signed = True
        elif step["adorned"]:
            signs += 1
            if signs > _MOST_SIGNS:
                break
            gap = gap or not step["adorned"].isascii()
        elif step["own"]:
            said.add(IS)
        elif step["pause"]:
            if paused:
                break
            paused = True
        gap = gap or step["gap"] is not None or step["pause"] is not None
        at = step.end()
    return Introduction(at, signed, frozenset(said), paused, gap or signed, words)


def says_name_follows(word: str) -> bool:
    """Whether a word says that a name may follow: "als", "is", "ik"."""
    return _CLASSES.get(word.replace("\u2019", "'")) in (NAME, IS, SELF, AS)
