"""A publication as PDF/UA-1, a document that a screen reader can read."""

from collections.abc import Mapping
from typing import Any

from baken.desk.documents import LETTERS, as_pdf
from baken.statistics.publications import words
from baken.statistics.publications.files import pictures
from baken.statistics.publications.manifest import Manifest, editions_of
from baken.vocabulary.code_list import Label, Language


def write(manifest: Manifest, language: Language) -> bytes:
    """The publication in one language."""
    return typeset(_content(manifest, language))


def typeset(content: dict[str, Any]) -> bytes:
    """What a document says, by the names that its template knows. Typst refuses to write what is no
    PDF/UA-1."""
    return as_pdf("baken.statistics.publications.files", "report.typ", content)


def _content(manifest: Manifest, language: Language) -> dict[str, Any]:
    def say(label: Label) -> str:
        return label.in_language(language)

    shared, own = words.notes(manifest)
    return {
        "lang": language,
        "title": manifest["title"][language],
        "publisher": manifest["organisation"][language],
        "dated": say(words.dated(manifest)),
        "synthetic": say(words.SYNTHETIC) if manifest["synthetic"] else "",
        "contents": say(words.CONTENTS),
        "blocks": [_block(manifest, place, language) for place in range(len(manifest["blocks"]))],
        "method": say(words.METHOD),
        "said": [say(one) for one in (words.SAFE, words.REGISTERED, words.REPRODUCED)],
        "all_tables": say(words.ALL_TABLES),
        "shared": [say(one) for one in shared],
        "command": say(words.COMMAND),
        "editions": [
            {
                "title": edition["title"][language],
                "notes": [say(one) for one in own[number]],
                "query": edition["query"],
            }
            for number, edition in editions_of(manifest)
        ],
        "corrections": say(words.CORRECTIONS),
        "no_corrections": say(words.NO_CORRECTIONS),
        "corrected": [say(words.correction(one)) for one in manifest["corrections"]],
    }


def _block(manifest: Manifest, place: int, language: Language) -> dict[str, Any]:
    found = manifest["blocks"][place]
    if found["kind"] == "heading":
        return {"kind": "heading", "words": found["words"][language]}
    if found["kind"] == "text":
        return {"kind": "text", "paragraphs": words.paragraphs(found["words"][language])}
    edition = manifest["editions"][found["edition"]]
    if found["kind"] == "table":
        layout = edition["layout"][language]
        told = words.counted(edition).in_language(language)
        return {"kind": "table", "title": edition["title"][language], "told": told, **layout}
    if found["kind"] == "chart":
        if edition["chart"] is None:
            return {"kind": "text", "paragraphs": []}
        return bars_block(edition, words.of_bars(edition), language)
    picture = pictures.provinces(edition, language, name="map")
    return {
        "kind": "picture",
        "pictures": [{"svg": pictures.alone(picture, LETTERS), "alt": pictures.aloud(edition, language)}],
        "told": words.of_map(edition).in_language(language),
        "letters": words.letters_of_map().in_language(language),
        "wide": 62,
    }


def bars_block(content: Mapping[str, Any], told: Label, language: Language) -> dict[str, Any]:
    """The bars of a table with what is `told` of them, in as many drawings as fit each on a page."""
    drawn = pictures.bars_on_paper(content, language)
    return {
        "kind": "picture",
        "pictures": [
            {
                "svg": pictures.alone(one, LETTERS),
                "alt": words.part_of(told, place, len(drawn)).in_language(language),
            }
            for place, one in enumerate(drawn, start=1)
        ],
        "told": told.in_language(language),
        "wide": 100,
    }
