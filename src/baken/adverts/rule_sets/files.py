"""Rule files on their way in and out: single files or a zip, read in memory within bounds."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from baken.adverts.exceptions import BadRuleFiles
from baken.indicators.documents import EXPANDED_BYTES
from baken.indicators.rulebook import ENDINGS

LARGEST = 2_000_000
"""Bytes of one file that is sent."""

MOST_FILES = 200
_MOST_ENTRIES = 1_000
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What unpacks in little memory; others let a file ask for gigabytes."""
_BROKEN = (zlib.error, EOFError, OSError, ValueError)
_SAME_MOMENT = (1980, 1, 1, 0, 0, 0)


def rule_files_in(sent: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """The rule files by name, out of files and zips; folders in a zip are not kept, other files are passed
    over. A rule file that is too large is cut where reading it says so.

    Raises `BadRuleFiles` (`not_a_zip`, `too_many`, `twice`, `nothing`).
    """
    found: dict[str, bytes] = {}
    for name, content in sent:
        for inner, bytes_of in _unpacked(content) if name.lower().endswith(".zip") else [(name, content)]:
            base = PurePosixPath(inner.replace("\\", "/")).name
            if PurePosixPath(base).suffix not in ENDINGS or base.startswith("."):
                continue
            if base in found:
                raise BadRuleFiles("twice")
            if len(found) == MOST_FILES:
                raise BadRuleFiles("too_many")
            found[base] = bytes_of
    if not found:
        raise BadRuleFiles("nothing")
    return found


def _unpacked(content: bytes) -> Iterable[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as whole:
            entries = [one for one in whole.infolist() if not one.is_dir()]
            if len(entries) > _MOST_ENTRIES:
                raise BadRuleFiles("too_many")
            unpacked: list[tuple[str, bytes]] = []
            for entry in entries:
                if PurePosixPath(entry.filename).suffix in ENDINGS:
                    if entry.compress_type not in _PACKINGS:
                        raise BadRuleFiles("not_a_zip")
                    if len(unpacked) > MOST_FILES:
                        raise BadRuleFiles("too_many")
                    with whole.open(entry) as stream:
                        unpacked.append((entry.filename, stream.read(EXPANDED_BYTES + 1)))
            return unpacked
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, *_BROKEN) as fault:
        raise BadRuleFiles("not_a_zip") from fault


def as_zip(files: Mapping[str, str]) -> bytes:
    """The rule files in a zip, the same bytes for the same files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, text in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _SAME_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            whole.writestr(entry, text.encode())
    return made.getvalue()
