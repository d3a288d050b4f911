"""Prices as an advert states them: the amount, the currency, and for how long."""

import re
from typing import NamedTuple

from baken.extraction.amount_words import amount_before
from baken.extraction.disguises import ClearText
from baken.extraction.marks import NUMBER, PRICED, ask
from baken.extraction.price_units import PER, UNIT, WORDS, behind, unit_before, unit_of
from baken.extraction.price_words import CODE_OF, CURRENCIES, JOINT, SAY_PRICE, SIGNS, THOUSAND


class Price(NamedTuple):
    """`amount` with two decimals, `currency` ISO 4217, `unit` hour, half_hour, visit, ... or None.

    `span` is [start, end) in the clear text, around amount and currency.
    """

    amount: str
    currency: str
    unit: str | None
    span: tuple[int, int]


_CURRENCY = "|".join(sorted(map(re.escape, CODE_OF), key=len, reverse=True))
_CURRENCY_MARK = ask("currencies", CURRENCIES)
_TARIFF_WORDS = (
    "tarief tarieven prijs prijzen kost kosten vanaf price prices rate rates cost costs from preis preise "
    "kostet "
    "tarif tarifs tarife prix precio precios tarifa tarifas pret preț pretul prețul preturi prețuri ár "
    "árak áraim "
    "цена цени cena ceny cennik honorarium vergoeding donatie donation ab desde dès od от va"
)
_TARIFF_MARK = ask("words for a price", _TARIFF_WORDS.split())

_AMOUNT = (
    r"(?!0\d)(?:[1-9]\d{0,2}(?:(?: 000)+|(?:[\u00a0\u202f ]\d{3}){1,2}(?:,\d\d?)?(?=\s?(?:ft|huf|forint|"
    r"ron|lei|zł|лв|€|eur))|"
    r"(?:[\u00a0\u202f ]\d{3}){1,2},\d\d|"
    r"(?:[\u00a0\u202f]\d{3}){1,2})|"
    r"\d{1,3}(?:\.\d{3}){1,3}(?:,\d{1,2})?|\d{1,3}(?:,\d{3}){1,3}(?:\.\d{1,2})?|"
    r"\d{1,3}['\u2019]\d{3}|"
    r"\d{1,6}(?:[.,]\d{1,2})?)(?!\d)"
)
_DASH = r"(?:\s?[,.]\s?[-\u2013—=]+|[-\u2013—](?=\s|$))"
_SMALL = r"\d{2,4}"
_BETWEEN = rf"\s?(?:[-\u2013/]|{JOINT})\s?"

