"""Styles, scripts and letters of the pages, gathered once: compressed, under names that change with
what is in them, so that a browser keeps each for good."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.storage import FileSystemStorage


class StylesBroken(Exception):
    """A style refers to a file that is not there."""


def gathered_styles(state: Path) -> Path:
    """The directory that holds them, made if what the rooms bring has changed since.

    Made beside its place and renamed, so that an interrupted start leaves nothing half-made. Raises
    `StylesBroken`.
    """
    brought = dict(_brought())
    digest = hashlib.sha256()
    for name, source in sorted(brought.items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(source.read_bytes()).digest())
    place = state / f"static-{digest.hexdigest()[:16]}"
    if place.is_dir():
        return place
    for earlier in state.glob("static-*"):
        shutil.rmtree(earlier, ignore_errors=True)
    making = Path(tempfile.mkdtemp(prefix="static-making-", dir=state))
    for name, source in brought.items():
        (making / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, making / name)
    _finish(making, list(brought))
    making.rename(place)
    return place


def _brought() -> Iterator[tuple[str, Path]]:
    for finder in get_finders():
        for name, storage in finder.list(None):
            if isinstance(storage, FileSystemStorage):
                yield name, Path(storage.path(name))


def _finish(directory: Path, names: list[str]) -> None:
    from whitenoise.storage import CompressedManifestStaticFilesStorage

    storage = CompressedManifestStaticFilesStorage(location=directory, base_url=settings.STATIC_URL)
    for name, _, outcome in storage.post_process({name: (storage, name) for name in names}):
        if isinstance(outcome, Exception):
            raise StylesBroken(f"{name}: {outcome}")
