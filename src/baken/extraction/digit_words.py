"""Words that stand for digits, in the languages of adverts, and letters that look like digits."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from baken.extraction.marks import without_diacritics

# Per language the words for 0 to 9; a bar parts spellings, also those without diacritics.
_NUMERALS = {
    "nl": "nul een|één|eén|ene|eentje twee|twe drie vier vijf|vyf zes zeven acht negen",
    "en": "zero|oh|nought|naught|nil one two three four five six seven eight nine",
    "de": "null ein|eins|eine zwei|zwo drei vier fünf|fuenf|funf sechs sieben acht neun",
    "fr": "zéro|zero un|une deux trois quatre cinq six sept huit neuf",
    "es": "cero uno|una dos tres cuatro cinco seis siete ocho nueve",
    "pt": "zero um|uma dois|duas três quatro cinco seis sete oito nove",
    "it": "zero uno|una due tre quattro cinque sei sette otto nove",
    "ro": "zero unu|una doi|două|doua trei patru cinci șase|şase|sase șapte|şapte|sapte opt nouă|noua",
    "hu": "nulla egy kettő|ketto|két|ket három|harom négy|negy öt|ot hat hét nyolc kilenc",
    "bg": "нула едно|един|една две|два|двe три четири пет шест седем осем девет",
    "bg-latn": "nula edno|edin|edna dve|dva tri chetiri|4etiri pet shest sedem osem devet",
    "pl": "zero jeden|jedna dwa|dwie trzy cztery pięć|piec sześć|szesc siedem osiem dziewięć|dziewiec",
    "ru": "ноль один|одна два|две три четыре пять шесть семь восемь девять",
    "tr": "s\u0131f\u0131r|sifir bir iki üç|uc dört|dort beş|bes alt\u0131|alti yedi sekiz dokuz",
}

_PAIRS = {
    "nl": "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien",
    "en": "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "de": "zehn elf zwölf|zwoelf dreizehn vierzehn fünfzehn|fuenfzehn sechzehn siebzehn achtzehn neunzehn",
    "fr": "dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf",
    "es": "diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve",
    "ro": "zece unsprezece|unșpe doisprezece|douăsprezece|doișpe treisprezece|treișpe paisprezece|paișpe "
    "cincisprezece|cinșpe șaisprezece|şaisprezece|șaișpe șaptesprezece|şaptesprezece|șapteșpe "
    "optsprezece|optișpe nouăsprezece|nouășpe",
    "hu": "tíz tizenegy tizenkettő tizenhárom tizennégy tizenöt tizenhat tizenhét tizennyolc tizenkilenc",
    "bg": "десет единадесет|единайсет дванадесет|дванайсет тринадесет|тринайсет четиринадесет|четиринайсет "
    "петнадесет|петнайсет шестнадесет|шестнайсет седемнадесет|седемнайсет осемнадесет|осемнайсет "
    "деветнадесет|деветнайсет",
    "pl": "dziesięć jedenaście dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście "
    "osiemnaście dziewiętnaście",
}
_TENS = {
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "en": "twenty thirty forty|fourty fifty sixty seventy eighty ninety|ninty",
    "de": "zwanzig dreißig|dreissig vierzig fünfzig|fuenfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt|vingts trente quarante cinquante soixante septante huitante|octante nonante",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "ro": "douăzeci treizeci patruzeci cincizeci șaizeci|şaizeci șaptezeci|şaptezeci optzeci nouăzeci",
    "hu": "húsz harminc negyven ötven hatvan hetven nyolcvan kilencven",
    "bg": "двадесет|двайсет тридесет|трийсет четиридесет|четирийсет петдесет шестдесет|шейсет седемдесет "
    "осемдесет деветдесет",
    "pl": "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt "
    "osiemdziesiąt dziewięćdziesiąt",
}

_GLUED_JOINTS = {
    "en": ("",),
    "pl": ("",),
    "fr": ("", "et"),
    "es": ("y", "i"),
    "ro": ("și", "şi"),
    "bg": ("и",),
}
"""What stands between a ten and its unit where they are written as one word: "twentyfive"."""

_GLUED_TWICE = {"nl": "dubbel", "de": "doppel", "hu": "dupla"}
"""What makes two of a digit in one word: "doppelsechs"."""

_HUNDREDS = {
    "nl": "éénhonderd tweehonderd driehonderd vierhonderd vijfhonderd zeshonderd zevenhonderd achthonderd "
    "negenhonderd",
    "de": "einhundert zweihundert dreihundert vierhundert fünfhundert|fuenfhundert sechshundert "
    "siebenhundert achthundert neunhundert",
    "es": "cien|ciento doscientos|doscientas trescientos|trescientas cuatrocientos|cuatrocientas "
    "quinientos|quinientas seiscientos|seiscientas setecientos|setecientas ochocientos|ochocientas "
    "novecientos|novecientas",
    "pl": "sto dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset",
    "bg": "сто двеста триста четиристотин петстотин шестстотин седемстотин осемстотин деветстотин",
    "hu": "száz kétszáz|kettőszáz háromszáz négyszáz ötszáz hatszáz hétszáz nyolcszáz kilencszáz",
}
"""Hundreds in languages that say numbers in groups of three, or as one word."""

HUNDRED = frozenset(("hundred", "honderd", "hundert", "cent", "cents", "sute"))
"""Behind a digit that is said they make three of it: "nine hundred"."""

_MORE_OFTEN_ELSE = (
    "sto cien ciento száz szaz сто een ene eentje ein eine un une una uno um uma one oh nil hat ket két pet "
    "tri opt noua nouă due dos sei acht six sept sete elf ten dix once hét ot öt uc bir iki tre tres dva dve "
    "nula null egy set unu един една едно один одна пет три bes alti zes два две doi piec onze sase oito "
    "nove het"
)
AMBIGUOUS = frozenset(_MORE_OFTEN_ELSE.split())
"""Words that are more often something else: they count as a digit only beside another digit."""

PLUS_WORDS = frozenset(("plus", "más", "mas", "плюс", "plusz"))

LOOK_ALIKES = {
    **dict.fromkeys("Oo\u041e\u043e\u039f\u03bf\u0555\u0585ØøºÖöÓó\u2c9e\u2c9f○◯⭕🅾", "0"),
    **dict.fromkeys("lI\u0131\u0406\u0456\u0399\u03b9\u04c0\u04cf¡", "1"),
}
"""Letters that look like a digit: O and l, in several alphabets."""

WEAK_LOOK_ALIKES = {
    **dict.fromkeys("i", "1"),
    **dict.fromkeys("Zz", "2"),
    **dict.fromkeys("\u0417з\u01b7ʒE", "3"),
    **dict.fromkeys("AЧч", "4"),
    **dict.fromkeys("Ss\u0405\u0455", "5"),
    **dict.fromkeys("Gb\u0431ϭ", "6"),
    **dict.fromkeys("T", "7"),
    **dict.fromkeys("Bß", "8"),
    **dict.fromkeys("gq", "9"),
    **dict.fromkeys("DQ", "0"),
}
"""Letters that may stand for a digit, but only among real digits and when nothing else fits."""

LIKE_ZERO = frozenset(
    letter.lower() for letter, digit in (WEAK_LOOK_ALIKES | LOOK_ALIKES).items() if digit == "0"
)
"""Letters in lower case that look like a zero."""


def _unit_before_ten(units: str, tens: str, joint: str) -> dict[str, str]:
    """21 to 99 in languages that say the unit first: "vierendertig", "vierunddreißig"."""
    return {
        f"{unit}{joint}{ten}": f"{value}{digit}"
        for value, forms in enumerate(tens.split(), 2)
        for ten in forms.split("|")
        for digit, spelled in enumerate(units.split(), 1)
        for unit in spelled.split("|")
    }


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for numerals in _NUMERALS.values():
        for digit, words in enumerate(numerals.split()):
            for word in words.split("|"):
                table.setdefault(word, str(digit))
    for pairs in _PAIRS.values():
        for value, words in enumerate(pairs.split(), 10):
            for word in words.split("|"):
                table.setdefault(word, str(value))
    for tens in _TENS.values():
        for value, words in enumerate(tens.split(), 2):
            for word in words.split("|"):
                table.setdefault(word, f"{value}0")
    dutch = "een twee drie vier vijf zes zeven acht negen"
    table |= _unit_before_ten(dutch, _TENS["nl"], "en")
    table |= _unit_before_ten(dutch, _TENS["nl"], "ën")
    german = "ein zwei drei vier fünf|fuenf sechs sieben acht neun"
    table |= _unit_before_ten(german, _TENS["de"], "und")
    for value, ten in enumerate(["huszon", *_TENS["hu"].split()[1:]], 2):
        for digit, units in enumerate(_NUMERALS["hu"].split()[1:], 1):
            table |= {ten + unit: f"{value}{digit}" for unit in units.split("|")}
    for value, word in enumerate(
        ["uno", "dos|dós", "tres|trés", "cuatro", "cinco", "seis|séis", "siete", "ocho", "nueve"], 21
    ):
        for one in word.split("|"):
            table[f"veinti{one}"] = str(value)
    for tongue, joints in _GLUED_JOINTS.items():
        for value, tens in enumerate(_TENS[tongue].split(), 2):
            for digit, units in enumerate(_NUMERALS[tongue].split()[1:], 1):
                for ten, joint, unit in product(tens.split("|"), joints, units.split("|")):
                    table.setdefault(ten + joint + unit, f"{value}{digit}")
    for hundreds in _HUNDREDS.values():
        for value, spelled in enumerate(hundreds.split(), 1):
            for word in spelled.split("|"):
                table.setdefault(word, f"{value}00")
    for tongue, twice in _GLUED_TWICE.items():
        for digit, units in enumerate(_NUMERALS[tongue].split()):
            table |= {twice + unit: f"{digit}{digit}" for unit in units.split("|")}
    for word, digits in list(table.items()):
        table.setdefault(without_diacritics(word), digits)
    return {word: digits for word, digits in table.items() if "-" not in word}


DIGIT_WORDS = _table()
"""Word in lower case to its digits: one, two for a number from 10 to 99, three for hundreds."""

SAID_HUNDREDS = frozenset(word for word, digits in DIGIT_WORDS.items() if len(digits) == 3)
UNITS_AFTER_TENS = frozenset(
    word for word, digits in DIGIT_WORDS.items() if len(digits) == 1 and digits != "0"
)
SPLIT_TENS = frozenset(
    word
    for tongue in ("en", "fr", "es", "ro", "bg", "pl")
    for words in _TENS[tongue].split()
    for spelled in words.split("|")
    for word in (spelled, without_diacritics(spelled))
)
"""Tens that take their unit as a word of its own: "thirty four" is 34, not 304."""


def joined_tens(ten: str, digits: str, word: str) -> str | None:
    """Two spoken numbers that make one of two digits, or None.

    `ten` is the word before, or what it was joined to so far; `digits` and `word` are the next.
    "thirty" "four" is 34, "soixante" "dix" 70, "quatre" "vingt" 80, "70" "huit" 78.
    """
    value = int(digits)
    if ten in SAID_HUNDREDS and value < 100 and value:
        return str(int(DIGIT_WORDS[ten]) + value)
    if len(ten) == 3 and ten.isdecimal() and ten[1:] != "00" and ten[2] == "0" and word in UNITS_AFTER_TENS:
        return str(int(ten) + value)
    if ten in SPLIT_TENS:
        base = int(DIGIT_WORDS[ten])
        if word in UNITS_AFTER_TENS or (base == 60 and 10 <= value <= 16 and ten == "soixante"):
            return str(base + value)
    if ten == "quatre" and word in ("vingt", "vingts"):
        return "80"
    if ten == "80" and (word in UNITS_AFTER_TENS or 10 <= value <= 16):
        return str(80 + value)
    if ten in ("dix", "70", "90") and word in ("sept", "huit", "neuf"):
        return str(int(ten if ten != "dix" else 10) + value)
    return None


_JOINT = re.compile(r"[ \-\u00a0]{0,3}|[ \-](?:et|y|e|și|şi|si|и|i)[ \-]")


def may_join(between: str) -> bool:
    """Whether what stands between a ten and a unit lets them be one number: "treinta y cuatro"."""
    return _JOINT.fullmatch(between) is not None


_UNITS = [
    {word: str(digit) for digit, words in enumerate(said.split()) for word in words.split("|")}
    for said in _NUMERALS.values()
]
_SHORTEST_MISSPELT = 3


def units_of(said: Sequence[str]) -> dict[str, str]:
    """The words for one digit in the language that most of the digit words belong to."""
    return max(_UNITS, key=lambda units: sum(word in units for word in said))


def misspelt(word: str, units: dict[str, str]) -> str | None:
    """Which digit a word with one slip says, of the language's `units`.

    A letter is left out or too much, or two stand in the wrong order: "sevn", "dire".
    """
    if len(word) < _SHORTEST_MISSPELT:
        return None
    meant = {digit for unit, digit in units.items() if _is_slip(word, unit)}
    return meant.pop() if len(meant) == 1 else None


def _is_slip(said: str, meant: str) -> bool:
    """Whether `said` is `meant` with one letter too few or too many, or with two neighbours changed."""
    if len(meant) < _SHORTEST_MISSPELT or abs(len(said) - len(meant)) > 1:
        return False
    same = next((at for at, (one, two) in enumerate(zip(said, meant, strict=False)) if one != two), None)
    if len(said) != len(meant):
        short, long = sorted((said, meant), key=len)
        at = len(short) if same is None else same
        return short[at:] == long[at + 1 :]
    if same is None:
        return False
    return said[same : same + 2] == meant[same : same + 2][::-1] and said[same + 2 :] == meant[same + 2 :]


_LONGEST = max(map(len, DIGIT_WORDS))
_BEGINNINGS = frozenset(word[:3] for word in DIGIT_WORDS)
_SHORTEST_WORDS = frozenset(word for word in DIGIT_WORDS if len(word) < 3)
_LONGEST_RUN = 120
_SHORTEST_RUN = 5


def digits_of(word: str) -> str | None:
    """The digits of one word in lower case, or None; also of digit words written as one.

    "zes" is 6, "vierendertig" 34, "nulzeseen" 061.
    """
    known = DIGIT_WORDS.get(word)
    if known is None and not word.isascii():
        word = without_diacritics(word)
        known = DIGIT_WORDS.get(word)
    if known is not None:
        return known
    if not _SHORTEST_RUN <= len(word) <= _LONGEST_RUN:
        return None
    if word[:3] not in _BEGINNINGS and word[:2] not in _SHORTEST_WORDS:
        return None
    for end in range(3, len(word) - 1):
        # "százhuszonhárom" is 123: a hundred takes the rest of the word to itself.
        if word[:end] in SAID_HUNDREDS and 0 < len(below := DIGIT_WORDS.get(word[end:], "")) < 3:
            return str(int(DIGIT_WORDS[word[:end]]) + int(below))
    # best[i]: the digits of word[i:], taking the longest word at each place first.
    best: list[str | None] = [None] * len(word) + [""]
    for at in range(len(word) - 1, -1, -1):
        for end in range(min(len(word), at + _LONGEST), at + 1, -1):
            rest = best[end]
            if rest is not None and (one := DIGIT_WORDS.get(word[at:end])) is not None:
                best[at] = one + rest
                break
    return best[0]


@lru_cache(maxsize=65536)
def says_digits(word: str) -> bool:
    """Whether a word in lower case says digits."""
    return digits_of(word) is not None
