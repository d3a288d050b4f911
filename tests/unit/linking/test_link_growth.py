"""Work grows with the number of texts, not with its square: comparisons are counted, not timed."""

import random

import pyarrow as pa
import pytest

from baken.linking import central, clusters, frames
from baken.linking.settings import LinkSettings
from baken.linking.unique_texts import unique_texts
from baken.linking.words import read_texts

SYLLABLES = ["ba", "de", "ki", "lo", "mu", "na", "po", "ri", "sa", "tu", "ve", "zo"]


LOOPS = [
    (clusters, "_join_band"),
    (clusters, "_settle"),
    (central, "_find_central"),
    (central, "_join_central"),
    (central, "similarities"),
    (frames, "similarities"),
]
"""Whatever compares texts."""


def copies(count: int) -> list[str]:
    draw = random.Random(count)
    base = ["".join(draw.choice(SYLLABLES) for _ in range(3)) for _ in range(20)]
    texts = []
    for _ in range(count):
        words = list(base)
        for _ in range(2):
            words[draw.randrange(20)] = "".join(draw.choice(SYLLABLES) for _ in range(3))
        texts.append(" ".join(words))
    return texts


def with_one_footer(count: int) -> list[str]:
    draw = random.Random(count)
    footer = " ".join("".join(draw.choice(SYLLABLES) for _ in range(3)) for _ in range(15))
    return [
        " ".join("".join(draw.choice(SYLLABLES) for _ in range(4)) for _ in range(12)) + " " + footer
        for _ in range(count)
    ]


def comparisons(contents: list[str], monkeypatch: pytest.MonkeyPatch) -> int:
    """How many pairs are compared, with the loops run as plain Python."""
    texts = read_texts(pa.chunked_array([pa.array(contents)]))
    compiled = clusters.similarity_of
    most_central = clusters.most_central.py_func
    count = 0

    def counted(*arguments: object) -> tuple[float, float]:
        nonlocal count
        count += 1
        return compiled(*arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        for module in (clusters, central):
            patch.setattr(module, "similarity_of", counted)
            patch.setattr(module, "most_central", most_central)
        for module, name in LOOPS:
            patch.setattr(module, name, getattr(module, name).py_func)
        unique_texts(texts, LinkSettings(bands=4))
    return count


@pytest.mark.parametrize("corpus", [copies, with_one_footer])
def test_comparisons_grow_with_the_number_of_texts(corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    some = comparisons(corpus(300), monkeypatch)
    many = comparisons(corpus(900), monkeypatch)
    assert many <= 4 * max(some, 300)
    assert many <= 900 * 4 * 16
