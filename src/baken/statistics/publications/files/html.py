"""HTML: one file that asks nothing of anybody, and the same words and tables for the page on the desk."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.safestring import SafeString

from baken.desk.drawings.svg import element, joined
from baken.statistics.drawings import NARROW
from baken.statistics.publications import words
from baken.statistics.publications.files import pictures
from baken.statistics.publications.files.style import SHEET
from baken.statistics.publications.manifest import Manifest, editions_of
from baken.statistics.table import HIDDEN
from baken.vocabulary.code_list import Label, Language

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write(manifest: Manifest, language: Language) -> bytes:
    """The whole publication in one language."""
    title = manifest["title"][language]
    head = (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f"{element('title', title)}\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<style>{SHEET}{pictures.STYLE}</style>\n</head>\n<body>\n"
    )
    body = element("main", element("h1", title), article(manifest, language))
    return f"{head}{body}\n</body>\n</html>\n".encode()


def article(manifest: Manifest, language: Language, *, corrections: bool = True) -> SafeString:
    """Everything under the title: blocks in order, how it was made, and what was corrected, unless the page
    tells that itself."""
    parts = [element("p", _say(words.dated(manifest), language), class_="quiet-words")]
    if manifest["synthetic"]:
        parts.append(element("p", element("strong", _say(words.SYNTHETIC, language)), class_="notice"))
    parts += [block(manifest, place, language) for place in range(len(manifest["blocks"]))]
    parts.append(_method(manifest, language))
    if corrections:
        parts.append(_corrections(manifest, language))
    return joined(parts)


def block(manifest: Manifest, place: int, language: Language) -> SafeString:
    """One block of it."""
    found = manifest["blocks"][place]
    if found["kind"] == "heading":
        return element("h2", found["words"][language])
    if found["kind"] == "text":
        return element(
            "div",
            *(element("p", one) for one in words.paragraphs(found["words"][language])),
            class_="reading-width",
        )
    edition = manifest["editions"][found["edition"]]
    name = f"block-{place}"
    if found["kind"] == "table":
        return _table(edition, language, name)
    return _bars(edition, language, name) if found["kind"] == "chart" else _map(edition, language, name)


def _table(edition: Mapping[str, Any], language: Language, name: str) -> SafeString:
    layout = edition["layout"][language]
    head = element(
        "tr",
        element("th", _capital(layout["head"]), scope="col"),
        *(element("th", _capital(label), scope="col", class_="number") for label in layout["columns"]),
        *(element("th", _capital(label), scope="col", class_="further") for label in layout["further"]),
    )
    width = 1 + len(layout["columns"]) + len(layout["further"])
    caption = element(
        "caption",
        element(
            "span",
            edition["title"][language],
            " ",
            element("span", _say(words.counted(edition), language), class_="quiet-words"),
            id=f"{name}-caption",
            class_="caption-words",
        ),
    )
    table = element(
        "table",
        caption,
        element("thead", head),
        *(element("tbody", *_rows(group, width, language)) for group in layout["groups"]),
        class_="figures",
    )
    return element(
        "div", table, class_="table-scroll", role="region", tabindex=0, aria_labelledby=f"{name}-caption"
    )


def _rows(group: Mapping[str, Any], width: int, language: Language) -> Iterator[SafeString]:
    if group["heading"]:
        heading = element("th", _capital(group["heading"]), colspan=width, scope="rowgroup", class_="group")
        yield element("tr", heading)
    for row in group["rows"]:
        yield element(
            "tr",
            element("th", row["head"], scope="row"),
            # a screen reader passes over a dot
            *(
                element(
                    "td",
                    cell,
                    class_="number",
                    aria_label=_say(words.HIDDEN, language) if cell == HIDDEN else None,
                )
                for cell in row["cells"]
            ),
            *(element("td", label, class_="further") for label in row["further"]),
            class_="sum" if row["sum"] else None,
        )


def _bars(edition: Mapping[str, Any], language: Language, name: str) -> SafeString:
    if edition["chart"] is None:
        return joined([])
    told = [_say(words.of_bars(edition), language)]
    only = []
    if pictures.only_totals_on_narrow(edition):
        only = [" ", element("span", _say(_TOTAL_ALONE, language), class_="quiet-words narrow-words")]
    return element(
        "figure",
        element("figcaption", *told, *only),
        element(
            "div",
            pictures.bars(edition, language, name=f"{name}-wide", width=pictures.WIDE),
            class_="wide-chart",
        ),
        element(
            "div",
            pictures.bars(edition, language, name=f"{name}-narrow", width=NARROW),
            class_="narrow-chart",
        ),
    )


_TOTAL_ALONE = Label(
    "Alleen het totaal; de rest staat in de tabel.", "The total alone; the rest stands in the table."
)


def _map(edition: Mapping[str, Any], language: Language, name: str) -> SafeString:
    return element(
        "figure",
        element(
            "figcaption",
            _say(words.of_map(edition), language),
            " ",
            element("span", _say(words.letters_of_map(), language), class_="quiet-words letters-of-map"),
        ),
        pictures.provinces(edition, language, name=name),
    )


def _method(manifest: Manifest, language: Language) -> SafeString:
    shared, own = words.notes(manifest)
    parts = [element("h2", _say(words.METHOD, language), id="method")]
    parts += [element("p", _say(one, language)) for one in (words.SAFE, words.REGISTERED, words.REPRODUCED)]
    if shared:
        parts += [element("h3", _say(words.ALL_TABLES, language)), _notes(shared, language)]
    for number, edition in editions_of(manifest):
        made = (f"{_say(words.COMMAND, language)}: ", element("code", edition["query"]))
        parts += [
            element("h3", edition["title"][language]),
            _notes(own[number], language),
            element("p", *made),
        ]
    return element("section", *parts, class_="reading-width", aria_labelledby="method")


def _notes(notes: list[Label], language: Language) -> SafeString:
    return element("ul", *(element("li", _say(note, language)) for note in notes), class_="notes")


def _corrections(manifest: Manifest, language: Language) -> SafeString:
    lines = [element("li", _say(words.correction(one), language)) for one in manifest["corrections"]]
    said = element("ul", *lines) if lines else element("p", _say(words.NO_CORRECTIONS, language))
    title = element("h2", _say(words.CORRECTIONS, language), id="corrected")
    return element("section", title, said, class_="reading-width", aria_labelledby="corrected")


def _say(label: Label, language: Language) -> str:
    return label.in_language(language)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
