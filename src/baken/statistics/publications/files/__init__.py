"""The files of a publication, each made of its manifest alone."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from baken.statistics.publications.files import csvw, html, ods, pdf
from baken.statistics.publications.manifest import Manifest

MANIFEST = "manifest"


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file: its ending, what a browser is told of it, and how it is made."""

    ending: str
    content_type: str
    write: Callable[[Manifest], bytes]


FORMS: dict[str, Form] = {
    "pdf-nl": Form("nl.pdf", "application/pdf", lambda manifest: pdf.write(manifest, "nl")),
    "pdf-en": Form("en.pdf", "application/pdf", lambda manifest: pdf.write(manifest, "en")),
    "html-nl": Form("nl.html", "text/html; charset=utf-8", lambda manifest: html.write(manifest, "nl")),
    "html-en": Form("en.html", "text/html; charset=utf-8", lambda manifest: html.write(manifest, "en")),
    "ods": Form("ods", "application/vnd.oasis.opendocument.spreadsheet", ods.write),
    "csv": Form("csv.zip", "application/zip", csvw.write),
}
"""Every file that goes out, besides the manifest itself."""


Named = TypeVar("Named", bound="_HasForm")


class _HasForm(Protocol):
    form: str


def in_order(files: Iterable[Named]) -> list[Named]:
    """Files in the order in which pages offer them."""
    order = [*FORMS, MANIFEST]
    return sorted(files, key=lambda one: order.index(one.form))


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file as it goes out."""

    form: str
    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The digest of its bytes."""
        return hashlib.sha256(self.data).hexdigest()


def make_files(manifest: Manifest) -> list[MadeFile]:
    """Every file of a manifest; the same manifest gives the same bytes."""
    return [
        MadeFile(form, f"{manifest['name']}.{kind.ending}", kind.write(manifest))
        for form, kind in FORMS.items()
    ]
