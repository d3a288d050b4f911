"""The adverts of the site, per simulated day: invented, bland, the same for the same seed.

Some come later, some change their words, some vanish and some of these return.
"""

import random
from dataclasses import dataclass
from datetime import timedelta

_WHAT = ("Ontspannende massage", "Rustige massage", "Massage aan huis", "Voetmassage", "Hotstone massage")
_WHERE = (
    "Tilburg", "Eindhoven", "Breda", "Utrecht", "Zwolle", "Groningen", "Arnhem", "Leiden", "Haarlem", "Venlo"
)  # fmt: skip
_HOW = (
    "Privé ontvangst in een rustige praktijk.",
    "Een lichte kamer met muziek en warme handdoeken.",
    "Op afspraak, ook in het weekend.",
    "Parkeren kan voor de deur.",
    "Thee staat klaar, neem gerust de tijd.",
    "De praktijk ligt vlak bij het station.",
    "Liever bellen dan een bericht.",
    "Betalen kan met pin.",
)
_NAMES = ("Anna", "Mila", "Sofie", "Lena", "Iris", "Noor", "Eva", "Tess", "Ruben", "Daan")
_WHO = ("Vrouw", "Vrouw", "Vrouw", "Man", "Koppel")
CHANGED = "Nieuw: nu ook op donderdag."


@dataclass(frozen=True, slots=True)
class ShownAdvert:
    """One advert as the site shows it on one day."""

    number: int
    title: str
    text: str
    place: str
    who: str
    age: int
    phone: str
    price: int
    since: timedelta
    """How long before the day it was placed."""


def adverts_on(day: int, *, seed: int, count: int) -> list[ShownAdvert]:
    """The adverts that stand on the site on a day, newest first; days count from 0."""
    shown = [_shown(number, day, seed) for number in range(1, count + 1) if is_there(number, day)]
    return sorted(shown, key=lambda advert: (advert.since, advert.number))


def is_there(number: int, day: int) -> bool:
    """Whether an advert stands on the site on a day."""
    if number % 6 == 5:
        return day >= 1  # comes on the second day
    if number % 6 == 4:
        return day != 1  # away on the second day, back on the third
    return not (number % 9 == 8 and day >= 1)  # goes for good


def is_changed(number: int, day: int) -> bool:
    """Whether its words differ from those of the first day."""
    return number % 5 == 2 and day >= 1


def _shown(number: int, day: int, seed: int) -> ShownAdvert:
    chance = random.Random(f"{seed} {number}")  # noqa: S311 - invented adverts, no secrets
    name, place = chance.choice(_NAMES), chance.choice(_WHERE)
    phone = f"06 0{chance.randrange(10**7):07d}"
    sentences = chance.sample(_HOW, 3)
    if is_changed(number, day):
        sentences.append(CHANGED)
    text = f"{name} masseert in {place}. {' '.join(sentences)} Bel {phone[:2]} {phone[3:5]} {phone[5:]}."
    return ShownAdvert(
        number=number,
        title=f"{chance.choice(_WHAT)} in {place}",
        text=text,
        place=place,
        who=chance.choice(_WHO),
        age=chance.randrange(24, 56),
        phone=phone,
        price=chance.choice((45, 60, 75, 90, 1210)),
        since=timedelta(days=1 + number % 20 + day, hours=chance.randrange(20)),
    )
