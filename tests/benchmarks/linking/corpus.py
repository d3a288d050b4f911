"""Writes a corpus: advert records in Parquet, and beside them the truth.

    python -m tests.benchmarks.linking.corpus DIRECTORY --size 100000 --seed 1

`records.parquet` has advert records in the order of their capture; `truth.parquet` has `sighting_id`,
`unique_advert` and `advertiser` in the same order. The same seed and size give the same bytes.

What is true:

- A *unique advert* is one text, whoever publishes it. It stays the same advert when its town, price,
  name or number changes, words are replaced (up to a dozen in sixty, and three more within a version of
  the text), sentences change places, one comes or goes, letters are disguised, a
  platform adds its footer, or only the first quarter is shown.
- Texts of one template with another filling are different unique adverts, and so are texts that
  share an agency's sentences or customary ones. A text of a few words that several use is one.
- An *advertiser* is whoever publishes. A text taken over from another is the same unique advert of
  another advertiser; so is one taken over together with its pictures.
- Who works through an agency is an advertiser by himself, whatever number the agency shows. Two who
  show one safety number beside their own are two. A number handed out anew after more than a year
  is of another advertiser from then on. Somebody who travels, or has forty numbers, is one.
"""

import argparse
import shutil
import tempfile
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from baken.vocabulary import advert_record
from tests.benchmarks.linking.advertisers import SPAN_DAYS
from tests.benchmarks.linking.market import BEGIN, DAY, Market, Sighting

ROWS_AT_ONCE = 20_000
ROWS_A_PERIOD = 150_000
ROW_GROUP = 50_000
_TRULY = [pa.field("unique_advert", pa.int64()), pa.field("advertiser", pa.int64())]
TRUTH = pa.schema([advert_record.SCHEMA.field("sighting_id"), *_TRULY])
_WITH_TRUTH = pa.schema([*advert_record.SCHEMA, *_TRULY])
_SPREAD = (2_305_843_009_213_693_951, 1_181_783_497_276_652_981)
"""A prime and a factor: each row another id, in an order that says nothing."""


