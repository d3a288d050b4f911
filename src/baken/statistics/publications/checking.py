"""What is still wrong with a draft, before anybody proposes it; and what a second person looks at."""

import re
from collections.abc import Iterable, Iterator

from baken.statistics.editions.forms import table_words
from baken.statistics.models import Publication
from baken.statistics.publications.gathered import has_map
from baken.statistics.publications.queries import editions_in, fitting_editions
from baken.vocabulary.code_list import Label
from baken.vocabulary.publications import FIGURES

_TENS_NL = "twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig"
_TENS_EN = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_NUMBER = re.compile(
    r"\d[\d.,]*\d|\d"
    r"|\b(?:één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien"
    rf"|zeventien|achttien|negentien|\w*(?:{_TENS_NL})|\w*(?:honderd|duizend)\w*|tientallen|dozijn"
    r"|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    rf"|seventeen|eighteen|nineteen|(?:{_TENS_EN})(?:-\w+)?|hundred|thousand|dozens?)\b",
    re.IGNORECASE,
)
"""A number in figures or in words. “Een” and “one” are left out: they are said of everything."""


def faults_of(publication: Publication) -> list[Label]:
    """Why a version can't be proposed as it is; empty where it can."""
    return list(_faults(publication))


def _faults(publication: Publication) -> Iterator[Label]:
    blocks = publication.blocks
    tables = [block["edition"] for block in blocks if block["kind"] == "table"]
    if not tables:
        yield Label("Er staat nog geen tabel in.", "There is no table in it yet.")
    for edition in {edition for edition in tables if tables.count(edition) > 1}:
        yield Label(
            f"Een tabel staat er tweemaal in: {_named(edition)}.",
            f"A table is in it twice: {_named(edition)}.",
        )
    shown = {block["edition"] for block in blocks if block["kind"] in FIGURES}
    for edition in sorted(shown - set(tables)):
        yield Label(
            f"Staven of een kaart staan er zonder hun tabel: {_named(edition)}. Wie ze niet ziet, "
            "heeft de tabel nodig.",
            f"Bars or a map stand without their table: {_named(edition)}. Who does not see them "
            "needs the table.",
        )
    fitting = {str(number) for number in fitting_editions().filter(id__in=shown).values_list("id", flat=True)}
    if shown - fitting:
        yield Label(
            "Een tabel erin is teruggenomen of teruggestuurd. Kies een andere uitgave, of haal haar eruit.",
            "A table in it was taken back or sent back. Choose another edition, or take it out.",
        )
    editions = {str(number): edition for number, edition in editions_in(blocks).items()}
    if any(block["kind"] == "map" and not has_map(editions[block["edition"]]) for block in blocks):
        yield Label(
            "Een kaart is er alleen van de markt naar provincie.",
            "There is a map only of the market by province.",
        )


def _named(edition: str) -> str:
    from baken.statistics.models import Edition

    found = Edition.objects.defer("sealed", "content").get(id=edition)
    return f"{table_words(found.table, found.by)}, {found.number}"


def numbers_in_words(publication: Publication) -> list[str]:
    """The numbers that somebody wrote in titles, headings and texts: they come out of no table, so that a
    second person looks at each. Written out in words as well, in either language."""
    texts = [publication.title_nl, publication.title_en, publication.changes_nl, publication.changes_en]
    texts += [block[language] for block in publication.blocks if "nl" in block for language in ("nl", "en")]
    return numbers_in(texts)


def numbers_in(texts: Iterable[str]) -> list[str]:
    """The numbers in texts, each once, as they are written."""
    return list(dict.fromkeys(number for text in texts for number in _NUMBER.findall(text)))
