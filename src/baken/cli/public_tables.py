"""An edition of a table, or of every table of the register, made on the command line: the file, and beside it
its report."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from baken.cli import Failed
from baken.cli.streams import say, signs_of_life, whole_output
from baken.statistics.formats import write
from baken.statistics.period import Period
from baken.vocabulary.code_list import Label

if TYPE_CHECKING:
    from baken.statistics.editions.exceptions import EditionError
    from baken.statistics.table import FilledTable

REPORT = ".report.txt"
"""What stands behind the name of a CSV file to name its report."""


def write_edition(
    table: str, *, kind: str, period: Period, by: str | None, output: str, form: str,
    organisation: str | None, reason: str | None, quiet: bool,
) -> None:  # fmt: skip
    """Makes an edition, public or for a partner, or finds the one with the same figures, and writes it.
    Raises `Failed` with the reason why not; then nothing is written."""
    from baken.config.command import NotReady, organisation_session

    stated = reason or f"baken statistics {table} --{kind}"
    try:
        with organisation_session(organisation, reason=stated, purpose="statistics") as actor:
            from baken.statistics.editions.actions import make_edition
            from baken.statistics.editions.content import filled
            from baken.statistics.editions.exceptions import EditionError

            try:
                with signs_of_life(quiet=quiet) as tell:
                    tell(f"{'rounding' if kind == 'public' else 'hiding'}, and attacking what comes out")
                    edition = make_edition(by=actor, table=table, period=period, cut=by, kind=kind)
            except EditionError as fault:
                refused = "not published" if kind == "public" else "not for a partner"
                raise Failed(f"{table} is {refused}: {fault}") from fault
            found, number = filled(edition), edition.number
    except NotReady as fault:
        raise Failed(str(fault)) from fault
    _write(found, number, output, form, quiet=quiet)


def write_editions(
    *, kind: str, period: Period, output: str, form: str, organisation: str | None, reason: str | None,
    quiet: bool,
) -> None:  # fmt: skip
    """Makes editions of every table of the register together, and writes each that could be made to the
    folder `output`. Raises `Failed` with what was refused, once the others are written."""
    stated = reason or f"baken statistics register --{kind}"
    with _folder(output) as folder:
        found, refused = _made_together(kind, period, organisation, stated, quiet=quiet)
        for table, number in found:
            _write(table, number, str(folder / f"{table.name}.{form}"), form, quiet=quiet)
    if refused:
        raise Failed("; ".join(f"{table} was refused: {fault}" for table, fault in refused.items()))


@contextmanager
def _folder(place: str) -> Iterator[Path]:
    """The folder there; one that was made for this goes again where nothing came into it."""
    folder = Path(place)
    stood = folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Failed(f"{place}: {fault.strerror}") from fault
    try:
        yield folder
    finally:
        if not stood and not any(folder.iterdir()):
            folder.rmdir()


def _made_together(
    kind: str, period: Period, organisation: str | None, stated: str, *, quiet: bool
) -> tuple[list[tuple["FilledTable", int]], dict[str, "EditionError"]]:
    """The editions with their numbers, and for the other tables why not."""
    from baken.config.command import NotReady, organisation_session

    try:
        with organisation_session(organisation, reason=stated, purpose="statistics") as actor:
            from baken.statistics.editions.actions import make_editions
            from baken.statistics.editions.content import filled
            from baken.statistics.editions.definitions import tables_of
            from baken.statistics.editions.exceptions import EditionError

            try:
                with signs_of_life(quiet=quiet) as tell:
                    tell("reading the register")
                    made = make_editions(
                        by=actor, tables=tables_of("register"), period=period, kind=kind, made=tell
                    )
            except EditionError as fault:
                raise Failed(f"no edition was made: {fault}") from fault
            refused = {table: one for table, one in made.items() if isinstance(one, EditionError)}
            found = [(filled(one), one.number) for one in made.values() if not isinstance(one, EditionError)]
            return found, refused
    except NotReady as fault:
        raise Failed(str(fault)) from fault


def _write(found: "FilledTable", number: int, output: str, form: str, *, quiet: bool) -> None:
    said = [found.title, Label(f"Uitgave {number}", f"Edition {number}"), found.unit, found.period.words]
    lines = [*said, *found.notes, Label(found.query, found.query)]
    with whole_output(output) as stream:
        stream.write(write(found, form))
        if form == "csv" and output != "-":
            with whole_output(f"{output}{REPORT}") as beside:
                beside.write(_told(lines))
    _report(found, number, in_full=form == "csv" and output == "-", quiet=quiet)


def _told(lines: list[Label]) -> bytes:
    dutch, english = ("\r\n".join(line.in_language(one) for line in lines) for one in ("nl", "en"))
    return f"{dutch}\r\n\r\n{english}\r\n".encode()


def _report(table: "FilledTable", number: int, *, in_full: bool, quiet: bool) -> None:
    say(
        f"{table.title.en}, edition {number}. Counted: {table.unit.en}; period: {table.period.words.en}.",
        quiet=quiet,
    )
    for note in table.notes if in_full else [table.notes[0], table.notes[-1]]:
        say(f"- {note.en}", quiet=quiet)
