"""Images written into text as `data:` addresses, cut before anything is stored."""

import re

_COLON = r"(?::|%3a|&colon;|&\#0{0,5}58;|&\#x0{0,5}3a;)"
_SEMICOLON = r"(?:;|%3b|&semi;|&\#0{0,5}59;|&\#x0{0,5}3b;)"
_COMMA = r"(?:,|%2c|&comma;|&\#0{0,5}44;|&\#x0{0,5}2c;)"
_SLASH = r"(?:\\?/|%2f|&sol;|&\#0{0,5}47;|&\#x0{0,5}2f;)"
_GAP = r"\s{0,3}"
# No separator can be read as a part of a parameter, so that there is one way to read a text.
_CHARACTER = r"""[^\s;,"'<>%&]|%(?!3b|2c)"""
_PARAMETER = rf"""(?:"[^"\n]{{0,80}}"|'|{_CHARACTER}){{0,80}}"""
_PARAMETERS = rf"(?:{_GAP}{_SEMICOLON}{_GAP}{_PARAMETER}){{0,12}}"
_KIND = (
    r"(?:image|video|audio|application|font|text|model|message|multipart|chemical|x-[a-z0-9-]{1,40})"
    rf"{_SLASH}[a-z0-9.+*-]{{1,80}}"
)

# Wrapped payloads: further tokens belong to it while they are longer than a word can be, and a
# last short one when padding ends it. Templates write plus, slash and equals as entities.
_BASE64 = (
    r"(?:[a-z0-9+/=_%\\-]|&(?:plus|sol|equals|\#4[37]|\#61|\#x2[bf]|\#x3d);)*"
    r"(?:\s{1,4}[a-z0-9+/=_%\\-]{40,})*"
    r"(?:\s{1,4}[a-z0-9+/_-]{1,80}={1,2}(?![a-z0-9]))?"
)
_SVG = r"\s{0,3}<(?:svg|\?xml)\b.*?(?:</svg\s*>|\Z)"
_PLAIN = r"[^\s\"'<>]*"

_DATA_URI = re.compile(
    # anything at all is a picture when it says that it is base64
    rf"data{_COLON}{_GAP}(?:{_CHARACTER}|&(?:sol|\#47|\#x2f);){{0,120}}{_PARAMETERS}"
    rf"{_GAP}{_SEMICOLON}{_GAP}base64[^\s,]{{0,80}}?{_GAP}{_COMMA}{_GAP}{_BASE64}"
    rf"|data{_COLON}{_GAP}{_KIND}{_PARAMETERS}{_GAP}{_COMMA}(?:{_SVG}|{_GAP}{_PLAIN})"
    rf"|data{_COLON}(?:;[a-z0-9-]{{1,40}}={_PARAMETER}){{0,3}},{_PLAIN}",
    re.IGNORECASE | re.DOTALL,
)
SIGN = rf"data{_COLON}"
"""What every data URI begins with, in any case: a pattern for whoever looks through many texts at once."""

_SIGN = re.compile(SIGN, re.IGNORECASE)
_LAYERS = 8


def has_data_uri_sign(text: str) -> bool:
    """Whether the text can hold a data URI at all: a cheap first look."""
    # bytes are looked through many times as fast as characters of any case
    return b"data" in text.encode("utf-8", "surrogatepass").lower() and _SIGN.search(text) is not None


def cut_data_uris(text: str) -> str:
    """The text without its data URIs (RFC 2397): nothing is put in their place.

    Wrapped, percent-encoded and entity-encoded ones are cut too, and those that only the cutting
    of another one brings together. The words `data:` in plain writing stay, as they name no media
    type.
    """
    for _ in range(_LAYERS):
        if not has_data_uri_sign(text):
            return text
        cut = _DATA_URI.sub("", text)
        if cut == text:
            return text
        text = cut
    # nobody wraps them this deep by accident
    return _SIGN.split(text, maxsplit=1)[0]
