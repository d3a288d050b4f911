"""Images written into text as `data:` addresses, cut before anything is stored."""

import re

_COLON = r"(?::|&colon;|&\#0{0,5}58;|&\#x0{0,5}3a;)"
_GAP = r"\s{0,3}"
_PARAMETERS = rf"(?:{_GAP};{_GAP}[a-z0-9_.=+-]{{1,80}}){{0,6}}"
_KIND = r"(?:image|video|audio|application|font|text|model)\\?/[a-z0-9.+*-]{1,80}"

# Wrapped payloads: further tokens belong to it while they are longer than a word can be, and a
# last short one when padding ends it.
_BASE64 = (
    r"[a-z0-9+/=_%\\-]*(?:\s{1,4}[a-z0-9+/=_%\\-]{40,})*"
    r"(?:\s{1,4}[a-z0-9+/_-]{1,80}={1,2}(?![a-z0-9]))?"
)
_SVG = r"\s{0,3}<(?:svg|\?xml)\b.*?(?:</svg\s*>|\Z)"

_DATA_URI = re.compile(
    rf"data{_COLON}{_GAP}(?:{_KIND})?{_PARAMETERS}{_GAP};{_GAP}base64{_GAP},{_GAP}{_BASE64}"
    rf"|data{_COLON}{_GAP}{_KIND}{_PARAMETERS}{_GAP},(?:{_SVG}|{_GAP}[^\s\"'<>]*)",
    re.IGNORECASE | re.DOTALL,
)
_SIGN = re.compile(rf"data{_COLON}", re.IGNORECASE)


def has_data_uri_sign(text: str) -> bool:
    """Whether the text can hold a data URI at all: a cheap first look."""
    return _SIGN.search(text) is not None


def cut_data_uris(text: str) -> str:
    """The text without its data URIs (RFC 2397): nothing is put in their place.

    Wrapped, percent-encoded and entity-encoded ones are cut too. The words `data:` in plain
    writing stay, as they name no media type.
    """
    return _DATA_URI.sub("", text) if has_data_uri_sign(text) else text
