"""What people write around a service's name that says whose the handle is: "volg me op", "my", "the same"."""

import re

from baken.extraction.handle_shapes import BEFORE

_IS = r"is|ist|est|c['\u2019]est|es|este|e|е|to"
_MY = r"mijn|my|mein|meine|mon|ma|mi|mis|meu|mea|mój|moj|moja|моят|моя|мой"
_BY = (
    r"op|on|via|bij|in|auf|bei|über|sur|en|pe|la|na|w|на|в|по|meinem|az|a|the|toe|hinzu|fel|als|per|por|do|"
    rf"de|meu|moje|mio|ми|both|beide|beiden|allebei|ambos|zowel|ambele|{_MY}|{_IS}"
)
BEFORE_NAME = re.compile(rf"{BEFORE}\s{{0,2}}[(\[\-\u2013:=|/]?\s{{0,2}}(?P<by>(?:(?:{_BY})\s){{0,3}})\Z")
"""A handle before a service's name, and in the group `by` the words that bind them: "naam_x op"."""

_MAY_BIND = re.compile(rf"[@_\d.:=>|/(\[\u2192\u2013\-]|(?<=\s)(?:{_BY})\s\Z|(?:[^\W_]\s){{4}}")
_IS_MINE = re.compile(rf"(?:{_IS})\s(?:{_MY})\s")
_OWNERS = (
    rf"{_MY}|az|a|onze|our|het|ons|"
    # "my name there": the name of a service follows
    "(?:name|nick|naam|user|username|nickname|pseudo|usuario|nombre|nume|numele|neve?m|nazwa|името|име|"
    "account|handle|gebruikersnaam|benutzername|cuenta|cont|contul|konto|compte|profil|profiel|акаунт|login|"
    r"użytkownik)(?:\s(?:ми|meu|mea))?(?:\s(?:op|on|auf|bei|sur|de|en|pe|na|в|на|voor|van|for))?"
)
_OWN = re.compile(rf"(?<![^\W_])(?:{_OWNERS})\s{{1,2}}\Z")
_YOURS = re.compile(
    r"(?<![^\W_])(?:jouw|je|jullie|uw|your|ur|deine?[nmrs]?|eue?re?[nmrs]?|ihre?[nmrs]?|ton|ta|votre|vos|tu|"
    r"tus|su|vuestro|tău|tau|vostru|твоя|твоят|вашия|вашият|twój|twoj|twojego|wasz|wasze|swój|swoj|"
    r"swojego)\s\Z"
)
_ADDING = (
    r"(?:voeg|volg\w*|add\w*|follow\w*|ajoute\w*|(?<!je )suis|suivez|añade\w*|agrega\w*|agrégame|sígue\w*|"
    r"sigue\w*|adaugă\w*|adauga\w*|urmăr\w*|urmar\w*|folg\w*|adde|dodaj\w*|obserwuj|добави|последвай\w*|"
    r"keress|kövess|jelölj|vedd|vind\w*|find\w*|zoek\w*|look|search\w*|such\w*|cherche\w*|(?:re)?trouve\w*|"
    r"busca\w*|búsca\w*|encuentra\w*|encuéntrame|caută\w*|cauta\w*|găse\w*|gase\w*|szuka\w*|znajd\w*|"
    r"търси|намери\w*|schreib\w*|scrie\w*|napisz|пиши|írj|stuur|bericht\w*|message|text|dm|pm|msg|hmu|hit|"
    r"write|contacte\w*|contact|kontakt\w*|écri\w*|escr[ií]be\w*|pisz|joins|joignez|rejoins|snapt?|chat|"
    r"reach|check|kijk|bekijk|zie|vezi|ver|mira|nézd|zobacz|виж|bereik\w*|erreich\w*|joignable|elér\w*|"
    r"megtal\w*|кажи|прати)(?:-m[ăa]|-moi|-mi)?"
)
_ASKED_TO_ADD = re.compile(rf"(?<![^\W_]){_ADDING}(?:\s[^.!?\n]{{0,24}}|\s?)\Z")
_ASKED_NOT_TO = re.compile(
    r"(?<![^\W_])(?:geen|niet|nooit|no|not|never|don['\u2019]?t|keine?n?|nicht|nie|pas|jamais|sin|nunca|nu|nem|ne|не)"
    r"\s[^.!?\n]{0,30}\Z"
)
_CALLED = (
    r"heet|go by|known as|called|heiß?e|heisse|m['\u2019]appelle|me llamo|mă numesc|ma numesc|nazywam się|"
    r"казвам се|hívnak"
)
_AM = r"ben|i['\u2019]?m|i am|ich bin|je suis|soy|sunt|jestem|аз съм|vagyok"
_NAMED_SO = (
    r"(?:gebruikersnaam|username|user ?name|nickname|nick|usuario|benutzername|nutzername|pseudo|utilizator|"
    rf"nazwa użytkownika|felhasználónév|потребителско име|никнейм)(?:\s?:|\s(?:{_IS}))?"
)
_WHO = (
    r"a|me|mij|mich|moi|mnie|ме|naar|an|to|à|la|na|op|ook|auch|as|als|como|comme|ca|jako|като|unter|under|"
    r"onder|sous"
)
_LED_TO = re.compile(
    rf"(?<![^\W_])(?:{_ADDING}\s(?:(?:{_WHO})\s){{0,3}}|(?:{_CALLED})\s|{_NAMED_SO}\s|(?P<am>{_AM})\s)\Z"
)
_LISTED = re.compile(rf"(?:[:=>\u2192]|{_NAMED_SO})\s{{0,2}}\Z")
_CONFIRMED = re.compile(
    rf"['\"\u201d)]?\s(?:{_IS})\s(?:{_MY}|the|de|le|der|el)\s(?:user|nick|naam|name|nutzer|pseudo|nom|"
    r"usuario|nombre|nume|nazwa|login|handle|account|gebruikers|benutzer)|"
    r"\s(?:néven|a nevem|vagyok|keress|heet ik|heiße ich|heisse ich|zu finden|te vinden)"
)
_SAME_NAME = (
    r"zelfde|hetzelfde|dezelfde|idem|same|gleich\w*|genauso|dasselbe|pareil\w*|m[êe]me|mism[oa]|igual|"
    r"acela[sșş]i|la fel|ugyan\w*|същ\w*|to samo|tak samo|ten sam|taki sam"
)
_TOO = (
    r"ook|also|too|auch|selber|aussi|tambi[eé]n|aceea[sșş]i|tot|[sșş]i pe|is|тоже|също|sam[oa]|te[zż]|"
    r"równie[zż]"
)
_SAME = re.compile(rf"(?<![^\W_])(?:{_SAME_NAME}|{_TOO})(?![^\W_])")
_SAME_BEHIND = re.compile(rf"\s?[:=,(\-]{{0,2}}\s?(?:(?:the|le|la|el)\s)?(?:{_SAME_NAME})(?![^\W_])")
_LONGEST_BETWEEN = 40


