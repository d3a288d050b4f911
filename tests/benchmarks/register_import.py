"""A large file of another office into the register, by the command: tried, taken in, and the same file again.

    python -m tests.benchmarks.register_import --state DIRECTORY [--form csv|xlsx] [--rows 1000000]
        [--bytes 2000000000] [--bad 1000] [--steps try,import,again,undo]

The file is invented: a case number, a day, a unit, a platform, a role, and one column of text that no mapping
reads and that fills it up to `--bytes`; one line in `--bad` has a day that there is not. Each step is a
command of its own, in a process of its own: seconds by the clock, its processor seconds, the most memory that
it held, and what it says of the lines. `undo` takes the file back as the desk's page does. The memory and the
processor seconds of the database are not in it.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

SLUG = "bench"
NAME = "Bench"
HEADINGS = ("Zaak", "Dag", "Platform", "Rol", "Verhaal")
COLUMNS = {"zaak": "reference", "dag": "registered_on", "platform": "platform", "rol": "role"}
FIXED = {
    "source_kind": "outreach", "form": "sexual", "scope": "domestic", "moment": "during",
    "certainty": "unknown",
}  # fmt: skip
PLATFORMS = ("Instagram", "Snapchat", "WhatsApp", "Telegram", "Facebook")
ROLES = ("placing_adverts", "attracting_customers", "unknown")
WORDS = "Er is gesproken over afspraken, vervoer en een kamer; niemand is bij naam genoemd. "
FIRST = date(2018, 1, 1)
UNDO = "undo"
STEPS = ("try", "import", "again", UNDO)


def main() -> None:
    """Makes the file once, and prints a line for each step."""
    parser = argparse.ArgumentParser(description="A large file into the register")
    parser.add_argument("--state", type=Path, required=True, help="where the register and the file are")
    parser.add_argument("--form", choices=("csv", "xlsx"), default="csv")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--bytes", type=int, default=0)
    parser.add_argument("--bad", type=int, default=1000)
    parser.add_argument("--steps", default=",".join(STEPS))
    options = parser.parse_args()
    options.state.mkdir(parents=True, exist_ok=True)
    options.state.chmod(0o711)
    os.environ["BAKEN_STATE"] = str(options.state)
    file = options.state / f"cases-{options.rows}-{options.bytes}.{options.form}"
    if not file.exists():
        rows = _rows(options.rows, options.bytes, options.bad)
        part = file.with_suffix(".part")
        (_write_csv if options.form == "csv" else _write_xlsx)(part, rows)
        part.rename(file)
    _prepare()
    print(f"{options.rows:,} lines, {file.stat().st_size / 1e9:.2f} GB, {options.form}\n")
    print(f"{'step':8} {'seconds':>8} {'processor':>10} {'MB':>6} {'lines/s':>8}  counts", flush=True)
    for step in options.steps.split(","):
        if step == UNDO:
            _undo(options.rows)
        else:
            _run(step, file, options.rows)


def _rows(count: int, size: int, bad: int) -> Iterator[tuple[str, date | str, str, str, str]]:
    filler = WORDS * (max(0, size // count - 60) // len(WORDS))
    for number in range(1, count + 1):
        day: date | str = FIRST + timedelta(days=number * 7919 % 2900)
        if number % bad == 0:
            day = "31-02-2021"
        role = ROLES[number * 17 % len(ROLES)]
        yield f"Z-{number:07}", day, PLATFORMS[number * 31 % len(PLATFORMS)], role, filler


def _write_csv(path: Path, rows: Iterator[tuple[Any, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(";".join(HEADINGS) + "\r\n")
        for case, day, platform, role, words in rows:
            told = day.strftime("%d-%m-%Y") if isinstance(day, date) else day
            out.write(f'{case};{told};{platform};{role};"{words}"\r\n')


def _write_xlsx(path: Path, rows: Iterator[tuple[Any, ...]]) -> None:
    """The least that is a workbook: one sheet, texts in the cells, days as numbers with the form of a day."""
    main, kept = (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://schemas.openxmlformats.org/",
    )
    office = f"{kept}officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{kept}package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/xl/{name}.xml" '
            f'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
            for name, kind in (
                ("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"), ("styles", "styles"),
            )
        )
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{kept}package/2006/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="Zaken" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{kept}package/2006/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{office}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><fonts count="1"><font/></fonts>'
        '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
        '<borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>'
        "</styleSheet>",
    }  # fmt: skip
    day_zero = date(1899, 12, 30)

    def cell(column: str, line: int, value: Any) -> str:
        if isinstance(value, date):
            return f'<c r="{column}{line}" s="1"><v>{(value - day_zero).days}</v></c>'
        return f'<c r="{column}{line}" t="inlineStr"><is><t>{value}</t></is></c>'

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, text in parts.items():
            book.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(
                f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{main}"><sheetData>'.encode()
            )
            for line, row in enumerate(_with(HEADINGS, rows), start=1):
                cells = "".join(cell(column, line, value) for column, value in zip("ABCDE", row, strict=True))
                sheet.write(f'<row r="{line}">{cells}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")


def _with(first: tuple[Any, ...], rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    yield first
    yield from rows


def _prepare() -> None:
    from baken.config.command import database

    with database():
        from django.db import transaction

        from baken.accounts.actions import create_organisation
        from baken.accounts.exceptions import AccountsError
        from baken.accounts.queries import find_organisation
        from baken.config.schema import bring_up_to_date
        from baken.register.actions.keep_mapping import keep_mapping
        from baken.register.mapped.mapping import ColumnMapping
        from baken.register.mappings import current_mapping
        from baken.tenancy.acting import acting_for
        from tests.factories.users import make_person

        bring_up_to_date()
        try:
            organisation = find_organisation(SLUG)
        except AccountsError:
            with transaction.atomic():
                organisation = create_organisation(
                    slug=SLUG, name_nl="Meting", name_en="Measurement", synthetic=True
                )
        with acting_for(organisation.id):
            if current_mapping(NAME) is None:
                by = make_person(organisation, "registrar", purpose="registration")
                keep_mapping(by=by, name=NAME, content=ColumnMapping(COLUMNS, FIXED))


def _undo(rows: int) -> None:
    """In this process, whose memory before it is told too."""
    from baken.config.command import database

    with database():
        from baken.accounts.queries import find_organisation
        from baken.register.actions import undo_import
        from baken.register.models import ImportBatch
        from baken.tenancy.acting import acting_for
        from tests.factories.users import make_person

        organisation = find_organisation(SLUG)
        with acting_for(organisation.id):
            by = make_person(organisation, "registrar", purpose="registration")
            batch = ImportBatch.objects.latest("imported_at")
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            began, spent = perf_counter(), process_time()
            count = undo_import(by=by, batch=batch)
            took, spent = perf_counter() - began, process_time() - spent
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{UNDO:8} {took:8.1f} {spent:10.1f} {after:6} {rows / took:8.0f}  {count} out, {most} MB before",
        flush=True,
    )


def _run(step: str, file: Path, rows: int) -> None:
    command = [
        sys.executable,
        "-m",
        "baken.cli.main",
        "register",
        "import",
        str(file),
        "--organisation",
        SLUG,
    ]
    command += ["--mapping", NAME, "--json", "--quiet", "--rejects", str(file.with_suffix(f".{step}.jsonl"))]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    done = subprocess.Popen(
        [*command, *(["--trial"] if step == "try" else [])], stdout=subprocess.PIPE, text=True
    )
    told = done.communicate()[0]
    took, after = perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = json.loads(told) if told.strip() else {"exit": done.returncode}
    counts = {name: said.get(name) for name in ("new", "unchanged", "waiting", "left_out", "rejects")}
    print(
        f"{step:8} {took:8.1f} {spent:10.1f} {after.ru_maxrss // 1024:6} {rows / took:8.0f}  {counts}",
        flush=True,
    )


if __name__ == "__main__":
    main()
