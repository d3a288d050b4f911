"""The report on doors as rows: for the page's file and for the command alike, in the reader's words."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from baken.door.audits.catch_rates import GradationRate
from baken.vocabulary.code_list import CodeList, Label, Language
from baken.vocabulary.door_audits import AttemptOutcome, AuditWay, DoorGradation, ToldOthers, ToldPolice

if TYPE_CHECKING:
    from baken.door.audits.models import DoorAttempt
    from baken.door.audits.queries import Audited

Row = tuple[str | int, ...]

HEADINGS = (
    Label("toets", "audit"),
    Label("dag", "day"),
    Label("hoe", "how"),
    Label("regelset", "rule set"),
    Label("gradatie", "gradation"),
    Label("pogingen", "attempts"),
    Label("geweigerd", "refused"),
    Label("vastgehouden", "held"),
    Label("doorgelaten", "let through"),
    Label("niet bekend", "not known"),
    Label("tegengehouden (%)", "stopped (%)"),
    Label("van (%)", "from (%)"),
    Label("tot (%)", "to (%)"),
    Label("langst online, ten minste (uren)", "longest online, at least (hours)"),
    Label("aan politie gemeld", "told the police"),
    Label("niet aan politie gemeld", "not told the police"),
)
ATTEMPT_HEADINGS = (
    Label("site", "site"),
    Label("gradatie", "gradation"),
    Label("uitkomst", "outcome"),
    Label("online, ten minste (uren)", "online, at least (hours)"),
    Label("aan politie gemeld", "told the police"),
    Label("aan wie nog meer", "whom else"),
)
CAVEATS = (
    Label(
        "Een paar pogingen zeggen weinig: lees het interval (Wilson, 95%). Het geldt voor deze pogingen, "
        "niet voor alle advertenties van een site.",
        "A few attempts say little: read the interval (Wilson, 95%). It holds for these attempts, not for "
        "all adverts of a site.",
    ),
    Label(
        "De meegeleverde proefadvertenties zijn gekozen en geen steekproef: zij tonen wat regels doen en "
        "laten, niet hoeveel er in het echt doorheen glipt.",
        "The shipped test adverts were chosen and are no sample: they show what rules do and leave, not how "
        "much slips through in the world.",
    ),
    Label(
        "Bij ‘niets aan de hand’ is tegenhouden een vals alarm. Wie daar veel tegenhoudt, treft gewone "
        "adverteerders.",
        "With ‘nothing amiss’ stopping is a false alarm. Whoever stops many of those hits ordinary "
        "advertisers.",
    ),
)


def percent(share: float) -> int:
    """A share in whole percents, halves upwards."""
    return int((Decimal(repr(share)) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def report_rows(audited: "Iterable[Audited]", language: Language) -> list[Row]:
    """A heading, and a row per audit and gradation."""
    rows: list[Row] = [tuple(one.in_language(language) for one in HEADINGS)]
    for one in audited:
        audit = one.audit
        begins = (
            audit.number,
            f"{audit.held_on:%Y-%m-%d}" if audit.held_on else "",
            words(AuditWay, audit.way, language),
            audit.rules[:12],
        )
        rows += [(*begins, *rate_row(rate, language)) for rate in one.rates.values()]
    return rows


def rate_row(rate: GradationRate, language: Language) -> Row:
    """What became of one gradation; nothing stands where nothing is known."""
    share = rate.rate
    low, high = share.interval if share else (None, None)
    return (
        words(DoorGradation, rate.gradation, language),
        rate.attempts,
        rate.refused,
        rate.held,
        rate.let_through,
        rate.unknown,
        percent(share.rate) if share else "",
        "" if low is None else percent(low),
        "" if high is None else percent(high),
        "" if rate.longest is None else rate.longest,
        rate.told_police,
        rate.not_told_police,
    )


def attempt_rows(attempts: "Iterable[DoorAttempt]", language: Language) -> list[Row]:
    """A heading, and a row an attempt: how a study of a few sites reads as a table."""
    rows: list[Row] = [tuple(one.in_language(language) for one in ATTEMPT_HEADINGS)]
    rows += [
        (
            one.site,
            words(DoorGradation, one.gradation, language),
            words(AttemptOutcome, one.outcome, language),
            "" if one.online_hours is None else one.online_hours,
            words(ToldPolice, one.told_police, language),
            ", ".join(words(ToldOthers, code, language) for code in one.told_others),
        )
        for one in attempts
    ]
    return rows


def words(codes: CodeList, code: str, language: Language) -> str:
    """What people read for a code."""
    return codes[code].label.in_language(language)


def as_csv(rows: Iterable[Sequence[str | int]]) -> bytes:
    """The rows as UTF-8 CSV."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def as_text(rows: Sequence[Sequence[str | int]]) -> str:
    """The rows as a table for a terminal, figures to the right."""
    widths = [max(len(str(cell)) for cell in column) for column in zip(*rows, strict=True)]
    figures = [
        all(isinstance(row[at], int) or row[at] == "" for row in rows[1:]) for at in range(len(widths))
    ]
    lines = (
        "  ".join(
            str(cell).rjust(width) if right else str(cell).ljust(width)
            for cell, width, right in zip(row, widths, figures, strict=True)
        ).rstrip()
        for row in rows
    )
    return "".join(f"{line}\n" for line in lines)