_CURRENCY_BEFORE = re.compile(rf"(?<![^\W_])(?P<before>{_CURRENCY})[\s:.]{{0,3}}$")
_WITH_CURRENCY = re.compile(
    rf"(?P<amount>{_AMOUNT})"
    rf"(?:{_BETWEEN}(?:(?:{_CURRENCY})\s?)?(?P<second>{_SMALL})(?![\d.,]*\d)"
    rf"(?!\s?(?:{UNIT}|min|jaar|jr|kg|cm|%)))?{_DASH}?"
    rf"(?:\s?(?:€|euro|eur)(?![^\W_]|\s?\d))?"
)
_BEFORE_CURRENCY = re.compile(
    rf"(?:(?P<low>{_SMALL}){_BETWEEN})?(?P<amount>{_AMOUNT})"
    rf"(?P<thousand>\s?(?:{THOUSAND}))?"
    rf"(?:{_DASH}?(?:\s{{0,3}}(?:de\s|d['\u2019]\s?)?(?P<after>(?:€|£|\$)(?!\d)|(?:{_CURRENCY}|"
    rf"e(?=\s?[./,;)]|\s(?:per|p|voor)\b|$))(?![^\W_])))"
    rf"|(?P<dash>\s?[,.]\s?[-\u2013—=]+(?!\d))|(?={PER}))"
)
_IN_EURO = re.compile(r"(?P<amount>[1-9]\d{0,3})\s?(?P<after>€(?!\d)|euro?(?![^\W_]|['\u2019]))")
"""What most prices are; `_BEFORE_CURRENCY` would find the same."""
_BEGIN_EURO = frozenset("€e")
_MAY_BE_PRICE = re.compile(
    rf"\s{{0,3}}(?:[€£$]|{_CURRENCY}|de\s|d['\u2019]|ezer|mii|mie|tys|хил|duizend|thousand|tausend|mill?|"
    rf"k(?![^\W_])|e(?![^\W\d_])|[.,\u00a0\u202f' ]\s?(?:\d{{3}}(?!\d)|\d\d?(?!\d)|[-\u2013—=])"
    r"|p(?![^\W_])|p[uh](?![^\W_])|p/|/|[-\u2013—]|(?:per|pro|par|por|pe|za|на|tot|t/m|à|of|or|to|bis|do|"
    r"до|și|és|en|and|und|et|y|a|o)(?![^\W_]))"
)
_TARIFF_BEFORE = re.compile(
    r"(?<![^\W_])(?:tarie(?:f|ven)|prijs|prijzen|kost(?:en)?|vanaf|va|v\.a\.|prices?|rates?|costs?|from|"
    r"preise?|kostet|ab|"
    r"tarifs?|tarife|prix|precios?|tarifas?|preț(?:ul|uri)?|pret(?:ul|uri)?|árak|ár|áraim|цен[аи]|cen[ay]|"
    r"cennik|desde|"
    r"dès|à partir de|a partir de|od|от|de la|honorarium|vergoeding|donati(?:e|on))"
    r"(?:\s?(?:is|zijn|are|ist|est|es|este|e|to|per uur|per hour))?[\s:=]{1,3}(?:vanaf |from |ab |od |от |"
    r"desde )?$"
)
_ALONE = re.compile(
    rf"(?P<amount>[1-9]\d{{1,3}})(?:[.,]\d\d)?(?=\s*(?:[.;!?)|\n]|,(?!\d)|$)|\s?(?:{PER})|\s(?:voor|for|"
    rf"für|pour|por|para|pentru|za|за)\s)"
)
_YEAR = range(1900, 2100)
_DIGITS = frozenset("0123456789")
_NEVER_BEHIND_ALONE = _DIGITS | frozenset("-\u2013\u2014:(")
_LEADS_IN = frozenset(".,:/-")
_MAY_FOLLOW = frozenset("€£$.,'=/-\u2013—0123456789abcdefghiklmnopstuyzà") | {word[0] for word in CODE_OF}
_MAY_FOLLOW |= frozenset("дхиаеш")
_NEXT = re.compile(
    rf"\s{{0,2}}[1-9]\d{{1,5}}(?:[.,]\d{{1,2}})?(?!\d)"
    rf"(?!\s?(?:{_CURRENCY}|{UNIT}|min|[:%+/x\-]|jaar|jr|cm|kg|dames))"
)
_POINTS = (".", ",")
_BEHIND_POINT = _DIGITS | frozenset("-\u2013\u2014=")
_LONGEST_CURRENCY = 14
_LONGEST_WHOLE = 7
_SHORTEST_ALONE, _LONGEST_ALONE = 2, 4
_LOOK_BACK = 40
_SMALLEST_WITHOUT_CURRENCY = 10
_SMALLEST_ALONE = 25
_ENDS_OF_CURRENCY = frozenset(word[-1] for word in CODE_OF)
_THOUSAND = 1000
_AMOUNTS = ("low", "amount", "second")


def prices(clear: ClearText) -> list[Price]:
    """The prices in the words, in their order."""
    low = clear.low
    found: list[Price] = []
    currencies: list[tuple[int, int]] = []
    unit_first: bool | None = None
    used = 0
    may_stand_alone = clear.has(_TARIFF_MARK)
    for begin, end, mark in clear.having(PRICED):
        if not mark & NUMBER:
            if mark & _CURRENCY_MARK:
                currencies.append((begin, end))
            continue
        if begin < used or end - begin > _LONGEST_WHOLE:
            continue
        near = low[max(used, begin - _LONGEST_CURRENCY) : begin]
        match, start, currency = _price_at(low, begin, end, near, used, may_stand_alone=may_stand_alone)
        if match is None:
            continue
        code = CODE_OF.get(currency, "EUR") if currency else "EUR"
        if currency is None and _value(match["amount"]) < _SMALLEST_WITHOUT_CURRENCY:
            continue
        lead = low[max(used, start - _LOOK_BACK) : start]
        before = unit_before(lead)
        used = match.end()
        spoken = behind(low, used)
        after = unit_of(spoken)
        if unit_first is None:
            unit_first = before is not None
        unit = (before or after) if unit_first else (after or before)
        if match.re is _IN_EURO:
            found.append(Price(match["amount"] + ".00", code, unit, (start, used)))
        else:
            found += _amounts(match, start, code, unit)
        # A unit speaks for one price: what follows this one must not be read as its own again.
        if spoken is not None and unit is not None and unit == after and not (unit_first and before):
            used = spoken.end()
    if currencies:
        ends = {one.span[1] for one in found}
        spelled = [one for one in _in_words(low, currencies) if one.span[1] not in ends]
        if spelled:
            found = sorted(found + spelled, key=lambda one: one.span)
    return found


def _amounts(match: re.Match[str], start: int, code: str, unit: str | None) -> list[Price]:
    """The one or two prices of a match; one alone stands from `start` on, with its currency."""
    groups = match.re.groupindex
    times = _THOUSAND if "thousand" in groups and match["thousand"] else 1
    amounts = [name for name in _AMOUNTS if name in groups and match[name]]
    spans = [(start, match.end())] if len(amounts) == 1 else map(match.span, amounts)
    return [
        Price(_written(match[name], times), code, unit, span)
        for name, span in zip(amounts, spans, strict=True)
    ]


