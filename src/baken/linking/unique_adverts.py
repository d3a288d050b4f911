"""Sightings to unique adverts: the same words first, then the same text with other slots."""

from dataclasses import dataclass

import numpy as np

from baken.linking.clusters import cluster
from baken.linking.kernels import Codes, Flags, Numbers
from baken.linking.settings import LinkSettings
from baken.linking.shingles import shingles_of
from baken.linking.tally import Tally
from baken.linking.weights import weigh
from baken.linking.words import Texts


@dataclass(frozen=True, slots=True)
class UniqueAdverts:
    """Per sighting its unique advert, as the first sighting in it, and why.

    `representative` is the sighting whose text the others were held against, `similarity` how
    similar they are (1 for the same words); `same_words` is the first sighting with the very same words;
    `words` counts the words. The refused pairs: a sighting,
    another, how similar they look, and whether it was a template (else: a chain of small changes).
    """

    first: Codes
    representative: Codes
    similarity: Numbers
    same_words: Codes
    words: Codes
    refused_left: Codes
    refused_right: Codes
    refused_strength: Numbers
    refused_template: Flags

    def told_apart(self) -> Codes:
        """Per sighting the unique advert as far as words tell: all without a word count as one.

        Else a contact on a few dozen empty pages would pass for one that many different texts share.
        """
        wordless = self.words == 0
        told = self.first.copy()
        told[wordless] = np.flatnonzero(wordless)[:1]
        return told


def unique_adverts(texts: Texts, settings: LinkSettings) -> UniqueAdverts:
    """Finds the unique adverts of sightings that stand in the order of their ids.

    A sighting without a word is a unique advert by itself: nothing says which other it might be.
    """
    words = texts.word_counts()
    wordy = np.flatnonzero(words > 0).astype(np.int64)
    _, begins, text_of = np.unique(texts.hashes[wordy], return_index=True, return_inverse=True)
    speakers = wordy[begins]  # the first sighting of each text
    different = texts.take(speakers)
    weights = weigh(Tally.of(different), settings)
    clusters = cluster(shingles_of(different, weights), settings)

    representative = np.arange(len(words), dtype=np.int64)
    similarity = np.ones(len(words), dtype=np.float64)
    representative[wordy] = speakers[clusters.representative[text_of]]
    similarity[wordy] = clusters.similarity[text_of]
    same_words = np.arange(len(words), dtype=np.int64)
    same_words[wordy] = speakers[text_of]
    first = np.full(len(representative), len(representative), dtype=np.int64)
    np.minimum.at(first, representative, np.arange(len(representative)))

    template = np.flatnonzero(clusters.template_pairs >= 0)
    chained = np.flatnonzero(clusters.chained_to >= 0)
    return UniqueAdverts(
        first=first[representative],
        representative=representative,
        similarity=similarity,
        same_words=same_words,
        words=words,
        refused_left=speakers[np.concatenate([template, chained])],
        refused_right=speakers[
            np.concatenate([clusters.template_pairs[template], clusters.chained_to[chained]])
        ],
        refused_strength=np.concatenate(
            [clusters.template_strengths[template], clusters.chained_strengths[chained]]
        ),
        refused_template=np.concatenate([np.ones(len(template), np.bool_), np.zeros(len(chained), np.bool_)]),
    )
