"""What one contact may put together: the decision per contact, over the groups of adverts that have it.

Before a contact decides, sightings stand in *groups* that need no single contact: the same account;
the same text of one's own with the same contact; two contacts in common; several things in common
(`in_common`); nothing but this contact and a text that says nothing, without a long silence between.
Groups that share only this one contact have different texts. They are put together through it, except
where that is unsound:

- **Recycled number.** Ordered in time, a silence of more than `recycled_days` before the next group
  of a phone number cuts: the number may have another holder since. Other contacts are not handed out
  anew by anybody, and are not cut.
- **A shared contact.** Two people who look out for each other may show one number beside their own.
  Where each of two groups has another contact of its own, of the kind of the shared one (two numbers
  here, two there, one the same), the contact puts none of its groups together: which of the two a third
  group belongs to cannot be known. Where their own contacts are of another kind (two numbers beside
  one mail address) this holds only if the groups run side by side in time: one after the other,
  someone took a new number. Own contacts of different kinds complete each other and are no conflict.

Every decision is taken on the same groups, so the order of contacts makes no difference.
"""

from dataclasses import dataclass

import numpy as np

from baken.linking.identities import ACCOUNT, IMAGE, Identities
from baken.linking.in_common import CONTACT, PICTURE, TEXT, InCommon, Things, join_in_common
from baken.linking.kernels import Bytes, Codes, Flags, kernel
from baken.linking.settings import LinkSettings
from baken.linking.unions import codes_of_pairs, find, first_alike, join_alike, order_of, roots_at, runs_of

DAY = 86_400_000_000
"""Microseconds."""

RECYCLED, SHARED = 1, 2
MOST_KEYS = 12
"""Of a sighting with more contacts than this the first ones are paired; a page with more is a list."""


@dataclass(frozen=True, slots=True)
class Refusals:
    """Pairs of sightings that a key was refused to put together: key, the two, and the reason."""

    key: Codes
    left: Codes
    right: Codes
    reason: Codes

    def __add__(self, more: "Refusals") -> "Refusals":
        return Refusals(
            np.concatenate([self.key, more.key]),
            np.concatenate([self.left, more.left]),
            np.concatenate([self.right, more.right]),
            np.concatenate([self.reason, more.reason]),
        )


def join_contacts(
    parent: Codes,
    found: Identities,
    text_of: Codes,
    telling: Flags,
    moments: Codes,
    settings: LinkSettings,
    runs: Codes,
) -> tuple[Refusals, InCommon]:
    """Joins sightings in `parent` through accounts, contacts and what groups have in common.

    `telling` marks the sightings whose text says whose it is, `moments` are the captures in
    microseconds. `runs` has a place for each row of `found`: rows that a key puts together receive the
    same number. Returns what was refused, and which groups were put together by several things.
    """
    accounts = np.flatnonzero((found.of_kind(ACCOUNT) & found.followed)[found.key])
    join_alike(parent, found.sighting[accounts], found.key[accounts])
    runs[accounts] = accounts[first_alike(found.key[accounts])]
    rows = np.flatnonzero((found.of_contacts() & found.followed)[found.key])
    sighting, key = found.sighting[rows], found.key[rows]
    own_text = telling[sighting]
    join_alike(parent, sighting[own_text], codes_of_pairs(key[own_text], text_of[sighting[own_text]]))
    join_alike(parent, *_two_in_common(sighting, key))
    bare = ~own_text & (np.bincount(sighting, minlength=len(parent))[sighting] == 1)
    join_alike(parent, *_without_silence(sighting[bare], key[bare], moments, settings.recycled_days * DAY))

    known = np.zeros(len(parent), dtype=np.bool_)
    known[found.sighting[accounts]] = True
    known[sighting] = True
    texts = np.flatnonzero(known & telling)
    images = np.flatnonzero((found.of_kind(IMAGE) & found.followed)[found.key])
    images = images[known[found.sighting[images]]]
    things = Things(
        sighting=np.concatenate([texts, found.sighting[images], sighting]),
        thing=np.concatenate([text_of[texts], len(parent) + found.key[images], len(parent) + key]),
        weight=np.repeat([TEXT, PICTURE, CONTACT], [len(texts), len(images), len(key)]),
    )
    things = things.shared(parent)
    in_common = join_in_common(parent, things)
    refusals = _join_groups(parent, found, rows, moments, settings, runs)
    return refusals, in_common + join_in_common(parent, things)


