"""The words of a page whatever its tags do: as browsers see them, and in time that grows with its length."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from baken.collection.page_scan import scan
from baken.collection.pages import read_page, words_of
from baken.collection.rejects import BadRecord


@pytest.mark.parametrize(
    ("html", "title", "text"),
    [
        ("een<div hidden/>twee", "", "een\ntwee"),
        ("<script/>een</script>twee", "", "eentwee"),
        ("een<textarea><b>twee</textarea>drie", "", "een<b>tweedrie"),
        ("een<plaintext>twee<p>drie", "", "eentwee<p>drie"),
        ("<script><!-- <script>x</script> --></script>een", "", "een"),
        ("<script>x</scripty>y</SCRIPT >een", "", "een"),
        ("een<![CDATA[ x > y ]]>twee", "", "een y ]]>twee"),
        ("een<?x y>twee</ x>drie</>vier<!x>", "", "eentweedrievier"),
        ("1 < 2 <3 <b", "", "1 < 2 <3"),
        ("een<!-->twee-->drie<!--->vier<!-- x --!>vijf<!-- zes", "", "eentwee-->drieviervijf"),
        ("een<li hidden>x<li>twee", "", "een\ntwee"),
        ("<ul><li hidden><b>x<li>een</ul>", "", "een"),
        ("<p hidden>x<div>een</div>twee", "", "een\ntwee"),
        ("<div><object>x</div>een", "", "een"),
        ("een<object>x<p>y</div>z", "", "een"),
        ("<div><template>x</div>een", "", "een"),
        ("<template><li>x<li>y</template>een", "", "een"),
        ("<body hidden>x", "", ""),
        ("<p>een</p></body>twee</html>drie", "", "een\ntweedrie"),
        ("<head><title>kop</title>een", "kop", "een"),
        ("<title/>een</title>twee", "", "eentwee"),
        ("<frameset><frame></frameset><noframes><body>x</body></noframes>", "", ""),
        ("<table hidden><tr><td>x<table><tr><td>y</table>z</table>een", "", "een"),
        ("<tr hidden><td>x<tr><td>een", "", "een"),
        ("<dl><dt hidden>x<dd>een</dl>", "", "een"),
        ("<td hidden>x</td>een", "", "een"),
        ("<br hidden>een<br>twee", "", "een\ntwee"),
        ("<x-y hidden>x</x-y>een", "", "een"),
        ("een<p\nhidden>x</p>twee<P/HIDDEN=''>y</P>", "", "een\ntwee"),
        ("een<p a='>' b=\"hidden\" style=display:none>x</p>twee", "", "een\ntwee"),
        ("<p style='x;visibility : HIDDEN'>x</p><p style='xdisplay:none'>een", "", "een"),
        ("<p style='a:&quot;b&quot;;display:none'>x</p>een", "", "een"),
        ("<p style='color:red' style='display:none'>een", "", "een"),
        ("een<p a='x", "", "een"),
        ("een<p <b>twee</b>", "", "een\ntwee"),
        ("een<", "", "een<"),
        ("een</", "", "een</"),
        ("<h1><img></h1><h1>kop &amp; <i>staart</i></h1>", "kop & staart", "kop & staart"),
        ("<h1 hidden>kop</h1>een", "kop", "een"),
        ("<h1><script>x</script></h1><h1>kop<br>staart</h1>", "kop staart", "kop\nstaart"),
        ("<svg><title>x</title></svg><title></title><title>kop</title>", "kop", ""),
        ("&am<b></b>p; &<i>copy</i> &copy2 &#10;een&#9;&lt;b>", "", "&amp; &copy ©2 een <b>"),
        ("een\x0btwee\x0cdrie\u00a0vier", "", "een twee drie\u00a0vier"),
        ("<td> een <b>twee</b> </td> drie<label>vier</label>vijf", "", "een twee drie vier vijf"),
    ],
)
def test_page_with_broken_tags_has_the_words_that_are_seen(html: str, title: str, text: str) -> None:
    page = read_page(html)

    assert (page.title, page.text) == (title, text)


NAMES = ("p", "div", "b", "span", "td", "li", "ul", "script", "template", "svg", "x-y")
UNSEEN = ("script", "template", "svg")
ENDED_BY = {"p": {"p", "div", "td", "li", "ul"}, "td": {"td"}, "li": {"li"}}
"""What would end an element by beginning in it: a whole page has none of these there."""


@st.composite
def trees(draw: st.DrawFn, depth: int = 0, barred: frozenset[str] = frozenset()) -> tuple[str, str]:
    """A whole element as HTML, none in it that ends another, and its words with "|" where a line may end."""
    name = draw(st.sampled_from([one for one in NAMES if one not in barred]))
    hidden = draw(st.booleans()) and draw(st.booleans())
    html, words = "", ""
    for _ in range(draw(st.integers(0, 3 if depth < 4 else 0))):
        own = draw(st.sampled_from(["een", " twee ", "drie"]))
        barred_here = barred | ENDED_BY.get(name, set())
        part = (own, own) if name == "script" else draw(trees(depth + 1, barred_here))
        html, words = html + own + part[0], words + own + part[1]
    edge = "|" if name in ("p", "div", "li", "ul") else " " if name == "td" else ""
    if hidden or name in UNSEEN:
        return f"<{name}{' hidden' * hidden}>{html}</{name}>", "" if name in UNSEEN else edge
    return f"<{name}>{html}</{name}>", f"{edge}{words}{edge}"


@given(trees())
def test_whole_page_has_the_words_of_its_tree(tree: tuple[str, str]) -> None:
    html, words = tree
    lines = (" ".join(line.split()) for line in words.split("|"))

    assert read_page(html).text == "\n".join(filter(None, lines))


@given(st.text(alphabet="<>/!-=\"' \n&;abhidensytlp", max_size=120))
def test_any_signs_are_read_to_their_end(html: str) -> None:
    scanned = scan(html.encode())

    assert not scanned.too_deep
    assert len(scanned.words) <= len(html) + 1
    assert b"\xff" not in scanned.words


def test_words_within_an_element_are_those_of_its_part_of_the_page() -> None:
    root = etree.HTML(
        "<table><tr><td>een</td><td hidden>x</td><td>twee &amp; drie</td></tr></table><svg>a<b>b</b></svg>"
    )

    assert words_of(next(root.iter("tr"))) == "een twee & drie"
    assert words_of(next(root.iter("svg"))) == ""
    assert words_of(next(root.iter("svg")), inside=True) == "ab"


HOSTILE = {
    "levels": "<div>",
    "stray ends": "</div>",
    "signs": "<",
    "open ends": "</",
    "comments": "<!--",
    "open quotes": "<a b='",
    "scripts": "<script>",
    "script comments": "<script><!--<script>",
    "headings": "<h1>",
    "paragraphs": "<b><p>",
    "formatted": "<font size=1>x<div>",
    "cells": "<td><p>",
    "styles": "<p style='display:display:display:'>",
    "references": "&amp",
    "unknown": "<x>" * 2_000 + "</y>" * 4_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_page_costs_no_more_than_a_plain_one_of_its_length(kind: str) -> None:
    length = 2_000_000
    plain = "<li class='een'>een <b>twee</b></li>" * (length // 36)
    page = HOSTILE[kind] * (length // len(HOSTILE[kind]))
    scan(plain[:1_000].encode())

    def seconds(text: str) -> float:
        started = time.thread_time()
        scan(text.encode())
        return time.thread_time() - started

    assert min(seconds(page) for _ in range(2)) < 10 * min(seconds(plain) for _ in range(2))


def test_hundred_thousand_levels_are_refused() -> None:
    with pytest.raises(BadRecord, match="too deep"):
        read_page("een" + "<div>" * 100_000 + "diep")


def test_hundred_thousand_paragraphs_left_open_are_no_depth() -> None:
    assert read_page("<p>een" * 100_000).text.count("een") == 100_000
