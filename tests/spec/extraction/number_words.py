"""Numbers in words, nought to ninety-nine, in nine languages: as people say a phone number aloud."""

from functools import cache

NL = "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
NL += "zeventien achttien negentien"
EN = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
EN += "seventeen eighteen nineteen"
DE = (
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
)
DE += "siebzehn achtzehn neunzehn"
FR = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
FR += "dix-sept dix-huit dix-neuf"
ES = "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
ES += "diecisiete dieciocho diecinueve"
RO = "zero unu doi trei patru cinci șase șapte opt nouă zece unsprezece doisprezece treisprezece "
RO += "paisprezece cincisprezece șaisprezece șaptesprezece optsprezece nouăsprezece"
HU = "nulla egy kettő három négy öt hat hét nyolc kilenc tíz tizenegy tizenkettő tizenhárom tizennégy "
HU += "tizenöt tizenhat tizenhét tizennyolc tizenkilenc"
BG = "нула едно две три четири пет шест седем осем девет десет единадесет дванадесет тринадесет "
BG += "четиринадесет петнадесет шестнадесет седемнадесет осемнадесет деветнадесет"
PL = "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście "
PL += "trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście"

_LOW = {"nl": NL, "en": EN, "de": DE, "fr": FR, "es": ES, "ro": RO, "hu": HU, "bg": BG, "pl": PL}
_TENS = {
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt trente quarante cinquante soixante soixante-dix quatre-vingt quatre-vingt-dix",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "ro": "douăzeci treizeci patruzeci cincizeci șaizeci șaptezeci optzeci nouăzeci",
    "hu": "húsz harminc negyven ötven hatvan hetven nyolcvan kilencven",
    "bg": "двадесет тридесет четиридесет петдесет шестдесет седемдесет осемдесет деветдесет",
    "pl": "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt "
    "dziewięćdziesiąt",
}
DOUBLE = {
    "nl": "dubbel",
    "en": "double",
    "de": "doppel",
    "fr": "double",
    "es": "doble",
    "ro": "dublu",
    "hu": "dupla",
    "bg": "двойно",
    "pl": "dwa razy",
}
THEN = {
    "nl": ("en dan", "daarna"),
    "en": ("and then", "followed by"),
    "de": ("und dann", "danach"),
    "fr": ("et puis", "ensuite"),
    "es": ("y luego", "después"),
    "ro": ("și apoi", "după aceea"),
    "hu": ("és aztán", "utána"),
    "bg": ("и после", "след това"),
    "pl": ("i potem", "następnie"),
}


@cache
def digit(language: str, value: int) -> str:
    return _LOW[language].split()[value]


@cache
def number(language: str, value: int) -> str:
    """`value`, 0 to 99, in words."""
    low = _LOW[language].split()
    if value < 20:
        return low[value]
    tens, ones = divmod(value, 10)
    ten = _TENS[language].split()[tens - 2]
    if language == "fr":
        return _french(value, low, ten)
    if not ones:
        return ten
    one = low[ones]
    if language in ("nl", "de"):
        one = "ein" if one == "eins" else one
        link = "ën" if language == "nl" and one.endswith("e") else "en" if language == "nl" else "und"
        return f"{one}{link}{ten}"
    if language == "hu":
        return f"{'huszon' if tens == 2 else ten}{one}"
    if language == "es" and tens == 2:
        return {"dos": "veintidós", "tres": "veintitrés", "seis": "veintiséis"}.get(one, f"veinti{one}")
    return {
        "en": f"{ten}-{one}",
        "es": f"{ten} y {one}",
        "ro": f"{ten} și {one}",
        "bg": f"{ten} и {one}",
        "pl": f"{ten} {one}",
    }[language]


def _french(value: int, low: list[str], ten: str) -> str:
    tens, ones = divmod(value, 10)
    if tens in (7, 9):
        ten = "soixante" if tens == 7 else "quatre-vingt"
        return f"{ten} et onze" if value == 71 else f"{ten}-{low[10 + ones]}"
    if value == 80:
        return "quatre-vingts"
    if not ones:
        return ten
    return f"{ten} et un" if ones == 1 and tens != 8 else f"{ten}-{low[ones]}"