def write_corpus(directory: Path, size: int, seed: int, *, contacts: str = "fields") -> None:
    """Writes `records.parquet` and `truth.parquet`; memory stays bounded whatever the size."""
    directory.mkdir(parents=True, exist_ok=True)
    periods = size // ROWS_A_PERIOD + 1
    with tempfile.TemporaryDirectory(dir=directory) as folder:
        parts = [Path(folder) / f"{period}.parquet" for period in range(periods)]
        writers = [pq.ParquetWriter(part, _WITH_TRUTH, compression="lz4") for part in parts]
        sightings = Market(seed, size, contacts).sightings()
        for begin in range(0, size, ROWS_AT_ONCE):
            rows = list(islice(sightings, min(ROWS_AT_ONCE, size - begin)))
            table = _table(rows, begin)
            period = np.array([row.captured_at for row in rows]) - BEGIN
            period = np.clip(period * periods // ((SPAN_DAYS + 20) * DAY), 0, periods - 1)
            for number in np.unique(period):
                writers[number].write_table(table.filter(pa.array(period == number)))
        for writer in writers:
            writer.close()
        _in_order_of_capture(parts, directory)


def _in_order_of_capture(parts: Sequence[Path], directory: Path) -> None:
    with (
        pq.ParquetWriter(directory / "records.part", advert_record.SCHEMA, compression="zstd") as records,
        pq.ParquetWriter(directory / "truth.part", TRUTH, compression="zstd") as truth,
    ):
        for part in parts:
            table = pq.read_table(part)
            part.unlink()
            table = table.sort_by([("captured_at", "ascending"), ("sighting_id", "ascending")])
            records.write_table(table.select(advert_record.SCHEMA.names), row_group_size=ROW_GROUP)
            truth.write_table(table.select(TRUTH.names))
    for name in ("records", "truth"):
        shutil.move(directory / f"{name}.part", directory / f"{name}.parquet")


def _table(rows: Sequence[Sighting], begin: int) -> pa.Table:
    columns = list(zip(*rows, strict=True))
    (moments, platforms, adverts, titles, texts, places, genders, ages) = columns[:8]
    contacts, accounts, images, unique_adverts, advertisers = columns[8:]
    count = len(rows)
    prime, factor = _SPREAD
    nothing = pa.nulls(count, advert_record.MOMENT)
    account = pa.array(accounts, pa.string())
    no_account = account.is_null().to_numpy(zero_copy_only=False)
    data = {name: pa.nulls(count, kind) for name, kind in zip(*_names_and_types(), strict=True)}
    data |= {
        "record_version": pa.array(np.ones(count, dtype=np.int8)),
        "sighting_id": [f"s{(begin + row + 1) * factor % prime:016x}" for row in range(count)],
        "platform": [f"platform{platform}.example" for platform in platforms],
        "platform_advert_id": [f"{advert}" for advert in adverts],
        "captured_at": pa.array(moments, advert_record.MOMENT),
        "title": [title or None for title in titles],
        "text": texts,
        "advertised_gender": genders,
        "stated_age": pa.array(ages, pa.int16()),
        "place": places,
        "contacts": _lists(contacts, ["kind", "value"]),
        "account": pa.StructArray.from_arrays(
            [account, nothing, nothing, *([pa.nulls(count, pa.string())] * 2)],
            fields=list(advert_record.SCHEMA.field("account").type),
            mask=pa.array(no_account),
        ),
        "image_hashes": _lists(
            [[("pdq", image) for image in of_row] for of_row in images], ["algorithm", "value"]
        ),
        "unique_advert": pa.array(unique_adverts, pa.int64()),
        "advertiser": pa.array(advertisers, pa.int64()),
    }
    return pa.table(data, schema=_WITH_TRUTH)


def _names_and_types() -> tuple[list[str], list[pa.DataType]]:
    return advert_record.SCHEMA.names, list(advert_record.SCHEMA.types)


def _lists(rows: Sequence[Sequence[tuple[str, str]]], names: list[str]) -> pa.ListArray:
    offsets = np.zeros(len(rows) + 1, dtype=np.int32)
    np.cumsum([len(row) for row in rows], out=offsets[1:])
    parts = [[pair[at] for row in rows for pair in row] for at in (0, 1)]
    pairs = pa.StructArray.from_arrays([pa.array(part, pa.string()) for part in parts], names)
    return pa.ListArray.from_arrays(pa.array(offsets), pairs)


def described(directory: Path) -> str:
    """What a corpus holds, in a few lines."""
    truth = pl.read_parquet(directory / "truth.parquet")
    texts = pl.read_parquet(directory / "records.parquet", columns=["title", "text"])
    different = texts.unique().height
    words = texts["text"].str.count_matches(r"\S+")
    lengths = [round(words.quantile(share) or 0) for share in (0.1, 0.5, 0.9)]
    largest = {
        column: truth[column].value_counts()["count"].max() for column in ("unique_advert", "advertiser")
    }
    of_one = truth.group_by("unique_advert").agg(pl.col("advertiser").n_unique())
    return "\n".join(
        [
            f"{truth.height} sightings, {truth['unique_advert'].n_unique()} unique adverts, "
            f"{truth['advertiser'].n_unique()} advertisers; largest {largest}",
            f"{different / truth.height:.3f} of the texts are different to the letter; a tenth has "
            f"fewer than {lengths[0]} words, half fewer than {lengths[1]}, a tenth more than {lengths[2]}",
            f"{of_one.filter(pl.col('advertiser') > 1).height} unique adverts of several advertisers",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("directory", type=Path)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--contacts", choices=["fields", "text"], default="fields")
    given = parser.parse_args()
    write_corpus(given.directory, given.size, given.seed, contacts=given.contacts)
    print(described(given.directory))


if __name__ == "__main__":
    main()
