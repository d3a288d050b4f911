"""Words that stand where a handle may stand and are none: of a sentence, of a service, of an account."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice

from baken.extraction.channels import KIND_OF, OTHERS
from baken.extraction.frequent_words import frequent_words
from baken.extraction.gazetteer import names
from baken.extraction.marks import without_diacritics

_ORDINARY_WORDS = (
    "ja nee yes no ok ook via me mij my mijn je jij u the de het een en and of or a an is are am ben bent "
    "op in on at to stuur send add voeg zie see look kijk alleen only nummer number nr beschikbaar "
    "available vraag ask bel call app bericht berichtje message text sms mogelijk possible graag please "
    "contact meer more info for voor foto fotos photo video videos naam name geen niet not without zonder "
    "met with bij whatsapp telegram snapchat snap insta instagram kik signal aanvraag request verzoek "
    "hieronder below above hier here chat online prive privé private dm pm nu now altijd always dagelijks "
    "daily sturen toevoegen volg follow mail email website tel telefoon phone mobile mobiel nul zero "
    "verkoop selling sale betaald paid gratis free sessie session show shows klik click link bereikbaar "
    "erreichbar verfügbar anfrage nachricht nachrichten privat bitte disponible demande message messages "
    "privado mensaje mensajes solicitud disponibil mesaj mesaje cerere privat elérhető üzenet kérésre "
    "wiadomość wiadomości dostępny dostępna prywatnie съобщение съобщения налична лично zobacz zdjęcia "
    "poze képek снимки fotos bilder links profil profiel account underscore punt dot username "
    "gebruikersnaam viber facebook tiktok skype wechat line twitter discord threema onlyfans massage "
    "anruf anrufe anrufen appel appels llamada llamadas apel apeluri hívás обаждане bellen whoever "
    "massages masaj masaje masaż masszázs масаж afspraak afspraken aub svp pls plz aanwezig vermelden "
    "vermeld vermelding voornaam achternaam vorname termin rendez-vous cita programare"
)
# What an account may be, said of it where its name might follow: "my snap is private".
_STATES = (
    "kapot stuk leeg weg gesloten besloten geblokkeerd gehackt verwijderd nieuw persoonlijk privéaccount "
    "traag broken gone closed deleted banned blocked hacked new personal empty down off slow faster "
    "slower quicker kaputt gesperrt gelöscht leer neu persönlich schneller aktiv inaktiv öffentlich "
    "geschlossen privé privée fermé fermée supprimé bloqué piraté nouveau personnel rapide vide public "
    "inactif privada cerrado cerrada borrado bloqueado hackeado nuevo nueva personal rápido vacío público "
    "inactivo privată închis închisă șters blocat nou nouă personală personal rapid gol public inactiv "
    "privát zárt törölve letiltva új személyes gyorsabb üres nyilvános личен лична частен затворен изтрит "
    "блокиран нов празен бърз публичен prywatny prywatna prywatne zamknięty usunięty zablokowany nowy "
    "nowe pusty szybszy publiczny nieaktywny actief inactief openbaar snelst sneller fastest friends "
    "vrienden freunde amis amigos prieteni barátok premium tijdelijk temporarily unavailable offline "
    "joignable injoignable osiągalna osiagalna dosegljiv достъпна активна actieve aktywna contactable "
    "reachable geheim secret geheimnis discreet discreto discret diskret dyskretnie"
)
_SUFFIXES = (
    "en s je jes tje tjes e er es n t st te de ing ung ungen ly ment al ado ada os as i y a u ul ele ok ek k "
    "ow ten ster sters aar baar bar lijk lich ed d ers in na ja om nak nek ban ben ra re ie em ami "
    "ende enden nde ez ar aj anie ania owy owe este esc ant ants ante able ibel ible wards ings jie ului "
    "lor mente amos emos imos iamo ati am asz esz unk hat het hez hoz tol val vel"
)
_ENDINGS = tuple(_SUFFIXES.split())
_SHORTEST_PART = 4
_SHORTEST_STEM, _LONGEST_ENDING, _MOST_LOOKED_AT = 5, 3, 20
# Participles, and words made of others as languages make them.
_FORMED = re.compile(
    r"(?:aan|af|an|auf|aus|door|ein|in|mee|op|over|toe|uit|zu)?ge[^\W\d_]{3,}(?:d|t|en)|"
    r"[^\W\d_]{4,}(?:ig|ige|lijk|lijke|heid|ing|ingen|tie|ties|isch|lich|keit|ung|ungen|tion|ions|ness|ful|ous|"
    r"baar|less|able|ción|dad|mente|ość|ście|lny|lna|owy|owa|ság|ség|tare|ească)"
)
_PARTICIPLE = re.compile(
    r"(?:aan|af|an|auf|aus|door|ein|in|mee|op|over|toe|uit|zu)ge[^\W\d_]{3,}(?:d|t|en)|[^\W\d_]{4,}(?:baar|lijk|lich|ated)"
)
# What adverts are about: a word with one of these inside is rather that than a name.
_TRADE = re.compile(
    "mass?a|ontvang|bezoek|verzoek|afspra|service|bericht|foto|video|ontspan|entspann|termin|masaj|masaz|privat|"
    "hotel|besuch|empfang|kontakt|contact|kanaal|channel|groep|gruppe|story|verhaal|profil|reactie|antwoord|"
    "response|reserv|booking|beschikb|verfügb|praktijk|salon|studio|uitnodig|vrije?tijd"
)
NO_HANDLES = frozenset(_ORDINARY_WORDS.split()) | frozenset(KIND_OF) | OTHERS
"""Never a handle, even with a sign before it."""
_STATES_OF_ACCOUNTS = frozenset(_STATES.split())


def is_ordinary(word: str) -> bool:
    """Whether it is rather a word of a sentence than somebody's name on a service."""
    return (
        word in NO_HANDLES
        or word in _STATES_OF_ACCOUNTS
        or word in _ordinary()
        or (not word.isascii() and without_diacritics(word) in NO_HANDLES)
    )


