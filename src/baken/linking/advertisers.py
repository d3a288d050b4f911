"""Sightings to advertisers: through accounts, contacts, texts of one's own, and image hashes.

First what is shown decides (`groups`, `in_common`); with that it is settled which contacts are hubs
(`hubs`), and what is shown decides anew, as far as those reach that are none (`reached`). Then sightings
that show no contact go by their text, and those that are still nobody's by their pictures (`images`).

A text alone joins only sightings that show nothing else. Where no sighting of a text shows
anything, those with nearly one wording belong together. Where some do, the others belong to the advertiser
who has by far the most of the very wording, or else of the text, if that is settled: their wordings
are nearly alike, or that advertiser shows the text in many wordings. Where nobody stands out, each
stays an advertiser by itself.
"""

from dataclasses import dataclass, replace

import numpy as np

from baken.linking.groups import Refusals, join_contacts
from baken.linking.hubs import hubs_among
from baken.linking.identities import ACCOUNT, Identities
from baken.linking.images import join_images
from baken.linking.in_common import InCommon
from baken.linking.kernels import Codes, Flags
from baken.linking.owners import owners_of
from baken.linking.reached import Reached, reached
from baken.linking.settings import LinkSettings
from baken.linking.unions import codes_of_pairs, first_alike, join_pairs, roots_of, runs_of
from baken.linking.unique_adverts import UniqueAdverts


@dataclass(frozen=True, slots=True)
class Advertisers:
    """Per sighting its advertiser, as the first sighting in it, and what decided.

    `found` are the identities with the hubs that were settled. `anchor` is, for a sighting that is
    there through its text alone, the one whose text it was held against, else -1. `runs` has a number for
    each row of the identities: rows with the same one were put together by their key, those with -1
    by nothing. `in_common` are groups that several things put together, `refusals` the keys that were not
    followed; `copied_left` and `copied_right` are sightings of one text that several have.
    """

    first: Codes
    found: Identities
    anchor: Codes
    runs: Codes
    in_common: InCommon
    refusals: Refusals
    copied_left: Codes
    copied_right: Codes


def advertisers(
    found: Identities, adverts: UniqueAdverts, moments: Codes, settings: LinkSettings
) -> Advertisers:
    """Finds the advertisers of sightings in the order of their ids; `moments` are their captures in
    microseconds."""
    owners = _by_contacts(found, adverts, moments, settings)
    if found.hub.any():
        whose = np.where(owners.settled(), roots_of(owners.parent), -1)
        were = found.hub
        found = replace(found, hub=hubs_among(found, adverts.told_apart(), whose, settings))
        part = reached(were & ~found.hub, found, adverts)
        moments = moments[part.sightings]
        owners = owners.with_anew(part, _by_contacts(part.found, part.adverts, moments, settings))
    refusals = owners.refusals + join_images(owners.parent, found, owners.settled(), settings, owners.runs)
    return Advertisers(
        first=roots_of(owners.parent),
        found=found,
        anchor=owners.anchor,
        runs=owners.runs,
        in_common=owners.in_common,
        refusals=refusals,
        copied_left=owners.copied_left,
        copied_right=owners.copied_right,
    )


@dataclass(frozen=True, slots=True)
class _Owners:
    """What accounts, contacts and texts make of it; `known` marks the sightings in groups that show any
    of the first two."""

    parent: Codes
    known: Flags
    anchor: Codes
    runs: Codes
    in_common: InCommon
    refusals: Refusals
    copied_left: Codes
    copied_right: Codes

    def settled(self) -> Flags:
        """The sightings whose advertiser shows an account or a contact."""
        by_text: Flags = (self.anchor >= 0) & self.known[self.anchor]
        return self.known | by_text

    def with_anew(self, part: Reached, anew: "_Owners") -> "_Owners":
        """What was made of the sightings of a part in place of what was made of them before."""
        known = self.known.copy()
        known[part.sightings] = anew.known
        copied = (self.copied_left, self.copied_right), (anew.copied_left, anew.copied_right)
        return _Owners(
            part.with_anew(self.parent, anew.parent),
            known,
            part.with_anew(self.anchor, anew.anchor),
            part.rows_anew(self.runs, anew.runs),
            part.in_common(self.in_common, anew.in_common),
            part.refusals(self.refusals, anew.refusals),
            *part.pairs(*copied),
        )


