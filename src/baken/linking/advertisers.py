"""Sightings to advertisers: through accounts, contacts, image hashes, and texts of one's own.

A text alone joins only what nothing contradicts. Where all sightings of a unique advert that show a
contact, account or image belong to one advertiser, the ones that show none belong to it too; where
none shows any, they belong together. Where they belong to several, the text was copied: it joins no
advertisers, and its sightings without any contact stay an advertiser by themselves.
"""

from dataclasses import dataclass

import numpy as np

from baken.linking.groups import Refusals, join_contacts, join_images
from baken.linking.identities import Identities
from baken.linking.kernels import Codes, Flags
from baken.linking.settings import LinkSettings
from baken.linking.unions import codes_of_pairs, join_alike, join_pairs, roots_of


@dataclass(frozen=True, slots=True)
class Advertisers:
    """Per sighting its advertiser, as the first sighting in it, and what decided.

    `by_text` marks the sightings that are there through their text alone. `refusals` are the
    contacts that were not followed; `copied_left` and `copied_right` are sightings of one text that
    several advertisers have.
    """

    first: Codes
    by_text: Flags
    refusals: Refusals
    copied_left: Codes
    copied_right: Codes


def advertisers(
    found: Identities, text_of: Codes, words: Codes, moments: Codes, settings: LinkSettings
) -> Advertisers:
    """Finds the advertisers of sightings in the order of their ids.

    `text_of` is the unique advert of each (its first sighting), `words` how many words it has,
    `moments` its capture in microseconds.
    """
    count = len(text_of)
    parent = np.arange(count, dtype=np.int64)
    refusals = join_contacts(parent, found, text_of, moments, settings)
    join_images(parent, found)

    known = np.zeros(count, dtype=np.bool_)
    known[found.sighting[~found.hub[found.key]]] = True
    telling = words >= settings.own_text_words
    roots = roots_of(parent)

    rows = np.flatnonzero(known & telling)
    _, begins = np.unique(codes_of_pairs(text_of[rows], roots[rows]), return_index=True)
    first_of_owner = rows[begins]  # one row a text and advertiser, by text
    owned = text_of[first_of_owner]
    owners = np.bincount(owned, minlength=count)
    owner = np.full(count, -1, dtype=np.int64)
    owner[owned[::-1]] = first_of_owner[::-1]

    by_text = ~known & telling
    rows = np.flatnonzero(by_text).astype(np.int64)
    join_alike(parent, rows, text_of[rows])
    joined = rows[owners[text_of[rows]] == 1]
    join_pairs(parent, owner[text_of[joined]], joined)

    others = first_of_owner[(owners[owned] > 1) & (owner[owned] != first_of_owner)]
    unowned = rows[np.unique(text_of[rows], return_index=True)[1]]
    unowned = unowned[owners[text_of[unowned]] > 1]
    right = np.concatenate([others, unowned])
    return Advertisers(
        first=roots_of(parent),
        by_text=by_text,
        refusals=refusals,
        copied_left=owner[text_of[right]],
        copied_right=right,
    )
