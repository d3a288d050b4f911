"""The command that makes a table again: it stands beside every figure, so that anybody can check it."""

from baken.statistics.period import Period


def command_words(
    table: str, slug: str, period: Period, *, by: str | None, margins: bool, province: str | None = None
) -> str:
    """`baken statistics …` with everything that changes the figures."""
    parts = [f"baken statistics {table} --organisation {slug}"]
    if period.first:
        parts.append(f"--from {period.first}")
    if period.last:
        parts.append(f"--to {period.last}")
    if by:
        parts.append(f"--by {by}")
    if province:
        parts.append(f"--province {province}")
    if margins:
        parts.append("--margins")
    return " ".join(parts)