def is_no_name(word: str) -> bool:
    """Whether it is nobody's name even where a name is announced: "my snap name is private"."""
    return word in NO_HANDLES or word in _STATES_OF_ACCOUNTS or without_diacritics(word) in NO_HANDLES


@lru_cache(maxsize=65536)
def is_word(word: str) -> bool:
    """Whether it is an ordinary word, a form of one, a place, or something of the trade."""
    if is_ordinary(word) or is_place(word) or _TRADE.search(word):
        return True
    known = _ordinary()
    if "-" in word and any(part in known for part in word.split("-")):
        return True
    if _FORMED.fullmatch(word) or _is_form_of_a_word(word):
        return True
    return any(word.endswith(ending) and word[: -len(ending)] in known for ending in _ENDINGS)


@lru_cache(maxsize=65536)
def is_said_of_services(word: str) -> bool:
    """Whether it is rather what a clause says of a service than somebody's name there, even behind a sign.

    An ordinary word, a participle, or words of the trade in one: "Telegram: massagetafel, olie".
    """
    if is_ordinary(word) or _PARTICIPLE.fullmatch(word):
        return True
    if word.count("-") > 1:
        return any(map(_is_known, word.split("-")))
    return any(
        _is_known(one) and _is_known(two) and (_is_of_trade(one) or _is_of_trade(two))
        for one, two in _halves(word)
    )


def _halves(word: str) -> Iterator[tuple[str, str]]:
    return ((word[:at], word[at:]) for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1))


def _is_known(part: str) -> bool:
    return is_ordinary(part) or (part[:1] in "se" and part[1:] in _ordinary()) or _is_of_trade(part)


def _is_of_trade(part: str) -> bool:
    return _TRADE.match(part) is not None or part in NO_HANDLES


@lru_cache(maxsize=65536)
def is_plain_word(word: str) -> bool:
    """Whether it is a word, or two ordinary words in one."""
    known = _ordinary()
    return is_word(word) or any(
        one in known and (two in known or (two[0] in "se" and two[1:] in known)) for one, two in _halves(word)
    )


def _is_form_of_a_word(word: str) -> bool:
    """Whether it begins as an ordinary word does, and both end soon after: "handdoeken", "spreche"."""
    known = _in_order()
    for shared in range(max(_SHORTEST_STEM, len(word) - _LONGEST_ENDING), len(word) + 1):
        stem = word[:shared]
        for other in islice(known, at := bisect_left(known, stem), at + _MOST_LOOKED_AT):
            if not other.startswith(stem):
                break
            if len(other) <= shared + _LONGEST_ENDING:
                return True
    return False


@cache
def _in_order() -> list[str]:
    return sorted(_ordinary())


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(frequent_words().row)


def is_place(word: str) -> bool:
    """Whether a Dutch place is called so."""
    return any(len(name.tokens) == 1 for _, name in names().get(word, ()))
