"""The parts of `baken register` for files of other offices: read by a mapping that was made on the desk."""

import io
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from baken.cli import EXIT_BAD_RECORDS, Failed
from baken.cli.streams import Rejects, say

if TYPE_CHECKING:
    from baken.register.actions.import_mapped import MappedResult
    from baken.register.models import ImportMapping
    from baken.tenancy.acting import Actor

PATIENCE = 2.0


def import_by_mapping(
    *, by: "Actor", file: str, name: str, sheet: str | None, trial: bool, bad: Rejects, quiet: bool
) -> "tuple[MappedResult, ImportMapping]":
    """Imports FILE by the newest version of the mapping, or only tries to. Raises Failed."""
    from baken.register.actions.import_mapped import Fault, import_mapped, try_mapped
    from baken.register.exceptions import TooManyWords, Unreadable
    from baken.register.mapped.mapping import MappingWrong
    from baken.register.mapped.table import open_table
    from baken.register.mappings import content_of, current_mapping

    mapping = current_mapping(name)
    if mapping is None:
        raise Failed(f"there is no mapping {name!r}; `baken register mappings` lists them")

    def told(fault: Fault) -> None:
        bad.add([fault.as_reject(file).as_dict()])

    with _watched(file) as stream:
        try:
            table = open_table(stream, sheet=sheet)
            for note in table.notes:
                say(f"{file}: {NOTES[note.code].format(note.about)}", quiet=quiet)
            if trial:
                return try_mapped(by=by, table=table, mapping=content_of(mapping), on_fault=told), mapping
            return import_mapped(by=by, table=table, mapping=mapping, on_fault=told), mapping
        except (Unreadable, MappingWrong, TooManyWords) as fault:
            raise Failed(f"{file}: nothing was imported: {fault}") from fault


NOTES = {
    "separator_comma": "columns separated by commas",
    "separator_semicolon": "columns separated by semicolons",
    "separator_tab": "columns separated by tabs",
    "windows_1252": "not UTF-8, read as Windows-1252",
    "titles": "{} lines above the headings were not read",
    "no_heading": "{} columns without a heading were not read",
    "merged_filled": "merged cells, each line given what they say: {}",
    "hidden_sheets": "{} hidden sheets were not read",
    "hidden_rows": "{} hidden rows were read too",
    "not_calculated": "{} formulas without a value count as empty; calculate and save the file first",
    "calendar_1904": "days are counted from 1904",
}


def print_result(
    result: "MappedResult", mapping: "ImportMapping", *, trial: bool, as_json: bool, quiet: bool
) -> None:
    """What came of it; exits 3 where a line is bad."""
    if as_json:
        click.echo(json.dumps(_summary(result, mapping, trial), ensure_ascii=False))
    elif not quiet:
        if result.imported_before:
            click.echo(
                f"This file was imported before, on {result.imported_before:%Y-%m-%d}; nothing is doubled."
            )
        does = "would be" if trial else "are"
        click.echo(
            f"{result.new} registrations {does} new, {result.unchanged} were in the register already, "
            f"{result.waiting} wait for the meaning of {len(result.words)} words, "
            f"{result.left_out} {'would be' if trial else 'were'} left out "
            f"(mapping {mapping.name}, version {mapping.version})."
        )
        if result.waiting and not trial:
            click.echo("Say what the words mean on the desk: Register, Files.")
    if result.faults:
        sys.exit(EXIT_BAD_RECORDS)


def _summary(result: "MappedResult", mapping: "ImportMapping", trial: bool) -> dict[str, Any]:
    words: dict[str, int] = {}
    for column, _ in result.words:
        words[column] = words.get(column, 0) + 1
    return {
        "trial": trial,
        "mapping": mapping.name,
        "version": mapping.version,
        "new": result.new,
        "unchanged": result.unchanged,
        "waiting": result.waiting,
        "unknown_words": words,
        "left_out": result.left_out,
        "rejects": result.faults,
        "imported_before": result.imported_before.isoformat() if result.imported_before else None,
    }


def print_mappings(mappings: "list[ImportMapping]", *, as_json: bool) -> None:
    """The mappings an organisation has, a line each."""
    from baken.register.mappings import content_of

    rows: list[dict[str, Any]] = [
        {
            "name": one.name,
            "version": one.version,
            "made_at": one.made_at.isoformat(),
            "columns": dict(content_of(one).columns),
        }
        for one in mappings
    ]
    if as_json:
        click.echo(json.dumps({"mappings": rows}, ensure_ascii=False))
        return
    for row in rows:
        click.echo(f"{row['name']}: version {row['version']}, columns {', '.join(row['columns'])}")
    if not rows:
        say("There is no mapping yet; one is made on the desk, with a file at hand: Register, Files.")


@contextmanager
def _watched(file: str) -> Iterator[io.BufferedReader]:
    """The file; on a terminal a bar tells how far each reading of it is, after two seconds."""
    if file == "-":
        raise Failed("a file is read more than once, so --mapping takes no standard input: save it first")
    try:
        opened = _Watched(io.FileIO(file))
    except OSError as fault:
        raise Failed(f"{file} can't be read: {fault.strerror}") from fault
    with opened as stream:
        if not sys.stderr.isatty():
            yield stream
            return
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("reading", total=Path(file).stat().st_size, visible=False)

            def tell(place: int) -> None:
                bar.update(task, completed=place, visible=(bar.tasks[0].elapsed or 0) > PATIENCE)

            stream.tell_place = tell
            yield stream


class _Watched(io.BufferedReader):
    """A file that tells how far it was read."""

    tell_place: Callable[[int], None] | None = None

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        if self.tell_place:
            self.tell_place(self.tell())
        return data
