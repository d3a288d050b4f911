"""Handles on messaging services, before or behind the service's name; a number in one is a phone."""

import re
from collections.abc import Iterator
from functools import cache

from baken.extraction.channels import CHANNEL, GHOST, KIND_OF, SHORT, kinds_in
from baken.extraction.contacts import Contact
from baken.extraction.digit_words import LOOK_ALIKES, WEAK_LOOK_ALIKES, digits_of
from baken.extraction.disguises import ClearText
from baken.extraction.frequent_words import frequent_words
from baken.extraction.links import links, may_hold_links
from baken.extraction.marks import ask

_HANDLE = r"_?[^\W_][\w.\-]{1,31}"
_AND = r"\s?(?:/|&|en|and|of|or|und|oder|et|ou|y|o|și|si|sau|és|vagy|и|или|i|lub|\+|,|\|)\s?"
_NAMED = (
    r"gebruikersnaam|naam|username|user\s?name|user|name|nick(?:name)?|account|handle|adres|id|profiel|"
    r"benutzername|nutzername|name|konto|profil|pseudo|compte|identifiant|nom|usuario|cuenta|perfil|"
    r"utilizator|cont|nume|felhasználónév|felhasználó|fiók|név|потребителско име|потребител|профил|име|"
    r"nazwa|użytkownik|nazwa użytkownika|me|mij|meu|mea"
)
_IS = r"is|ist|c['\u2019]est|est|es|este|e|е|to|a|heet|van mij is"
_MENTION = re.compile(
    rf"(?<![^\W_])(?P<channels>(?:{CHANNEL}|{GHOST})(?:{_AND}(?:{CHANNEL})){{0,3}})(?![^\W_])"
    rf"(?P<named>(?:\s?[-:]?\s?(?:{_NAMED})(?![\w]|\.\w)){{0,2}})"
    rf"(?P<between>\s{{0,2}}(?:[:=\-\u2013|(;~\u2192\u27a1\u25ba\u25b6👉📲💬]|>|➜|➡️){{1,2}}\s{{0,2}}"
    rf"|(?P<is>\s{{1,2}}(?:{_IS})\s{{0,2}}:?\s{{1,2}})|\s{{1,2}}(?:me|mij|op|at|via|on|add|auf|sur|en|pe|na|на|unter|als|as)\s{{1,2}}|\s{{0,2}})"
    rf"(?P<at>@\s?)?(?P<handle>{_HANDLE})"
)
_MENTION_FAR = re.compile(
    rf"(?P<channels>{CHANNEL})(?P<between>(?:\s[^\W\d_]{{1,14}}(?!\w)){{1,4}}\s?[:\-\u2013]?\s{{0,2}})(?P<at>@)?(?P<handle>{_HANDLE})"
)
_BY = r"(?:op|on|via|bij|in|auf|bei|sur|en|pe|la|na|w|на|в|my|mijn|mein|mon|mi)"
_BEHIND = re.compile(rf"\s{{0,2}}[(\-]?\s{{0,2}}(?:{_BY}\s){{0,2}}(?P<channels>{CHANNEL})(?![^\W_])")
_WITH_AT = re.compile(rf"(?<![\w.])@(?P<handle>{_HANDLE})")
_ANY_HANDLE = re.compile(rf"(?<![\w.@/\-])(?P<handle>{_HANDLE})")
_BY_ONLY = re.compile(rf"\s?[(\-,:]?\s?(?:{_BY}\s){{0,2}}")
_SAID = re.compile(
    r"\s(?:(?P<low>underscore|(?:laag|liggend) ?streepje|unterstrich|tiret bas|gui[oó]n bajo|barra baja|"
    r"podkre[sś]lnik|podkre[sś]lenie|alulvon[aá]s|долна черта|linie jos|liniu[tț][aă] jos)|"
    r"(?P<dot>dot|punt|punct|punto|punkt|point|kropka|pont|точка))\s(?P<more>\w{1,31})"
)
_OWN = re.compile(
    r"(?<![^\W_])(?:mijn|my|mein|meine|mon|ma|mi|mis|meu|mea|mój|moj|moja|az|a|моят|моя|onze|our|het|ons)\s{1,2}$"
)
_ASKED_TO_ADD = re.compile(
    r"(?<![^\W_])(?:voeg|volg|add|follow|ajoute\w*|suis|suivez|añade\w*|agrega\w*|sígue\w*|sigue\w*|"
    r"adaugă\w*|adauga\w*|urmăr\w*|urmar\w*|folg\w*|adde|dodaj\w*|obserwuj|добави|последвай|keress|kövess|jelölj|"
    r"vind|find|find me|encuéntrame|schreib|scrie|napisz|пиши|írj)\s[^.!?\n]{0,24}$"
)
_ORDINARY_WORDS = (
    "ja nee yes no ok ook via me mij my mijn je jij u the de het een en and of or a an is are am ben bent op "
    "in on at to stuur send add voeg zie see look kijk alleen only nummer number nr beschikbaar available "
    "vraag ask bel call app bericht berichtje message text sms mogelijk possible graag please contact meer "
    "more info for voor foto fotos photo video videos naam name geen niet not without zonder met with bij "
    "whatsapp telegram snapchat snap insta instagram kik signal aanvraag request verzoek hieronder below "
    "above hier here chat online prive privé private dm pm nu now altijd always dagelijks daily sturen "
    "toevoegen volg follow mail email website tel telefoon phone mobile mobiel nul zero verkoop selling sale "
    "betaald paid gratis free sessie session show shows klik click link bereikbaar erreichbar verfügbar "
    "anfrage nachricht nachrichten privat bitte disponible demande message messages privado mensaje mensajes "
    "solicitud disponibil mesaj mesaje cerere privat elérhető üzenet kérésre wiadomość wiadomości dostępny "
    "dostępna prywatnie съобщение съобщения налична лично zobacz zdjęcia poze képek снимки fotos bilder "
    "links profil profiel account underscore punt dot username gebruikersnaam viber facebook tiktok skype "
    "wechat line twitter"
)
_NO_HANDLES = frozenset(_ORDINARY_WORDS.split()) | frozenset(KIND_OF)
_CHANNELS = ask("channels", KIND_OF)
_LETTERS = re.compile(r"[^\W\d_]+")
_LOOKING = frozenset(letter.lower() for letter in WEAK_LOOK_ALIKES | LOOK_ALIKES)
_SHORTEST = 3
_DIGITS_OF_A_NUMBER = 7
_LOOK_BACK = 40
_SIGNED = re.compile(r"[:=>|~;\u2192\u27a1\u25ba\u25b6👉📲💬➜(\-\u2013]")
_TELLS = re.compile(r"_|\w\.\w|[^\W\d_]\d|\d[^\W\d_]")
_FEWEST_LETTERS = 2


