"""Texts that are made to cost: each repeats what one extractor has to think about."""

from random import Random

SIZE = 100_000
_REPEATED = {
    "digits": "0123456789",
    "one digit": "6",
    "digits apart": "0 6 ",
    "openings": "06 ",
    "openings and years": "06 2025 12 ",
    "numbers": "06-01234567 ",
    "numbers close": "0601234567",
    "plus": "+",
    "plus codes": "+31 ",
    "double noughts": "00 ",
    "nine digits": "601234567,",
    "words for digits": "nul zes een twee drie ",
    "words glued": "nulzeseentweedrie",
    "words of languages": "nul zero null zéro cero nulla нула zero ",
    "compound words": "eenentwintig drieënzestig ",
    "french tens": "quatre-vingt-dix-",
    "french tens apart": "quatre vingt dix ",
    "doubles": "dubbel ",
    "doubles of six": "dubbel dubbel zes ",
    "counted noughts": "vier nullen ",
    "times and noughts": "drie keer nul ",
    "brackets": "(",
    "bracketed digits": "(0)(6)",
    "square brackets": "[0][",
    "separators": "0-6-0-1-",
    "filler": "0x6x",
    "look-alikes": "OIlO06",
    "letters of look-alikes": "lIOS",
    "keycaps": "0\ufe0f\u20e36\ufe0f\u20e3",
    "frames alone": "\u20e3",
    "circled": "⓪⑥",
    "mathematical": "\U0001d7ce\U0001d7d4",
    "zero-width": "\u200b",
    "zero-width digits": "0\u200b6\u200b",
    "entities": "&#48;&#54;",
    "entities begun": "&#",
    "ampersands": "&",
    "long entity": "&#0000000000",
    "at signs": "@",
    "addresses begun": "a@",
    "addresses": "anna@example.nl ",
    "dots": "a.",
    "one address": "a.b@c.d.",
    "words for at": "anna at punt ",
    "at in brackets": "(at) [dot] ",
    "at in capitals": "aATb",
    "addresses in capitals": "annaATexampleDOT",
    "letters apart": "a n @ ",
    "letters and dots apart": "a.n.a.@ ",
    "dots badly made": "a@b. nl ",
    "services joined": "snap/insta/",
    "service and words": "snap is mijn naam op ",
    "names before services": "voeg anna toe op snap ",
    "said signs": "snap anna underscore ",
    "handles": "@anna_rust ",
    "snap": "snap: ",
    "sentences of services": "tg: reactie binnen het uur ",
    "kisses": "x ",
    "lines": "LINE: ",
    "telegram": "t.me/",
    "underscores": "_",
    "sites": "www.",
    "slashes": "https://",
    "euros": "€ ",
    "prices": "€ 120,50 ",
    "amounts": "1.000.",
    "hours": "120 euro per uur ",
    "times": "10:00-22:00 ",
    "dates": "01-06-2025 ",
    "ages": "35 jaar ",
    "ages said": "ik ben vijfendertig ",
    "years": "jaar ",
    "postcodes": "1012 AB ",
    "towns": "Hengelo ",
    "towns begun": "Bergen op ",
    "articles": "Den Den Den ",
    "towns of one": "Amsterdam",
    "accents": "e\u0301",
    "accents alone": "\u0301",
    "one word": "a",
    "capitals": "A",
    "letters and digits": "a1",
    "spaces": " ",
    "line ends": "\n",
    "no-break spaces": "\u00a0",
    "emoji": "❤️",
    "bulgarian": "шест нула ",
    "hungarian glued": "huszonhárom",
    "dotted capital i": "İ",
    "sharp s": "ß",
    "commas": "0,6,",
    "IBAN": "NL91 ABNA 0417 1643 00 ",
    "IBAN begun": "NL91",
    "quotes": '"',
    "tags": "<b>",
    "braces": "{",
    "nul bytes": "0\x006\x00",
}


def hostile_texts() -> dict[str, str]:
    """By name; each of SIZE characters."""
    texts = {name: (part * (SIZE // len(part) + 1))[:SIZE] for name, part in _REPEATED.items()}
    random = Random(11)
    parts = list(_REPEATED.values())
    texts["all at random"] = "".join(random.choices(parts, k=SIZE // 4))[:SIZE]
    signs = "06+-()[]@. zesnul€,:/_&#;\u200bOIl"
    texts["signs at random"] = "".join(random.choices(signs, k=SIZE))
    texts["digits at random"] = "".join(random.choices("0123456789 -", k=SIZE))
    return texts


def plain_text() -> str:
    """An ordinary advert of the same length, to hold the others against."""
    sentence = (
        "Ontspannende massage in een rustige kamer, alleen op afspraak, bel 06-01234567 voor de tijden. "
    )
    more = "Ik ontvang in Tilburg van 10:00 tot 22:00 uur, een uur kost 120 euro en ik ben 35 jaar. "
    return ((sentence + more) * SIZE)[:SIZE]
