"""Invented weeks of adverts in words that no language has, with words planted that rise.

Advertisers stay for weeks and keep their templates; how often a word is used moves by chance and a little by
fashion. Beside the words that rise there are words of one spammer, words that always were common, words
that are rare and stay so, and words that one busy week brings and that go again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from baken.watch.language.counting import Texts

FIRST = date(2025, 1, 6)
_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "aa", "ee", "oo")]


@dataclass(frozen=True)
class Corpus:
    """Weeks of unique adverts, and what is hidden in them."""

    weeks: dict[date, Texts]
    planted: frozenset[str]
    spammed: frozenset[str]


def words_of(count: int, chance: np.random.Generator) -> list[str]:
    """Different invented words."""
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(chance.choice(_SYLLABLES, int(chance.integers(2, 5))))] = None
    return list(found)


def corpus(
    seed: int = 0,
    *,
    planted: int = 12,
    weeks: int = 12,
    advertisers: int = 400,
    platforms: int = 4,
    vocabulary: int = 3_000,
    rise: float = 4.0,
    language: str = "nl",
) -> Corpus:
    """Some weeks of adverts in one language. `planted` words rise in the last two weeks to `rise` times
    their share, which was between 2 and 15 of each 1,000 advertisers; 0 plants none."""
    chance = np.random.default_rng(seed)
    vocabulary_words = words_of(vocabulary + 200, chance)
    risers = vocabulary_words[vocabulary : vocabulary + planted]
    spam = vocabulary_words[vocabulary + 100 : vocabulary + 106]
    weight = 1 / np.arange(1, vocabulary + 1) ** 0.9
    weight /= weight.sum()
    base = chance.uniform(0.002, 0.015, planted)
    topics = [chance.choice(vocabulary, 40, replace=False) for _ in range(12)]
    own = [_template(chance, vocabulary, weight, topics) for _ in range(advertisers)]
    where = [chance.choice(platforms, int(chance.integers(1, 3)), replace=False) for _ in range(advertisers)]
    found = {}
    for number in range(weeks):
        # some go and others come in their place, with words of their own
        for gone in np.flatnonzero(chance.random(advertisers) < 0.12):
            own[gone] = _template(chance, vocabulary, weight, topics)
        found[FIRST + timedelta(weeks=number)] = _week(
            chance,
            number >= weeks - 2,
            own,
            where,
            vocabulary_words,
            risers,
            base,
            rise,
            spam,
            language,
            number,
        )
    return Corpus(found, frozenset(risers), frozenset(spam))


def _template(
    chance: np.random.Generator, vocabulary: int, weight: np.ndarray, topics: list[np.ndarray]
) -> np.ndarray:
    common = chance.choice(vocabulary, 22, p=weight)
    return np.concatenate([common, chance.choice(topics[int(chance.integers(len(topics)))], 8)])


def _week(
    chance: np.random.Generator,
    recent: bool,
    own: list[np.ndarray],
    where: list[np.ndarray],
    words: list[str],
    risers: list[str],
    base: np.ndarray,
    rise: float,
    spam: list[str],
    language: str,
    number: int,
) -> Texts:
    samples, texts, uses = [], [], []
    share = base * (rise if recent else 1.0)
    for who, template in enumerate(own):
        for one in range(1 + int(chance.poisson(0.5))):
            said = [words[place] for place in chance.permutation(template)]
            for word in (word for word, part in zip(risers, share, strict=True) if chance.random() < part):
                said.insert(int(chance.integers(len(said))), word)
            samples.append(f"{number}-{who}-{one}")
            texts.append(" ".join(said))
            uses.append([(f"a{who:05d}", f"site{place}.example") for place in where[who]])
    if recent:
        # one advertiser with very many texts
        for one in range(60):
            samples.append(f"{number}-spam-{one}")
            texts.append(" ".join([*chance.choice(words[:50], 12), *spam]))
            uses.append([("a99999", "site0.example"), ("a99999", "site1.example")])
    return Texts(samples, texts, [()] * len(texts), [language] * len(texts), uses)


def parts(texts: Texts, size: int = 5_000) -> Iterator[Texts]:
    """A week in parts."""
    for start in range(0, len(texts.samples), size):
        cut = slice(start, start + size)
        yield Texts(
            texts.samples[cut], texts.words[cut], texts.cuts[cut], texts.languages[cut], texts.uses[cut]
        )
