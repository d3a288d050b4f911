"""Advert records as JSON Lines: one JSON object a line, UTF-8."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from baken.collection.batches import Batch, Gathering, Place
from baken.collection.rejects import BadRecord, Unreadable

LONGEST_LINE = 4 * 1024 * 1024
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_FOREIGN = {
    b"\x1f\x8b": "gzip (unpack it first)",
    b"PK\x03\x04": "zip",
    b"PAR1": "Parquet",
    b"\xff\xfe": "UTF-16 text (write it as UTF-8)",
    b"\xfe\xff": "UTF-16 text (write it as UTF-8)",
}


def read_lines(stream: BinaryIO) -> Iterator[tuple[int, int, bytes | None]]:
    """The lines of a file: number from 1, byte offset, and the bytes without their end.

    Blank lines are left out, a byte order mark is no part of a line, and a line of more than
    LONGEST_LINE bytes is None: it is never held in memory.
    """
    number, offset = 0, 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        start, offset = offset, offset + len(line)
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(LONGEST_LINE)
                offset += len(line)
            yield number, start, None
            continue
        if line.startswith(BYTE_ORDER_MARK):
            line, start = line[len(BYTE_ORDER_MARK) :], start + len(BYTE_ORDER_MARK)
        bare = line.removesuffix(b"\n").removesuffix(b"\r")
        if bare and not bare.isspace():
            yield number, start, bare


def refuse_foreign(start: bytes) -> None:
    """Raises Unreadable when a file begins as no text in UTF-8 does."""
    for magic, name in _FOREIGN.items():
        if start.startswith(magic):
            raise Unreadable(f"this is no text in UTF-8 but {name}")


def read_jsonl(stream: BinaryIO, gathering: Gathering, *, whole: bool = True) -> Iterator[Batch]:
    """Batches of the records in a JSON Lines file; each bad line is a reject with its number.

    Not `whole`: lines from the middle of a file, which need not begin as a file does.
    """
    first = whole
    for number, offset, line in read_lines(stream):
        if first:
            refuse_foreign(line[:8] if line else b"")
            first = False
        if line is None:
            gathering.reject(f"is a line of more than {LONGEST_LINE} bytes", line=number)
        else:
            try:
                record = parse_json(line)
            except BadRecord as bad:
                gathering.reject(str(bad), line=number)
            else:
                digest = hashlib.sha256(line).hexdigest()
                place = Place(gathering.source, offset, digest, line=number)
                gathering.take(record, place, size=len(line), suspicious=may_need_care(line))
        if gathering.is_full:
            yield gathering.batch()
    yield from gathering.rest()


def parse_json(text: bytes | str) -> Any:
    """The value that a JSON text holds, read strictly; raises BadRecord.

    Doubled names and NaN or Infinity are faults here, though Python's reader lets them pass.
    """
    try:
        characters = (text.decode("utf-8") if isinstance(text, bytes) else text).strip(" \t\r\n")
        value, end = _DECODER.raw_decode(characters)
        if end != len(characters):
            raise json.JSONDecodeError("more follows the record", characters, end)
        return value
    except UnicodeDecodeError as error:
        raise BadRecord(f"is not UTF-8 at byte {error.start + 1} of the line") from None
    except json.JSONDecodeError as error:
        where = f"at character {error.pos + 1} of the line" if error.pos < len(error.doc) else "at its end"
        raise BadRecord(f"is not JSON: {error.msg.removesuffix(' at').removesuffix(':')} {where}") from None
    except RecursionError:
        raise BadRecord("nests too deep") from None
    except ValueError:
        raise BadRecord("holds a number of too many digits") from None


def may_need_care(text: bytes) -> bool:
    """Whether JSON in these bytes can hold a data URI, a NUL or half of a surrogate pair."""
    return b"\\u" in text or b"data" in text.lower()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise BadRecord("names a field twice")
    return value


def _not_a_number(_: str) -> Any:
    raise BadRecord("holds NaN or Infinity, which JSON does not know")


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_not_a_number)