def may_hold_handles(clear: ClearText) -> bool:
    """A cheap look: whether a channel is named at all, or a link may stand there."""
    return clear.has(_CHANNELS) or may_hold_links(clear) or GHOST in clear.low


def handles(clear: ClearText, region: str) -> Iterator[tuple[Contact, tuple[int, int]]]:
    """Handles and numbers in links and beside channels' names, each with its span in the clear text."""
    low = clear.low
    yield from links(clear, region)
    after = 0
    taken: list[tuple[int, int]] = []
    for start in _named(clear):
        if start < after:
            continue
        mention = _MENTION.match(low, start)
        if mention is not None:
            after = mention.end("channels")
            found = list(_mentioned(clear, mention))
            if found:
                after = found[-1][1][1]
                yield from found
                taken.extend(span for _, span in found)
                continue
        far = _MENTION_FAR.match(low, start)
        if far is not None and _is_meant_far(far):
            found = list(_contacts(clear, far, far["channels"], with_at=far["at"] is not None))
            yield from found
            taken.extend(span for _, span in found)
            after = far.end("handle")
            continue
        yield from _before(clear, start)
    for match in _WITH_AT.finditer(low) if "@" in low else ():
        channels = _BEHIND.match(low, match.end("handle"))
        if channels is not None and not any(start <= match.start() < end for start, end in taken):
            yield from _contacts(clear, match, channels["channels"], with_at=True)


def _named(clear: ClearText) -> list[int]:
    """Where services are named."""
    found = [start for start, _ in clear.marked(_CHANNELS)]
    if GHOST in clear.low:
        found = sorted(found + [match.start() for match in re.finditer(GHOST, clear.low)])
    return found


