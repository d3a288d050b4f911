"""Which contacts are hubs: shared by too many advertisers, and not just by too many texts.

A busy advertiser has many texts under one number, and so has a switchboard. What tells them apart is what
else those sightings show: at a switchboard the contacts, accounts and texts of many others, at the busy
one the same few again and again, or nothing. An account is one advertiser's unless very many others
stand under it: a platform's own, or what a crawl took for one.
"""

import numpy as np

from baken.linking.identities import ACCOUNT, IMAGE, Identities
from baken.linking.in_common import pairs_of
from baken.linking.kernels import Codes, Flags
from baken.linking.settings import LinkSettings
from baken.linking.unions import codes_of_pairs, join_pairs, roots_of

USED_ALIKE = 0.3
"""Contacts with this share of the texts of the one with more in common go together: they are
judged as one, or the numbers of a busy advertiser would each be held against the others."""


def hubs_among(found: Identities, text_of: Codes, whose: Codes, settings: LinkSettings) -> Flags:
    """The keys that stay hubs, of those with too many texts (`found.hub`): all images, and contacts and
    accounts that others show as well.

    `text_of` is each sighting's unique advert; `whose` its advertiser as far as that is known without
    any such key, else -1.
    """
    hub = found.hub & ~found.of_kind(IMAGE) & ~found.suppressed
    rows = np.flatnonzero(hub[found.key])
    stays = found.hub.copy()
    if not len(rows):
        return stays
    key, text, owner = found.key[rows], text_of[found.sighting[rows]], whose[found.sighting[rows]]
    _, once = np.unique(codes_of_pairs(text, key), return_index=True)
    one, other = pairs_of(text[once])
    base = int(key.max()) + 1
    pairs, counts = np.unique(key[once[one]] * base + key[once[other]], return_counts=True)
    left, right = pairs // base, pairs % base
    alike = counts >= np.maximum(2, USED_ALIKE * np.maximum(found.texts[left], found.texts[right]))
    together = np.arange(len(found.texts), dtype=np.int64)
    join_pairs(together, left[alike], right[alike])
    together = roots_of(together)
    one = together[key]
    _, once = np.unique(codes_of_pairs(codes_of_pairs(one, text), owner + 1), return_index=True)
    one, owner = one[once], owner[once]
    size = len(found.texts)
    total = np.bincount(one, minlength=size)
    alone = np.bincount(one[owner < 0], minlength=size)
    most = np.zeros(size, dtype=np.int64)
    pairs, times = np.unique(codes_of_pairs(one[owner >= 0], owner[owner >= 0]), return_counts=True)
    if len(pairs):
        np.maximum.at(most, pairs // (int(owner.max()) + 1), times)
    account = np.zeros(size, dtype=np.bool_)
    account[together[hub & found.of_kind(ACCOUNT)]] = True
    own = (most + alone >= settings.majority * total) & (account | (alone <= settings.hub_texts_alone))
    stays[hub] = ~own[together[hub]]
    return stays
