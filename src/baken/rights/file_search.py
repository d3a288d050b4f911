"""Looking for bytes in files: the last word on whether something is gone."""

import mmap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Sought:
    """In which files each needle was found; how much was read, and what could not be."""

    found: dict[str, list[Path]]
    files: int = 0
    bytes: int = 0
    unreadable: list[Path] = field(default_factory=list)

    @property
    def missing(self) -> list[str]:
        """The needles that stand nowhere."""
        return [name for name, files in self.found.items() if not files]

    @property
    def present(self) -> dict[str, list[Path]]:
        """The needles that stand somewhere."""
        return {name: files for name, files in self.found.items() if files}


def seek(directory: Path, needles: Mapping[str, bytes]) -> Sought:
    """Reads every file below a directory. Files that vanish meanwhile are passed over."""
    sought = Sought({name: [] for name in needles})
    for path in sorted(_files(directory)):
        try:
            with path.open("rb") as stream:
                _seek(path, stream.fileno(), needles, sought)
        except FileNotFoundError:
            continue
        except OSError:
            sought.unreadable.append(path)
    return sought


def _seek(path: Path, number: int, needles: Mapping[str, bytes], sought: Sought) -> None:
    sought.files += 1
    if not path.stat().st_size:
        return
    with mmap.mmap(number, 0, access=mmap.ACCESS_READ) as content:
        sought.bytes += len(content)
        for name, needle in needles.items():
            if content.find(needle) >= 0:
                sought.found[name].append(path)


def _files(directory: Path) -> Iterator[Path]:
    for path in directory.rglob("*"):
        if path.is_file() and not path.is_symlink():
            yield path
