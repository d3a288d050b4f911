"""CSV: the figures and nothing else, UTF-8, comma, line ends CR LF as in the study's files."""

from baken.statistics.table import FilledTable


def write(table: FilledTable) -> bytes:
    """The header and the rows; an empty cell has no figure. Notes do not fit in a CSV file."""
    return table.figures.write_csv(line_terminator="\r\n").encode("utf-8")
