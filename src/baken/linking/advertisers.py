"""Sightings to advertisers: through accounts, contacts, image hashes, and texts of one's own.

A text alone joins only what nothing contradicts. Where all sightings of a unique advert that show a
contact, account or image belong to one advertiser, the ones that show none belong to it too; where
none shows any, they belong together. Where they belong to several, the text was copied: it joins
nothing, and each of its sightings without any contact stays an advertiser by itself.
"""

from dataclasses import dataclass

import numpy as np

from baken.linking.groups import Refusals, join_contacts, join_images
from baken.linking.identities import Identities
from baken.linking.kernels import Codes, Flags
from baken.linking.settings import LinkSettings
from baken.linking.unions import codes_of_pairs, join_alike, join_pairs, roots_of
from baken.linking.unique_adverts import UniqueAdverts


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
    found: Identities, adverts: UniqueAdverts, moments: Codes, settings: LinkSettings
) -> Advertisers:
    """Finds the advertisers of sightings in the order of their ids; `moments` are their captures in
    microseconds."""
    text_of = adverts.first
    count = len(text_of)
    parent = np.arange(count, dtype=np.int64)
    telling = adverts.words[adverts.representative] >= settings.own_text_words
    refusals = join_contacts(parent, found, text_of, telling, moments, settings)
    join_images(parent, found)

    known = np.zeros(count, dtype=np.bool_)
    known[found.sighting[~found.hub[found.key]]] = True
    roots = roots_of(parent)

    rows = np.flatnonzero(known & telling)
    _, begins = np.unique(codes_of_pairs(text_of[rows], roots[rows]), return_index=True)
    first_of_owner = rows[begins]  # one row a text and advertiser, by text
    owned = text_of[first_of_owner]
    owners = np.bincount(owned, minlength=count)
    owner = np.full(count, -1, dtype=np.int64)
    owner[owned[::-1]] = first_of_owner[::-1]

    alike = adverts.similarity >= settings.own_text_similar
    version = np.where(alike, adverts.representative, adverts.same_words)
    by_text = ~known & telling
    rows = np.flatnonzero(by_text).astype(np.int64)
    own = rows[owners[text_of[rows]] <= 1]
    join_alike(parent, own, version[own])
    joined = own[owners[text_of[own]] == 1]
    joined = joined[version[owner[text_of[joined]]] == version[joined]]
    join_pairs(parent, owner[text_of[joined]], joined)

    others = first_of_owner[(owners[owned] > 1) & (owner[owned] != first_of_owner)]
    unowned = rows[owners[text_of[rows]] > 1]
    right = np.concatenate([others, unowned])
    return Advertisers(
        first=roots_of(parent),
        by_text=by_text & (owners[text_of] <= 1),
        refusals=refusals,
        copied_left=owner[text_of[right]],
        copied_right=right,
    )
