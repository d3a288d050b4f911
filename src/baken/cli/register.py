"""`baken register`: the register in and out, and the arithmetic of published tables."""

import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from baken.cli import EXIT_BAD_RECORDS, Failed
from baken.cli.register_mapped import import_by_mapping, print_mappings, print_result
from baken.cli.streams import reject_lines, say, whole_output
from baken.config.command import organisation_session

if TYPE_CHECKING:
    from baken.register.actions import ImportResult
    from baken.register.arithmetic import TableCheck
    from baken.register.formats import ParsedFile

PURPOSE = "registration"
WRONG = ("line", "row", "column", "published", "computed")
"""What is said of a sum that does not add up; a cell that is wrong across and down has two."""
FORMATS = ("csv", "json")

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
    quiet: bool,
    as_json: bool,
) -> None:
    """Take the registrations of FILE (CSV or JSON) into the register.

    What is there already is left as it is, so importing a file again changes nothing. A
    registration with a bad line is left out whole and the line is listed; the others go in, and
    the command exits 3. A platform that the catalogue does not know is added when its line gives
    a platform_type. The columns stand in docs/reference/registration-file.md.

    With --mapping the file is another office's, of any size, with columns of its own; the mapping
    was made on the desk. It goes in as one whole: broken off, nothing of it is there. A registration
    with a word that nobody said the meaning of waits on the desk's list, and is not registered yet.

    \b
    Examples:
      baken register import registrations.csv
      baken register import registrations.json --organisation demo --rejects bad-lines.jsonl
      baken register import cases.xlsx --mapping "Kantoor Noord" --trial
    """
    if mapping is None and (sheet or trial):
        raise click.UsageError("--sheet and --trial go with --mapping.")
    if mapping is not None and form:
        raise click.UsageError("--format does not go with --mapping: the file itself says what it is.")
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
    with (
        reject_lines(rejects) as bad,
        organisation_session(organisation, reason=reason, purpose=PURPOSE) as by,
    ):
        from baken.register.actions import import_registrations
        from baken.register.exceptions import Unreadable

        try:
            result = import_registrations(by=by, data=data, format=form, source=file)
        except Unreadable as fault:
            raise Failed(f"{file} can't be read, nothing was imported: {fault}") from fault
        bad.add(reject.as_dict() for reject in result.rejects)
    _print_import(result, as_json=as_json, quiet=quiet)
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


def _print_import(result: "ImportResult", *, as_json: bool, quiet: bool) -> None:
    counts = {"new": result.new, "unchanged": result.unchanged, "left_out": result.left_out}
    if as_json:
        summary = counts | {"rejects": len(result.rejects), "added_platforms": list(result.added_platforms)}
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
@quiet_option
def export_file(file: str, organisation: str | None, reason: str, form: str | None, quiet: bool) -> None:
    """Write the whole register to FILE (CSV or JSON; - is standard output).

    The file can be imported again. It holds pseudonymous records of persons: keep it as you keep
    the register, and publish tables instead.

    \b
    Examples:
      baken register export registrations.csv
      baken register export - --format json
    """
    form = _form(file, form)
    with organisation_session(organisation, reason=reason, purpose=PURPOSE) as by:
        from baken.register.actions import export_registrations

        data = export_registrations(by=by, format=form)
        with whole_output(file) as stream:
            stream.write(data)
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


def _read(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as fault:
        raise Failed(f"{file} can't be read: {fault.strerror}") from fault


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
