"""`baken statistics`: a table of the register or of the market, as a file."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from baken import cli
from baken.cli.streams import say, whole_output
from baken.statistics.catalogue import TABLES
from baken.statistics.codes import PROVINCES
from baken.statistics.command_words import command_words
from baken.statistics.formats import FORMATS, write
from baken.statistics.notes import SYNTHETIC
from baken.statistics.period import Period
from baken.statistics.table import FilledTable, StatisticsTable, fill
from baken.statistics.tables.programme import MONTH, province_note, within_province
from baken.vocabulary.code_list import Language

PROGRAMME = "programme"
"""The name under which the tables of the programme come together, as one report."""
EVERY = "register"
"""The name for every table of the register, as editions that are made together."""
DAY = click.DateTime(formats=["%Y-%m-%d"])


def _list_tables(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if not asked or context.resilient_parsing:
        return
    widths = [max(map(len, column)) for column in zip(*map(_line, TABLES.values()), strict=True)]
    for table in TABLES.values():
        cells = [cell.ljust(width) for cell, width in zip(_line(table), widths, strict=True)]
        click.echo("  ".join(cells).rstrip())
    context.exit()


def _line(table: StatisticsTable[Any]) -> tuple[str, str, str]:
    return table.name, table.title.en, f"counts {table.unit.en}"


@click.command()
@click.argument("table", type=click.Choice([*TABLES, PROGRAMME, EVERY]), metavar="TABLE")
@click.option("-o", "--output", default="-", metavar="OUT", help="The file to write; - is standard output.")
@click.option("--from", "first", type=DAY, metavar="YYYY-MM-DD", help="The first day that counts.")
@click.option("--to", "last", type=DAY, metavar="YYYY-MM-DD", help="The last day that counts.")
@click.option("--by", metavar="DIMENSION", help="Another cut; market: province or gender; programme: month.")
@click.option(
    "--province",
    type=click.Choice([*PROVINCES]),
    metavar="NL-XX",
    help="What began in one province; tables of the programme alone.",
)
@click.option("--margins", is_flag=True, help="Add rows with subtotals and totals.")
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMATS, "pdf"]),
    help="Default: by the file's ending; csv for -. The programme alone has pdf.",
)
@click.option(
    "--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Of a PDF."
)
@click.option("--organisation", metavar="SLUG", help="Default: the only organisation, or the demo one.")
@click.option("--reason", metavar="TEXT", help="Why you look, for the audit log. Default: this command.")
@click.option("--quiet", is_flag=True, help="No messages on standard error.")
@click.option(
    "--list", is_flag=True, is_eager=True, expose_value=False, callback=_list_tables, help="List the tables."
)
@click.option("--public", is_flag=True, help="Make an edition that may be published.")
@click.option("--partner", is_flag=True, help="Make an edition for a partner, never to be published.")
def command(
    table: str,
    output: str,
    first: datetime | None,
    last: datetime | None,
    by: str | None,
    province: str | None,
    margins: bool,
    form: str | None,
    language: Language,
    organisation: str | None,
    reason: str | None,
    quiet: bool,
    public: bool,
    partner: bool,
) -> None:
    """Write one TABLE of the register or of the market.

    Figures are exact and for the organisation's own eyes: they may not be published. What is
    counted, over which period and with which reservations stands in the file; for CSV, which has
    no room for it, on standard error.

    With --public the table is made safe to publish, over whole calendar years: rounded so that it adds up,
    the fewest cells hidden, held against every edition made before, and attacked before it is written. Its
    report stands in the file; for CSV beside it, in OUT.report.txt. It is a draft: on the desk one person
    proposes it and another publishes it. A table that can't be made safe is refused with the reason (exit
    status 1) and nothing is written.

    With --partner counts stay exact, and those of 1 to 4 are hidden, with as few others as keep them so
    from whoever has every edition, public and for partners. It is not for publication: on the desk one person
    asks to give it to a partner and another decides, and the file with that partner's name is taken there.

    The name "programme" stands for all tables of what reaching people led to, as one report: a PDF that a
    screen reader can read, an ODS with a sheet a table, or a zip with CSV and metadata. With --by month it
    says per month too what began; with --province (a code of ISO 3166-2, such as NL-NB) it is about one.

    The name "register", with --public or --partner, stands for every table of the register that may leave
    the house: their editions are made together, out of one read of the register, and written to the folder
    OUT, each under its own name. Either all of them are kept or none. What can't be made safe is told at the
    end (exit status 1); the others are written.

    \b
    Examples:
      baken statistics --list
      baken statistics emm-annex-1 -o annex-1.csv --margins
      baken statistics question-7 --from 2025-01-01 --to 2025-12-31 -o question-7.xlsx
      baken statistics market --by province -o provinces.svg
      baken statistics emm-annex-1 --public -o annex-1-public.csv
      baken statistics emm-types-per-year --partner -o types-for-a-partner.ods
      baken statistics register --public --to 2025-12-31 -o editions-2025
      baken statistics programme --from 2026-01-01 --to 2026-12-31 -o programme-2026.pdf
      baken statistics programme --by month --province NL-NB -o brabant-per-month.ods
    """
    if public and partner:
        raise click.UsageError("--public and --partner are two editions: make one, then the other")
    if table == PROGRAMME:
        if public or partner or margins or by not in (None, MONTH):
            raise click.UsageError(
                "the report of the programme takes --from, --to, --by month, --province, --format, --language"
            )
        from baken.cli.programme_report import write_report

        write_report(
            _period(first, last), by=by, province=province, output=output, form=form, language=language,
            organisation=organisation, reason=reason, quiet=quiet,
        )  # fmt: skip
        return
    if table == EVERY:
        if not (public or partner) or by or margins or output == "-" or form == "pdf":
            raise click.UsageError(
                "register takes --public or --partner, -o FOLDER, --from, --to and --format"
            )
        from baken.cli.public_tables import write_editions

        write_editions(
            kind="partner" if partner else "public", period=_period(first, last), output=output,
            form=form or "csv", organisation=organisation, reason=reason, quiet=quiet,
        )  # fmt: skip
        return
    definition = TABLES[table]
    form = _format(output, form)
    if by is not None and by not in definition.by:
        offered = f"it offers {' and '.join(definition.by)}" if definition.by else "it has no other cut"
        raise click.UsageError(f"{table} can't be counted by {by}: {offered}")
    if province is not None and (definition.source != PROGRAMME or public or partner):
        raise click.UsageError(f"{table} can't be counted in one province so: leave --province out")
    period = _period(first, last)
    if public or partner:
        from baken.cli.public_tables import write_edition

        write_edition(
            table, kind="partner" if partner else "public", period=period, by=by, output=output, form=form,
            organisation=organisation, reason=reason, quiet=quiet,
        )  # fmt: skip
        return
    if margins and not definition.has_margins:
        say(f"{table} has no rows that add up; --margins changes nothing", quiet=quiet)

    from baken.config.command import NotReady, organisation_session
    from baken.statistics.queries import columns_for

    try:
        with organisation_session(
            organisation, reason=reason or f"baken statistics {table}", purpose="statistics"
        ) as actor:
            query = command_words(
                table, actor.organisation.slug, period, by=by, margins=margins, province=province
            )
            frames = within_province(columns_for(definition, by=actor, period=period), province)
            remarks = (
                *((SYNTHETIC,) if actor.organisation.synthetic else ()),
                *((province_note(province),) if province else ()),
            )
            filled = fill(definition, frames, period, margins=margins, by=by, query=query, remarks=remarks)
    except NotReady as fault:
        raise cli.Failed(str(fault)) from fault
    content = write(filled, form)
    with whole_output(output) as stream:
        stream.write(content)
    _report(filled, form, quiet=quiet)


def _period(first: datetime | None, last: datetime | None) -> Period:
    try:
        return Period(_day(first), _day(last))
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _format(output: str, given: str | None) -> str:
    if given == "pdf":
        raise click.UsageError("only the report of the programme can be a PDF; publications have one too")
    if given:
        return given
    if output == "-":
        return "csv"
    ending = Path(output).suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        offered = ", ".join(FORMATS)
        raise click.UsageError(f"{output}: give --format, or a name that ends in one of {offered}")
    return ending


def _report(table: FilledTable, form: str, *, quiet: bool) -> None:
    say(f"{table.title.en}. Counted: {table.unit.en}; period: {table.period.words.en}.", quiet=quiet)
    if table.figures.is_empty():
        say("Nothing was found to count.", quiet=quiet)
    if form == "csv":
        for note in table.notes:
            say(f"- {note.en}", quiet=quiet)
