"""What may be kept of a payload: text, without pictures written into it.

Pure. The last wall before the files: whatever came in and whoever calls, no byte of an image is kept.
"""

import re
from dataclasses import dataclass

from baken.collection.charsets import decode_page
from baken.collection.evidence.records import payload_sha256
from baken.collection.rejects import BadRecord
from baken.privacy.data_uris import cut_data_uris, has_data_uri_sign

_TEXTUAL = re.compile(
    r"text/[a-z0-9.+-]+"
    r"|application/(?:json|x-json|[a-z0-9.+-]+\+json|xml|[a-z0-9.+-]+\+xml|x-ndjson)",
    re.IGNORECASE,
)
_PROGRAM = re.compile(r"image/|(?:text|application)/(?:(?:x-)?javascript|ecmascript|css)", re.IGNORECASE)
_PICTURE = re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF....(?:WEBP|AVI |WAVE)|\x1f\x8b|%PDF-", re.DOTALL)
_CONTROLS = bytes({*range(32)} - {*b"\t\n\f\r\x1b"}) + b"\x7f"
_CONTROLS_ALLOWED = 0.01
_WIDE = (b"\xff\xfe", b"\xfe\xff")


class NotText(Exception):
    """Only text is kept: no pictures, films, sounds or programs."""


@dataclass(frozen=True, slots=True)
class TextOnly:
    """A payload that may be kept; `original_sha256` is that of what it was, where something was cut."""

    payload: bytes
    content_type: str
    original_sha256: str | None = None


def text_only(payload: bytes, content_type: str, *, surely_bare: bool = False) -> TextOnly:
    """The payload without data URIs. Raises `NotText`.

    Where nothing is to be cut its bytes stay as they are. Where something is, all other bytes stay as they
    are too, in any encoding in which ASCII stands for itself; what can't be cut so becomes UTF-8.
    `surely_bare` is for who decoded it and saw that there is nothing to cut.
    """
    check_kind(content_type)
    if _PICTURE.match(payload):
        raise NotText(NotText.__doc__)
    if surely_bare:
        return TextOnly(payload, content_type)
    controls = len(payload) - len(payload.translate(None, _CONTROLS))
    if controls > max(2, len(payload) * _CONTROLS_ALLOWED):
        # two bytes a character, or no text at all
        return _as_utf8(payload, content_type)
    if b"data" not in payload.lower():
        return TextOnly(payload, content_type)
    if payload.startswith(_WIDE):
        return _as_utf8(payload, content_type)
    # Latin-1 gives every byte a character and back
    cut = cut_data_uris(payload.decode("latin-1")).encode("latin-1")
    text = _decoded(cut, content_type)
    if has_data_uri_sign(text) and cut_data_uris(text) != text:
        return _as_utf8(payload, content_type)
    return TextOnly(cut, content_type, payload_sha256(payload) if cut != payload else None)


def check_kind(content_type: str) -> None:
    """Raises `NotText` for a media type that is not text that people read."""
    kind = content_type.partition(";")[0].strip()
    if not _TEXTUAL.fullmatch(kind) or _PROGRAM.match(kind):
        raise NotText(NotText.__doc__)


def _as_utf8(payload: bytes, content_type: str) -> TextOnly:
    text = _decoded(payload, content_type)
    cut = cut_data_uris(text)
    if cut == text:
        return TextOnly(payload, content_type)
    kind = content_type.partition(";")[0].strip()
    return TextOnly(cut.encode("utf-8", "replace"), f"{kind}; charset=utf-8", payload_sha256(payload))


def _decoded(payload: bytes, content_type: str) -> str:
    try:
        return decode_page(payload, content_type)
    except BadRecord as fault:
        raise NotText(NotText.__doc__) from fault
