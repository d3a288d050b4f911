"""What extraction reads out of an advert, kept sealed with it, so that it is not read anew each time.

It is kept with the name of the code that read it. What other code read is read again, so an update of
extraction reaches every check after it.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from typing import Any

import pyarrow as pa
from django.db import connection

from baken.adverts.vault import Vault
from baken.door.exceptions import Broken
from baken.door.kept import READ, opened_json, readable, sealed_json
from baken.door.models import StandingAdvert
from baken.extraction.stage import extract
from baken.vocabulary.advert_record import SCHEMA

REGION = "NL"
"""The country whose national numbers adverts may hold."""

_READERS = ("baken.extraction", "baken.privacy", "baken.vocabulary")
_BY_OTHERS = ("lingua-language-detector", "phonenumbers", "pycld2")
"""What extraction asks of others: a newer one finds other numbers and languages in the same words."""

# One that another check reads at this moment is kept by that one, so no two wait for each other. One whose
# words changed since (a contact was taken out of them) keeps nothing: the old words may still tell it.
_READ_ANEW = """
    WITH free AS (
        SELECT id FROM door_standingadvert
        WHERE organisation_id = %(organisation)s AND id = ANY(%(ids)s::uuid[])
        FOR NO KEY UPDATE SKIP LOCKED
    )
    UPDATE door_standingadvert AS advert SET read = anew.read
    FROM free JOIN unnest(%(ids)s::uuid[], %(read)s::bytea[], %(records)s::text[]) AS anew(id, read, record)
        ON anew.id = free.id
    WHERE advert.organisation_id = %(organisation)s AND advert.id = free.id
        AND encode(sha256(advert.record), 'hex') = anew.record
"""

_Kept = tuple[StandingAdvert, Mapping[str, Any]]
"""A standing advert and its row."""


def read_rows(rows: Sequence[Mapping[str, Any]], vault: Vault) -> list[dict[str, Any]]:
    """What extraction finds in rows of the advert record, a row each."""
    records = pa.Table.from_pylist([dict(row) for row in rows], SCHEMA).combine_chunks().to_batches()
    found: list[dict[str, Any]] = []
    for batch in records:
        found.extend(extract(batch, key=vault.pseudonym_key, region=REGION).to_pylist())
    return found


def sealed_reading(found: Mapping[str, Any], vault: Vault, standing: StandingAdvert) -> bytes:
    """What was found in an advert, for its row."""
    return sealed_json(vault, {"by": _reader(vault), "found": dict(found)}, READ, standing.id)


def readings_of(kept: Iterable[_Kept], vault: Vault) -> dict[str, dict[str, Any]]:
    """What was found in standing adverts, each given with its row, by sighting id; what other code
    read is read now."""
    known, anew = _known(kept, vault)
    return known | _read_now(anew, vault)


def kept_readings_of(kept: Iterable[_Kept], vault: Vault) -> dict[str, dict[str, Any]]:
    """The same, and what was read now is kept: after an update that reads otherwise each standing advert is
    read once more, by the first check beside it, and not by every one."""
    known, anew = _known(kept, vault)
    found = _read_now(anew, vault)
    if anew:
        _keep([(standing, found[row["sighting_id"]]) for standing, row in anew], vault)
    return known | found


def _known(kept: Iterable[_Kept], vault: Vault) -> tuple[dict[str, dict[str, Any]], list[_Kept]]:
    known: dict[str, dict[str, Any]] = {}
    anew: list[_Kept] = []
    for standing, row in kept:
        told = _opened(standing, vault)
        if told is None:
            anew.append((standing, row))
        else:
            known[row["sighting_id"]] = told | {"sighting_id": row["sighting_id"]}
    return known, anew


def _read_now(anew: Sequence[_Kept], vault: Vault) -> dict[str, dict[str, Any]]:
    found = read_rows([row for _, row in anew], vault) if anew else []
    return {one["sighting_id"]: one for one in found}


def _keep(found: Sequence[tuple[StandingAdvert, Mapping[str, Any]]], vault: Vault) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            _READ_ANEW,
            {
                "organisation": found[0][0].organisation_id,
                "ids": [standing.id for standing, _ in found],
                "read": [sealed_reading(told, vault, standing) for standing, told in found],
                "records": [hashlib.sha256(standing.record).hexdigest() for standing, _ in found],
            },
        )


def _opened(standing: StandingAdvert, vault: Vault) -> dict[str, Any] | None:
    if standing.read is None:
        return None
    try:
        with readable("standing_advert", standing.id):
            told = opened_json(vault, standing.read, READ, standing.id)
            found: dict[str, Any] | None = dict(told["found"]) if told["by"] == _reader(vault) else None
    except Broken:
        # its words are there still, and are read anew
        return None
    return found


def _reader(vault: Vault) -> str:
    # pseudonyms are in what was read, so another key is another reader
    return hashlib.sha256(f"{code_that_reads()}\0{REGION}\0".encode() + vault.pseudonym_key).hexdigest()[:24]


@cache
def code_that_reads() -> str:
    """The code and tables that read adverts, as one hash; once a process."""
    told = hashlib.sha256(unicodedata.unidata_version.encode())
    for name in _BY_OTHERS:
        told.update(f"{name} {metadata.version(name)}\0".encode())
    for package in _READERS:
        for name, data in sorted(_files(resources.files(package), package)):
            told.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    return told.hexdigest()


def _files(directory: Traversable, name: str) -> Iterable[tuple[str, bytes]]:
    for one in directory.iterdir():
        if one.is_dir():
            if one.name != "__pycache__":
                yield from _files(one, f"{name}/{one.name}")
        else:
            yield f"{name}/{one.name}", one.read_bytes()
