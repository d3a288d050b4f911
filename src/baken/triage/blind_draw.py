"""Which leads are judged blind: a draw by keyed hash, so that a run over the same adverts draws the same.

Who sees a lead blind must not be able to tell whether rules brought it forward. So the blind ones are
half and half, as nearly as can be: of the side that drew more, only as many as the other has. And they
stand among the first leads at places that the hash gives, whatever the rules said: by its place nothing
is told of a lead, and none of them waits longer than one that is looked at first.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

_WHOLE = 1 << 64
SECOND_LOOKS = 5
"""Of 100 decided leads how many a second person answers apart, where nobody set another number: 1 in 20."""
MOST_SECOND_LOOKS = 50
"""Never more than 1 in 2: it takes the time of a second person."""


@dataclass(frozen=True, slots=True)
class Rates:
    """How many are drawn: of 100 leads that rules bring forward, and of 1,000 advertisers that they pass
    over. Both or neither: with one side alone, blind would tell which side it is."""

    flagged: int = 0
    unflagged: int = 0

    @property
    def off(self) -> bool:
        """Whether nothing is drawn."""
        return not (self.flagged and self.unflagged)


def chance_of(key: bytes, what: str, advertiser: str) -> float:
    """A number from 0 up to 1 that only who has the key can foretell; the same each time."""
    digest = hashlib.blake2b(f"{what}\0{advertiser}".encode(), key=key, digest_size=8).digest()
    return int.from_bytes(digest, "big") / _WHOLE


def drawn(key: bytes, advertisers: Iterable[str], share: float) -> list[str]:
    """Those whose number lies under the share, lowest first: a higher share only adds."""
    numbered = ((chance_of(key, "draw", advertiser), advertiser) for advertiser in advertisers)
    return [advertiser for _, advertiser in sorted(one for one in numbered if one[0] < share)]


def even(flagged: Sequence[str], unflagged: Sequence[str], begun: Collection[str] = ()) -> frozenset[str]:
    """As many of the one side as of the other; those that somebody began on stay, whatever their side."""
    sides = [sorted(side, key=lambda one: one not in begun) for side in (flagged, unflagged)]
    least = min(map(len, sides))
    kept = {one for side in sides for one in side[:least]}
    return frozenset(kept | {one for side in sides for one in side if one in begun})


def in_order(key: bytes, seen: Sequence[str], blind: Iterable[str], first: int) -> list[str]:
    """The queue: `seen` in its order, and each blind one somewhere among the first `first` of them."""
    places = [(place + 0.5, "", one) for place, one in enumerate(seen)]
    mixed = [(chance_of(key, "place", one) * (first + 1) - 0.5, one, one) for one in blind]
    return [one for _, _, one in sorted(places + mixed)]
