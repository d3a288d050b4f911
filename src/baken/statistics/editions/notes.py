"""What every reader of a published figure must know beside it, in both languages."""

from collections.abc import Sequence
from typing import Any

from baken.disclosure.mechanism import Hiding, How
from baken.statistics import notes
from baken.statistics.editions.part import PublicTable
from baken.statistics.editions.safe import SafePart
from baken.statistics.table import StatisticsTable
from baken.vocabulary.code_list import Label

DRAFT = Label(
    "Concept: deze uitgave is nog niet gepubliceerd. Een tweede persoon beslist.",
    "Draft: this edition is not published yet. A second person decides.",
)
FOR_PARTNERS = Label(
    "Voor partners: niet publiceren. Naar welke partner deze tabel gaat, en waarvoor, besluiten twee mensen.",
    "For partners: not to be published. To which partner this table goes, and for what, two people decide.",
)
OWN_PART = Label(
    "Een partner weet zelf wat hij heeft aangeleverd. Van een aantal waarin dat zit, blijft voor hem de "
    "rest over.",
    "A partner knows what it supplied itself. Of a count that holds it, the rest is left to that partner.",
)
WITHDRAWN = Label("Deze uitgave is teruggenomen.", "This edition was taken back.")
FROM_SHOWN = Label(
    "Percentages zijn gerekend uit de getallen die hier staan.",
    "Percentages are worked out from the numbers that stand here.",
)


def standing(table: StatisticsTable[Any], public: PublicTable[Any]) -> tuple[Label, ...]:
    """The reservations of a table that count nothing themselves; what only the exact table needs is left
    out."""
    left_out = (notes.EXACT, notes.WHOLE_PERCENTS, *public.leaves_out)
    return (*(note for note in table.notes if note not in left_out), *public.notes)


def rules_note(rules: str) -> Label:
    """By which version of its definition the table was counted."""
    return Label(
        f"Regels: de definitie van deze tabel in {rules}.", f"Rules: the definition of this table in {rules}."
    )


def mechanism_note(mechanism: How) -> Label:
    """How the table was made safe, for whoever reads it."""
    if isinstance(mechanism, Hiding):
        return _hiding_note(mechanism)
    least, base = mechanism.threshold, mechanism.base
    return Label(
        f"Zo is de tabel veilig gemaakt: elk getal is een veelvoud van {base} en ligt hoogstens {base} van "
        "het "
        f"aantal; van 1 tot en met {least - 1} staat er niets, dus een 0 betekent 0 tot en met {base}; een "
        "punt "
        "is een verborgen cel. Rijen en kolommen zonder verborgen cel tellen op. Wie dit alles weet en ook "
        "alle "
        f"eerdere uitgaven heeft, blijft over elk klein aantal minstens {base} in het duister.",
        f"How the table was made safe: each number is a multiple of {base} and at most {base} from the "
        "count; "
        f"nothing is shown from 1 to {least - 1}, so that a 0 means 0 to {base}; a dot is a hidden cell. "
        "Rows "
        "and columns without a hidden cell add up. Whoever knows all this, and has every earlier edition "
        "too, "
        f"stays at least {base} in the dark about every small count.",
    )


def report_note(parts: Sequence[SafePart]) -> Label:
    """What was done, in numbers that tell nothing of a count; how many cells were rounded would."""
    reports = [one.report for one in parts]
    cells = sum(one.cells for one in reports)
    hidden, editions = sum(len(one.hidden) for one in reports), max(one.editions for one in reports)
    least = all(one.best or not one.hidden for one in reports)
    return Label(
        f"Verslag: {cells} cellen, waarvan {hidden} verborgen; gelegd naast {editions} eerdere "
        f"tellingen.{'' if least else ' Minder verborgen cellen kan misschien; dat is niet bewezen.'}",
        f"Report: {cells} cells, {hidden} of them hidden; held against {editions} earlier "
        f"counts.{'' if least else ' Fewer hidden cells may be possible; that was not proven.'}",
    )


def left_out_note(parts: Sequence[SafePart]) -> tuple[Label, ...]:
    """Which parts nothing is told of, and why; nothing where every part tells something. Beside the dots that
    stand there it tells nothing more."""
    out = dict.fromkeys(one.part.unit for one in parts if one.left_out)
    if not out:
        return ()
    dutch, english = ("; ".join(unit.in_language(one) for unit in out) for one in ("nl", "en"))
    return (
        Label(
            f"Weggelaten, want daar zou bijna alles verborgen zijn: antwoorden bij {dutch.lower()}. Kies "
            "meer jaren tegelijk, of wacht tot er meer is geteld.",
            f"Left out, since nearly all of it would be hidden: answers of {english.lower()}. Take more "
            "years together, or wait until more has been counted.",
        ),
    )


def provided_note(partner: str, purpose: Label) -> Label:
    """To whom a file goes and for what, as its first words."""
    return Label(
        f"Alleen voor {partner}, alleen voor {purpose.nl}. Niet publiceren en niet doorgeven: naast een "
        "andere tabel kan een aantal hieruit naar een mens wijzen.",
        f"For {partner} alone, for {purpose.en} alone. Not to be published or passed on: beside another "
        "table a count out of this one can point to a person.",
    )


def _hiding_note(mechanism: Hiding) -> Label:
    most = mechanism.threshold - 1
    return Label(
        f"Zo is de tabel veilig gemaakt: de aantallen zijn precies; elk aantal van 1 tot en met {most} is "
        "verborgen, en zo min mogelijk andere die het zouden verraden. Een punt is een verborgen cel. Wie "
        "dit weet en ook alle eerdere uitgaven heeft, openbare en die voor partners, blijft over elk aantal "
        f"en elk verschil van 1 tot en met {most} minstens {mechanism.width} in het duister.",
        f"How the table was made safe: counts are exact; every count of 1 to {most} is hidden, and as few "
        "others as possible that would give it away. A dot is a hidden cell. Whoever knows this, and has "
        f"every earlier edition too, public and for partners, stays at least {mechanism.width} in the dark "
        f"about every count and every difference of 1 to {most}.",
    )
