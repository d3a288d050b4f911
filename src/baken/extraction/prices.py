"""Prices as an advert states them: the amount, the currency, and for how long."""

import re
from typing import NamedTuple

from baken.extraction.disguises import ClearText


class Price(NamedTuple):
    """`amount` with two decimals, `currency` ISO 4217, `unit` hour, half_hour, ... or None.

    `span` is [start, end) in the clear text, around amount and currency.
    """

    amount: str
    currency: str
    unit: str | None
    span: tuple[int, int]


_CURRENCIES = {
    "EUR": r"€|euro['\u2019]?s|euro|eur|ευρώ|евро",
    "GBP": r"£|gbp|pounds?",
    "USD": r"us\$|\$|usd|dollars?",
    "CHF": r"chf",
    "PLN": r"zł|złotych|zloty|pln",
    "RON": r"lei|ron",
    "HUF": r"huf|ft|forint",
    "BGN": r"лв|лева|bgn|leva",
}
_CURRENCY = "|".join(words for words in _CURRENCIES.values())
_CODE_OF = {
    word: code
    for code, words in _CURRENCIES.items()
    for word in words.replace("\\", "").replace("['\u2019]?s", "s").replace("s?", "").split("|")
} | {"euros": "EUR", "pounds": "GBP", "dollars": "USD", "euro's": "EUR", "euro\u2019s": "EUR"}

_AMOUNT = (
    r"(?!0\d)(?:[1-9]\d{0,2}(?: 000|[\u00a0\u202f]\d{3})|"
    r"\d{1,3}(?:\.\d{3}){1,3}(?:,\d{1,2})?|\d{1,3}(?:,\d{3}){1,3}(?:\.\d{1,2})?|"
    r"\d{1,6}(?:[.,]\d{1,2})?)(?!\d)"
)
_DASH = r"(?:\s?[,.]\s?[-\u2013—=]+|[-\u2013—](?=\s|$))"
_SMALL = r"\d{2,4}"
_BETWEEN = r"\s?(?:[-\u2013/]|tot|à|of|or)\s?"
_PER = r"\s?(?:per\b|p/|/)\s?"

_HALF = (
    r"half\s?uur(?:tje)?|halfuur(?:tje)?|half\s(?:an?\s)?hour|1/2\s?(?:uur|u|h)\b|½\s?(?:uur|u|h|hour)\b|"
    r"halbe\s?stunde|halbstunde|demi[- ]heure|media\s?hora|mezz['\u2019]?\s?ora|meia\s?hora|"
    r"jumătate de oră|jumatate de ora|fél\s?óra|pół\s?godziny|pol\s?godziny|половин час"
)
_QUARTER = r"kwartier(?:tje)?|quarter(?: of an)?(?: hour)?|viertelstunde|quart d['\u2019]heure"
_HOUR = (
    r"uurtje|uur|u|hours?|hrs?|h|stunden?|std|heures?|horas?|ore|oră|ora|óra|godzin[aęy]?|godz|час(?:\u0430)?"
)
_LONGER = {
    "night": r"nacht|night|nuit|noche|noapte|noc|éjszaka|нощ|overnight",
    "day": r"dag|day|jour|día|zi",
    "weekend": r"weekend",
    "week": r"week|woche|semaine",
    "month": r"maand|month|monat",
}
_UNIT = (
    rf"(?:(?P<half>{_HALF})|(?P<quarter>{_QUARTER})|(?P<minutes>\d{{2,3}})\s?(?:min(?:uten|uut|utes|ute|uti|uty|uten|s)?\.?|[\u2019'])"
    rf"|(?P<hours>1[.,]5|anderhalf|anderhalve|\d|één|een|one|eine?|une|una)?\s?(?P<hour>{_HOUR})"
    + "".join(rf"|(?P<{name}>(?:hele )?(?:{words}))" for name, words in _LONGER.items())
    + r")(?![^\W_])"
)

