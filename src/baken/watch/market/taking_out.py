"""All weekly counts as one table to take out, a row a week and part, with the effort behind a platform's."""

import io
import uuid
from datetime import date

import polars as pl
from xlsxwriter import Workbook

from baken.desk.exports import Watermark
from baken.watch.models import PlatformWeek, WeeklyCount

FORMS = ("csv", "xlsx")
MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

NOTES = (
    "Unieke advertenties per ISO-week (maandag tot en met zondag, Amsterdam). Lege kolommen: alles samen.",
    "Unique adverts per ISO week (Monday to Sunday, Amsterdam). Empty columns: everything together.",
    "Delen tellen niet op: een advertentie telt op elk platform en in elke provincie, en één keer in het "
    "geheel.",
    "Parts do not add up: an advert counts on every platform and in every province, and once in the whole.",
    "Exacte cijfers, alleen voor de eigen organisatie. Een week zonder regel is niet verzameld.",
    "Exact figures, for the organisation's own eyes only. A week without a row was not collected.",
)

PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}

_NO_EFFORT = (None, None, None, None)

_SCHEMA = {
    "week": pl.Date,
    "platform": pl.String,
    "type": pl.String,
    "province": pl.String,
    "advertised_gender": pl.String,
    "unique_adverts": pl.Int64,
    "advertisers": pl.Int64,
    "sightings": pl.Int64,
    "days_collected": pl.Int64,
    "broken_off": pl.Boolean,
    "week_over": pl.Boolean,
}


def weekly_table() -> pl.DataFrame:
    """Every count that is kept; codes in clear English as in every file, a platform by its name."""
    efforts: dict[tuple[uuid.UUID, date], list[int | bool]] = {}
    names: dict[uuid.UUID, str] = {}
    for row in PlatformWeek.objects.select_related("platform"):
        names[row.platform_id] = row.platform.name
        efforts[row.platform_id, row.week] = [row.captures, row.days, row.broken_off, row.over]
    rows: list[list[object]] = []
    counted = set()
    counts = WeeklyCount.objects.values_list(
        "week", "platform_id", "platform__name", "type", "province", "gender", "unique_adverts", "advertisers"
    )
    for week, platform, name, kind, province, gender, adverts, advertisers in counts:
        effort: list[int | bool] | None = None
        if platform is not None and not province and not gender:
            counted.add((platform, week))
            effort = efforts.get((platform, week))
        part = [name, kind or None, province or None, gender or None]
        rows.append([week, *part, adverts, advertisers, *(effort or _NO_EFFORT)])
    # a platform that was looked at and showed nothing is a nought, not a gap
    for (platform, week), effort in efforts.items():
        if (platform, week) not in counted:
            rows.append([week, names[platform], None, None, None, 0, 0, *effort])
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row").sort(
        "week", "platform", "type", "province", "advertised_gender"
    )


def as_csv(table: pl.DataFrame) -> bytes:
    """The header and the rows, as in the other files of figures."""
    return table.write_csv(line_terminator="\r\n").encode("utf-8")


def as_workbook(table: pl.DataFrame, mark: Watermark | None) -> bytes:
    """The same as a workbook; with a watermark on a sheet of its own."""
    stream = io.BytesIO()
    with Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet("market-weeks")
        sheet.write_row(0, 0, table.columns, book.add_format({"bold": True}))
        for place, row in enumerate(table.iter_rows(), start=1):
            for column, value in enumerate(row):
                if value is not None:
                    written = value if isinstance(value, int | str) else str(value)
                    sheet.write(place, column, written)
        sheet.freeze_panes(1, 5)
        sheet.autofit()
        notes = book.add_worksheet("uitleg")
        notes.write_column(0, 0, NOTES)
        if mark is not None:
            origin = book.add_worksheet("herkomst")
            for place, (key, words) in enumerate(mark.lines()):
                origin.write_row(place, 0, (key, words.nl, words.en))
    return stream.getvalue()
