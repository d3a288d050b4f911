"""For how long, or for what, a price is asked, in the languages of adverts."""

import re
from functools import lru_cache

_HALF = (
    r"half\s?uur(?:tje)?|halfuur(?:tje)?|half\s(?:an?\s)?hour|1/2\s?(?:uur|u|h|hour|stunde|hora|ora|óra|"
    r"godz)\b|"
    r"½\s?(?:uur|u|h|hour|stunde|heure|hora|ora|oră|óra|godziny|час)\b|"
    r"halbe(?:n|r)?\s?stunde|halbstunde|demi[- ]?heure|"
    r"media\s?hora|mezz['\u2019]?\s?ora|meia\s?hora|"
    r"jum[aă]tate de or[aă]|f[eé]l\s?[oó]ra|p[oó][lł]\s?godzin(?:y|ka|ki)|половин час|полчаса"
)
_QUARTER = (
    r"kwartier(?:tje)?|quarter(?: of an)?(?: hour)?|viertelstunde|quart d['\u2019]heure|cuarto de hora|"
    r"sfert de or[aă]|negyed\s?[oó]ra|kwadrans|четвърт час"
)
_THREE_QUARTERS = (
    r"drie ?kwartier(?:tje)?|three quarters(?: of an hour)?|dreiviertelstunde|drei viertelstunden?|"
    r"trois quarts d['\u2019]heure|tres cuartos de hora|trei sferturi de or[aă]|h[aá]romnegyed\s?[oó]ra"
)
_MINUTE = (
    r"min(?:uten|uut|utes|utos|uto|ute|uti|uty|ut|uta|s)?\.?|mn|perc|мин(?:ути|ута|ут|уты)?\.?|[\u2019']"
)
_HOUR = (
    r"uurtje|uur|u|hours?|hrs?|hr|h|stunden?|std\.?|heures?|horas?|ore|or[aă]|[oó]r[aá](?:nként)?|"
    r"godzin(?:a|ę|y|e|ka)?|godz|час(?:\u0430)?"
)
_LONGER = {
    "night": r"nacht(?:je)?|night|nuit(?:ée)?|noche|noapte|noc|éjszaka|нощ|overnight|overnachting|notte|"
    "noite",
    "day": r"dag|day|tag|jour(?:née)?|día|dia|zi|nap|dzień|ден",
    "weekend": r"weekend|wochenende",
    "week": r"week|woche|semaine|semana|hét|tydzień|седмица",
    "month": r"maand|month|monat|mois|mes|lună|hónap|miesiąc|месец",
    "visit": r"keer|bezoek|beurt|sessie|afspraak|visit|session|time|besuch|termin|sitzung|visite|séance|"
    "seance|rdv|"
    r"visita|sesi[oó]n|vizit[aă]|ședință|sedinta|alkalom|látogatás|посещение|сеанс|wizyt[ęa]|sesj[ęa]|"
    r"spotkanie",
    "person": r"persoon|pers|person|personne|persona|persoan[aă]|fő|човек|osob[ęa]",
}
_NUMBER = (
    r"1[.,]5|anderhalf|anderhalve|\d|één|een|one|an|a|eine?r?|une|una|o|egy|един|jedn[ąa]|twee|"
    r"two|zwei|deux|dos|două|két|два|dwie"
)
_UNIT_OF_KIND = {"half": "half_hour", "three": "45_minutes", "quarter": "quarter_hour"}
_TWO = frozenset(("twee", "two", "zwei", "deux", "dos", "două", "két", "два", "dwie"))

UNIT = (
    rf"(?:(?P<half>{_HALF})|(?P<three>{_THREE_QUARTERS})|(?P<quarter>{_QUARTER})|"
    rf"(?P<minutes>\d{{2,3}})\s?(?:{_MINUTE})"
    rf"|(?P<hours>{_NUMBER})?\s?(?P<hour>{_HOUR})"
    + "".join(rf"|(?P<{name}>(?:hele |ganze |whole |full )?(?:{words}))" for name, words in _LONGER.items())
    + r")(?![^\W_])"
)
"""A unit of time or occasion, to be read by `unit_of`."""

BEHIND = re.compile(
    r"\s{0,2}[(\-\u2013=:|]?\s{0,2}"
    r"(?:(?:per|voor|for|für|fuer|pro|par|por|pour|pe|za|na|de|the|het|is|pt|pentru|die|la|le|el|para|a|o|"
    r"на|за|/)(?![^\W_])\s{0,2}"
    r"|p[./]{0,2}|/\s?|à\s)?\s{0,2}"
    rf"(?:(?:een|het|de|a|an|the|eine|une|un|una|o|la|die|1x)\s|l['\u2019])?{UNIT}"
)
"""Behind a price."""

_MOST_USUAL = re.compile(r" per (?:(?P<hour>uur|hour)|(?P<visit>keer|bezoek))(?![^\W_])")
"""What stands behind most prices; `BEHIND` would find the same."""
_LEADS_ON = frozenset("(-\u2013=:|/")
_LOOK_AHEAD = 4

