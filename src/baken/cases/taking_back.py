"""What happens when a person takes their yes back: what is erased at once, and what the law keeps, as tables.

A test holds that every sealed column of the room stands in one of them.
"""

from dataclasses import dataclass

from baken.vocabulary.code_list import Label


@dataclass(frozen=True, slots=True)
class Erased:
    """Words that go at once: the tables with their columns; whether the rows go too."""

    columns: tuple[tuple[str, str], ...]
    words: Label
    rows: bool = False


ERASED: tuple[Erased, ...] = (
    Erased(
        (("Case", "called"), ("Case", "wishes"), ("Case", "why"), ("CaseYes", "what_for")),
        Label(
            "de naam, de wensen en waarvoor het ja gold",
            "the name, the wishes and what the yes was for",
        ),
    ),
    Erased((("CaseEvent", "words"),), Label("de woorden van elke aantekening", "the words of every note")),
    Erased((("CaseTask", "words"),), Label("alle afspraken", "all agreed steps"), rows=True),
    Erased((("CaseParty", "name"),), Label("wie erbij betrokken was", "who was involved"), rows=True),
    Erased(
        (("PlanEntry", "words"),),
        Label("wat is gekozen van het plan", "what was chosen of the plan"),
        rows=True,
    ),
    Erased(
        (("ToldEvent", "told"),),
        Label("het verhaal op volgorde van tijd", "the story in order of time"),
        rows=True,
    ),
)
SAID = Label(
    "wat de persoon over de begeleiding zei; was dat kwaad, dan zodra een collega het heeft besproken",
    "what the person said of being accompanied; where that was harm, once a colleague has talked it over",
)
"""Codes without words, which go too."""
KEPT_WHEN_REPORTED = (("MeldcodeEntry", "words"),)
"""The steps of the reporting code: they go too, unless a report followed from them."""
GOES_UNLESS_REPORTED = Label("de stappen van de meldcode", "the steps of the reporting code")

STAYS: tuple[Label, ...] = (
    Label(
        "dat er een begeleiding was, met nummer en dagen, zonder naam",
        "that there was a case, with number and days, without a name",
    ),
    Label("dat de persoon ja zei, en het terugnam", "that the person said yes, and took it back"),
    Label("het logboek: wie wat zag en deed, zonder woorden", "the log: who saw and did what, without words"),
)
STAYS_WHEN_REPORTED = Label(
    "de stappen van de meldcode, omdat is besloten te melden: dat moet een professional kunnen verantwoorden",
    "the steps of the reporting code, as it was decided to report: a professional must be able to answer for "
    "that",
)
ELSEWHERE = Label(
    "Wat al aan een ander is overgedragen, staat daar. Neem bij Doorverwijzen de toestemming terug, en vraag "
    "de ontvanger om het te wissen.",
    "What was handed over to others already stands there. Take the consent back at Referrals, and ask the "
    "receiver to erase it.",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows before it is done."""

    goes: tuple[Label, ...]
    stays: tuple[Label, ...]


def what_happens(*, reported: bool) -> Shown:
    """What goes and what stays; `reported`: a report followed from the reporting code."""
    goes = (*(one.words for one in ERASED), SAID)
    if reported:
        return Shown(goes, (*STAYS, STAYS_WHEN_REPORTED))
    return Shown((*goes, GOES_UNLESS_REPORTED), STAYS)
