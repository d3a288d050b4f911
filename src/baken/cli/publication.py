"""`baken publication`: the files of a publication made again from its manifest."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from baken.cli import Failed
from baken.cli.streams import say, whole_output

if TYPE_CHECKING:
    from baken.statistics.publications.files import MadeFile


@click.group()
def command() -> None:
    """Publications: tables, charts and words that everybody got, and how to make them again."""


@command.command()
@click.argument("manifest", metavar="MANIFEST")
@click.option("-o", "--output", required=True, metavar="DIR", help="The directory to write the files in.")
@click.option("--quiet", is_flag=True, help="No messages on standard error.")
def build(manifest: str, output: str, quiet: bool) -> None:
    """Make every file of a publication again from its MANIFEST, byte for byte.

    The manifest stands beside each publication on its public page and holds the published figures
    themselves: no database is needed, and no true count is in it. Each file is held against the digest in
    the manifest. One that comes out otherwise, because another version of a program made it, ends with
    exit status 1 and the versions; then nothing is written. MANIFEST - is standard input.

    \b
    Examples:
      baken publication build figures-v1.manifest.json -o figures
      curl -s ADDRESS-OF-THE-MANIFEST | baken publication build - -o figures
    """
    from baken.statistics.publications.files import make_files
    from baken.statistics.publications.manifest import NoManifest, read_manifest

    try:
        found = read_manifest(_read(manifest))
        made = make_files(found)
    except NoManifest as fault:
        raise Failed(f"{manifest} is no manifest of a publication: {fault}") from fault
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, RuntimeError) as fault:
        raise Failed(
            f"{manifest} is damaged: a publication can't be made of it ({type(fault).__name__})"
        ) from fault
    if other := _others(found, made):
        raise Failed(f"{', '.join(other)} came out otherwise than published; {_versions(found)}")
    directory = Path(output)
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Failed(f"{output} can't be used: {fault.strerror or fault}") from fault
    for one in made:
        with whole_output(str(directory / one.name)) as stream:
            stream.write(one.data)
        say(f"{one.sha256}  {one.name}", quiet=quiet)


def _read(manifest: str) -> bytes:
    from baken.statistics.publications.manifest import LARGEST

    try:
        with sys.stdin.buffer if manifest == "-" else Path(manifest).open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as fault:
        raise Failed(f"{manifest} can't be read: {fault.strerror or fault}") from fault


def _others(manifest: Any, made: "list[MadeFile]") -> list[str]:
    """The files whose digest is not the one that the manifest tells."""
    told = {one["form"]: one["sha256"] for one in manifest.get("files", [])}
    return [one.name for one in made if told.get(one.form, one.sha256) != one.sha256]


def _versions(manifest: Any) -> str:
    from baken.statistics.publications.manifest import made_with

    here, there = made_with(), manifest.get("made_with", {})
    differing = [
        f"{name} {there.get(name, 'unknown')} then, {mine} here"
        for name, mine in here.items()
        if there.get(name) != mine
    ]
    return "; ".join(differing) if differing else "the manifest was changed after it was made"
