"""The English words of the pages: gathered from each room, and compiled for gettext.

What is written in code and templates is Dutch; `<room>/locale/en/LC_MESSAGES/django.po` says it in
English. `python -m baken.desk.messages gather` brings those files up to date, `compile` makes what
gettext reads. Neither needs a program of the system.
"""

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOMS = Path(__file__).parents[1]
KEYWORDS = {
    "gettext": None, "gettext_lazy": None, "gettext_noop": None, "_": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip


def translated_rooms() -> Iterator[Path]:
    """The rooms that have pages or words for pages."""
    for room in sorted(ROOMS.iterdir()):
        if room.is_dir() and len(gathered(room)):
            yield room


def po_path(room: Path) -> Path:
    """Where the English words of a room stand."""
    return room / "locale" / "en" / "LC_MESSAGES" / "django.po"


def gathered(room: Path) -> Catalog:
    """Every Dutch message in the code and templates of a room."""
    catalog = _empty()
    for path in sorted([*room.rglob("*.py"), *room.rglob("*.html"), *room.rglob("*.txt")]):
        if path.suffix != ".py" and "templates" not in path.parts:
            continue
        source = path.read_text("utf-8")
        if path.suffix != ".py":
            source = _as_code(source)
        for _line, message, _comments, context in extract(
            "python", io.BytesIO(source.encode()), KEYWORDS, options={"encoding": "utf-8"}
        ):
            catalog.add(message, context=context)
    return catalog


def _as_code(template: str) -> str:
    from django.utils.translation.template import templatize

    return templatize(template)


def _empty() -> Catalog:
    # no date and no names: a file changes only when a word does
    then = datetime(2026, 1, 1, tzinfo=UTC)
    return Catalog(
        locale="en", charset="utf-8", fuzzy=False, project="Baken", version="1", creation_date=then,
        revision_date=then, msgid_bugs_address="-", last_translator="-", language_team="-",
        header_comment="# The English of this room's pages; the Dutch stands in the code and templates.",
    )  # fmt: skip


def stored(room: Path) -> Catalog:
    """The room's translations as they stand."""
    path = po_path(room)
    if not path.exists():
        return _empty()
    with path.open("rb") as stream:
        return read_po(stream, locale="en")


def gather(room: Path) -> int:
    """Brings a room's file up to date and returns how many messages wait for their English."""
    known, catalog = stored(room), gathered(room)
    for message in catalog:
        before = known.get(_key(message.id), message.context) if message.id else None
        if before is not None:
            message.string = before.string
    path = po_path(room)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        write_po(stream, catalog, no_location=True, sort_output=True, omit_header=False, width=110)
    return len([message for message in catalog if message.id and not _said(message.string)])


def _said(words: str | tuple[str, ...] | list[str] | None) -> bool:
    return bool(words) and (isinstance(words, str) or all(words or ()))


def untold(room: Path) -> list[str]:
    """The messages of a room that have no English, and those that nothing says any more."""
    known, used = stored(room), gathered(room)
    missing = [
        str(one.id)
        for one in used
        if one.id and ((other := known.get(_key(one.id), one.context)) is None or not _said(other.string))
    ]
    return missing + [str(one.id) for one in known if one.id and used.get(_key(one.id), one.context) is None]


def _key(message: str | tuple[str, ...] | list[str]) -> str:
    return message if isinstance(message, str) else message[0]


def compile_all() -> None:
    """Writes what gettext reads beside each file."""
    for path in ROOMS.glob("*/locale/*/LC_MESSAGES/django.po"):
        with path.open("rb") as stream, path.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, read_po(stream, locale="en"))


def main(arguments: list[str]) -> None:
    """`gather [room …]` or `compile`."""
    if arguments[:1] == ["gather"]:
        for room in [ROOMS / name for name in arguments[1:]] or translated_rooms():
            sys.stdout.write(f"{room.name}: {gather(room)} without English\n")
    compile_all()


if __name__ == "__main__":
    main(sys.argv[1:])
