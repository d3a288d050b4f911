"""The report of the programme, written on the command line."""

from pathlib import Path

import click

from baken.cli import Failed
from baken.cli.streams import say, whole_output
from baken.statistics.period import Period
from baken.vocabulary.code_list import Label, Language

ENDINGS = {".pdf": "pdf", ".ods": "ods", ".zip": "csv"}
"""What a name's ending says of the form."""


def write_report(
    period: Period, *, by: str | None, province: str | None, output: str, form: str | None,
    language: Language, organisation: str | None,
    reason: str | None, quiet: bool,
) -> None:  # fmt: skip
    """Writes the tables of the programme over a period as one file. Raises `Failed`, and `UsageError` for
    another form than pdf, ods or csv."""
    chosen = form or ENDINGS.get(Path(output).suffix.lower(), "")
    if chosen not in ENDINGS.values():
        raise click.UsageError(f"{output}: the programme can be written as .pdf, .ods or .zip (csv)")

    from baken.config.command import NotReady, organisation_session
    from baken.statistics.queries import columns_for

    try:
        with organisation_session(
            organisation, reason=reason or "baken statistics programme", purpose="statistics"
        ) as actor:
            from baken.statistics.command_words import command_words
            from baken.statistics.notes import SYNTHETIC
            from baken.statistics.programme.report import FORMS, TITLE, Report
            from baken.statistics.table import fill
            from baken.statistics.tables.programme import province_note, report_tables, within_province

            asked = report_tables(by=by, province=province)
            frame = within_province(columns_for(asked[0], by=actor), province)
            own = actor.organisation
            remarks = (
                *((SYNTHETIC,) if own.synthetic else ()),
                *((province_note(province),) if province else ()),
            )
            tables = tuple(
                fill(
                    table, frame, period,
                    query=command_words(
                        table.name, own.slug, period, by=None, margins=False, province=province
                    ),
                    remarks=remarks,
                )
                for table in asked
            )  # fmt: skip
            report = Report(Label(own.name_nl, own.name_en), own.synthetic, period, tables, province)
            content = FORMS[f"pdf-{language}" if chosen == "pdf" else chosen].write(report, ())
    except NotReady as fault:
        raise Failed(str(fault)) from fault
    with whole_output(output) as stream:
        stream.write(content)
    say(f"{TITLE.en}; period: {period.words.en}. For the organisation's own eyes only.", quiet=quiet)
