"""Groups that have several things in common: texts, or a contact and a text, picture or contact.

One thing in common says little by itself. Somebody who copies takes a text or two, with its pictures,
and puts a number of his own under it; two who look out for each other share a number, and have texts of
their own. But who publishes three texts now under this number and now under that one has both
numbers, and so has who shows one contact and one text in both places.
"""

from dataclasses import dataclass

import numpy as np

from baken.linking.kernels import Codes, Flags, kernel
from baken.linking.unions import begins_of, codes_of_pairs, find, order_of, roots_at, runs_of

PICTURE, TEXT, CONTACT = 0, 1, 2
"""How a thing counts. Pictures go with their texts, so they count beside a contact only."""

LEAST_TEXTS = 3
"""Texts in common that put two groups together without a contact in common."""

LEAST_WITH_CONTACT = 2
"""Things in common of which one is a contact."""

ROUNDS = 16
MOST_GROUPS = 64
"""What more groups than this have is nobody's in particular."""

PAIRS_KEPT = 3


@dataclass(frozen=True, slots=True)
class Things:
    """Sightings, each beside one of its things and how that counts. A thing is the number of a text,
    below the number of sightings, or the number of a key after those."""

    sighting: Codes
    thing: Codes
    weight: Codes

    def shared(self, parent: Codes) -> "Things":
        """Only what several groups have, each group beside it once: with its first row."""
        group = roots_at(parent, self.sighting)
        rows = np.flatnonzero(_of_several(self.thing, group))  # few, so that few are sorted
        order, begins = runs_of(codes_of_pairs(self.thing[rows], group[rows]))
        order = rows[order[begins]]
        thing = self.thing[order]
        same = thing[1:] == thing[:-1]
        several = np.zeros(len(order), dtype=np.bool_)
        several[1:] |= same
        several[:-1] |= same
        order = order[several]
        return Things(self.sighting[order], self.thing[order], self.weight[order])


@dataclass(frozen=True, slots=True)
class InCommon:
    """Why groups were put together: two sightings, one of either group, and what both have: a text
    (the number of a sighting), or a key, by its number after all sightings."""

    left: Codes
    right: Codes
    thing: Codes

    def __add__(self, more: "InCommon") -> "InCommon":
        return InCommon(
            np.concatenate([self.left, more.left]),
            np.concatenate([self.right, more.right]),
            np.concatenate([self.thing, more.thing]),
        )


def nothing_in_common() -> InCommon:
    """No groups were put together."""
    nothing = np.zeros(0, dtype=np.int64)
    return InCommon(nothing, nothing, nothing)


def join_in_common(parent: Codes, things: Things) -> InCommon:
    """Joins groups in `parent` that have enough in common, until nothing changes.

    Of each pair of groups that was put together at most PAIRS_KEPT things are told.
    """
    found = nothing_in_common()
    for _ in range(ROUNDS):
        things = things.shared(parent)
        more = _round(parent, things)
        if not len(more.left):
            break
        found = found + more
    return found


@kernel
def _of_several(things: Codes, groups: Codes) -> Flags:
    """Marks the rows whose thing stands beside several groups."""
    most = np.int64(-1)
    for thing in things:
        most = max(most, thing)
    one = np.full(most + 1, -1, dtype=np.int64)
    several = np.zeros(most + 1, dtype=np.bool_)
    for row in range(len(things)):
        thing = things[row]
        if one[thing] < 0:
            one[thing] = groups[row]
        elif one[thing] != groups[row]:
            several[thing] = True
    found = np.zeros(len(things), dtype=np.bool_)
    for row in range(len(things)):
        found[row] = several[things[row]]
    return found


@kernel
def pairs_of(things: Codes) -> tuple[Codes, Codes]:
    """The places of each pair of equal things; equal ones stand together. More than MOST_GROUPS equal
    ones give no pair."""
    count = 0
    one, other = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    for filling in range(2):
        if filling:
            one, other = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
            count = 0
        begin = 0
        while begin < len(things):
            end = begin + 1
            while end < len(things) and things[end] == things[begin]:
                end += 1
            for left in range(begin, end if end - begin <= MOST_GROUPS else begin):
                for right in range(left + 1, end):
                    if filling:
                        one[count], other[count] = left, right
                    count += 1
            begin = end
    return one, other


def _round(parent: Codes, things: Things) -> InCommon:
    group, of = roots_at(parent, things.sighting), things.thing
    left, right = pairs_of(of)
    pairs = codes_of_pairs(group[left], group[right])
    by_pair = order_of(pairs)  # within a pair by what both have, as they stand
    left, right, pairs = left[by_pair], right[by_pair], pairs[by_pair]
    begins = begins_of(pairs)
    if not len(begins):
        return nothing_in_common()
    counts = np.diff(np.append(begins, len(pairs)))
    weight = things.weight[left]
    texts = np.add.reduceat((weight == TEXT).astype(np.int64), begins)
    contact = np.maximum.reduceat(weight, begins) == CONTACT
    enough = (texts >= LEAST_TEXTS) | (contact & (counts >= LEAST_WITH_CONTACT))
    begins, counts = begins[enough], counts[enough]
    joined = np.zeros(len(begins), dtype=np.bool_)
    _join(parent, group[left[begins]], group[right[begins]], joined)
    begins, counts = begins[joined], np.minimum(counts[joined], PAIRS_KEPT)
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    places = np.repeat(begins, counts) + within
    left, right = left[places], right[places]
    return InCommon(things.sighting[left], things.sighting[right], of[left])


@kernel
def _join(parent: Codes, one: Codes, other: Codes, joined: Flags) -> None:
    """Joins pairs, and marks those that were not together yet."""
    for at in range(len(one)):
        left, right = find(parent, one[at]), find(parent, other[at])
        if left != right:
            parent[max(left, right)] = min(left, right)
            joined[at] = True
