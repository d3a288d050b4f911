"""What one contact may put together: the decision per contact, over the groups of adverts that have it.

Before a contact decides, sightings stand in *groups* that need no single contact: the same account;
the same text of one's own with the same contact; two contacts in common; nothing but this contact and a
text that says nothing, without a long silence between. Groups that share only this one contact
have different texts. They are put together through it, except where that is unsound:

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

from baken.linking.identities import ACCOUNT, Identities
from baken.linking.kernels import Bytes, Codes, Flags, kernel
from baken.linking.settings import LinkSettings
from baken.linking.unions import codes_of_pairs, find, join_alike, roots_of

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


def join_contacts(
    parent: Codes,
    found: Identities,
    text_of: Codes,
    telling: Flags,
    moments: Codes,
    settings: LinkSettings,
) -> Refusals:
    """Joins sightings in `parent` through accounts and contacts, and returns what it refused.

    `telling` marks the sightings whose text says whose it is, `moments` are the captures in
    microseconds.
    """
    accounts = found.of_kind(ACCOUNT)[found.key]
    join_alike(parent, found.sighting[accounts], found.key[accounts])
    linking = (found.of_contacts() & ~found.hub)[found.key]
    sighting, key = found.sighting[linking], found.key[linking]
    own_text = telling[sighting]
    join_alike(parent, sighting[own_text], codes_of_pairs(key[own_text], text_of[sighting[own_text]]))
    join_alike(parent, *_two_in_common(sighting, key))
    bare = ~own_text & (np.bincount(sighting, minlength=len(parent))[sighting] == 1)
    join_alike(parent, *_without_silence(sighting[bare], key[bare], moments, settings.recycled_days * DAY))

    group = roots_of(parent)[sighting]
    kind = _kind_numbers(found)[key]
    own = _others_per_kind(group, key, kind, len(parent))
    pairs = codes_of_pairs(key, group)
    order = np.argsort(pairs, kind="stable")
    begins = np.flatnonzero(np.diff(pairs[order], prepend=-1))
    if not len(begins):
        nothing = np.zeros(0, dtype=np.int64)
        return Refusals(nothing, nothing, nothing, nothing)
    first = order[begins]
    earliest = np.minimum.reduceat(moments[sighting[order]], begins)
    latest = np.maximum.reduceat(moments[sighting[order]], begins)
    by_time = np.lexsort((sighting[first], latest, earliest, key[first]))
    rows = first[by_time]
    phones = found.of_kind("phone")[key[rows]]
    silence = np.where(phones, settings.recycled_days * DAY, np.iinfo(np.int64).max)
    reasons = np.zeros(len(rows), dtype=np.int64)
    against = np.zeros(len(rows), dtype=np.int64)
    _decide(
        key[rows],
        sighting[rows],
        group[rows],
        kind[rows],
        earliest[by_time],
        latest[by_time],
        silence.astype(np.int64),
        settings.together_days * DAY,
        own,
        parent,
        reasons,
        against,
    )
    refused = np.flatnonzero(reasons)
    return Refusals(
        key[rows][refused], sighting[rows][against[refused]], sighting[rows][refused], reasons[refused]
    )


def _two_in_common(sighting: Codes, key: Codes) -> tuple[Codes, Codes]:
    """Each sighting beside each pair of its contacts, the pair as one number."""
    order = np.lexsort((key, sighting))
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


def _others_per_kind(group: Codes, key: Codes, kind: Codes, count: int) -> Bytes:
    """How many different contacts a group has of each kind (2 stands for more)."""
    counts = np.zeros((count, int(kind.max()) + 1 if len(kind) else 1), dtype=np.uint8)
    _, once = np.unique(codes_of_pairs(group, key), return_index=True)
    numbers, times = np.unique(group[once] * counts.shape[1] + kind[once], return_counts=True)
    counts.reshape(-1)[numbers] = np.minimum(times, 2)
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
) -> None:
    """One row a contact and group, by contact and then in time; joins, or writes reason and against whom."""
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
        for one in range(begin, end):
            for other in range(one + 1, end):
                apart = earliest[other] - latest[one] > together
                for which in range(kinds):
                    less = 1 if which == kind[one] else 0
                    if apart and not less:
                        continue
                    if own[group[one], which] > less and own[group[other], which] > less:
                        conflict = True
                if conflict:
                    break
            if conflict:
                break
        for other in range(begin + 1, end):
            if conflict:
                reasons[other] = SHARED
                against[other] = begin
            else:
                left, right = find(parent, sighting[begin]), find(parent, sighting[other])
                parent[max(left, right)] = min(left, right)
        begin = end


def join_images(parent: Codes, found: Identities) -> None:
    """Joins sightings in `parent` through image hashes that are no hub."""
    linking = (found.of_kind("image") & ~found.hub)[found.key]
    join_alike(parent, found.sighting[linking], found.key[linking])