def _join_groups(
    parent: Codes, found: Identities, rows: Codes, moments: Codes, settings: LinkSettings, runs: Codes
) -> Refusals:
    """Puts together the groups that share a key, over the rows of `found` that say so."""
    sighting, key = found.sighting[rows], found.key[rows]
    group = roots_at(parent, sighting)
    kind = _kind_numbers(found)[key]
    order, begins = runs_of(codes_of_pairs(key, group))
    if not len(begins):
        nothing = np.zeros(0, dtype=np.int64)
        return Refusals(nothing, nothing, nothing, nothing)
    first = order[begins]
    own = _others_per_kind(group[first], kind[first], len(parent))
    earliest = np.minimum.reduceat(moments[sighting[order]], begins)
    latest = np.maximum.reduceat(moments[sighting[order]], begins)
    shared = np.flatnonzero(np.bincount(key[first], minlength=len(found.texts))[key[first]] > 1)
    by_time = shared[
        np.lexsort((sighting[first[shared]], latest[shared], earliest[shared], key[first[shared]]))
    ]
    there = first[by_time]
    phones = found.of_kind("phone")[key[there]]
    silence = np.where(phones, settings.recycled_days * DAY, np.iinfo(np.int64).max)
    reasons = np.zeros(len(there), dtype=np.int64)
    against = np.zeros(len(there), dtype=np.int64)
    joined = np.arange(len(there), dtype=np.int64)
    _decide(
        key[there],
        sighting[there],
        group[there],
        kind[there],
        earliest[by_time],
        latest[by_time],
        silence.astype(np.int64),
        settings.together_days * DAY,
        own,
        parent,
        reasons,
        against,
        joined,
    )
    run_of_pair = rows[first]
    run_of_pair[by_time] = rows[there[joined]]
    runs[rows[order]] = np.repeat(run_of_pair, np.diff(begins, append=len(order)))
    refused = np.flatnonzero(reasons)
    return Refusals(
        key[there][refused], sighting[there][against[refused]], sighting[there][refused], reasons[refused]
    )


def _two_in_common(sighting: Codes, key: Codes) -> tuple[Codes, Codes]:
    """Each sighting beside each pair of its contacts, the pair as one number."""
    order = order_of(codes_of_pairs(sighting, key))
    sighting, key = sighting[order], key[order]
    items, pairs = [], []
    for apart in range(1, MOST_KEYS):
        same = np.flatnonzero(sighting[apart:] == sighting[:-apart]) if apart < len(sighting) else key[:0]
        if not len(same):
            break
        items.append(sighting[same])
        pairs.append(key[same] * (int(key.max()) + 1) + key[same + apart])
    if not items:
        return key[:0], key[:0]
    return np.concatenate(items), np.concatenate(pairs)


def _without_silence(sighting: Codes, key: Codes, moments: Codes, silence: int) -> tuple[Codes, Codes]:
    """Each sighting beside its key, numbered anew after each long silence."""
    order = np.lexsort((moments[sighting], key))
    sighting, key = sighting[order], key[order]
    cuts = (np.diff(key, prepend=-1) != 0) | (np.diff(moments[sighting], prepend=0) > silence)
    return sighting, np.cumsum(cuts)


def _kind_numbers(found: Identities) -> Codes:
    numbers: Codes = found.kinds.dictionary_encode().indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return numbers


def _others_per_kind(group: Codes, kind: Codes, count: int) -> Bytes:
    """How many different contacts a group has of each kind (2 stands for more), out of a row each."""
    counts = np.zeros((count, int(kind.max()) + 1), dtype=np.uint8)
    places = group * counts.shape[1] + kind
    order, begins = runs_of(places)
    counts.reshape(-1)[places[order[begins]]] = np.minimum(np.diff(begins, append=len(order)), 2)
    return counts


@kernel
def _decide(
    key: Codes,
    sighting: Codes,
    group: Codes,
    kind: Codes,
    earliest: Codes,
    latest: Codes,
    silence: Codes,
    together: int,
    own: Bytes,
    parent: Codes,
    reasons: Codes,
    against: Codes,
    joined: Codes,
) -> None:
    """One row a contact and group, by contact and then in time; joins, and writes with which row, or
    writes the reason and against which row."""
    kinds = own.shape[1]
    begin = 0
    while begin < len(key):
        end = begin + 1
        last = latest[begin]
        while end < len(key) and key[end] == key[begin]:
            if earliest[end] - last > silence[end]:
                reasons[end] = RECYCLED
                against[end] = end - 1
                break
            last = max(last, latest[end])
            end += 1
        conflict = False
        for which in range(kinds):
            less = 1 if which == kind[begin] else 0
            met = False
            last = np.int64(0)
            for row in range(begin, end):
                if own[group[row], which] <= less:
                    continue
                if met and (less or earliest[row] - last <= together):
                    conflict = True
                    break
                last = max(last, latest[row]) if met else latest[row]
                met = True
            if conflict:
                break
        for row in range(begin + 1, end):
            if conflict:
                reasons[row] = SHARED
                against[row] = begin
            else:
                joined[row] = begin
                left, right = find(parent, sighting[begin]), find(parent, sighting[row])
                parent[max(left, right)] = min(left, right)
        begin = end
