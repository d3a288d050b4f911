"""The words that a reader of a web page sees: its title and its text."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from parsel import Selector

from baken.collection.rejects import BadRecord
from baken.privacy.data_uris import cut_data_uris

_UNSEEN_NAMES = (
    "script style noscript template head title iframe object embed svg math canvas audio video datalist"
)
_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol "
    "optgroup option p pre search section select summary table tbody tfoot thead tr ul"
)
_UNSEEN = frozenset(_UNSEEN_NAMES.split())
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_CELLS = frozenset({"td", "th", "button", "label"})
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_AROUND_LINE_END = re.compile(r" *\n[ \n]*")
_LINE_END = "\x00"
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def read_page(text: str) -> Selector:
    """The page as a tree; mends what is broken in it. Raises BadRecord when there is nothing."""
    parser = etree.HTMLParser(encoding="utf-8", recover=True, huge_tree=True, remove_comments=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    # libxml2 stops reading at its depth limit and leaves the rest out without a word
    if any(error.level == etree.ErrorLevels.FATAL for error in parser.error_log):
        raise BadRecord("the page nests too deep to be read whole")
    if root is None:
        raise BadRecord("the page has no words")
    return Selector(root=root, type="html")


def title_of(page: Selector) -> str:
    """The page's title, or else its first heading."""
    for query in ("//title[not(ancestor::svg)]", "//h1"):
        for element in page.xpath(query):
            if words := " ".join(words_of(element.root, inside=True).split()):
                return words
    return ""


def text_of(page: Selector) -> str:
    """The visible words of the body, a line a block."""
    bodies = page.xpath("/html/body")
    return "\n".join(filter(None, (words_of(body.root) for body in bodies))) if bodies else ""


def words_of(element: Any, *, inside: bool = False) -> str:
    """The visible words within an lxml element: blocks on lines of their own, spaces collapsed.

    Scripts, styles, hidden parts, pictures and their descriptions are no words; data URIs are cut.
    `inside=True` reads an element that would not be seen by itself, such as a title.
    """
    text = "".join(_pieces(element, inside))
    lines = _SPACES.sub(" ", text).replace(_LINE_END, "\n")
    return cut_data_uris(_AROUND_LINE_END.sub("\n", lines)).strip(" \n")


def _pieces(root: Any, inside: bool) -> Iterator[str]:
    """Walks the tree without recursion: a page may nest deeper than Python's stack."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        name = element.tag if isinstance(element.tag, str) else None
        edge = _LINE_END if name in _BLOCKS or name == "br" else " " if name in _CELLS else ""
        if leaving:
            yield edge
            if element is not root and element.tail:
                yield element.tail
            continue
        yield edge
        stack.append((element, True))
        if name is None or (_is_unseen(element, name) and not (inside and element is root)):
            continue
        if element.text:
            yield element.text
        stack.extend((child, False) for child in reversed(element))


def _is_unseen(element: Any, name: str) -> bool:
    if name in _UNSEEN or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN_STYLE.search(style) is not None