def _mentioned(clear: ClearText, match: re.Match[str]) -> Iterator[tuple[Contact, tuple[int, int]]]:
    """The handle behind a service's name, if what stands between says that there is one."""
    low = clear.low
    handle = match["handle"].rstrip(".-")
    kinds = _kinds(match["channels"])
    with_at = match["at"] is not None
    if not with_at:
        between = match["between"]
        if between == "" and not match["channels"].endswith(GHOST):
            return
        signed = _SIGNED.search(between) is not None
        telling = _tells(handle)
        lead = low[max(0, match.start() - _LOOK_BACK) : match.start()]
        own = match["is"] is not None and _OWN.search(lead) is not None
        added = _ASKED_TO_ADD.search(lead) is not None
        ghost = match["channels"].endswith(GHOST)
        if not (signed or match["named"].strip(" :-") or telling or own or added or ghost):
            return
        if "whatsapp" in kinds and not telling:
            return
        if match["channels"] in SHORT and not (signed or own or (telling and len(handle) > _SHORTEST)):
            return
        if not telling and _is_ordinary(handle, low, match.end("handle"), sure=signed):
            return
    yield from _contacts(clear, match, match["channels"], with_at=with_at)


def _is_meant_far(match: re.Match[str]) -> bool:
    """Whether a handle some words behind a service's name belongs to it: "Snap hinzu: @x"."""
    if kinds_in(match["between"]) or "whatsapp" in kinds_in(match["channels"]):
        return False
    if match["at"] is not None:
        return True
    return _tells(match["handle"]) and "_" in match["handle"].strip("_")


def _before(clear: ClearText, start: int) -> Iterator[tuple[Contact, tuple[int, int]]]:
    """A telling handle before a service's name: "naam_x op telegram"."""
    low = clear.low
    first = max(0, start - _LOOK_BACK)
    lead = low[first:start]
    for match in list(_ANY_HANDLE.finditer(lead))[-3:]:
        handle = match["handle"]
        tail = lead[match.end() :]
        if not _BY_ONLY.fullmatch(tail):
            continue
        letters = sum(map(str.isalpha, handle))
        if "_" in handle.strip("_") or (letters > _FEWEST_LETTERS and any(map(str.isdigit, handle))):
            channels = _BEHIND.match(low, first + match.end())
            if channels is not None:
                yield from _contacts(clear, match, channels["channels"], with_at=False, shift=first)
                return


def _tells(handle: str) -> bool:
    """Whether it looks like a handle: letters with a digit, a low line or a dot."""
    return _TELLS.search(handle) is not None and sum(map(str.isalpha, handle)) >= _FEWEST_LETTERS


def _contacts(
    clear: ClearText, match: re.Match[str], channels: str, *, with_at: bool, shift: int = 0
) -> Iterator[tuple[Contact, tuple[int, int]]]:
    low = clear.low
    handle = match["handle"].rstrip(".-")
    start = match.start("handle") + shift
    end = start + len(handle)
    said = False
    while handle not in _NO_HANDLES and (more := _SAID.match(low, end)) is not None:
        handle += ("_" if more["low"] else ".") + more["more"]
        end, said = more.end(), True
    if len(handle) < _SHORTEST or not any(map(str.isalpha, handle)):
        return
    if not with_at and (handle in _NO_HANDLES or digits_of(handle.split("-")[0]) is not None):
        return
    if sum(map(str.isdigit, handle)) >= _DIGITS_OF_A_NUMBER and not handle[0].isalpha():
        return
    if not with_at and _is_a_number(handle):
        return
    if low[end : end + 2] in ("::", "//") or low[end : end + 1] == "@":
        return
    if low[start - 1 : start] == "@":
        start -= 1
    hidden = said or clear.is_disguised(start, end)
    for kind in _kinds(channels):
        yield Contact(kind, handle, hidden, True, clear.span(start, end)), (start, end)


def _is_a_number(handle: str) -> bool:
    """Whether it is a number in disguise: digits among digit words and letters that look like digits."""
    runs = _LETTERS.findall(handle)
    return len(handle) >= _DIGITS_OF_A_NUMBER and all(
        _LOOKING.issuperset(run) or digits_of(run) is not None for run in runs
    )


def _is_ordinary(word: str, low: str, end: int, *, sure: bool) -> bool:
    """Whether it is rather a word of a sentence than somebody's name on a service."""
    if word in _NO_HANDLES or word in _ordinary():
        return True
    # "telegram: nur abends" is a sentence; a name mostly ends the line or the clause.
    return (
        not sure and low[end : end + 1] == " " and low[end + 1 : end + 2].isalpha() and len(word) < _SHORTEST
    )


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(frequent_words().row)


def _kinds(channels: str) -> list[str]:
    kinds = kinds_in(channels)
    return [*kinds, "snapchat"] if GHOST in channels and "snapchat" not in kinds else kinds
