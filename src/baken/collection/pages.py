"""The words that a reader of a web page sees: its title and its text."""

import re
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
# a noncharacter, that no page shows: XML has no word for NUL
_LINE_END = "\ufdd0"
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_MAY_BE_HIDDEN = etree.XPath("descendant::*[@hidden or @style]")
_HIDDEN = "hidden-element"
_HIDDEN_EDGES = dict.fromkeys((*_BLOCKS, "br"), "hidden-block") | dict.fromkeys(_CELLS, "hidden-cell")
_WORDS = etree.XSLT(
    etree.XML(
        f"""\
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="text" encoding="UTF-8"/>
<xsl:template match="/"><xsl:apply-templates select="*/node()"/></xsl:template>
<xsl:template match="{" | ".join(sorted(_BLOCKS | {"br"}))}">
  <xsl:value-of select="'{_LINE_END}'"/><xsl:apply-templates/><xsl:value-of select="'{_LINE_END}'"/>
</xsl:template>
<xsl:template match="{" | ".join(sorted(_CELLS))}">
  <xsl:text> </xsl:text><xsl:apply-templates/><xsl:text> </xsl:text>
</xsl:template>
<xsl:template match="{" | ".join(sorted(_UNSEEN | {_HIDDEN}))}"/>
<xsl:template match="hidden-block"><xsl:value-of select="'{_LINE_END}'"/></xsl:template>
<xsl:template match="hidden-cell"><xsl:text> </xsl:text></xsl:template>
</xsl:stylesheet>"""
    ),
    access_control=etree.XSLTAccessControl.DENY_ALL,
)
"""The walk over the tree, which Python would take six times as long for: blocks between line ends."""


class Page(Selector):
    """A page as a tree; `may_hide` is false when no part of it can be hidden, `is_bare` is true when no
    picture can be written into it."""

    __slots__ = ("is_bare", "may_hide")
    is_bare: bool
    may_hide: bool


def read_page(text: str) -> Page:
    """The page as a tree; mends what is broken in it. Raises BadRecord when there is nothing."""
    parser = etree.HTMLParser(encoding="utf-8", recover=True, huge_tree=True, remove_comments=True)
    content = text.encode("utf-8", "replace")
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        root = None
    # libxml2 stops reading at its depth limit and leaves the rest out without a word
    if any(error.level == etree.ErrorLevels.FATAL for error in parser.error_log):
        raise BadRecord("the page nests too deep to be read whole")
    if root is None:
        raise BadRecord("the page has no words")
    page = Page(root=root, type="html")
    low = content.lower()
    page.is_bare = b"data" not in low
    styled = low.count(b"style") > low.count(b"<style") + low.count(b"</style")
    page.may_hide = styled or b"hidden" in low
    return page


def title_of(page: Selector) -> str:
    """The page's title, or else its first heading."""
    for name in ("title", "h1"):
        # the first one ends the search: it nearly always has words
        for element in page.root.iter(name):
            if name == "title" and next(element.iterancestors("svg"), None) is not None:
                continue
            if words := " ".join(words_of(element, inside=True).split()):
                return words
    return ""


def text_of(page: Selector) -> str:
    """The visible words of the body, a line a block."""
    root = page.root
    bodies = root.findall("body") if root.tag == "html" and root.getparent() is None else ()
    may_hide = getattr(page, "may_hide", True)
    return "\n".join(filter(None, (_words(body, may_hide) for body in bodies)))


def words_of(element: Any, *, inside: bool = False) -> str:
    """The visible words within an lxml element: blocks on lines of their own, spaces collapsed.

    Scripts, styles, hidden parts, pictures and their descriptions are no words; data URIs are cut.
    `inside=True` reads an element that would not be seen by itself, such as a title.
    """
    return _words(element, True, inside=inside)


def _words(element: Any, may_hide: bool, *, inside: bool = False) -> str:
    if not inside and (element.tag in _UNSEEN or _is_hidden(element)):
        return ""
    if not len(element):
        return _lines(element.text or "")
    renamed = [(one, one.tag) for one in _MAY_BE_HIDDEN(element) if _is_hidden(one)] if may_hide else []
    try:
        for one, name in renamed:
            one.tag = _HIDDEN_EDGES.get(name, _HIDDEN)
        text = str(_WORDS(element))
    finally:
        for one, name in renamed:
            one.tag = name
    return _lines(text)


def _lines(text: str) -> str:
    # as bytes, where a space is one of ASCII's: others are part of the words
    words = b" ".join(text.encode().split()).split(_LINE_END.encode())
    return cut_data_uris(b"\n".join(filter(None, map(bytes.strip, words))).decode()).strip(" \n")


def _is_hidden(element: Any) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN_STYLE.search(style) is not None