def _ends_with_currency(word: str) -> bool:
    """Whether the word before a number is a currency, or ends with the sign of one."""
    return word[-1] in SIGNS or word[word.rfind(" ") + 1 :].lstrip("(/-,|+\n") in CODE_OF


def _is_led_in(low: str, begin: int) -> bool:
    """Whether a number goes on from what stands before it: 06-12, 12:30, 1.5."""
    last = low[begin - 1 : begin]
    return last in _LEADS_IN and (last != "-" or low[begin - 2 : begin - 1].isdecimal())


def _may_be_price(low: str, end: int, follows: str) -> bool:
    """A look at the characters behind a number, of which `follows` is the first that is no space."""
    if follows not in _MAY_FOLLOW:
        return False
    if follows in _POINTS:
        # A point parts the digits of an amount or ends it with a dash; a sentence goes on in words.
        at = end + 1 + (low[end] != follows)
        return low[at : at + 2].lstrip()[:1] in _BEHIND_POINT
    if follows in _DIGITS:
        # Digits behind a space go with an amount only as its thousands.
        return low[end + 2 : end + 4].isdecimal() and _MAY_BE_PRICE.match(low, end) is not None
    return _MAY_BE_PRICE.match(low, end) is not None


def _price_at(
    low: str, begin: int, end: int, near: str, used: int, *, may_stand_alone: bool
) -> tuple[re.Match[str] | None, int, str | None]:
    """A price whose amount begins with the digits at [begin, end): the match, where it begins, its currency.

    `near` stands before it, and nothing of that before `used` belongs to it.
    """
    word = near.rstrip(" :.")
    is_led_in = _is_led_in(low, begin)
    if word[-1:] in _ENDS_OF_CURRENCY and _ends_with_currency(word):
        lead = _CURRENCY_BEFORE.search(near)
        if lead is not None:
            match = _WITH_CURRENCY.match(low, begin)
            if match is not None:
                return match, begin - len(lead.group()), lead["before"]
    if is_led_in:
        return None, begin, None
    follows = low[end : end + 2].lstrip()[:1]
    match = _IN_EURO.match(low, begin) if follows in _BEGIN_EURO else None
    if match is None and _may_be_price(low, end, follows):
        match = _BEFORE_CURRENCY.match(low, begin)
    if match is not None:
        sign = match["after"]
        in_row = sign and (sign in "€£$" or (near[-1:].isspace() and near[-2:-1].isdecimal()))
        if in_row and _NEXT.match(low, match.end()):
            # "78 € 100" behind a phone number is a price of 100, not of 78.
            return None, begin, None
        return match, begin, sign
    if (
        may_stand_alone
        and _SHORTEST_ALONE <= end - begin <= _LONGEST_ALONE
        and low[begin] != "0"
        and follows not in _NEVER_BEHIND_ALONE
        and _says_price(near)
    ):
        match = _ALONE.match(low, begin)
        if (
            match is not None
            and int(match["amount"]) >= _SMALLEST_ALONE
            and int(match["amount"]) not in _YEAR
        ):
            before = low[max(used, begin - _LOOK_BACK) : begin]
            if _TARIFF_BEFORE.search(before) or unit_before(before):
                return match, begin, None
    return None, begin, None


def _says_price(near: str) -> bool:
    """Whether the word before a number may say that a price or its unit stands there."""
    near = near.rstrip(" :=")
    word = near[max(near.rfind(" "), near.rfind("\n")) + 1 :]
    return word in SAY_PRICE or word in WORDS


def _in_words(low: str, currencies: list[tuple[int, int]]) -> list[Price]:
    """Amounts in words before these words for currencies."""
    found = []
    for start, end in currencies:
        word = low[start:end]
        if word not in CODE_OF or low[start - 1] != " " or not low[start - 2].isalpha():
            continue
        amount = amount_before(low, start)
        if amount is not None:
            lead = low[max(0, amount[1] - _LOOK_BACK) : amount[1]]
            unit = unit_of(behind(low, end)) or unit_before(lead)
            found.append(Price(f"{amount[0]:.2f}", CODE_OF[word], unit, (amount[1], end)))
    return found


def _written(amount: str, times: int) -> str:
    """The amount with two decimals."""
    if amount.isdecimal() and times == 1:
        return amount.lstrip("0") + ".00" if amount[0] == "0" and len(amount) > 1 else amount + ".00"
    return f"{_value(amount) * times:.2f}"


def _value(amount: str) -> float:
    """A Dutch or English amount: the last sign parts the decimals, if one or two digits follow it."""
    amount = "".join(amount.replace("'", "").replace("\u2019", "").split())
    cut = max(amount.rfind(","), amount.rfind("."))
    if cut >= 0 and len(amount) - cut <= 3:
        whole, decimals = amount[:cut], amount[cut + 1 :]
    else:
        whole, decimals = amount, "0"
    return float(f"{whole.replace('.', '').replace(',', '')}.{decimals}")
