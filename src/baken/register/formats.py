"""Files of registrations, in and out: CSV in long form, or nested JSON. No database.

The same records give the same bytes; a file that Baken wrote is read back as it was.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from baken.platforms.catalogue import PlatformEntry, PlatformIndex, shipped_index
from baken.register.building import Builder
from baken.register.csv_format import read_csv, write_csv
from baken.register.json_format import read_json, write_json
from baken.register.raw import RawFile
from baken.register.reasons.registrations import IN_REGISTRATION
from baken.register.records import RegistrationRecord
from baken.register.rejects import Reject

FORMATS = ("csv", "json")


@dataclass(frozen=True, slots=True)
class Found:
    """A good registration and the line of the file on which it begins."""

    line: int
    record: RegistrationRecord


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What a file holds: the good registrations, the bad lines, and platforms new to the catalogue.

    `left_out` counts the registrations that have a bad line.
    """

    registrations: tuple[Found, ...]
    rejects: tuple[Reject, ...]
    left_out: int
    added_platforms: tuple[PlatformEntry, ...]


def parse(
    data: bytes,
    *,
    format: str,
    source: str,
    platforms: PlatformIndex | None = None,
    latest: date | None = None,
    raw: RawFile | None = None,
) -> ParsedFile:
    """Reads a file of registrations (`csv` or `json`) and checks every record of it.

    `platforms` is the catalogue to find names in; without it the shipped one. `latest` is the last day
    on which a status can have been decided. A registration
    with a bad line is left out whole, the others stand. Raises Unreadable where the file as a
    whole can't be read. What another reader made of the file is given as `raw`.
    """
    if raw is None:
        raw = read_json(data) if format == "json" else read_csv(data)
    builder = Builder(platforms or shipped_index(), latest=latest)
    good: list[Found] = []
    rejects = [Reject(source, line, reason) for line, reason in raw.faults]
    left_out = 0
    for registration in raw.registrations:
        record, faults = builder.build(registration)
        if record is None:
            left_out += 1
            rejects += [
                Reject(source, line, IN_REGISTRATION(reference=registration.reference, reason=reason))
                for line, reason in faults
            ]
        else:
            good.append(Found(registration.line, record))
    return ParsedFile(tuple(good), tuple(sorted(rejects)), left_out, builder.added_platforms)


def write(records: Iterable[RegistrationRecord], *, format: str) -> bytes:
    """The bytes of a file of registrations, ordered by reference."""
    ordered = sorted(records, key=lambda record: record.reference)
    return write_json(ordered) if format == "json" else write_csv(ordered)
