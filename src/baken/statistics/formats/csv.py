"""CSV: the figures and nothing else, UTF-8, comma, line ends CR LF as in the study's files."""

import csv
import io

from baken.statistics.table import FilledTable


def write(table: FilledTable) -> bytes:
    """The header and the rows; an empty cell has no figure, a dot is a hidden one. Notes do not fit in a CSV
    file."""
    if not table.published:
        return table.figures.write_csv(line_terminator="\r\n").encode("utf-8")
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.figures.columns)
    writer.writerows(table.rows())
    return text.getvalue().encode("utf-8")
