"""Ages as an advert states them, apart from durations, limits and the ages of others."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from baken.extraction.age_words import SAYING_ENDS
from baken.extraction.digit_words import DIGIT_WORDS, SPLIT_TENS, UNITS_AFTER_TENS
from baken.extraction.disguises import ClearText
from baken.extraction.marks import AGED, NUMBER, ask

YOUNGEST = 10
_OLDEST_IN_ONE_LETTER = 69
_SPOKEN = ask("ages in words", (word for word, digits in DIGIT_WORDS.items() if len(digits) == 2))


class StatedAge(NamedTuple):
    """An age in years; `span` is [start, end) in the clear text, with the word for years."""

    age: int
    span: tuple[int, int]


_YEARS = (
    r"jaar(?:tjes)?(?: jong| oud)?|jarige?|jaren jong|lentes|jr|j|(?<=\d)y|"
    r"years?[ -](?:old|young|of age)|years|yrs?(?:[ .-]{0,2}old)?|y\.?/?o\.?|"
    r"jahre?(?: alt| jung)?|jährige?|jaehrige?|jahrige?|ans|añ?os|añitos|anos|anni|"
    r"ani(?:şori|șori|sori)?|éves(?:en)?|eves|"
    r"lat(?:ka|ek|a)?|l\.?(?=\))|letni[aą]?|letniej|roków|let(?=\W|$)|лет|годин(?:и|ки)|годишна|года?|"
    r"г(?=\W|$)|"
    r"років|yaşında|yasinda|vjeçare|vjeç"
)
_AGE_WORDS = (
    r"leeftijd|lft\.?|age|aged|alter|edad|âge|agée?|âgée?|vârst[aă]|varsta|életkor(?:om)?|kor(?:om)?|wiek|"
    r"възраст|"
    r"idade|età|возраст|(?<!\d )(?<!\d)lat|"
    r"(?:vrouw|dame|man|heer|masseu(?:r|se)|escort|woman|lady|man|guy|masseur|therapist|frau|mann|"
    r"masseurin|dame|"
    r"femme|homme|mujer|hombre|masajista|femeie|doamnă|bărbat|жена|дама|мъж|kobieta|pani|nő|hölgy|férfi)"
    r" (?:van|of|von|de|на)"
)
_I_AM = (
    r"ik ben(?: net| nu| pas)?|ben ik(?: net| nu)?|i['\u2019]?m|i am|ich bin|j['\u2019]ai|tengo|"
    r"аз съм на|жена на|дама на|момиче на"
)
_YEARS_BEHIND = re.compile(rf"(?:\s{{0,2}}[-\u2013]?\s?|\sde\s)(?P<word>{_YEARS})(?![^\W_])")
_AGE_BEFORE = re.compile(
    rf"(?<![^\W_])(?:(?P<after>{_AGE_WORDS})(?![^\W_])\s{{0,2}}(?:is|van|of|von|ist|est|es|este|e|wynosi|"
    rf"to|е|[:=\-])?\s{{0,2}}|(?:{_I_AM})\s{{1,2}})$"
)
_ANOTHER_UNIT = re.compile(
    r"\s?(?:[€£$%/+]|euro|eur|min|uur|u(?![^\W_])|cm|kg|kilo|km|m(?![^\W_])|x(?![^\W_])|:\d|[.,\-]\d|keer|"
    r"dagen|"
    r"weken|maanden|days|weeks|months|personen|hours?|h(?![^\W_])|stunden|tage|mins?|meter|pond|lbs|"
    r"perc|óra|minut|мин|час|км|heures?|horas?|ore|godz|km|photos?|foto|x\d|"
    r"(?:to|tot|t/m|bis|до|do|till|au?|à|en|and|und|-|\u2013)\s?\d)"
)
_LED_IN = re.compile(r"[\d.,€$£]$|\d[-/]$")
_YEARS_SPOKEN = re.compile(
    r"[ -]?(?:jaar|jarige?|years? (?:old|young)|year[- ]old|jahre(?: alt| jung)?|ans|años|añitos|anos|"
    r"(?:de )?ani|anni|éves|години|годишна|лет|lat(?:ka)?|letnia)(?![^\W_])"
)
_TENS_BETWEEN = r"(?:\d{2}\s?(?:-|\u2013|/|tot|t/m|en|to|and|till|bis|und|à|et|y|și|si|és|и|do|до)\s?)?"
_SINCE_PHRASES = (
    "al|alweer|sinds|ruim|meer dan|bijna|over|for|seit|depuis|na|afgelopen|laatste|binnen|elke|elk|per|ieder|"
    "gedurende|ongeveer al|bestaat|viert|vanaf|vanaf de|v.a.|va|boven|boven de|onder|onder de|tot|"
    "minimaal|minimum|"
    "min|min.|minstens|tenminste|ten minste|tussen|tussen de|ouder dan|jonger dan|maximaal|maximum|max|max.|"
    "at least|minimum age|minimum age of|minimum age is|min age|above|under|older than|younger than|last|"
    "past|"
    "between|from|since|within|more than|almost|nearly|zwischen|ab|über|unter|ueber|mindestens|mehr als|"
    "fast|schon|"
    "bereits|seit über|nach|vor|plus de|moins de|à partir de|a partir de|des|dès|entre|pendant|il y a|ça "
    "fait|ca fait|"
    "más de|mas de|menos de|mayor de|mayores de|menor de|menores de|hace|desde|durante|mínimo|minimo|llevo|"
    "trabajando|peste|sub|de peste|minim|între|intre|cel puțin|cel putin|acum|de la|timp de|lucrez|"
    "legalább|több mint|"
    "felett|alatt|már|dolgozom|powyżej|powyzej|poniżej|od|ponad|przez|od ponad|między|przed|pracuję|pracuje|"
    "от|над|под|между|поне|минимум|повече от|преди|вече|работя|werk|werkzaam|work|working|worked|been|"
    "arbeite|"
    "minimumleeftijd|minimumleeftijd is|leeftijdsgrens|leeftijdsgrens is"
)
_SINCE = _SINCE_PHRASES.split("|")
_SINCE_ENDS = frozenset(phrase.split()[-1] for phrase in _SINCE)
_DURATION_BEFORE = re.compile(
    rf"(?<![^\W_])(?:{'|'.join(map(re.escape, _SINCE))})\s{{1,2}}{_TENS_BETWEEN}$"
    r"|(?<!\d)\d{2}\s?(?:-|\u2013|tot|t/m|to|till|bis|до|do)\s?$"
    r"|(?<![^\W_])\w{0,12}(?:ervaring|experience|erfahrung|expérience|experiencia|experiență|experienta)"
    r"\s?(?:van|of|von|de|:)\s(?:ruim |meer dan |over )?$"
)
_MAY_BE_DURATION = re.compile(r"\d|rvaring|xperien|rfahrung|xpérien")
_DURATION_AFTER = re.compile(
    r"(?:[\s\-]{0,2}(?:of|an|aan|de|d['\u2019]|jaren|lange?|massage)?\s{0,2})(?:lang(?:e|er)?|"
    r"\w{0,16}[ -]?ervaring|ervaren|experience|erfahrung|berufserfahrung|exp[ée]rien\w{0,4}|practice|"
    r"esperienza|experi[eê]ncia|geleden|ago|garantie|warranty|actief|active|bezig|werkzaam|getrouwd|samen|"
    r"bestaan|jubileum|gevestigd|in bedrijf|"
    r"in (?:het|de|this|the|mijn|my|dieser|der|diesem) (?:vak|branche|business|industry|job|trade|beroep|"
    r"beruf)|"
    r"in business|massage\w{0,6} ervaring|"
    r"en (?:ouder|hoger|jonger|boven)|and (?:older|over|up|above|under|younger)|"
    r"or (?:older|over|above|younger)|of (?:ouder|hoger|jonger)|und (?:älter|jünger|aelter)|oder älter|"
    r"et plus|ou plus|o más|y más|en adelante|și peste|si peste|sau mai mult|felett\w{0,8}|fölött\w{0,8}|"
    r"i więcej|wzwyż|lub więcej|и нагоре|doświadczenia|doswiadczenia|praktyki|gyakorlat\w{0,4}|"
    r"tapasztalat\w{0,3}|опит|стаж|contract|abo|minimum|min\.)(?![^\W_])"
    r"|\s?\+"
)
_OTHERS_BEFORE = re.compile(
    r"(?<![^\W_])(?:(?:jij|je|u|jullie) (?:bent|moet|mag)|ben je|bent u|you are|you['\u2019]re|you must "
    r"be|must be|"
    r"du bist|sie sind|du musst|vous avez|tu as|avoir|tienes|debes tener|(?<!['\u2019])ai|trebuie să ai|"
    r"masz|musisz mieć|"
    r"имаш|(?:zoon|dochter|kat|hond|poes|kind|huis|pand|gebouw|praktijk|salon|studio|bedrijf|zaak|"
    r"practice|company|business|praxis|firma|son|daughter|dog|cat|house|building|sohn|tochter|"
    r"hund|katze|haus|hijo|hija|perro|gato|fiul|fiica|câinele|fiam|lányom|kutyám|син|дъщеря|куче|syn|"
    r"córka|pies|"
    r"mannen|heren|klanten|gasten|bezoekers|cliënten|men|gentlemen|clients|guests|visitors|herren|männer|"
    r"kunden|gäste|"
    r"hommes|messieurs|hombres|caballeros|clientes|bărbați|barbati|domni|clienți|férfi\w{0,4}|urak\w{0,3}|"
    r"мъже|"
    r"господа|клиенти|mężczyzn\w{0,2}|panów|klient\w{0,3})[^.,;!?\n]{0,14})"
    r"(?:\s(?:minstens|minimaal|at least|mindestens|au moins|al menos|cel puțin|legalább|поне|co "
    r"najmniej))?\s$"
)
_OTHERS_WORDS = (
    "bent moet mag je u jij jullie you you're you\u2019re must be are du sie bist sind musst vous tu avez "
    "as avoir "
    "tienes debes ai trebuie masz musisz имаш zoon dochter kat hond poes kind huis pand gebouw praktijk "
    "salon "
    "studio bedrijf zaak practice company business praxis firma son daughter dog cat house building sohn "
    "tochter "
    "hund katze haus hijo hija perro gato fiul fiica câinele fiam lányom kutyám син дъщеря куче syn córka "
    "pies "
    "mannen heren klanten gasten bezoekers cliënten men gentlemen clients guests visitors herren männer "
    "kunden "
    "gäste hommes messieurs hombres caballeros clientes bărbați barbati domni clienți férfiak férfiaknak "
    "férfi "
    "urak uraknak мъже господа клиенти mężczyzn mężczyźni panów klient klienci klientów"
)
_OTHERS = frozenset(_OTHERS_WORDS.split())
_ROMANIAN_SINCE = re.compile(r"(?<![^\W_])de $")
_ROMANIAN_PERSON = re.compile(
    r"(?:femeie|doamn[aă]|domn|b[aă]rbat|fat[aă]|mase(?:u[zr][aă]?|or)|masor|brunet[aă]?|blond[aă]?|"
    r"t[aâ]n[aă]r[aă]?|"
    r"persoan[aă])(?: [^\W\d_]+)? de $"
)
_ANOTHER_BEFORE = re.compile(r"(?<![\d.,])(\d{2})(?:\s?jaar)?\s?(?:en|/|&|and|und|et|,|y|și|si|és|и|i)\s?$")
_CLIENTS = re.compile(r"(?:tussen|between|zwischen|entre|mannen|heren|klanten|clients|men)\s[^.\n]{0,12}$")
_LEGAL_MINIMUM = re.compile(
    r"(?:min(?:imum|imale|imum-|\.)?|legal|maximum|max\.?|your|jouw|uw|je|deine?|votre)\s?$"
)
_BEHIND_NAME = re.compile(
    r"(?<![^\W_])([^\W\d_]{2,20}) ?\($|(?:^|\n)\W{0,6}([^\W\d_]{2,20})(?: [^\W\d_]{2,20})?, $"
)
_NO_NAMES_WORDS = (
    "massage kamer room zimmer bus lijn tram line nummer nr huisnummer etage floor maat size tel"
)
_NO_NAMES = frozenset(_NO_NAMES_WORDS.split())
_CLOSES_NAME = re.compile(
    r"\)(?!\s?(?:min|euro|€|uur|cm|kg|x))|(?=\s*(?:[,.\n!•|*\u2013\-]|$)|\s(?:uit|from|aus|de|din|z|от|"
    r"из)\s)(?![.,\-]\d)"
)
_LOOK_BACK = 44
_SCORES = {"soix": 60, "quat": 80}
_SCORES_BEFORE = re.compile(r"(?<![^\W\d_])(soixante|quatre(?:[ -]vingts?)?)(?:[ -]|\set\s)$")
_LONGEST_SCORE = 18
_UNIT_BEHIND = re.compile(r"(?:\s(?:y|și|si|и|et)\s|[ -])([^\W\d_]+)")
_YOUNGEST_BESIDE_NAME, _OLDEST_BESIDE_NAME = 15, 75


def stated_ages(clear: ClearText) -> list[StatedAge]:
    """The ages stated in the words, in their order."""
    low = clear.low
    found: list[StatedAge] = []
    for start, end, mark in clear.having(AGED):
        if mark & NUMBER and end == start + 2 and low[start] != "0":
            found.extend(_in_digits(low, clear.text, start))
    if clear.has(_SPOKEN):
        for start, word in clear.marked(_SPOKEN):
            spoken = _spoken(low, start, word)
            if spoken is not None:
                found.append(spoken)
        found.sort(key=lambda one: one.span)
    return found


def _in_digits(low: str, text: str, start: int) -> Iterator[StatedAge]:
    age, end = int(low[start : start + 2]), start + 2
    years = _YEARS_BEHIND.match(low, end)
    if years is not None:
        before = low[max(0, start - _LOOK_BACK) : start]
        if _LED_IN.search(before) or _is_of_others(low, before, years.end()):
            return
        if years["word"] in ("j", "г") and age > _OLDEST_IN_ONE_LETTER:
            return
        another = _ANOTHER_BEFORE.search(before)
        if another and int(another[1]) >= YOUNGEST and not _CLIENTS.search(before[: another.start()]):
            at = start - len(before) + another.start(1)
            yield StatedAge(int(another[1]), (at, at + 2))
        yield StatedAge(age, (start, years.end()))
        return
    near = low[max(0, start - 12) : start].rstrip(" :=-")
    if near.endswith(SAYING_ENDS):
        said = _said(low, start, end)
        if said is not None:
            yield StatedAge(age, (said, end))
    elif near.endswith(("(", ",")) and _YOUNGEST_BESIDE_NAME <= age <= _OLDEST_BESIDE_NAME:
        lead = text[max(0, start - _LOOK_BACK) : start]
        name = _BEHIND_NAME.search(lead) if _CLOSES_NAME.match(low, end) else None
        word = (name[1] or name[2]) if name else ""
        if word[:1].isupper() and word.lower() not in _NO_NAMES:
            yield StatedAge(age, (start, end))


def _said(low: str, start: int, end: int) -> int | None:
    """Where the words begin that say that an age follows, if they do."""
    before = low[max(0, start - _LOOK_BACK) : start]
    said = _AGE_BEFORE.search(before)
    if said is None or _ANOTHER_UNIT.match(low, end):
        return None
    begin = start - len(before) + said.start()
    lead = low[max(0, begin - _LOOK_BACK) : begin]
    if said["after"] and (_LEGAL_MINIMUM.search(lead) or _OTHERS_BEFORE.search(lead)):
        return None
    return None if _DURATION_AFTER.match(low, end) else begin


def _is_of_others(low: str, before: str, end: int) -> bool:
    """Whether the years are a duration, a limit, or the age of somebody else."""
    if low[end - 3 : end] == "ani" and _ROMANIAN_SINCE.search(before):
        return _ROMANIAN_PERSON.search(before) is None
    words = before.split()
    last = words[-1] if words else ""
    if (last in _SINCE_ENDS or _MAY_BE_DURATION.search(before)) and _DURATION_BEFORE.search(before):
        return True
    if _DURATION_AFTER.match(low, end):
        return True
    return not _OTHERS.isdisjoint(words) and _OTHERS_BEFORE.search(before) is not None


def _spoken(low: str, start: int, word: str) -> StatedAge | None:
    """An age in words: "vijfendertig jaar", "thirty five years old"."""
    digits, end = DIGIT_WORDS.get(word), start + len(word)
    if digits is None:
        return None
    unit = _UNIT_BEHIND.match(low, end) if word in SPLIT_TENS else None
    if unit is not None and unit[1] in UNITS_AFTER_TENS:
        digits, end = digits[0] + DIGIT_WORDS[unit[1]], unit.end()
    else:
        score = _SCORES_BEFORE.search(low, max(0, start - _LONGEST_SCORE), start)
        if score is not None:
            # "quatre-vingts" is four scores, and what stands behind it is added.
            more = 0 if digits == "20" else int(digits)
            digits, start = str(_SCORES[score[1][:4]] + more), score.start(1)
    if int(digits) < YOUNGEST:
        return None
    years = _YEARS_SPOKEN.match(low, end)
    if years is None:
        said = _said(low, start, end)
        return None if said is None else StatedAge(int(digits), (said, end))
    if _is_of_others(low, low[max(0, start - _LOOK_BACK) : start], years.end()):
        return None
    return StatedAge(int(digits), (start, years.end()))
