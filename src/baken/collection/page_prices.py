"""A price as a page shows it, written as Dutch texts write it, so that extraction reads one style."""

import re
from decimal import Decimal

_AMOUNT = re.compile(r"\d[\d., '\u00a0\u202f]*")
_CURRENCIES = {"€": "€", "eur": "€", "euro": "€", "£": "£", "gbp": "£", "$": "$", "usd": "$"}
_CURRENCY = re.compile(r"€|£|\$|\b(?:eur|euro|gbp|usd)\b", re.IGNORECASE)
_LARGEST = Decimal(100_000)


def price_line(text: str, *, style: str, unit: str) -> str | None:
    """`€ 150,00 per uur` out of what a page shows; None where there is no amount.

    `style` says which sign comes before the cents: `nl` a comma (1.210,50), `en` a point (1,210.50).
    Without a currency it is euros.
    """
    found = _AMOUNT.search(text)
    if found is None:
        return None
    thousands, cents = (".", ",") if style == "nl" else (",", ".")
    digits = re.sub(r"[ '\u00a0\u202f]", "", found.group()).replace(thousands, "").rstrip(".,")
    whole, _, part = digits.partition(cents)
    if not whole.isdigit() or (part and not part.isdigit()) or len(part) > 2:
        return None
    amount = Decimal(f"{whole}.{part or 0}")
    if amount > _LARGEST:
        return None
    sign = _CURRENCY.search(text)
    currency = _CURRENCIES[sign.group().lower()] if sign else "€"
    written = f"{amount:.2f}".replace(".", ",")
    return f"{currency} {written}" + (f" per {unit}" if unit else "")
