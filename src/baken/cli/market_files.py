"""A market out of files: the advert records, what extraction finds in them, and their links."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from baken.cli import Failed
from baken.cli.inputs import name_of, opened, read_as
from baken.cli.streams import Rejects, say
from baken.collection.readers import Unreadable, read_records

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa

LINK_COLUMNS = ("sighting_id", "unique_advert", "advertiser")


def read_market(
    file: str, form: str | None, key: bytes, region: str, rejects: Rejects, waiting: Callable[[str], None]
) -> "tuple[pa.Table, pa.Table]":
    """All good records of the input, and what extraction found in them, row for row.

    Raises Failed when the input can't be read.
    """
    import pyarrow as pa

    from baken.extraction.stage import SCHEMA as EXTRACTED
    from baken.extraction.stage import extract
    from baken.vocabulary.advert_record import SCHEMA

    records: list[pa.RecordBatch] = []
    extracted: list[pa.RecordBatch] = []
    name = name_of(file)
    try:
        with opened(file) as stream:
            for batch in read_records(
                stream, format=read_as(stream, file, form), source=name, evidence=False
            ):
                rejects.add(reject.as_dict() for reject in batch.rejects)
                records.append(batch.records)
                extracted.append(extract(batch.records, key=key, region=region))
                waiting(f"read {sum(map(len, records))} sightings")
    except Unreadable as fault:
        raise Failed(f"{name} can't be read, nothing was written: {fault}") from fault
    return pa.Table.from_batches(records, SCHEMA), pa.Table.from_batches(extracted, EXTRACTED)


def links_of(
    records: "pa.Table", extracted: "pa.Table", key: bytes, file: str | None, *, quiet: bool
) -> "tuple[pa.Table, pa.Table | None]":
    """The assignments and hubs of these records: those of a file, else those that linking finds here.

    Says of how many sightings the file knows nothing. Raises Failed when it can't be used.
    """
    if not file:
        return _linked(records, extracted, key)
    assignments, hubs = _from_file(file)
    unlinked = _unlinked(records, assignments)
    if unlinked:
        say(
            f"{unlinked} sightings stand in no line of {file}: each counts as an advertiser by itself",
            quiet=quiet,
        )
    return assignments, hubs


def _linked(records: "pa.Table", extracted: "pa.Table", key: bytes) -> "tuple[pa.Table, pa.Table]":
    from baken.linking.sightings import sightings_of
    from baken.linking.stage import link

    links = link(sightings_of(records, extracted["contacts"], key=key))
    return links.assignments, links.hubs


def _from_file(path: str) -> "tuple[pa.Table, None]":
    """The assignments of a file that `baken link` wrote; hubs are not in it."""
    import polars as pl

    def read() -> "pl.DataFrame":
        match Path(path).suffix.lower():
            case ".parquet":
                return pl.read_parquet(path, columns=list(LINK_COLUMNS))
            case ".csv":
                return pl.read_csv(path, columns=list(LINK_COLUMNS), infer_schema=False)
            case _:
                return pl.read_ndjson(path, schema_overrides=dict.fromkeys(LINK_COLUMNS, pl.String))

    try:
        frame = read().select(pl.col(name).cast(pl.String) for name in LINK_COLUMNS)
    except (OSError, pl.exceptions.PolarsError) as fault:
        raise Failed(f"the links in {path} can't be read; give what `baken link` wrote") from fault
    if any(frame.null_count().row(0)):
        raise Failed(f"the links in {path} have a line without {', '.join(LINK_COLUMNS)}")
    if frame["sighting_id"].is_duplicated().any():
        raise Failed(f"the links in {path} name a sighting twice")
    return frame.to_arrow(), None


def _unlinked(records: "pa.Table", assignments: "pa.Table") -> int:
    import pyarrow.compute as pc

    known = pc.is_in(
        records["sighting_id"], value_set=pc.cast(assignments["sighting_id"], "string").combine_chunks()
    )
    linked: int = pc.sum(known).as_py() or 0
    return int(records.num_rows) - linked