def may_bind(window: str) -> bool:
    """A cheap look: whether `BEFORE_NAME` can find a handle at the end of these words that counts."""
    return _MAY_BIND.search(window) is not None


def is_own(before: str) -> bool:
    """Whether the words before a service's name end in whose it is: "my", "mijn naam op"."""
    return _OWN.search(before) is not None


def is_yours(before: str) -> bool:
    """Whether they end in a word that says it is the reader's: "je", "your"."""
    return _YOURS.search(before) is not None


def asks_to_add(before: str) -> bool:
    """Whether they ask to add or to find somebody there, and not to leave it."""
    return _ASKED_TO_ADD.search(before) is not None and _ASKED_NOT_TO.search(before) is None


def is_confirmed(low: str, end: int) -> bool:
    """Whether the words behind a handle say what it is: "… is my username"."""
    return _CONFIRMED.match(low, end) is not None


def leads_to_name(before: str, by: str) -> tuple[bool, bool]:
    """Of a word before a service's name, bound to it by the words `by`.

    Whether what stands before that word says that it is a name, and whether that only says who
    somebody is: "I'm … on snap".
    """
    if by and _IS_MINE.fullmatch(by):
        return True, False
    lead = (_LED_TO if by else _LISTED).search(before)
    return lead is not None, lead is not None and bool(by) and lead["am"] is not None


def says_same(low: str, end: int, naming: tuple[int, int]) -> bool:
    """Whether the handle that ends at `end` is said to be the same at a service named at [start, end)."""
    between = low[end : naming[0]]
    if len(between) > _LONGEST_BETWEEN or "\n\n" in between:
        return False
    return _SAME.search(between) is not None or _SAME_BEHIND.match(low, naming[1]) is not None
