"""Sightings to unique adverts: the same words first, then the same text with other slots."""

from dataclasses import dataclass

import numpy as np

from baken.linking.kernels import Codes, Flags, Numbers
from baken.linking.unique_texts import UniqueTexts


@dataclass(frozen=True, slots=True)
class UniqueAdverts:
    """Per sighting its unique advert, as the first sighting in it, and why.

    `representative` is the sighting whose text the others were held against, `similarity` how
    similar they are (1 for the same words; of a fragment, which was held against many texts, what it
    reaches with a quarter of them); `same_words` is the first sighting with the very same words;
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


def unique_adverts(text_of: Codes, words: Codes, found: UniqueTexts) -> UniqueAdverts:
    """The unique adverts of sightings, each with the number of its text (-1: no words) and its words.

    A sighting without a word is a unique advert by itself: nothing says which other it might be.
    """
    every = np.arange(len(text_of), dtype=np.int64)
    wordy = np.flatnonzero(text_of >= 0)
    speaker = np.full(len(found.representative), len(every), dtype=np.int64)
    np.minimum.at(speaker, text_of[wordy], wordy)  # the first sighting of each text
    representative, same_words = every.copy(), every.copy()
    similarity = np.ones(len(every), dtype=np.float64)
    representative[wordy] = speaker[found.representative[text_of[wordy]]]
    same_words[wordy] = speaker[text_of[wordy]]
    similarity[wordy] = found.similarity[text_of[wordy]]
    first = np.full(len(every), len(every), dtype=np.int64)
    np.minimum.at(first, representative, every)
    return UniqueAdverts(
        first=first[representative],
        representative=representative,
        similarity=similarity,
        same_words=same_words,
        words=words,
        refused_left=speaker[found.refused_left],
        refused_right=speaker[found.refused_right],
        refused_strength=found.refused_strength,
        refused_template=found.refused_template,
    )
