"""Whether an evidence package is whole, and which byte of it was changed. Needs no database and no Baken
installation besides: the key that signed it is in the package, its fingerprint is to be compared by people.
"""

import hashlib
import io
import json
import struct
import zipfile
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from baken.collection.evidence.package_format import (
    FORMAT,
    KEY,
    MANIFEST,
    PIECE,
    SIGNATURE,
    package_lists,
    piece_of,
    sha256,
    wrapped,
)

LARGEST = 1024 * 1024 * 1024
"""Bytes of a package that is looked at."""

_HEADER = 30
_LONGEST_NAME = 200
_ARCHIVE = "datapackage.json"
_FAULTS = (zipfile.BadZipFile, ValueError, EOFError, OSError, RuntimeError, struct.error, NotImplementedError)


class NoPackage(Exception):
    """This is no evidence package, or so much of it is damaged that nothing in it can be read."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One part that is not as it was signed: what is wrong, and the byte of the part from which on, where
    that can be known; `exact` when this byte and no other was changed in its piece."""

    part: str
    what: str
    offset: int | None = None
    exact: bool = False

    def __str__(self) -> str:
        # a part's name comes from the package: on a terminal it must not do anything
        part = "".join(one if one.isprintable() else "?" for one in self.part[:_LONGEST_NAME])
        if self.offset is None:
            return f"{part}: {self.what}"
        return f"{part}: {self.what}, {'at byte' if self.exact else 'from byte'} {self.offset}"


@dataclass
class Verdict:
    """What was found. `fingerprint` is that of the key in the package; `manifest` is empty when it can't be
    read."""

    fingerprint: str = ""
    manifest: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return not self.faults


def fingerprint_of(key: Ed25519PublicKey) -> str:
    """SHA-256 over the public key in DER form, in groups of four, as people read it out to each other."""
    digest = sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
    return " ".join(digest[start : start + 4] for start in range(0, 64, 4))


def verify_package(data: bytes) -> Verdict:
    """Everything that is wrong with a package. Raises `NoPackage`."""
    parts, faults = _parts(data)
    if MANIFEST not in parts and SIGNATURE not in parts:
        if _ARCHIVE in parts or any(one.part == _ARCHIVE for one in faults):
            raise NoPackage(
                "this is a web archive (WACZ), but no evidence package: what it claims of itself "
                "is not checked here"
            )
        raise NoPackage(NoPackage.__doc__)
    verdict = Verdict(faults=faults)
    signed = _check_signature(parts, verdict)
    try:
        manifest = json.loads(parts[MANIFEST])
        listed = dict(manifest["parts"])
        lists = package_lists(parts[MANIFEST], parts.get(SIGNATURE, b""))
        _ = len(manifest["captures"]), str(manifest["made_at"]), str(manifest["organisation"]["en"])
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        if signed or MANIFEST not in parts:
            verdict.faults.append(Fault(MANIFEST, "can't be read as a list of parts"))
        return verdict
    if manifest.get("format") != FORMAT:
        verdict.faults.append(Fault(MANIFEST, f"is not of the form {FORMAT}"))
    verdict.manifest = manifest
    for name, one in listed.items():
        verdict.faults += _check_part(name, parts.get(name), one)
    for name, expected in lists.items():
        verdict.faults += _check_same(name, parts.get(name), expected)
    for name in sorted(parts.keys() - listed.keys() - lists.keys() - {MANIFEST, SIGNATURE}):
        verdict.faults.append(Fault(name, "was added"))
    if not verdict.faults:
        verdict.faults += _check_wrapping(data, parts)
    return verdict


