"""`baken register`: the register in and out, and the arithmetic of published tables."""

import json
import sys
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from baken.cli import EXIT_BAD_RECORDS, Failed
from baken.cli.register_losses import tell_losses
from baken.cli.register_mapped import import_by_mapping, print_mappings, print_result
from baken.cli.streams import reject_lines, say, whole_output
from baken.config.command import organisation_session
from baken.vocabulary.sources import SourceKind

if TYPE_CHECKING:
    from baken.register.actions import ImportResult
    from baken.register.arithmetic import TableCheck
    from baken.register.formats import ParsedFile
    from baken.register.htcds.losses import Loss

PURPOSE = "registration"
WRONG = ("line", "row", "column", "published", "computed")
"""What is said of a sum that does not add up; a cell that is wrong across and down has two."""
FORMATS = ("csv", "json")
STANDARDS = ("baken", "htcds")
LARGEST_WHOLE = 100_000_000
"""Bytes of a file without a mapping. Its records take some sixteen times that in memory, for its lines may
stand in any order."""

organisation_option = click.option(
    "--organisation", metavar="SLUG", help="Whose register; default the only one, or the demo one."
)
format_option = click.option(
    "--format", "form", type=click.Choice(FORMATS), help="Default: by the file's ending; csv for -."
)
rejects_option = click.option(
    "--rejects", metavar="FILE", help="Where bad lines are listed; default standard error."
)
quiet_option = click.option("--quiet", is_flag=True, help="Say nothing but what was asked for.")
standard_option = click.option(
    "--standard",
    type=click.Choice(STANDARDS),
    default="baken",
    show_default=True,
    help="Whose columns: the register's own, or the Human Trafficking Case Data Standard 2.0.",
)
losses_option = click.option(
    "--losses", metavar="FILE", help="Where to list as JSON lines what the other standard can't hold."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


@click.group()
def command() -> None:
    """The register: take registrations in, give them out, check published tables."""


@command.command("import")
@click.argument("file", metavar="FILE")
@organisation_option
@click.option("--reason", default="register import", show_default=True, help="Why; it goes into the log.")
@rejects_option
@format_option
@click.option(
    "--mapping", metavar="NAME", help="FILE is another office's CSV or XLSX: read it by this mapping."
)
@click.option("--sheet", metavar="NAME", help="With --mapping: the sheet of an XLSX; default the first.")
@click.option("--trial", is_flag=True, help="With --mapping: only say what an import would do.")
@standard_option
@click.option(
    "--registered-on",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="With --standard htcds, which has no such field: when these cases were registered.",
)
@click.option(
    "--source-kind",
    type=click.Choice(SourceKind.codes),
    default="unknown",
    show_default=True,
    help="With --standard htcds: the kind of source that the file comes from.",
)
@losses_option
@quiet_option
@json_option
def import_file(
    file: str,
    organisation: str | None,
    reason: str,
    rejects: str | None,
    form: str | None,
    mapping: str | None,
    sheet: str | None,
    trial: bool,
    standard: str,
    registered_on: datetime | None,
    source_kind: str,
    losses: str | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Take the registrations of FILE (CSV or JSON) into the register.

    What is there already is left as it is, so importing a file again changes nothing. A
    registration with a bad line is left out whole and the line is listed; the others go in, and
    the command exits 3. A platform that the catalogue does not know is added when its line gives
    a platform_type. The columns stand in docs/reference/registration-file.md. Such a file is at most
    100 MB.

    With --mapping the file is another office's, of any size, with columns of its own; the mapping
    was made on the desk. It goes in as one whole: broken off, nothing of it is there. A registration
    with a word that nobody said the meaning of waits on the desk's list, and is not registered yet.

    With --standard htcds each row is one victim. What the register may not hold (names, birth dates,
    addresses, free text) is passed over and told; a row whose consent says no stays out. The mapping
    stands in docs/reference/htcds.md.

    \b
    Examples:
      baken register import registrations.csv
      baken register import victims.csv --standard htcds --registered-on 2026-03-01
      baken register import registrations.json --organisation demo --rejects bad-lines.jsonl
      baken register import cases.xlsx --mapping "Kantoor Noord" --trial
    """
    if mapping is None and (sheet or trial):
        raise click.UsageError("--sheet and --trial go with --mapping.")
    if mapping is not None and form:
        raise click.UsageError("--format does not go with --mapping: the file itself says what it is.")
    if mapping is not None and standard != "baken":
        raise click.UsageError(
            "--standard does not go with --mapping: the mapping says whose columns these are."
        )
    if mapping is not None:
        with (
            reject_lines(rejects) as bad,
            organisation_session(organisation, reason=reason, purpose=PURPOSE) as by,
        ):
            mapped, used = import_by_mapping(
                by=by, file=file, name=mapping, sheet=sheet, trial=trial, bad=bad, quiet=quiet
            )
        print_result(mapped, used, trial=trial, as_json=as_json, quiet=quiet)
        return
    data, form = _read(file), _form(file, form)
    if standard == "htcds" and registered_on is None:
        raise click.UsageError("--standard htcds needs --registered-on: the standard does not say it")
    lost: Sequence[Loss] = ()
    with (
        reject_lines(rejects) as bad,
        organisation_session(organisation, reason=reason, purpose=PURPOSE) as by,
    ):
        from baken.register.actions import import_htcds, import_registrations
        from baken.register.exceptions import Unreadable
        from baken.register.htcds.reading import Delivery

        try:
            if registered_on is not None and standard == "htcds":
                delivery = Delivery(registered_on.date(), source_kind)
                found = import_htcds(by=by, data=data, format=form, source=file, delivery=delivery)
                result, lost = found.imported, found.losses
            else:
                result = import_registrations(by=by, data=data, format=form, source=file)
        except Unreadable as fault:
            raise Failed(f"{file} can't be read, nothing was imported: {fault}") from fault
        bad.add(reject.as_dict() for reject in result.rejects)
    _print_import(result, lost, as_json=as_json, quiet=quiet)
    tell_losses(lost, file=losses, quiet=quiet or as_json)
    if result.rejects:
        sys.exit(EXIT_BAD_RECORDS)


@command.command("mappings")
@organisation_option
@json_option
def list_mappings(organisation: str | None, as_json: bool) -> None:
    """List the mappings for files of other offices: which of their columns is which of ours.

    They are made and changed on the desk, with a file at hand.

    \b
    Examples:
      baken register mappings
      baken register mappings --organisation demo --json
    """
    with organisation_session(organisation, reason="register mappings", purpose=PURPOSE):
        from baken.register.mappings import current_mappings

        print_mappings(current_mappings(), as_json=as_json)


def _print_import(result: "ImportResult", losses: "Sequence[Loss]", *, as_json: bool, quiet: bool) -> None:
    counts = {"new": result.new, "unchanged": result.unchanged, "left_out": result.left_out}
    if as_json:
        summary: dict[str, Any] = counts | {"rejects": len(result.rejects)}
        summary["added_platforms"] = list(result.added_platforms)
        if losses:
            summary["losses"] = [loss.as_dict() for loss in losses]
        click.echo(json.dumps(summary, ensure_ascii=False))
    elif not quiet:
        click.echo(
            f"{result.new} registrations are new, {result.unchanged} were in the register already, "
            f"{result.left_out} were left out."
        )
        if result.added_platforms:
            click.echo(f"New in the catalogue of platforms: {', '.join(result.added_platforms)}.")


@command.command("export")
@click.argument("file", metavar="FILE")
@organisation_option
@click.option("--reason", default="register export", show_default=True, help="Why; it goes into the log.")
@format_option
@standard_option
@click.option(
    "--listed-only",
    is_flag=True,
    help="With --standard htcds: name no platform that is not in the standard's list.",
)
@losses_option
@quiet_option
def export_file(
    file: str,
    organisation: str | None,
    reason: str,
    form: str | None,
    standard: str,
    listed_only: bool,
    losses: str | None,
    quiet: bool,
) -> None:
    """Write the whole register to FILE (CSV or JSON; - is standard output).

    The file can be imported again. It holds pseudonymous records of persons: keep it as you keep
    the register, and publish tables instead. With --standard htcds it has one row a victim, and what the
    standard can't hold is listed by field and number (docs/reference/htcds.md).

    \b
    Examples:
      baken register export registrations.csv
      baken register export victims.csv --standard htcds --losses losses.jsonl
      baken register export - --format json
    """
    form = _form(file, form)
    with organisation_session(organisation, reason=reason, purpose=PURPOSE) as by:
        from baken.register.actions import export_htcds, export_registrations

        lost: Sequence[Loss] = ()
        if standard == "htcds":
            written = export_htcds(by=by, format=form, names=not listed_only)
            data, lost = written.data, written.losses
        else:
            data = export_registrations(by=by, format=form)
        with whole_output(file) as stream:
            stream.write(data)
    tell_losses(lost, file=losses, quiet=quiet)
    say(f"The register stands in {file}.", quiet=quiet or file == "-")


@command.command("check")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@rejects_option
@quiet_option
@json_option
def check_files(files: tuple[str, ...], rejects: str | None, quiet: bool, as_json: bool) -> None:
    """Hold each published table against its own totals; check files of registrations line by line.

    A table is a CSV file: first row header, leading columns that are not numbers are labels, rows
    and columns named TOTAL, TOTAL_..., SUBTOTAL_... or OTHER_... are what they say. Prints a line
    for each cell that does not add up and exits 3 if there is one. A file of registrations is read
    as an import would read it, with the shipped catalogue; neither needs a database.

    \b
    Examples:
      baken register check table-2.csv
      baken register check annex-1.csv registrations.csv --json
    """
    from baken.register.exceptions import Unreadable

    reports: list[dict[str, Any]] = []
    unreadable: list[str] = []
    with reject_lines(rejects) as bad:
        for file in files:
            try:
                report, found = _checked(file)
            except (Unreadable, Failed) as fault:
                message = str(fault) if isinstance(fault, Failed) else f"{file} can't be read: {fault}"
                unreadable.append(message)
                continue
            bad.add(found)
            reports.append(report)
            if not as_json:
                _print_check(report, quiet=quiet)
    if as_json:
        click.echo(json.dumps({"files": reports}, ensure_ascii=False))
    if unreadable:
        raise Failed("; ".join(unreadable))
    if bad.count or any(report["wrong"] for report in reports):
        sys.exit(EXIT_BAD_RECORDS)


def _checked(file: str) -> tuple[dict[str, Any], Iterable[dict[str, Any]]]:
    from baken.register.arithmetic import check_table
    from baken.register.csv_format import is_registrations
    from baken.register.formats import parse

    data, form = _read(file), _ending(file)
    if form == "json" or is_registrations(data):
        tomorrow = datetime.now(UTC).date() + timedelta(days=1)
        parsed = parse(data, format="json" if form == "json" else "csv", source=file, latest=tomorrow)
        return _report_of_registrations(file, parsed), [reject.as_dict() for reject in parsed.rejects]
    check = check_table(data, source=file)
    return _report_of_table(file, check), [reject.as_dict() for reject in check.rejects]


def _report_of_registrations(file: str, parsed: "ParsedFile") -> dict[str, Any]:
    return {
        "file": file,
        "kind": "registrations",
        "registrations": len(parsed.registrations),
        "left_out": parsed.left_out,
        "wrong": [],
        "rejects": len(parsed.rejects),
    }


def _report_of_table(file: str, check: "TableCheck") -> dict[str, Any]:
    return {
        "file": file,
        "kind": "table",
        "checked": check.checked,
        "unchecked": check.unchecked,
        "wrong": [{name: getattr(cell, name) for name in WRONG} for cell in check.wrong],
        "rejects": len(check.rejects),
    }


def _print_check(report: dict[str, Any], *, quiet: bool) -> None:
    file = report["file"]
    for (line, row, column, published), sums in groupby(
        report["wrong"], key=lambda cell: tuple(cell[name] for name in WRONG[:-1])
    ):
        computed = " and ".join(str(cell["computed"]) for cell in sums)
        click.echo(f"{file}:{line}: row {row}, column {column}: published {published}, computed {computed}")
    if report["kind"] == "registrations":
        say(
            f"{file}: {report['registrations']} registrations can be imported, "
            f"{report['left_out']} would be left out.",
            quiet=quiet,
        )
    elif not report["checked"] and not report["unchecked"]:
        say(f"{file}: nothing to check, the table has no total or subtotal.", quiet=quiet)
    else:
        say(f"{file}: {_summary(report)}", quiet=quiet)


def _summary(report: dict[str, Any]) -> str:
    if not report["checked"]:
        return f"none of {report['unchecked']} sums could be checked."
    wrong = len(report["wrong"])
    found = "all add up" if not wrong else "1 does not add up" if wrong == 1 else f"{wrong} do not add up"
    missed = f"; {report['unchecked']} could not be checked" if report["unchecked"] else ""
    return f"{report['checked']} sums checked, {found}{missed}."


def _opened(file: str) -> AbstractContextManager[IO[bytes]]:
    return nullcontext(sys.stdin.buffer) if file == "-" else Path(file).open("rb")


def _read(file: str) -> bytes:
    """The bytes of a file that is read as a whole. Raises Failed, before it fills the memory too."""
    try:
        with _opened(file) as stream:
            data = stream.read(LARGEST_WHOLE + 1)
    except OSError as fault:
        raise Failed(f"{file} can't be read: {fault.strerror}") from fault
    if len(data) > LARGEST_WHOLE:
        raise Failed(
            f"{file} is larger than {LARGEST_WHOLE // 1_000_000} MB, and nothing was read of it: such a file "
            "is taken whole into memory. Split it, each part with the header and no registration in two "
            "parts; or make a mapping for it on the desk and give --mapping, which reads files of any size"
        )
    return data


def _form(file: str, given: str | None) -> str:
    form = given or _ending(file)
    if form not in FORMATS:
        raise Failed(
            f"{file}: the register reads and writes csv and json; give --format if it is one of them"
        )
    return form


def _ending(file: str) -> str:
    """The format that a file's ending tells; csv where it tells none."""
    return Path(file).suffix.lower().removeprefix(".") or "csv"
