"""Bytes of a web page to text, when its declared encoding may be wrong."""

import re
from collections.abc import Iterator
from functools import lru_cache

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, resolve_encoding

from baken.collection.rejects import BadRecord

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_BEYOND_ASCII = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_LATIN = frozenset({"cp1252", "iso8859-1", "latin-1", "ascii", "us-ascii"})
_CONTROLS = bytes({*range(0x20)} - {*b"\t\n\v\f\r\x1b"})
_CONTROLS_ALLOWED = 0.01


def decode_page(body: bytes, content_type: str | None) -> str:
    """The text of a page; raises BadRecord when it is none.

    In the order of the HTML standard: byte order mark, charset of the HTTP header, charset of the
    page itself. A declared encoding that does not fit falls back to UTF-8, then to windows-1252;
    one that calls UTF-8 bytes Latin is corrected, as natural Latin text is never valid UTF-8.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return _text(body[len(mark) :].decode(encoding, errors="replace"))
    for encoding in _candidates(body, content_type):
        try:
            return _text(body.decode(encoding), body if encoding == "utf-8" else None)
        except (UnicodeDecodeError, LookupError):
            continue
    text = body.decode("utf-8", errors="replace")
    if text.count("\ufffd") <= len(_BEYOND_ASCII.findall(body)) // 2:
        return _text(text)
    try:
        return _text(body.decode("cp1252"))
    except UnicodeDecodeError:
        raise BadRecord("the page can't be decoded: its encoding is not as declared, nor UTF-8") from None


def _candidates(body: bytes, content_type: str | None) -> Iterator[str]:
    if content_type and (encoding := _named_by(content_type)):
        yield from _encoding(encoding, body)
    # looked for only where the header names none, or one that does not fit
    if (name := html_body_declared_encoding(body[:4096])) and (encoding := resolve_encoding(name)):
        yield from _encoding(encoding, body)
    yield "utf-8"


def _encoding(encoding: str, body: bytes) -> Iterator[str]:
    if encoding in _LATIN and _BEYOND_ASCII.search(body):
        yield "utf-8"
    yield encoding


@lru_cache(maxsize=256)
def _named_by(content_type: str) -> str | None:
    name = http_content_type_encoding(content_type)
    return resolve_encoding(name) if name else None


def _text(text: str, content: bytes | None = None) -> str:
    """The text, unless so much of it is control characters that it is no text at all. `content` is the same
    in UTF-8, for who has it."""
    content = text.encode("utf-8", "replace") if content is None else content
    # bytes are counted five times as fast as characters, and in UTF-8 these are the same
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if controls > max(2, len(text) * _CONTROLS_ALLOWED):
        raise BadRecord("the page is not text, though it says it is")
    return text.replace("\x00", "") if controls else text
