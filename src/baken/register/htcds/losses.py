"""What the other side can't hold: told by field, reason and number, never with what stood there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from baken.vocabulary.code_list import Label

LINES_NAMED = 10
"""Lines that are named for one loss; the rest is counted."""

WHY: dict[str, Label] = {
    "no_place": Label("de standaard kent dit niet", "the standard has no place for it"),
    "less_exact": Label(
        "staat er minder precies: de andere kant heeft er geen eigen code voor",
        "stands there less exactly: the other side has no code of its own for it",
    ),
    "no_victim": Label(
        "registratie zonder slachtoffer of benadeelde: heeft geen regel, want een regel is één slachtoffer",
        "registration without a victim or injured party: has no row, since a row is one victim",
    ),
    "smuggling": Label(
        "mensensmokkel: heeft geen regel, want de standaard gaat over mensenhandel",
        "smuggling: has no row, since the standard is about trafficking in human beings",
    ),
    "not_a_victim": Label(
        "persoon in een andere rol dan slachtoffer of benadeelde: heeft geen regel",
        "person in another role than victim or injured party: has no row",
    ),
    "other_roles": Label(
        "wat deze persoon nog meer was (aangever, getuige) staat er niet",
        "what else this person was (reporter, witness) does not stand there",
    ),
    "nameless": Label(
        "een platform zonder naam staat er alleen als Other", "a platform without a name stands as Other only"
    ),
    "not_listed": Label(
        "staat niet in de lijst van de standaard: Other, met de naam erachter als die mee mag",
        "not in the standard's list: Other, with the name behind it where names go along",
    ),
    "role_unplaced": Label(
        "in welke rol het platform diende, past in geen van beide lijsten",
        "the role that the platform played fits neither list",
    ),
    "identifies": Label(
        "zegt wie iemand is of waar die te vinden is: niet bewaard",
        "says who somebody is or where to find them: not kept",
    ),
    "free_text": Label("vrije tekst: niet bewaard", "free text: not kept"),
    "help": Label(
        "hoort bij hulp aan één persoon, niet bij registratie: niet bewaard",
        "belongs to help for one person, not to registration: not kept",
    ),
    "not_asked": Label(
        "wordt in het register niet gevraagd: niet bewaard", "is not asked in the register: not kept"
    ),
    "retired": Label(
        "is in versie 2.0 van de standaard vervallen: niet bewaard",
        "was retired in version 2.0 of the standard: not kept",
    ),
    "not_held": Label("het register heeft er geen plaats voor", "the register has no place for it"),
    "several": Label(
        "meer dan één: alleen de eerste in de volgorde van het register blijft",
        "more than one: only the first in the register's order is kept",
    ),
    "unknown_code": Label(
        "geen code van de standaard: niet bewaard; kijk op de genoemde regels",
        "no code of the standard: not kept; look at the lines named",
    ),
    "unknown_platform": Label(
        "niet in de lijst van platforms: als onduidelijk platform opgenomen; kijk op de genoemde regels",
        "not in the catalogue of platforms: taken in as an unclear platform; look at the lines named",
    ),
    "unknown_column": Label(
        "kolom die de standaard niet heeft: niet gelezen", "column that the standard does not have: not read"
    ),
}
"""Every reason for a loss, in words."""


@dataclass(frozen=True, slots=True, order=True)
class Loss:
    """`count` values of a field that do not come through. `lines` are the first ones of the file, where it
    was read from one."""

    field: str
    why: str
    count: int
    lines: tuple[int, ...] = ()

    @property
    def words(self) -> Label:
        """The reason."""
        return WHY[self.why]

    def as_dict(self) -> dict[str, Any]:
        """As a list of losses in a file has it."""
        return {"field": self.field, "why": self.why, "count": self.count, "lines": list(self.lines)}

    @property
    def sentence(self) -> Label:
        """One line of a report."""
        lines = ", ".join(map(str, self.lines)) + ("…" if self.count > len(self.lines) else "")
        nl, en = (f" (regel {lines})", f" (line {lines})") if self.lines else ("", "")
        start = f"{self.field}: {self.count}×, "
        return Label(f"{start}{self.words.nl}{nl}", f"{start}{self.words.en}{en}")


class Losses:
    """Gathers what is lost on the way."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str], int] = {}
        self._lines: dict[tuple[str, str], dict[int, None]] = {}

    def add(self, field: str, why: str, line: int | None = None, count: int = 1) -> None:
        """`count` values of a field are lost, on this line of a file that is read."""
        key = field, why
        if count:
            self._counts[key] = self._counts.get(key, 0) + count
            if line is not None:
                self._lines.setdefault(key, {})[line] = None

    def told(self) -> tuple[Loss, ...]:
        """All of them, by field and reason."""
        return tuple(
            Loss(field, why, count, tuple(self._lines.get((field, why), {}))[:LINES_NAMED])
            for (field, why), count in sorted(self._counts.items())
        )


def sentences(losses: Iterable[Loss]) -> list[Label]:
    """A report, line by line."""
    return [loss.sentence for loss in losses]
