"""Sightings out of a WACZ package: a zip of WARC files and a list of their hashes."""

import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from baken.collection.batches import Batch, Gathering
from baken.collection.digests import Digest, UnknownDigest, matches
from baken.collection.profile import Profile
from baken.collection.rejects import BadRecord, Unreadable
from baken.collection.replay import Replay
from baken.collection.warc import read_warc

PACKAGE = "datapackage.json"
PACKAGE_DIGEST = "datapackage-digest.json"

_LARGEST_LIST = 64 * 1024 * 1024
_LARGEST_RATIO = 200
_SMALL_PART = 64 * 1024 * 1024
_STEP = 1024 * 1024
_ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, EOFError, OSError, RuntimeError)


def read_wacz(
    stream: BinaryIO,
    gathering: Gathering,
    profile: Profile | None,
    *,
    keeps: bool = False,
    workers: int = 0,
) -> Iterator[Batch]:
    """Batches of the sightings in the WARC parts of a package, each part held against its hash.

    A part that is missing, is not in the package's list or does not match it yields one reject and
    no records. Raises Unreadable when the file is no package.
    """
    try:
        package = zipfile.ZipFile(stream)
    except _ZIP_FAULTS as error:
        raise Unreadable("this is no WACZ package: it is not a readable zip file") from error
    with package:
        if _overlaps(package):
            raise Unreadable("the parts of this package lie over each other")
        hashes, fault = _hashes(package)
        inside = [name for name in package.namelist() if _is_warc(name)]
        for name in sorted({*inside, *(name for name in hashes if _is_warc(name))}):
            part = gathering.of_part(name)
            try:
                if fault is not None:
                    raise fault
                content = _checked_part(package, name, hashes.get(name))
                yield from read_warc(content, part, profile, keeps=keeps, workers=workers)
            except (BadRecord, Unreadable) as bad:
                part.reject(str(bad), offset=0)
                yield from part.rest()
        if fault is not None and not inside:
            gathering.reject(str(fault), offset=0)
            yield from gathering.rest()


def _overlaps(package: zipfile.ZipFile) -> bool:
    """Whether parts share bytes, so that a small file would be read as a huge one."""
    end = 0
    for info in sorted(package.infolist(), key=lambda one: one.header_offset):
        if info.header_offset < end:
            return True
        end = info.header_offset + info.compress_size
    return False


def _checked_part(package: zipfile.ZipFile, name: str, expected: str | None) -> BinaryIO:
    """A part that matches its hash, to be read; nothing of it is copied. Raises BadRecord."""
    if ".." in name.replace("\\", "/").split("/"):
        raise BadRecord("the part's name leads out of the package")
    if expected is None:
        raise BadRecord("the part has no hash in the package's list")
    try:
        info = package.getinfo(name)
        digest = Digest(expected)
        if info.file_size > _SMALL_PART and info.file_size > _LARGEST_RATIO * info.compress_size:
            raise BadRecord("the part expands as no web archive does")
        with package.open(info) as source:
            while data := source.read(_STEP):
                digest.update(data)
    except KeyError:
        raise BadRecord("the part is in the package's list but not in the package") from None
    except UnknownDigest:
        raise BadRecord("the part's hash is of a kind that can't be checked") from None
    except _ZIP_FAULTS:
        raise BadRecord("the part is damaged, or encrypted") from None
    if not digest.matches():
        raise BadRecord("the part does not match its hash in the package's list")
    return cast(BinaryIO, Replay(lambda: package.open(info)))


def _is_warc(name: str) -> bool:
    return name.startswith("archive/") and name.lower().endswith((".warc", ".warc.gz"))


def _hashes(package: zipfile.ZipFile) -> tuple[dict[str, str], BadRecord | None]:
    """The hash of each listed part; and what is wrong with the list itself, if anything."""
    if PACKAGE not in package.namelist():
        raise Unreadable(f"this is no WACZ package: {PACKAGE} is not in it")
    try:
        text = _member(package, PACKAGE)
        content = json.loads(text)
        resources = content["resources"]
        hashes = {str(one["path"]): str(one["hash"]) for one in resources if one.get("hash")}
    except (*_ZIP_FAULTS, KeyError, TypeError, AttributeError) as error:
        raise Unreadable(f"{PACKAGE} of the package can't be read") from error
    return hashes, _list_fault(package, text)


def _list_fault(package: zipfile.ZipFile, text: bytes) -> BadRecord | None:
    if PACKAGE_DIGEST not in package.namelist():
        return None
    try:
        said: Any = json.loads(_member(package, PACKAGE_DIGEST))
        if matches(str(said["hash"]), text):
            return None
    except (*_ZIP_FAULTS, KeyError, TypeError, UnknownDigest):
        return BadRecord(f"{PACKAGE_DIGEST} of the package can't be read")
    return BadRecord("the package's list of parts does not match its own hash")


def _member(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as source:
        data = source.read(_LARGEST_LIST + 1)
    if len(data) > _LARGEST_LIST:
        raise ValueError(name)
    return data