def _by_contacts(
    found: Identities, adverts: UniqueAdverts, moments: Codes, settings: LinkSettings
) -> _Owners:
    count = len(adverts.first)
    parent = np.arange(count, dtype=np.int64)
    runs = np.full(len(found.key), -1, dtype=np.int64)
    telling = adverts.words[adverts.representative] >= settings.own_text_words
    refusals, in_common = join_contacts(parent, found, adverts.first, telling, moments, settings, runs)

    roots = roots_of(parent)
    reached = _in_groups(roots, found, found.of_contacts())
    known = reached | _in_groups(roots, found, found.of_kind(ACCOUNT))
    anchor = np.full(count, -1, dtype=np.int64)
    rows = np.flatnonzero(known & ~reached & telling)
    if len(rows):
        towards, _, _ = _by_text(
            adverts, roots, np.flatnonzero(reached & telling), rows, settings, alone=False
        )
        agreed = _agreed(roots, rows, towards, settings.majority)
        anchor[rows[agreed]] = towards[agreed]
        join_pairs(parent, towards[agreed], rows[agreed])
        roots = roots_of(parent)
    rows = np.flatnonzero(~known & telling)
    towards, left, right = _by_text(adverts, roots, np.flatnonzero(known & telling), rows, settings)
    anchor[rows] = towards
    rows, towards = rows[towards >= 0], towards[towards >= 0]
    join_pairs(parent, towards, rows)
    return _Owners(parent, known, anchor, runs, in_common, refusals, left, right)


def _in_groups(roots: Codes, found: Identities, kinds: Flags) -> Flags:
    """The sightings in groups of which one shows a key of these."""
    groups = np.zeros(len(roots), dtype=np.bool_)
    groups[roots[found.sighting[(found.followed & kinds)[found.key]]]] = True
    flags: Flags = groups[roots]
    return flags


def _agreed(roots: Codes, rows: Codes, towards: Codes, majority: float) -> Flags:
    """Which rows have the owner that the greater part of their own group's sightings have."""
    group, owner = roots[rows], np.where(towards >= 0, roots[towards], -1)
    of_group = np.bincount(group, minlength=len(roots))[group]
    pairs = codes_of_pairs(group, owner + 1)
    _, number, times = np.unique(pairs, return_inverse=True, return_counts=True)
    agreed: Flags = (towards >= 0) & (times[number] >= majority * of_group)
    return agreed


def _by_text(
    adverts: UniqueAdverts,
    roots: Codes,
    known: Codes,
    rows: Codes,
    settings: LinkSettings,
    *,
    alone: bool = True,
) -> tuple[Codes, Codes, Codes]:
    """For each of `rows` the sighting to whose advertiser its text points, out of the `known` ones, or,
    where no known one has it and they may stand `alone`, out of themselves; else -1. And pairs of
    sightings of one text that several advertisers have."""
    count = len(roots)
    text_of, words_of = adverts.first, adverts.same_words
    asked = np.zeros(count, dtype=np.bool_)
    asked[words_of[rows]] = True
    worded = known[asked[words_of[known]]]
    by_words = owners_of(words_of[worded], worded, roots[worded], settings.majority, count)
    order, begins = runs_of(codes_of_pairs(words_of[known], roots[known]))
    wording = np.sort(known[order[begins]])
    by_text = owners_of(text_of[wording], wording, roots[wording], settings.majority, count)

    alike = adverts.similarity >= settings.own_text_similar
    version = np.where(alike, adverts.representative, words_of)
    text, version_of = text_of[rows], version[rows]
    owner = by_text.sighting[text]
    settled = (version[owner] == version_of) | (by_text.times[text] >= settings.own_wordings)
    owner = np.where((owner >= 0) & settled, owner, -1)
    of_words = by_words.sighting[words_of[rows]]
    owner = np.where(of_words >= 0, of_words, owner)
    if alone:
        nobody = np.flatnonzero(by_text.first[text] < 0)
        owner[nobody] = rows[nobody[first_alike(version_of[nobody])]]
    held = np.where(by_text.sighting >= 0, by_text.sighting, by_text.first)
    several = np.zeros(count, dtype=np.bool_)
    several[text_of[by_text.others]] = True
    right = np.concatenate([by_text.others, rows[(owner < 0) & several[text]]])
    return owner, held[text_of[right]], right
