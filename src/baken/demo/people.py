"""The advertisers of the market: how many of each kind, and how many unique adverts each has.

The published counts of unique adverts (mid-July 2025, an online outreach programme) fix the totals:
whatever the kinds, their unique adverts add up to them exactly.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

GENDERS = ("women", "men", "trans", "couples", "other", "unknown")
KINDS = ("independent", "touring", "agency", "duo", "copier", "spam", "recycled_number", "organised")
PATTERNS = ("script", "one_contact_many_texts", "contradicting_ages", "account_changed_hands")
NONE = -1

COUNTRY = {"women": 25_000, "men": 17_000, "trans": 1_100, "couples": 800, "other": 300}
"""Unique adverts at scale 1; women and men as published, the others invented."""

NORTH_BRABANT = {"women": 4_600, "men": 2_600, "trans": 180, "couples": 130, "other": 50}
"""Of those, the ones that are seen in Noord-Brabant."""

SPAM_CAMPAIGNS = 12

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Advertisers:
    """A row an advertiser; `partner` is the other half of a duo or the next holder of a number."""

    gender: Numbers
    kind: Numbers
    pattern: Numbers
    texts: Numbers
    partner: Numbers

    def __len__(self) -> int:
        return len(self.gender)

    def of_kind(self, *kinds: str) -> npt.NDArray[np.bool_]:
        """Which advertisers are of one of these kinds."""
        return np.isin(self.kind, [KINDS.index(kind) for kind in kinds])


def scaled(count: int, scale: float) -> int:
    """A count of scale 1 at another scale, rounded (halves to even)."""
    return round(count * scale)


class _Roll:
    """Advertisers of one gender, enlisted until their unique adverts reach the total."""

    def __init__(self, gender: int, total: int, first: int) -> None:
        self.gender = gender
        self.left = total
        self.first = first
        self.rows: list[tuple[int, int, int, int, int]] = []

    def enlist(self, kind: str, texts: int, pattern: str | None = None, *, pair: bool = False) -> bool:
        """Adds an advertiser (or a pair who point at each other) if there is room for the texts."""
        count = 2 if pair else 1
        if texts * count > self.left or texts < 1:
            return False
        place = self.first + len(self.rows)
        which = PATTERNS.index(pattern) if pattern else NONE
        for number in range(count):
            partner = place + 1 - number if pair else NONE
            self.rows.append((self.gender, KINDS.index(kind), which, texts, partner))
        self.left -= texts * count
        return True


def enlist(scale: float, rng: np.random.Generator) -> Advertisers:
    """All advertisers who have a unique advert of their own; those who only copy come later."""
    rows: list[tuple[int, int, int, int, int]] = []
    for gender, total in COUNTRY.items():
        roll = _Roll(GENDERS.index(gender), scaled(total, scale), len(rows))
        _fill(roll, scale, rng)
        rows.extend(roll.rows)
    spam = (GENDERS.index("unknown"), KINDS.index("spam"), NONE, 1, NONE)
    rows.extend([spam] * max(1, scaled(SPAM_CAMPAIGNS, scale)))
    return Advertisers(*(np.array(column, dtype=np.int64) for column in zip(*rows, strict=True)))


def _fill(roll: _Roll, scale: float, rng: np.random.Generator) -> None:
    total = roll.left
    women = GENDERS[roll.gender] == "women"
    least = 1 if women else 0  # each pattern stands in the smallest market too
    share = {"women": 1.0, "men": 0.4}.get(GENDERS[roll.gender], 0.0)
    for _ in range(max(least, scaled(round(40 * share), scale))):
        roll.enlist("organised", 1, "script")
    for _ in range(max(least, scaled(round(30 * share), scale))):
        roll.enlist("organised", int(rng.integers(10, 17)), "one_contact_many_texts")
    for _ in range(max(least, scaled(round(120 * share), scale))):
        roll.enlist("independent", 1, "contradicting_ages")
    for _ in range(max(least, scaled(round(60 * share), scale))):
        roll.enlist("independent", 2, "account_changed_hands")
    for _ in range(max(least, round(total * 0.0075 * (0.3 + 0.7 * share)))):
        roll.enlist("agency", int(rng.integers(5, 16)))
    for _ in range(max(least, round(total * 0.012))):
        roll.enlist("duo", int(rng.integers(1, 3)), pair=True)
    for _ in range(max(least, round(total * 0.005))):
        roll.enlist("recycled_number", 1, pair=True)
    for _ in range(round(total * 0.10)):
        roll.enlist("touring", 1)
    for texts in rng.choice((1, 2, 3, 4), size=total, p=(0.72, 0.18, 0.07, 0.03)).tolist():
        if not roll.left:
            break
        roll.enlist("independent", min(texts, roll.left))
