"""What each publication says: the slots of its text filled in, and the small changes of a copy."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from baken.demo import contacts, names, texts, towns
from baken.demo.contacts import ABSENT, OBSCURED, PLAIN, AdvertiserContacts
from baken.demo.people import NONE, PATTERNS, Advertisers
from baken.demo.publications import AVONDPLEIN, ONTMOET, Publications
from baken.demo.texts import LANGUAGES, SCRIPT, Text

Numbers = npt.NDArray[np.int64]

SAME, TYPO, SWAPPED, CASED, HIDDEN = range(5)
"""How a copy differs from the text as it was first written."""

_CHANCES = (0.62, 0.14, 0.10, 0.08, 0.06)
SPAM_NUMBERS = 40
"""Throwaway numbers of one spam campaign."""

_ZERO_WIDTH = ("\u200b", "\u00ad", "\u2060")


@dataclass(frozen=True, slots=True)
class Details:
    """A row a publication: what fills the slots. Phones as in `contacts`, or NONE.

    `holder` is who placed it: an advertiser, or past the last of them the one who holds one of a spam
    campaign's numbers: for who reads adverts, each number is another advertiser.
    """

    holder: Numbers
    name: Numbers
    age: Numbers
    price: Numbers
    phone: Numbers
    change: Numbers
    hotline: Numbers


@dataclass(frozen=True, slots=True)
class Wording:
    """How unique adverts show their number: a mode and a style that all copies share."""

    mode: Numbers
    style: Numbers


def word(people: Advertisers, owner: Numbers, language: Numbers, rng: np.random.Generator) -> Wording:
    """How each unique advert shows its number; the planted script hides it."""
    mode = rng.choice((PLAIN, OBSCURED, ABSENT), size=len(owner), p=(0.72, 0.08, 0.20))
    pattern = people.pattern[owner]
    mode = np.where(pattern == PATTERNS.index("account_changed_hands"), PLAIN, mode)
    mode = np.where(people.of_kind("spam")[owner], PLAIN, mode)
    mode = np.where(language == SCRIPT, OBSCURED, mode)
    return Wording(mode=mode, style=rng.integers(0, 420, size=len(owner)))


def detail(
    people: Advertisers,
    known: AdvertiserContacts,
    published: Publications,
    wording: Wording,
    seed: int,
    rng: np.random.Generator,
) -> Details:
    """What fills the slots of each publication."""
    count = len(published)
    advertiser, unique = published.advertiser, published.unique
    pattern = people.pattern[advertiser]
    several = people.of_kind("agency")[advertiser]
    several |= pattern == PATTERNS.index("one_contact_many_texts")
    script = pattern == PATTERNS.index("script")
    who = rng.integers(0, 1 << 16, size=len(people))[advertiser]
    who = np.where(several, rng.integers(0, 1 << 16, size=int(unique.max()) + 1)[unique], who)
    who = np.where(script, rng.integers(0, 1 << 16, size=count), who)

    price = 80 + 10 * rng.integers(0, 9, size=len(people))[advertiser]
    changed = (published.number > 0) & (rng.random(count) < 0.15) | published.copied
    price = np.where(changed & ~script, np.maximum(price + 10 * rng.integers(-1, 3, size=count), 80), price)

    phone = known.phone[advertiser]
    other = known.second_phone[advertiser] != NONE
    swaps = wording.mode[unique] == PLAIN
    later = published.number > 0
    handed = pattern == PATTERNS.index("account_changed_hands")
    phone = np.where(
        other & swaps & later & (handed | (rng.random(count) < 0.4)), known.second_phone[advertiser], phone
    )
    spam = people.of_kind("spam")[advertiser]
    campaign = np.cumsum(people.of_kind("spam"))[advertiser] - 1
    throwaway = campaign * SPAM_NUMBERS + rng.integers(0, SPAM_NUMBERS, size=count)
    phone = np.where(spam, contacts.number(3 * len(people) + throwaway, seed), phone)

    change = rng.choice(len(_CHANCES), size=count, p=_CHANCES)
    footer = rng.random(int(unique.max()) + 1) < 0.3
    return Details(
        holder=np.where(spam, len(people) + throwaway, advertiser),
        name=who,
        age=22 + who % 39,
        price=price,
        phone=phone,
        change=np.where(script | published.copied, SAME, change),
        hotline=np.where(footer[unique] & (published.platform == ONTMOET), contacts.hotline(seed), NONE),
    )


def render(
    people: Advertisers,
    uniques: list[Text],
    language: Numbers,
    published: Publications,
    wording: Wording,
    details: Details,
) -> tuple[list[str], list[str]]:
    """The title and the text of each publication."""
    columns = zip(
        published.unique.tolist(),
        people.gender[published.advertiser].tolist(),
        published.platform.tolist(),
        published.town.tolist(),
        details.name.tolist(),
        details.age.tolist(),
        details.price.tolist(),
        details.phone.tolist(),
        details.change.tolist(),
        details.hotline.tolist(),
        strict=True,
    )
    modes, styles, codes = wording.mode.tolist(), wording.style.tolist(), language.tolist()
    titles, bodies = [], []
    for unique, gender, platform, town, who, age, price, phone, change, hotline in columns:
        text = uniques[unique]
        slots = {
            "name": names.name(gender, who),
            "age": age,
            "town": towns.NAMES[town],
            "price": price,
            "phone": contacts.show(phone, modes[unique], styles[unique], LANGUAGES[codes[unique]]),
        }
        title = text.title.format_map(slots)
        body = " ".join(_changed(text, change)).format_map(slots)
        if hotline != NONE:
            body += f" Hulplijn: {contacts.national(hotline)}"
        elif platform == AVONDPLEIN:
            body += " Via Avondplein."
        titles.append(title.upper() if change == CASED else title)
        bodies.append(body)
    return titles, bodies


def _changed(text: Text, change: int) -> tuple[str, ...]:
    sentences = list(text.sentences)
    if change == SWAPPED:
        first = text.swap
        sentences[first], sentences[first + 1] = sentences[first + 1], sentences[first]
    elif change in (TYPO, HIDDEN) and text.odd != texts.NOWHERE:
        place, right = text.odd
        middle = len(right) // 2
        between = right[middle] if change == TYPO else _ZERO_WIDTH[middle % len(_ZERO_WIDTH)]
        sentences[place] = sentences[place].replace(right, right[:middle] + between + right[middle:])
    return tuple(sentences)
