"""The words of one week as counts: per language and term how many texts, advertisers and platforms.

A spammer with a thousand adverts is one advertiser: what is compared later is advertisers, not adverts.
"""

import base64
import io
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

import polars as pl

from baken.watch.language.tokens import Span, masked, terms

MOST_KNOWN = 8
"""So many different advertisers, platforms and examples of a term are kept: enough to tell few from
several."""

FEWEST_ADVERTISERS = 2
"""A word that one advertiser uses in a week is not kept: a table of such words would be the advert."""

UNKNOWN = "und"
"""The language of a text in which none was recognised (ISO 639-2)."""

SCHEMA = pl.Schema(
    [
        ("language", pl.String),
        ("term", pl.String),
        ("texts", pl.UInt32),
        ("users", pl.UInt32),
        ("advertisers", pl.List(pl.String)),
        ("platforms", pl.List(pl.String)),
        ("samples", pl.List(pl.String)),
    ]
)
"""A row a term. `users` counts its different advertisers in the week, `advertisers` names some of them.
The row of a language with an empty term counts all its texts and advertisers."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Some unique adverts of a week: id of a sighting to show it by, words, what is cut out of them, main
    language; and per text who published it where."""

    samples: Sequence[str]
    words: Sequence[str]
    cuts: Sequence[Sequence[Span]]
    languages: Sequence[str]
    uses: Sequence[Sequence[tuple[str, str]]]


@dataclass
class _Names:
    """Names as numbers, so that millions of rows stay small."""

    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, name: str) -> int:
        return self.numbers.setdefault(name, len(self.numbers))

    def named(self, column: str) -> pl.Expr:
        names = pl.Series(list(self.numbers), dtype=pl.String)
        return pl.col(column).list.eval(pl.element().replace_strict(range(len(names)), names, default=None))


def count_week(parts: Iterable[Texts], left_out: Collection[str] = ()) -> pl.DataFrame:
    """The counts of a week (`SCHEMA`) out of its unique adverts, some thousands at a time.

    Holds some forty bytes for each term of each text; the texts themselves a part at a time. `left_out`
    are words that are no term.
    """
    advertisers, platforms, samples = _Names(), _Names(), _Names()
    counted = [_counted(part, left_out, advertisers, platforms, samples) for part in parts if part.samples]
    if not counted:
        return pl.DataFrame(schema=SCHEMA)
    kept = (pl.col("term") == "") | (pl.col("users") >= FEWEST_ADVERTISERS)
    # of all texts together nobody needs to know by whom
    nobody = pl.when(pl.col("term") != "")
    return (
        pl.concat(counted)
        .lazy()
        .group_by("language", "term", "advertiser")
        .agg(pl.col("texts").sum(), pl.col("platform").explode().unique(), pl.col("sample").min())
        .sort("language", "term", "advertiser")
        .group_by("language", "term", maintain_order=True)
        .agg(
            pl.col("texts").sum().cast(pl.UInt32),
            pl.len().cast(pl.UInt32).alias("users"),
            pl.col("advertiser").head(MOST_KNOWN).alias("advertisers"),
            pl.col("platform").explode().unique().sort().head(MOST_KNOWN).alias("platforms"),
            pl.col("sample").head(MOST_KNOWN).unique(maintain_order=True).alias("samples"),
        )
        .filter(kept)
        .with_columns(
            nobody.then(advertisers.named("advertisers")).otherwise([]).alias("advertisers"),
            platforms.named("platforms"),
            nobody.then(samples.named("samples")).otherwise([]).alias("samples"),
        )
        .select(list(SCHEMA))
        .sort("language", "term")
        .collect()
        .cast(SCHEMA)
    )


def _counted(
    part: Texts, left_out: Collection[str], advertisers: _Names, platforms: _Names, samples: _Names
) -> pl.DataFrame:
    """Per language, term and advertiser how many texts, on which platforms."""
    said = terms(pl.DataFrame({"words": masked(part.words, part.cuts)}), left_out)
    all_of_it = pl.DataFrame(
        {"text": range(len(part.samples)), "term": [""] * len(part.samples)}, said.schema
    )
    rows = [
        (text, language, samples.number(sample), advertisers.number(who), platforms.number(where))
        for text, (sample, language, uses) in enumerate(
            zip(part.samples, part.languages, part.uses, strict=True)
        )
        for who, where in sorted(uses)
    ]
    columns = [("text", pl.UInt32), ("language", pl.String)]
    columns += [(name, pl.UInt32) for name in ("sample", "advertiser", "platform")]
    published = pl.DataFrame(rows, columns, orient="row")
    # a text counts once, however many advertisers published it
    first = published.with_columns((pl.int_range(pl.len()).over("text") == 0).cast(pl.UInt32).alias("texts"))
    return (
        pl.concat([said, all_of_it])
        .lazy()
        .join(first.lazy(), on="text")
        .group_by("language", "term", "advertiser")
        .agg(pl.col("texts").sum(), pl.col("platform").unique(), pl.col("sample").min())
        .collect()
    )


def packed(counts: pl.DataFrame) -> str:
    """The counts as text, to be sealed."""
    stream = io.BytesIO()
    counts.write_ipc(stream, compression="zstd")
    return base64.b64encode(stream.getvalue()).decode("ascii")


def unpacked(text: str) -> pl.DataFrame:
    """The counts of `packed`."""
    return pl.read_ipc(io.BytesIO(base64.b64decode(text))).cast(SCHEMA)
