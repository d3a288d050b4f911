"""The contacts of the market: numbers that nobody can have, and ways to write them.

Dutch mobile numbers begin with 061 to 065 or 068; all numbers here begin with 060. E-mail addresses
are at example.org and example.nl, which are reserved.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from baken.demo.people import NONE, PATTERNS, Advertisers

Numbers = npt.NDArray[np.int64]

PLAIN, OBSCURED, ABSENT = range(3)
"""How a text shows its number: as it is, hidden from machines, or not at all."""

_NUMBERS = 10_000_000
_STEP = 7_368_787  # shares no factor with ten million, so that no number comes twice

DIGIT_WORDS = {
    "nl": "nul een twee drie vier vijf zes zeven acht negen",
    "en": "zero one two three four five six seven eight nine",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "ro": "zero unu doi trei patru cinci șase șapte opt nouă",
    "pl": "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć",
    "hu": "nulla egy kettő három négy öt hat hét nyolc kilenc",
    "bg": "нула едно две три четири пет шест седем осем девет",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf",
    "nl-script": "nul een twee drie vier vijf zes zeven acht negen",
}

ELSEWHERE = {
    "nl": "het nummer hiernaast",
    "en": "the number beside this text",
    "de": "der Nummer nebenan",
    "es": "número de al lado",
    "ro": "numărul de alături",
    "pl": "numer obok",
    "hu": "a számom mellette",
    "bg": "номера отстрани",
    "fr": "numéro ci-contre",
    "nl-script": "het nummer hiernaast",
}
"""What a text says when the number stands in a field of the page."""


@dataclass(frozen=True, slots=True)
class AdvertiserContacts:
    """A row an advertiser: numbers as the seven digits after +31 6 0, or NONE."""

    phone: Numbers
    second_phone: Numbers
    shared_phone: Numbers
    email: Numbers
    telegram: Numbers


def number(place: Numbers, seed: int) -> Numbers:
    """Different numbers for different places, the seven digits that follow +31 6 0."""
    return (place * _STEP + seed * 104_729) % _NUMBERS


def hotline(seed: int) -> int:
    """The number of a platform's own hotline: it stands in very many texts and is nobody's."""
    return int(number(np.array(_NUMBERS - 1), seed))


def beside_market(place: int, seed: int) -> int:
    """A number of nobody in the market, which counts its places from the other end; different ones for
    different places from 0."""
    return int(number(np.array(_NUMBERS - 2 - place), seed))


def hand_out(people: Advertisers, seed: int, rng: np.random.Generator) -> AdvertiserContacts:
    """The contacts of each advertiser; a duo shares a number, a recycled one has the next holder's."""
    count = len(people)
    place = np.arange(count)
    phone = number(place, seed)
    recycled = people.of_kind("recycled_number") & (people.partner < place)
    phone = np.where(recycled, phone[people.partner], phone)
    changes = people.pattern == PATTERNS.index("account_changed_hands")
    second = number(place + count, seed)
    with_second = people.of_kind("independent", "touring") & (rng.random(count) < 0.15) | changes
    pair = np.minimum(place, people.partner)
    with_email = rng.random(count) < 0.12
    with_telegram = rng.random(count) < 0.06
    phone_only = people.of_kind("recycled_number", "spam") | (people.pattern == PATTERNS.index("script"))
    return AdvertiserContacts(
        phone=phone,
        second_phone=np.where(with_second, second, NONE),
        shared_phone=np.where(people.of_kind("duo"), number(pair + 2 * count, seed), NONE),
        email=np.where(with_email & ~phone_only, place, NONE),
        telegram=np.where(with_telegram & ~phone_only, place, NONE),
    )


def national(digits: int) -> str:
    """Ten digits, as a Dutch reader dials."""
    return f"060{digits:07d}"


_PLAIN = (
    lambda n: n,
    lambda n: f"{n[:2]}-{n[2:]}",
    lambda n: f"{n[:2]} {n[2:4]} {n[4:6]} {n[6:8]} {n[8:]}",
    lambda n: f"{n[:2]} {n[2:6]} {n[6:]}",
    lambda n: f"+31 6 {n[2:]}",
    lambda n: f"+31{n[1:]}",
)
_CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_OBSCURED = (
    lambda n: n.translate(_CIRCLED),
    lambda n: n.translate(_WIDE),
    lambda n: n.replace("0", "o"),
    lambda n: "*".join(n),
    lambda n: ")(".join(["", *n, ""])[1:-1],
)


def show(digits: int, mode: int, style: int, language: str) -> str:
    """A number as it stands in a text; `style` picks one of the ways of its mode."""
    if mode == ABSENT:
        return ELSEWHERE[language]
    written = national(digits)
    if mode == PLAIN:
        return _PLAIN[style % len(_PLAIN)](written)
    way = style % (len(_OBSCURED) + 2)
    if way < len(_OBSCURED):
        return _OBSCURED[way](written)
    words = DIGIT_WORDS[language].split()
    return " ".join(words[int(digit)] for digit in written)


def email(place: int) -> str:
    """An address at a reserved domain."""
    return f"post.{place * 48_271 % 2_147_483_647:07d}@example.{'nl' if place % 3 else 'org'}"


def telegram(place: int) -> str:
    """A handle; longer than the five characters that the service asks at least."""
    return f"groet_{place * 69_621 % 2_147_483_647}"
