"""Adverts as words: what could lead to somebody is cut out first, then words, pairs and emoji are counted.

Contacts, towns and whatever else extraction found are cut by their spans, over all texts at once. What it
may have missed goes by its shape: numbers, addresses, names of sites. Where something was cut, a pair of
words does not reach across.
"""

from collections.abc import Collection, Sequence

import numpy as np
import polars as pl

CUT = "\x00"
Span = tuple[int, int]

_JOINERS = "[\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]"
_ADDRESSES = r"\S*@\S*|\S*\p{L}(?:\.|\(\.\)|\[\.\])[\p{L}]{2,}\S*|https?\S*|www\S*"
_TOKEN = r"\p{L}[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)?|\p{Extended_Pictographic}|[\x00\p{N}.!?;\n]"  # noqa: S105 - a pattern
_WORD = r"^[\p{L}\p{Extended_Pictographic}]"
_DIGIT = r"\p{N}"
LONGEST_WORD = 30


def masked(texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[str]:
    """The texts with a cut mark on every code point of their spans; spans may overlap and lie outside."""
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    ends = np.cumsum(lengths)
    starts = ends - lengths
    rows = np.repeat(np.arange(len(texts)), [len(one) for one in spans])
    if not len(rows):
        return list(texts)
    flat = np.array([span for one in spans for span in one], dtype=np.int64)
    first = starts[rows] + np.clip(flat[:, 0], 0, lengths[rows])
    last = starts[rows] + np.clip(np.maximum(flat[:, 1], flat[:, 0]), 0, lengths[rows])
    steps = np.zeros(int(ends[-1]) + 1, dtype=np.int64)
    np.add.at(steps, first, 1)
    np.add.at(steps, last, -1)
    whole = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).copy()
    whole[np.cumsum(steps[:-1]) > 0] = ord(CUT)
    joined = whole.tobytes().decode("utf-32-le", "surrogatepass")
    return [joined[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]


def terms(texts: pl.DataFrame, left_out: Collection[str] = ()) -> pl.DataFrame:
    """The terms of each text, each once: columns `text` (its place) and `term`.

    `texts` has a column `words`. A term is a word in lower case, an emoji, or two words in a row.
    `left_out` are words that are no term, such as the names of platforms; a pair does not reach across.
    """
    tokens = (
        texts.lazy()
        .select(
            pl.int_range(pl.len(), dtype=pl.UInt32).alias("text"),
            pl.col("words")
            .str.replace_all(_JOINERS, "")
            .str.normalize("NFKC")
            .str.replace_all(_ADDRESSES, CUT)
            .str.to_lowercase()
            .str.extract_all(_TOKEN)
            .alias("token"),
        )
        .explode("token", empty_as_null=False)
        .with_columns(
            (
                pl.col("token").str.contains(_WORD)
                & (pl.col("token").str.len_chars() <= LONGEST_WORD)
                & ~pl.col("token").is_in(sorted(left_out))
            ).alias("is_word")
        )
        .with_columns(
            pl.when(pl.col("is_word") & pl.col("is_word").shift(-1).over("text"))
            .then(pl.col("token") + " " + pl.col("token").shift(-1).over("text"))
            .alias("pair")
        )
    )
    single = tokens.filter("is_word").select("text", term="token")
    pairs = tokens.filter(pl.col("pair").is_not_null()).select("text", term="pair")
    return pl.concat([single, pairs]).unique().sort("text", "term").collect()
