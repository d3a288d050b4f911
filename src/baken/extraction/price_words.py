"""Words and signs beside an amount: currencies, what leads a price in, what may go on behind it."""

import re

from baken.extraction.price_units import WORDS as UNITS

_WORDS_OF = {
    "EUR": "euro euros eur euró eurót eura ευρώ евро euri",
    "GBP": "gbp pound pounds",
    "USD": "usd dollar dollars dolar",
    "CHF": "chf franken",
    "PLN": "zł złotych złoty zloty zlotych pln zl",
    "RON": "lei ron leu",
    "HUF": "huf ft forint",
    "BGN": "лв лева bgn leva lv лев",
}
SIGNS = {"€": "EUR", "£": "GBP", "$": "USD", "us$": "USD"}
CURRENCIES = frozenset(word for words in _WORDS_OF.values() for word in words.split())
CODE_OF = {word: code for code, words in _WORDS_OF.items() for word in words.split()} | SIGNS
CODE_OF |= {"euro's": "EUR", "euro\u2019s": "EUR"}
"""Each way to write a currency, in lower case, to its code (ISO 4217)."""

THOUSAND = r"ezer|mii|mie|tys(?:iąc|iące|ięcy|\.)?|хил(?:яди|\.)?|duizend|thousand|tausend|mille?|k"
JOINT = "tot(?: en met)?|t/m|à|of|or|to|bis|do|до|až|și|és|en|and|und|et|y|a|o"
PER = "per|pro|par|por|pe|za|на"
_SAY_PRICE_WORDS = (
    "tarief tarieven prijs prijzen kost kosten vanaf va v.a. price prices rate rates cost costs from "
    "preis preise "
    "kostet ab tarif tarifs tarife prix precio precios tarifa tarifas preț prețul prețuri pret pretul "
    "preturi ár árak "
    "áraim цена цени cena ceny cennik desde dès de od от la honorarium vergoeding donatie donation is "
    "zijn are ist "
    "est es este e to uur hour | - \u2013"
)
SAY_PRICE = frozenset(_SAY_PRICE_WORDS.split())
"""Before an amount they may say that it is a price."""

_THOUSAND_WORDS = "ezer mii mie tys tysiąc tysiące tysięcy хил хиляди duizend thousand tausend mill mille k"
_LONG_UNITS = "hele ganze whole full anderhalf anderhalve één een one an a ein eine einer un une una o egy"
_MORE_UNITS = "един jedna jedną twee two zwei deux dos două két два dwie"
_GLUED = frozenset(("", "e", *CURRENCIES, "us"))
JOINTS = frozenset(re.findall(r"[^\W\d_]+", JOINT)) - {"met"}
"""Words between the two amounts of a range."""
BEHIND = (
    _GLUED
    | {f"{thousand}{more}" for thousand in _THOUSAND_WORDS.split() for more in (*_GLUED, "p")}
    | {f"p{unit}" for unit in ("", "p", *UNITS, *_LONG_UNITS.split(), *_MORE_UNITS.split())}
    | frozenset(("de", "d", *PER.split("|")))
) - {""}
"""Words, also several written as one, of which one stands behind every amount that ends in no sign."""
BEFORE = frozenset(filter(str.isalpha, SAY_PRICE | UNITS))
"""Words of which one stands before an amount that has no currency or unit behind it."""