_CURRENCY_BEFORE = re.compile(rf"(?<![^\W_])(?P<before>{_CURRENCY})\s{{0,3}}$")
_WITH_CURRENCY = re.compile(
    rf"(?P<amount>{_AMOUNT})"
    rf"(?:{_BETWEEN}(?:€\s?)?(?P<second>{_SMALL})(?![\d.,]*\d)(?!\s?(?:min|uur|u\b|h\b)))?{_DASH}?"
)
_BEFORE_CURRENCY = re.compile(
    rf"(?:(?P<low>{_SMALL}){_BETWEEN})?(?P<amount>{_AMOUNT})"
    rf"(?:{_DASH}?(?:\s{{0,3}}(?P<after>(?:€|£|\$)(?!\d)|(?:{_CURRENCY})(?![^\W_])))"
    rf"|(?P<dash>\s?,\s?[-\u2013—=]+(?!\d))|(?={_PER}{_UNIT}))"
)
_LED_IN = re.compile(r"[\d.,:/]$|\d-$")
_NEXT = re.compile(
    rf"\s{{0,2}}[1-9]\d{{1,5}}(?:[.,]\d{{1,2}})?(?!\d)(?!\s?(?:{_CURRENCY}|{_UNIT}|min|[:%+/x\-]|jaar|jr|cm|kg|dames))"
)
_ROW = re.compile(r"\d\s$")
_LONGEST_CURRENCY = 14
_LONGEST_WHOLE = 7
_AFTER = re.compile(
    r"\s{0,2}[(\-\u2013=:]?\s{0,2}(?:(?:per|voor|for|pro|par|por|pour|pe|za|na|de|the|het|is|/)(?![^\W_])\s{0,2}|p[./]{0,2}|/|à\s)?\s{0,2}"
    rf"(?:(?:een|het|de|a|an|the|eine|une|un|una|o|la|1x)\s|l['\u2019])?{_UNIT}"
)
_BEFORE = re.compile(
    rf"(?<![^\W_]){_UNIT}\s{{0,2}}(?:massage|service|incall|outcall)?\s{{0,2}}"
    r"(?:[:=\u2013\-]|kost|is|voor|vanaf|v\.?a\.?|from|for|ab|à|costs?)?\s{0,2}$"
)
_WORD = re.compile(r"[^\W\d_]+")
_MORE_UNIT_WORDS = (
    "min mins minuten minuut minutes minute minuti minuty stunde stunden hour hours hrs heure heures horas "
    "halfuur halfuurtje uurtje kwartiertje godzina godziny часа"
)
_UNIT_WORDS = frozenset(
    _WORD.findall(f"{_HALF} {_QUARTER} {_HOUR} {' '.join(_LONGER.values())} {_MORE_UNIT_WORDS}")
)
_LOOK_BACK = 40
_SMALLEST_WITHOUT_CURRENCY = 10


def prices(clear: ClearText) -> list[Price]:
    """The prices in the words, in their order."""
    low = clear.low
    found: list[Price] = []
    unit_first: bool | None = None
    used = 0
    for begin, end in clear.numbers:
        if begin < used or end - begin > _LONGEST_WHOLE:
            continue
        match, start, currency = _price_at(low, begin, used)
        if match is None:
            continue
        code = _CODE_OF.get(currency, "EUR") if currency else "EUR"
        if currency is None and _value(match["amount"]) < _SMALLEST_WITHOUT_CURRENCY:
            continue
        lead = low[max(used, start - _LOOK_BACK) : start]
        named = not _UNIT_WORDS.isdisjoint(_WORD.findall(lead))
        before = _unit(_BEFORE.search(lead)) if named else None
        behind = _AFTER.match(low, match.end())
        after = _unit(behind)
        if unit_first is None:
            unit_first = before is not None
        unit = (before or after) if unit_first else (after or before)
        # A unit speaks for one price: what follows this one must not be read as its own again.
        used = match.end()
        if behind is not None and unit is not None and unit == after and not (unit_first and before):
            used = behind.end()
        amounts = [name for name in ("low", "amount", "second") if match.groupdict().get(name)]
        for name in amounts:
            span = (start, match.end()) if len(amounts) == 1 else match.span(name)
            found.append(Price(f"{_value(match[name]):.2f}", code, unit, span))
    return found


def _price_at(low: str, begin: int, used: int) -> tuple[re.Match[str] | None, int, str | None]:
    """A price whose amount begins at `begin`: the match, where the price begins, its currency."""
    lead = _CURRENCY_BEFORE.search(low[max(used, begin - _LONGEST_CURRENCY) : begin])
    if lead is not None:
        match = _WITH_CURRENCY.match(low, begin)
        if match is not None:
            return match, begin - len(lead.group()), lead["before"]
    if _LED_IN.search(low, max(0, begin - 2), begin):
        return None, begin, None
    match = _BEFORE_CURRENCY.match(low, begin)
    if match is None:
        return None, begin, None
    sign = match["after"]
    in_row = sign and (sign in "€£$" or _ROW.search(low, max(0, begin - 2), begin))
    if in_row and _NEXT.match(low, match.end()):
        # "78 € 100" behind a phone number is a price of 100, not of 78.
        return None, begin, None
    return match, begin, sign


def _value(amount: str) -> float:
    """A Dutch or English amount: the last sign parts the decimals, if one or two digits follow it."""
    amount = "".join(amount.split())
    cut = max(amount.rfind(","), amount.rfind("."))
    if cut >= 0 and len(amount) - cut <= 3:
        whole, decimals = amount[:cut], amount[cut + 1 :]
    else:
        whole, decimals = amount, "0"
    return float(f"{whole.replace('.', '').replace(',', '')}.{decimals}")


def _unit(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    if match["half"]:
        return "half_hour"
    if match["quarter"]:
        return "quarter_hour"
    if match["minutes"]:
        minutes = int(match["minutes"])
        return {15: "quarter_hour", 30: "half_hour", 60: "hour"}.get(minutes, f"{minutes}_minutes")
    if match["hour"]:
        hours = match["hours"]
        if hours in ("1.5", "1,5", "anderhalf", "anderhalve"):
            return "90_minutes"
        return f"{hours}_hours" if hours and hours.isdigit() and hours not in "01" else "hour"
    return next((name for name in _LONGER if match[name]), None)
