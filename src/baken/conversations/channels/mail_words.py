"""What a person wrote in a mail: not what they quote, not what lies in it, nothing that must be fetched."""

import re
from contextlib import suppress
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Any

MOST_READ = 100_000
_SIGNATURE = re.compile(r"(?m)^-- ?$")
_QUOTES_BELOW = re.compile(
    r"(?im)^(?:_{10,}|-{2,}[^-\n].{1,58}[^-\n]-{2,}|"
    r"(?:van|from|von|de|od|felad[oó]|от|de la)\s*:.{1,200}\n(?:.{0,200}\n){0,2}?"
    r"(?:verzonden|sent|gesendet|enviado|envoyé|wysłano|elküldve|изпратено|trimis|datum|date)\s*:.*)$"
)
"""How mail programs that write no > begin what they quote."""
_INTRODUCES = re.compile(r"^\S.{0,200}:\s*$")
_HIDDEN = frozenset({"blockquote", "style", "script", "head", "title"})
_NO_MARK = re.compile(r"<(?=[^<>]*(?:<|\Z))")
"""A < that nothing closes: the reader of marks would look for its end again and again."""
_BREAKS = frozenset({"br", "p", "div", "li", "tr"})


def said_in(mail: EmailMessage) -> tuple[str, bool]:
    """The words, and whether anything else lies in the mail.

    Quotes go: our own opening says how to stop, and who quotes it did not say so.
    """
    plain, html, media = "", "", False
    for part in mail.walk():
        if part.is_multipart():
            continue
        kind = part.get_content_type()
        if part.get_content_disposition() == "attachment" or kind not in ("text/plain", "text/html"):
            media = True
        elif kind == "text/plain" and not plain:
            plain = _text(part)
        elif kind == "text/html" and not html:
            html = _text(part)
    return (without_quotes(plain) if plain.strip() else words_of_html(html)), media


def without_quotes(text: str) -> str:
    """Without the lines that begin with >, without the line that introduces them, without a signature."""
    kept: list[str] = []
    text = text.replace("\r\n", "\n")[:MOST_READ]
    for mark in (_SIGNATURE, _QUOTES_BELOW):
        text = mark.split(text, maxsplit=1)[0]
    for line in text.split("\n"):
        if line.lstrip().startswith(">"):
            while kept and not kept[-1].strip():
                kept.pop()
            if kept and _INTRODUCES.match(kept[-1]):
                kept.pop()
            # one of the lines that follow would be its own introduction otherwise
            kept.append("")
        else:
            kept.append(line)
    return "\n".join(kept).strip()


def words_of_html(html: str) -> str:
    """The words between the marks, without what is quoted. Nothing is fetched and nothing is run."""
    reader = _Words()
    with suppress(AssertionError):
        reader.feed(_NO_MARK.sub(" ", html))
        reader.close()
    found = without_quotes(re.sub(r"[ \t]+", " ", "".join(reader.kept)))
    # marks that were never closed hide everything: better quotes read along than a no that is not read
    return found or re.sub(r"<[^>]{0,2000}>", " ", html[:MOST_READ]).strip()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.kept: list[str] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        quoted = any(name == "class" and value and "quote" in value for name, value in attrs)
        if tag in _HIDDEN or (tag == "div" and (quoted or self._hidden)):
            self._hidden.append(tag)
        elif tag in _BREAKS and not self._hidden:
            self.kept.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._hidden and self._hidden[-1] == tag:
            self._hidden.pop()

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.kept.append(data)


def _text(part: Any) -> str:
    """The words of a part; what its letters are said to be written in may be wrong."""
    held = part.get_payload(decode=True)
    if not isinstance(held, bytes):
        return ""
    stated = part.get_content_charset("utf-8")
    with suppress(LookupError, ValueError):
        return held.decode(stated, "replace")
    return held.decode("utf-8", "replace")
