"""What every publication says besides its own words, in both languages: they are part of its files, and go
where no other words are at hand."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from baken.statistics.codes import MONTH_NAMES
from baken.statistics.publications.manifest import Manifest, editions_of, words
from baken.vocabulary.code_list import Label
from baken.vocabulary.places import Province

CONTENTS = Label("Inhoud", "Contents")
METHOD = Label("Hoe deze cijfers zijn gemaakt", "How these figures were made")
CORRECTIONS = Label("Correcties", "Corrections")
NO_CORRECTIONS = Label("Deze versie corrigeert niets.", "This version corrects nothing.")
SYNTHETIC = Label(
    "Verzonnen gegevens: deze cijfers gaan over niemand.", "Invented data: these figures are about nobody."
)
DOT_AND_NOUGHT = Label(
    "Een punt is een verborgen cel, een 0 betekent 0 tot en met 5.",
    "A dot is a hidden cell, a 0 means 0 to 5.",
)
SAFE = Label(
    "Een klein aantal kan naar een mens wijzen. Daarom staat er nooit een getal van 1 tot en met 9. Elk "
    "getal is een veelvoud van 5 en ligt hoogstens 5 van het aantal; een 0 betekent 0 tot en met 5. De "
    "totalen zijn de som van wat er staat. Waar dat niet kan, staat een punt: die cel is verborgen.",
    "A small count can point at a person. So there is never a number from 1 to 9. Each number is a multiple "
    "of 5 and at most 5 from the count; a 0 means 0 to 5. The totals are the sum of what stands there. Where "
    "that can't be, there is a dot: that cell is hidden.",
)
REGISTERED = Label(
    "Geteld is wat is geregistreerd of gezien, niet wat er is gebeurd. Rollen zijn geregistreerde rollen.",
    "What was registered or seen is counted, not what happened. Roles are registered roles.",
)
REPRODUCED = Label(
    "Wie het manifest van deze publicatie heeft, maakt elk bestand opnieuw, byte voor byte: "
    "baken publication build.",
    "Whoever has the manifest of this publication makes each file again, byte for byte: "
    "baken publication build.",
)
ALL_TABLES = Label("Voor alle tabellen", "For all tables")
COMMAND = Label("Gemaakt met", "Made with")
HIDDEN = Label("verborgen", "hidden")


def day_words(day: str) -> Label:
    """A day (ISO 8601) as people write it."""
    on = date.fromisoformat(day)
    month = MONTH_NAMES[on.month - 1]
    return Label(f"{on.day} {month.nl} {on.year}", f"{on.day} {month.en} {on.year}")


def dated(manifest: Manifest) -> Label:
    """Whose it is, which version, and of which day."""
    of, version, day = words(manifest["organisation"]), manifest["version"], day_words(manifest["dated"])
    return Label(
        f"{of.nl}. Versie {version}, opgesteld op {day.nl}.",
        f"{of.en}. Version {version}, prepared on {day.en}.",
    )


def counted(edition: Mapping[str, Any]) -> Label:
    """What a table counts, over which period."""
    unit, period, number = words(edition["unit"]), words(edition["period"]), edition["number"]
    return Label(
        f"Geteld: {unit.nl}. Periode: {period.nl}. Uitgave {number}. {DOT_AND_NOUGHT.nl}",
        f"Counted: {unit.en}. Period: {period.en}. Edition {number}. {DOT_AND_NOUGHT.en}",
    )


def of_bars(edition: Mapping[str, Any]) -> Label:
    """What a chart is, for a caption and for who does not see it."""
    title = words(edition["title"])
    return Label(
        f"{title.nl}, als staven: dezelfde getallen als in de tabel.",
        f"{title.en}, as bars: the same numbers as in the table.",
    )


def part_of(told: Label, number: int, many: int) -> Label:
    """What one of several drawings of one chart is, for who does not see it."""
    if many == 1:
        return told
    return Label(f"{told.nl} Deel {number} van {many}.", f"{told.en} Part {number} of {many}.")


def of_map(edition: Mapping[str, Any]) -> Label:
    """What a map is, for a caption."""
    unit = words(edition["unit"])
    return Label(
        f"{unit.nl.capitalize()} per provincie: dezelfde getallen als in de tabel.",
        f"{unit.en.capitalize()} per province: the same numbers as in the table.",
    )


def letters_of_map() -> Label:
    """What the letters on a map stand for."""
    letters = {one.code.removeprefix("NL-"): one.label for one in Province}
    return Label(
        ", ".join(f"{short} {label.nl}" for short, label in letters.items()) + ".",
        ", ".join(f"{short} {label.en}" for short, label in letters.items()) + ".",
    )


def correction(one: Mapping[str, Any]) -> Label:
    """A line of the corrections."""
    said, version, day = words(one["words"]), one["version"], day_words(one["dated"])
    return Label(f"Versie {version}, {day.nl}: {said.nl}", f"Version {version}, {day.en}: {said.en}")


def notes(manifest: Manifest) -> tuple[list[Label], dict[str, list[Label]]]:
    """The reservations that hold for all tables, and those of each alone, by edition."""
    own = {number: [words(note) for note in edition["notes"]] for number, edition in editions_of(manifest)}
    lists: Iterable[list[Label]] = own.values()
    shared = [
        note for note in next(iter(own.values()), []) if len(own) > 1 and all(note in one for one in lists)
    ]
    return shared, {number: [note for note in found if note not in shared] for number, found in own.items()}


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: an empty line stands between them."""
    return [one for part in text.split("\n\n") if (one := " ".join(part.split()))]
