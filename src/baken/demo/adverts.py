"""The unique adverts of the market: whose they are, how often they are seen, and where.

Which ones are seen in Noord-Brabant is decided here, so that the numbers are exact whatever chance
does later: those marked have a publication there, the others never.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from baken.demo import towns
from baken.demo.people import GENDERS, KINDS, NORTH_BRABANT, PATTERNS, Advertisers, scaled

Numbers = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]

HOME_SHARE = 0.8
"""Of the adverts seen in Noord-Brabant, those of advertisers who live there."""

_SEEN = (0.40, 0.27, 0.15, 0.09, 0.05, 0.02, 0.01, 0.01)


@dataclass(frozen=True, slots=True)
class UniqueAdverts:
    """A row a unique advert: its owner, sightings, publications, and places.

    `home` is the town of its first publication; with `visits_brabant` its last publication is in
    Noord-Brabant, with `brabant` at least one is.
    """

    owner: Numbers
    sightings: Numbers
    publications: Numbers
    home: Numbers
    brabant: Marks
    visits_brabant: Marks

    def __len__(self) -> int:
        return len(self.owner)


def write_down(people: Advertisers, scale: float, rng: np.random.Generator) -> UniqueAdverts:
    """The unique adverts of all advertisers, in the order of the advertisers."""
    owner = np.repeat(np.arange(len(people)), people.texts)
    sightings, publications = _times_seen(people, owner, scale, rng)
    brabant = np.zeros(len(owner), dtype=bool)
    at_home = np.zeros(len(people), dtype=bool)
    for gender, total in NORTH_BRABANT.items():
        which = people.gender == GENDERS.index(gender)
        _choose(people, owner, publications, which, scaled(total, scale), brabant, at_home, rng)
    spam = people.of_kind("spam")[owner]
    brabant |= spam
    home = towns.draw(at_home, rng)[owner]
    return UniqueAdverts(
        owner=owner,
        sightings=sightings,
        publications=publications,
        home=home,
        brabant=brabant,
        visits_brabant=brabant & ~at_home[owner],
    )


def _times_seen(
    people: Advertisers, owner: Numbers, scale: float, rng: np.random.Generator
) -> tuple[Numbers, Numbers]:
    count = len(owner)
    seen = rng.choice(np.arange(1, 9), size=count, p=_SEEN)
    times = np.minimum(seen, 1 + rng.binomial(2, 0.35, size=count))
    touring = people.of_kind("touring")[owner]
    seen = np.where(touring, rng.integers(3, 8, size=count), seen)
    times = np.where(touring, np.minimum(seen, rng.integers(2, 5, size=count)), times)
    for pattern, least, most in (
        ("script", 6, 9),
        ("contradicting_ages", 3, 7),
        ("account_changed_hands", 3, 6),
    ):
        rows = (people.pattern == PATTERNS.index(pattern))[owner]
        seen = np.where(rows, rng.integers(least, most, size=count), seen)
        times = np.where(rows, seen if pattern == "script" else 2, times)
    spam = (people.kind == KINDS.index("spam"))[owner]
    copies = rng.integers(200, 401, size=count)
    seen = np.where(spam, np.maximum(30, np.minimum(copies, (copies * scale * 20).astype(np.int64))), seen)
    return seen, np.where(spam, -(-seen // 2), times)


def _choose(
    people: Advertisers,
    owner: Numbers,
    publications: Numbers,
    which: Marks,
    total: int,
    brabant: Marks,
    at_home: Marks,
    rng: np.random.Generator,
) -> None:
    """Marks exactly `total` unique adverts of these advertisers as seen in Noord-Brabant."""
    left = round(total * HOME_SHARE)
    for person in rng.permutation(np.flatnonzero(which)).tolist():
        texts = int(people.texts[person])
        if texts <= left:
            at_home[person] = True
            left -= texts
        if not left:
            break
    brabant |= at_home[owner] & which[owner]
    rest = total - int((brabant & which[owner]).sum())
    others = rng.permutation(np.flatnonzero(which[owner] & ~brabant))
    # Those with several publications first: only they can stand in several provinces.
    others = others[np.argsort(publications[others] < 2, kind="stable")]
    brabant[others[:rest]] = True