def _parts(data: bytes) -> tuple[dict[str, bytes], list[Fault]]:
    """The bytes of each part as they stand, also where their checksum in the zip is wrong."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except _FAULTS as fault:
        raise NoPackage(NoPackage.__doc__) from fault
    parts: dict[str, bytes] = {}
    faults: list[Fault] = []
    held = 0
    with package:
        for info in package.infolist():
            if info.filename in parts:
                faults.append(Fault(info.filename, "stands twice in the package"))
            elif info.compress_type != zipfile.ZIP_STORED or info.flag_bits & 1:
                faults.append(Fault(info.filename, "was packed anew, in another way than it was signed"))
            else:
                part = _stored(data, info)
                held += len(part)
                if held > len(data):
                    # never more than the file itself, however many names its list gives to one place
                    faults.append(Fault(info.filename, "lies over other parts"))
                    break
                parts[info.filename] = part
    return parts, faults


def _stored(data: bytes, info: zipfile.ZipInfo) -> bytes:
    header = data[info.header_offset : info.header_offset + _HEADER]
    if len(header) < _HEADER:
        return b""
    name, extra = struct.unpack("<HH", header[26:30])
    start = info.header_offset + _HEADER + name + extra
    return data[start : start + info.file_size]


def _check_signature(parts: dict[str, bytes], verdict: Verdict) -> bool:
    for name in (KEY, MANIFEST, SIGNATURE):
        if name not in parts:
            verdict.faults.append(Fault(name, "is missing"))
            return False
    try:
        key = load_pem_public_key(parts[KEY])
        if not isinstance(key, Ed25519PublicKey):
            raise ValueError
    except (ValueError, UnsupportedAlgorithm):
        verdict.faults.append(Fault(KEY, "is no Ed25519 key"))
        return False
    verdict.fingerprint = fingerprint_of(key)
    try:
        key.verify(parts[SIGNATURE], parts[MANIFEST])
    except InvalidSignature:
        what = "the manifest, its signature or the key was changed: the signature does not hold"
        verdict.faults.append(Fault(MANIFEST, what))
        return False
    return True


def _check_part(name: str, data: bytes | None, said: Any) -> list[Fault]:
    if data is None:
        return [Fault(name, "is missing")]
    try:
        size, digest, pieces = int(said["bytes"]), str(said["sha256"]), list(said["pieces"])
        if len(data) == size and sha256(data) == digest:
            return []
        return [_first_change(name, data, size, pieces)]
    except (KeyError, TypeError, ValueError, IndexError, OverflowError):
        return [Fault(name, "is listed in the manifest in a way that can't be read")]


def _first_change(name: str, data: bytes, size: int, pieces: list[Any]) -> Fault:
    for number, piece in enumerate(pieces):
        start = number * PIECE
        length = min(PIECE, size - start)
        there = data[start : start + length]
        if hashlib.sha256(there).hexdigest() == piece[0]:
            continue
        place = _changed_byte(there, piece) if len(there) == length else None
        if place is None:
            cut = len(data) < size and start + length > len(data)
            if cut and number == len(data) // PIECE:
                return Fault(name, f"was cut: {size - len(data)} bytes are missing", len(data))
            return Fault(name, f"was changed within {length} bytes", start)
        return Fault(name, "was changed", start + place, exact=True)
    return Fault(name, "was made longer", size, exact=True)


def _changed_byte(there: bytes, piece: list[Any]) -> int | None:
    """The one byte that was changed: the sums give its place and by how much, and with that undone the
    digest must come out. None where more than one was."""
    _, total, weighed, squared = piece
    _, now, now_weighed, now_squared = piece_of(there)
    by = now - int(total)
    if by == 0 or (now_weighed - int(weighed)) % by:
        return None
    place = (now_weighed - int(weighed)) // by
    if not 1 <= place <= len(there) or now_squared - int(squared) != place * place * by:
        return None
    before = there[place - 1] - by
    if not 0 <= before <= 255:
        return None
    mended = there[: place - 1] + bytes((before,)) + there[place:]
    return place - 1 if sha256(mended) == piece[0] else None


def _check_same(name: str, data: bytes | None, expected: bytes) -> list[Fault]:
    """A part of which the manifest says every byte."""
    if data is None:
        return [Fault(name, "is missing")]
    if data == expected:
        return []
    pairs = enumerate(zip(data, expected, strict=False))
    place = next((at for at, (one, other) in pairs if one != other), min(len(data), len(expected)))
    return [Fault(name, "is not what the manifest makes of it", place, exact=True)]


def _check_wrapping(data: bytes, parts: dict[str, bytes]) -> list[Fault]:
    """The zip around the parts: made again from them it has the same bytes."""
    expected = wrapped(parts.items())
    if data == expected:
        return []
    step = 64 * 1024
    for start in range(0, max(len(data), len(expected)), step):
        one, other = data[start : start + step], expected[start : start + step]
        if one != other:
            pairs = enumerate(zip(one, other, strict=False))
            inside = next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
            what = "every part is whole, but the zip around them was changed or packed anew"
            return [Fault("the package itself", what, start + inside, exact=True)]
    return []
