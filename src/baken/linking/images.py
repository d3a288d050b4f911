"""Sightings that only an image says anything about: whose they are by their pictures.

A picture is copied more easily than a text, and many may come out of one collection. So it puts no two
groups together that are known by other things; a sighting that shows nothing else goes to the one
advertiser who has the picture by far the most, and several such to each other where nobody has it.
"""

import numpy as np

from baken.linking.groups import SHARED, Refusals
from baken.linking.identities import IMAGE, Identities
from baken.linking.kernels import Codes, Flags
from baken.linking.owners import owners_of
from baken.linking.settings import LinkSettings
from baken.linking.unions import codes_of_pairs, first_alike, join_alike, join_pairs, roots_of


def join_images(
    parent: Codes, found: Identities, known: Flags, settings: LinkSettings, runs: Codes
) -> Refusals:
    """Joins the sightings in `parent` that are not `known` through image hashes.

    `runs` has a place for each row of `found`: rows that an image puts together, or that are together
    and show it, receive the same number. Returns the images that several advertisers have.
    """
    rows = np.flatnonzero((found.of_kind(IMAGE) & found.followed)[found.key])
    sighting, key = found.sighting[rows], found.key[rows]
    roots = roots_of(parent)
    of_known = np.flatnonzero(known[sighting])
    owners = owners_of(
        key[of_known], of_known, roots[sighting[of_known]], settings.majority, len(found.texts)
    )
    bare = np.flatnonzero(~known[sighting])
    who, owner = roots[sighting[bare]], owners.sighting[key[bare]]
    owned = owner >= 0
    # Pictures of two advertisers: it is not said which of them it is of.
    least, most = np.full(len(parent), len(parent)), np.full(len(parent), -1)
    np.minimum.at(least, who[owned], roots[sighting[owner[owned]]])
    np.maximum.at(most, who[owned], roots[sighting[owner[owned]]])
    clear = owned & (least[who] == most[who])
    join_pairs(parent, sighting[owner[clear]], who[clear])
    nobody = np.flatnonzero((owners.first[key[bare]] < 0) & (most[who] < 0))
    join_alike(parent, who[nobody], key[bare[nobody]])
    runs[rows] = rows[first_alike(codes_of_pairs(key, roots_of(parent)[sighting]))]
    beside = np.where(owners.sighting >= 0, owners.sighting, owners.first)[key[owners.others]]
    return Refusals(
        key[owners.others],
        sighting[beside],
        sighting[owners.others],
        np.full(len(beside), SHARED, dtype=np.int64),
    )
