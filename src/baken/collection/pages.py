"""The words that a reader of a web page sees: its title and its text."""

import re
from html import unescape
from typing import Any

from lxml import etree
from parsel import Selector

from baken.collection.page_tags import SEEN_NEVER
from baken.collection.rejects import BadRecord
from baken.privacy.data_uris import cut_data_uris

_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_TOO_DEEP = "the page nests too deep to be read whole"


class Page:
    """A page that was read: `title` and `text` are what a reader sees of it.

    The text is the visible words of the body, a line a block; the title is the page's own, or else its first
    heading. `is_bare` is true when no picture can be written into it.
    """

    __slots__ = ("_content", "_tree", "is_bare", "text", "title")

    def __init__(self, text: str) -> None:
        """Raises BadRecord when it nests too deep."""
        self._content = text.encode("utf-8", "replace")
        self._tree: Selector | None = None
        self.is_bare = b"data" not in self._content.lower()
        self.text, self.title = _words(self._content)

    @property
    def tree(self) -> Selector:
        """The page as a tree, for selectors: what is broken in it is mended, and it is made when it is
        first asked for. Raises BadRecord."""
        if self._tree is None:
            self._tree = _tree(self._content)
        return self._tree


def read_page(text: str) -> Page:
    """The page. Raises BadRecord when it nests too deep."""
    return Page(text)


def title_of(page: Page) -> str:
    """The page's title, or else its first heading."""
    return page.title


def text_of(page: Page) -> str:
    """The visible words of the body, a line a block."""
    return page.text


def words_of(element: Any, *, inside: bool = False) -> str:
    """The visible words within an lxml element: blocks on lines of their own, spaces collapsed.

    Scripts, styles, hidden parts, pictures and their descriptions are no words; data URIs are cut.
    `inside=True` reads an element that would not be seen by itself, such as a title.
    """
    if not inside and (element.tag in SEEN_NEVER or _is_hidden(element)):
        return ""
    if not len(element):
        return _plain(element.text or "")
    return _words(etree.tostring(element, encoding="utf-8", method="html", with_tail=False), inside=True)[0]


def _words(content: bytes, *, inside: bool = False) -> tuple[str, str]:
    """The text and the title."""
    # loaded here: the compiler takes a third of a second, and profiles alone need none
    from baken.collection.page_scan import scan

    if not content:
        return "", ""
    scanned = scan(content, inside=inside)
    if scanned.too_deep:
        raise BadRecord(_TOO_DEEP)
    title = next(filter(None, (_plain(_seen(content[one:end])) for one, end in scanned.titles)), "")
    for start, end in () if title else scanned.headings:
        if title := " ".join(_words(content[start:end])[0].split()):
            break
    return cut_data_uris(_seen(scanned.words)).strip(" \n"), title


def _seen(words: bytes) -> str:
    """Words with their character references read, each line by itself."""
    text = words.decode()
    if "&" not in text:
        return text
    lines = (
        _SPACES.sub(" ", unescape(line).replace("\0", "")).strip(" ") if "&" in line else line
        for line in text.split("\n")
    )
    return "\n".join(filter(None, lines))


def _plain(text: str) -> str:
    return cut_data_uris(_SPACES.sub(" ", text)).strip(" ")


def _tree(content: bytes) -> Selector:
    parser = etree.HTMLParser(encoding="utf-8", recover=True, huge_tree=True, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        root = None
    # libxml2 stops reading at its depth limit and leaves the rest out without a word
    if any(error.level == etree.ErrorLevels.FATAL for error in parser.error_log):
        raise BadRecord(_TOO_DEEP)
    if root is None:
        raise BadRecord("the page has no words")
    return Selector(root=root, type="html")


def _is_hidden(element: Any) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN_STYLE.search(style) is not None
