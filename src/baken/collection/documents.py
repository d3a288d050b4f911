"""Documents of a basis: which files are kept, and how they are sealed.

Kept are PDF, ODT, DOCX and plain text, told by their content, never by their name. What is inside is
not looked at, not shown and not converted: it is handed back as it came.
"""

import base64
import hashlib
import io
import uuid
import zipfile
from dataclasses import dataclass

from django.conf import settings

from baken.collection.exceptions import BadDocument
from baken.privacy.data_uris import cut_data_uris
from baken.privacy.encryption import Cipher, associated_data

LARGEST = 10 * 1024 * 1024
"""Bytes."""
COLUMN = "collection_basisdocument.content"
MEDIA = {
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain; charset=utf-8",
}
"""The media type under which each form is handed back."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept: its form (a key of `MEDIA`), its bytes and their SHA-256."""

    form: str
    content: bytes
    sha256: str


def check_document(content: bytes) -> Checked:
    """Raises `BadDocument` with the code empty, too_large or not_a_document."""
    if not content:
        raise BadDocument("empty")
    if len(content) > LARGEST:
        raise BadDocument("too_large")
    form = _form(content)
    if form is None:
        raise BadDocument("not_a_document")
    return Checked(form, content, hashlib.sha256(content).hexdigest())


def _form(content: bytes) -> str | None:
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"PK"):
        return _zipped_form(content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    plain = all(sign.isprintable() or sign in "\n\r\t\f\u00ad\u200b\u2060\ufeff" for sign in text)
    pictured = cut_data_uris(text) != text
    return "txt" if plain and not pictured and not text.lstrip().startswith("<") else None


def _zipped_form(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = set(parts.namelist())
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                return None
            if "mimetype" in names:
                said = parts.getinfo("mimetype")
                # stored as it is, as its standard says: nothing that came in is ever unpacked
                if said.compress_type != zipfile.ZIP_STORED or said.file_size > 100:
                    return None
                return "odt" if parts.read(said).decode("ascii").strip() == MEDIA["odt"] else None
            return "docx" if {"[Content_Types].xml", "word/document.xml"} <= names else None
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError, EOFError):
        return None


def seal_document(organisation_id: uuid.UUID, row: uuid.UUID, content: bytes) -> bytes:
    """The ciphertext of a document that will stand in this row."""
    return _cipher(organisation_id).encrypt(
        base64.b64encode(content).decode("ascii"), associated_data(str(organisation_id), COLUMN, str(row))
    )


def open_document(organisation_id: uuid.UUID, row: uuid.UUID, sealed: bytes | memoryview) -> bytes:
    """The document as it came. Raises `baken.privacy.encryption.NotDecryptable`."""
    return base64.b64decode(
        _cipher(organisation_id).decrypt(
            bytes(sealed), associated_data(str(organisation_id), COLUMN, str(row))
        )
    )


def _cipher(organisation_id: uuid.UUID) -> Cipher:
    return Cipher(*settings.BAKEN_KEYRING.keys(str(organisation_id), "encryption"))