_BEFORE = re.compile(
    rf"(?<![^\W_]){UNIT}\s{{0,2}}(?:massage|service|incall|outcall|masaj|masaż|masaje|masszázs|"
    rf"масаж)?\s{{0,2}}"
    r"(?:[:=\u2013\-|(]|kost|is|voor|vanaf|v\.?a\.?|from|for|ab|à|costs?|kostet|cuesta|coûte|este|to|–"
    r"|(?:[^\W\d_]{1,12} ){0,3}(?:voor|is|kost|costs?|for|für|kostet|este|cuesta|za|за|е))?\s{0,2}$"
)
_APART = re.compile(r".*[\d,;!?€£$)]", re.DOTALL)
_PRIMES = ("'", "\u2019")
_LONGEST_NUMBER = 9

PER = rf"\s?(?:(?:per|pro|par|por|pe|za|на)\b|p[./]?\s?|/)\s?(?={UNIT})"

_WORD = re.compile(r"[^\W\d_]+")
_MORE_WORDS = (
    "min mins minuten minuut minutes minute minuti minuty minutos stunde stunden hour hours hrs heure "
    "heures horas "
    "halfuur halfuurtje uurtje kwartiertje godzina godziny часа perc мин минути mn ora oră óra hora heure "
    "std час h u "
    "half halve halbe halben halb demi media mezza meia jumătate jumatate fél fel félóra felora pół pol "
    "półgodziny "
    "половин полчаса четвърт sfert negyed negyedóra dreiviertelstunde óránként godzinę godzin hete éjszaka "
    "séance seance sesión sesion ședință wizyta wizytę sesja sesję osoba osobę persoană luna lună "
    "persoana vizită "
    "nuitée journée días día noapte noc dzień tydzień"
)
_SHORT = frozenset(("u", "h", "hr", "zi", "mn"))
_PATTERNS = f"{_HALF} {_QUARTER} {_THREE_QUARTERS} {_HOUR} {' '.join(_LONGER.values())} {_MORE_WORDS}"
WORDS = frozenset(word for word in _WORD.findall(_PATTERNS) if len(word) > 2) - {"for", "des"} | _SHORT
"""Words of which one stands in every unit."""


_LAST_WORDS = WORDS | {"orá", "oránként", "godzinka", "godzinki"}
"""Of these one stands in every unit behind its figures."""
_BEGINNING = 3
_BEGINNINGS = frozenset(word[:_BEGINNING] for word in _LAST_WORDS)
_WORDS_BEFORE_PRICE = (
    "massage service incall outcall masaj masaż masaje masszázs масаж kost is voor vanaf va v a from for "
    "ab à cost costs kostet cuesta coûte este to für za за е"
)
_BEFORE_PRICE = frozenset(_WORDS_BEFORE_PRICE.split())
"""Words that may stand between a unit and its price."""
_LONGEST_WITH_DOT = 4
_WITH_DOT = ("min", "std")
_AFTER_WORD = " :=-\u2013|(\n"


def behind(low: str, at: int) -> re.Match[str] | None:
    """The unit that stands behind a price which ends at `at`, for `unit_of`."""
    usual = _MOST_USUAL.match(low, at)
    if usual is not None:
        return usual
    first = low[at : at + _LOOK_AHEAD].lstrip()[:1]
    if first and not first.isalnum() and first not in _LEADS_ON:
        return None
    return BEHIND.match(low, at)


@lru_cache(maxsize=16384)
def unit_before(lead: str) -> str | None:
    """The unit that stands before a price, at the end of these words."""
    word = lead[lead.rstrip(_AFTER_WORD).rfind(" ") + 1 :].rstrip(_AFTER_WORD)
    if word.isalpha():
        if word[:_BEGINNING] not in _BEGINNINGS and word not in _BEFORE_PRICE:
            return None
    elif word[:-1].isalpha() and word[-1] in ".,!?" and len(word) > _LONGEST_WITH_DOT:
        may_be_short = word[-1] == "." and any(map(word.__contains__, _WITH_DOT))
        if not may_be_short:
            return None
    if not any(map(lead.__contains__, _PRIMES)):
        # A unit speaks for what stands behind it up to the next figure or sentence.
        apart = _APART.match(lead)
        if _LAST_WORDS.isdisjoint(_WORD.findall(lead, apart.end() if apart else 0)):
            return None
    if not WORDS.isdisjoint(_WORD.findall(lead)):
        first = next(match.start() for match in _WORD.finditer(lead) if match.group() in WORDS)
        return unit_of(_BEFORE.search(lead, max(0, first - _LONGEST_NUMBER)))
    return unit_of(_BEFORE.search(lead)) if lead.rstrip(" :=-")[-1:] in _PRIMES else None


def unit_of(match: re.Match[str] | None) -> str | None:
    """The code of a unit: hour, half_hour, 2_hours, 45_minutes, night, visit, ..."""
    if match is None:
        return None
    kind = match.lastgroup or ""
    if kind == "hour":
        hours = match["hours"] if match.re is not _MOST_USUAL else None
        if not hours:
            return "hour"
        if hours in ("1.5", "1,5", "anderhalf", "anderhalve"):
            return "90_minutes"
        if hours in _TWO:
            return "2_hours"
        return f"{hours}_hours" if hours.isdigit() and hours not in "01" else "hour"
    if kind == "minutes":
        minutes = int(match["minutes"])
        return {15: "quarter_hour", 30: "half_hour", 60: "hour"}.get(minutes, f"{minutes}_minutes")
    return _UNIT_OF_KIND.get(kind, kind)
