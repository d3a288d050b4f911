"""The stage of extraction: a batch of advert records in, a batch of what their words say out."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import pyarrow as pa

from baken.extraction.advert import Facts, facts_of
from baken.extraction.contacts import Contact
from baken.extraction.disguises import ClearText, clear_texts
from baken.extraction.languages import Share, languages, languages_of
from baken.extraction.own_contacts import own_contacts
from baken.privacy.pseudonyms import pseudonyms
from baken.vocabulary.advert_record import words

MANY = 1_000
"""So many adverts are read sooner with the compiled search than without."""
AT_ONCE = 500
"""So many are held without their disguise at a time."""

_SPAN = pa.list_(pa.int32())

CONTACT = pa.struct(
    [
        ("kind", pa.string()),
        ("value", pa.string()),
        ("pseudonym", pa.string()),
        ("obscured", pa.bool_()),
        ("valid", pa.bool_()),
        ("span", _SPAN),
        ("field", pa.string()),
    ]
)
PLACE = pa.struct(
    [
        ("name", pa.string()),
        ("province", pa.string()),
        ("candidates", pa.list_(pa.string())),
        ("span", _SPAN),
        ("field", pa.string()),
    ]
)
LANGUAGE = pa.struct([("language", pa.string()), ("share", pa.float64())])
AGE = pa.struct([("age", pa.int16()), ("span", _SPAN), ("field", pa.string())])
PRICE = pa.struct(
    [("amount", pa.string()), ("currency", pa.string()), ("unit", pa.string()), ("span", _SPAN)]
)

SCHEMA = pa.schema(
    [
        pa.field("sighting_id", pa.string(), nullable=False),
        pa.field("contacts", pa.list_(CONTACT), nullable=False),
        pa.field("places", pa.list_(PLACE), nullable=False),
        pa.field("languages", pa.list_(LANGUAGE), nullable=False),
        pa.field("stated_ages", pa.list_(AGE), nullable=False),
        pa.field("prices", pa.list_(PRICE), nullable=False),
    ]
)
"""One row a sighting. Spans are [start, end) in code points of `advert_record.words`; null where
`field` names the field of the record that the finding comes from."""


def extract(records: pa.RecordBatch, *, key: bytes, region: str = "NL") -> pa.RecordBatch:
    """Contacts, places, languages, stated ages and prices of each record, row for row.

    `records` has the schema of `vocabulary.advert_record`, the result `SCHEMA`. Contacts carry
    their value in clear: who writes the result down decides whether that may leave the machine.
    `key` makes the pseudonyms; `region` (ISO 3166-1) is where numbers without a country code ring.
    """
    titles, texts = _column(records, "title"), _column(records, "text")
    given, shown = _column(records, "contacts"), _column(records, "place")
    texts = [text or "" for text in texts]
    # Much of what is captured was captured before: the same words are read once.
    distinct = dict.fromkeys(zip(titles, texts, shown, strict=True))
    read = dict(zip(distinct, _read(list(distinct), region), strict=True))
    rows = [read[row] for row in zip(titles, texts, shown, strict=True)]
    found = [_with_own(said, own_contacts(own, region)) for (said, _), own in zip(rows, given, strict=True)]
    spoken = [shares for _, shares in rows]
    columns = [
        records.column("sighting_id"),
        _contacts(found, key),
        _places(found),
        _languages(spoken),
        _ages(found, _column(records, "stated_age")),
        _prices(found),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)


def _read(
    rows: Sequence[tuple[str | None, str, str | None]], region: str
) -> Iterator[tuple[Facts, list[Share]]]:
    """What the words of each title, text and place say, and their languages."""
    many = len(rows) >= MANY
    for at in range(0, len(rows), AT_ONCE):
        some = rows[at : at + AT_ONCE]
        said = [words(title, text) for title, text, _ in some]
        cleared = list(clear_texts(said) if many else map(ClearText, said))
        spoken = languages_of(cleared) if many else map(languages, cleared)
        titles, shown = [title for title, _, _ in some], [place for _, _, place in some]
        yield from zip(facts_of(cleared, titles, shown, region), spoken, strict=True)


def _with_own(said: Facts, own: list[Contact]) -> Facts:
    return said._replace(contacts=said.contacts + own) if own else said


def _column(records: pa.RecordBatch, name: str) -> list[Any]:
    if name not in records.schema.names:
        return [None] * records.num_rows
    column: list[Any] = records.column(name).to_pylist()
    return column


def _contacts(found: Sequence[Facts], key: bytes) -> pa.ListArray:
    rows = [one.contacts for one in found]
    flat = list(chain.from_iterable(rows))
    pairs = list(dict.fromkeys((one.kind, one.value) for one in flat))
    known = dict(zip(pairs, pseudonyms(pairs, key), strict=True))
    return _lists(
        rows,
        CONTACT,
        [one.kind for one in flat],
        [one.value for one in flat],
        [known[one.kind, one.value] for one in flat],
        [one.obscured for one in flat],
        [one.valid for one in flat],
        [one.span for one in flat],
        [one.field for one in flat],
    )


def _places(found: Sequence[Facts]) -> pa.ListArray:
    rows = [one.places for one in found]
    flat = list(chain.from_iterable(rows))
    return _lists(
        rows,
        PLACE,
        [one.name for one in flat],
        [one.province for one in flat],
        [one.candidates for one in flat],
        [one.span for one in flat],
        [None if one.span else "place" for one in flat],
    )


def _languages(rows: Sequence[list[Share]]) -> pa.ListArray:
    flat = list(chain.from_iterable(rows))
    return _lists(rows, LANGUAGE, [one.language for one in flat], [one.share for one in flat])


def _ages(found: Sequence[Facts], stated: Sequence[int | None]) -> pa.ListArray:
    rows: list[list[tuple[int, tuple[int, int] | None]]] = [
        [*one.ages, *([(own, None)] if own is not None else [])]
        for one, own in zip(found, stated, strict=True)
    ]
    flat = list(chain.from_iterable(rows))
    return _lists(
        rows,
        AGE,
        [age for age, _ in flat],
        [span for _, span in flat],
        [None if span else "stated_age" for _, span in flat],
    )


def _prices(found: Sequence[Facts]) -> pa.ListArray:
    rows = [one.prices for one in found]
    flat = list(chain.from_iterable(rows))
    return _lists(
        rows,
        PRICE,
        [one.amount for one in flat],
        [one.currency for one in flat],
        [one.unit for one in flat],
        [one.span for one in flat],
    )


def _lists(rows: Sequence[Sequence[object]], kind: pa.StructType, *columns: list[Any]) -> pa.ListArray:
    """A list of structs a row, out of the flat columns of the struct."""
    offsets = [0]
    for row in rows:
        offsets.append(offsets[-1] + len(row))
    arrays = [pa.array(column, kind.field(i).type) for i, column in enumerate(columns)]
    structs = pa.StructArray.from_arrays(arrays, fields=list(kind))
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), structs)
