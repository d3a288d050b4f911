"""The words of a page as a reader sees them, in whatever encoding it came."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.collection.charsets import decode_page
from baken.collection.pages import read_page, text_of, title_of
from baken.collection.rejects import BadRecord


def words(html: str) -> tuple[str, str]:
    page = read_page(html)
    return title_of(page), text_of(page)


@pytest.mark.parametrize(
    ("html", "title", "text"),
    [
        ("<title> Een\n titel </title><p>tekst", "Een titel", "tekst"),
        ("<h1>Kop <b>vet</b></h1><p>tekst", "Kop vet", "Kop vet\ntekst"),
        ("<svg><title>tekening</title></svg><h1>Kop</h1>", "Kop", "Kop"),
        ("<p>een  twee\n\tdrie</p><p>vier</p>", "", "een twee drie\nvier"),
        ("een<br>twee<br/><br/>drie", "", "een\ntwee\ndrie"),
        ("<div><div><div>een</div></div>twee</div>", "", "een\ntwee"),
        ("<ul><li>een<li>twee</ul>", "", "een\ntwee"),
        ("<table><tr><td>een</td><td>twee</td></tr><tr><td>drie</table>", "", "een twee\ndrie"),
        ("een<span>twee</span><i>drie</i>", "", "eentweedrie"),
        ("een<script>x</script><style>y</style><noscript>z</noscript><!-- w -->twee", "", "eentwee"),
        ("een<template>x</template><iframe>y</iframe><p hidden>z</p>", "", "een"),
        ("een<p style='color:red; display : none'>x</p><p style='color:red'>twee", "", "een\ntwee"),
        ("<img src='data:image/png;base64,AAAA' alt='beeld'>een", "", "een"),
        ("een data:image/png;base64,AAAA twee", "", "een  twee"),
        ("een &amp; &euro;&nbsp;100 &#x1F600;", "", "een & €\u00a0100 😀"),
        ("<p>een<p>twee</p></div></span>drie", "", "een\ntwee\ndrie"),
        ("<?xml version='1.0' encoding='utf-16'?><p>é</p>", "", "é"),
    ],
)
def test_words_of_a_page(html: str, title: str, text: str) -> None:
    assert words(html) == (title, text)


@pytest.mark.parametrize("html", ["", "  ", "<p></p>", "<script>x</script>", "<!-- x -->", "<!doctype html>"])
def test_page_without_words_has_none(html: str) -> None:
    try:
        found = words(html)
    except BadRecord:
        return
    assert found == ("", "")


def test_deep_page_is_read() -> None:
    assert words("<div>" * 1_900 + "diep" + "</div>" * 1_900)[1] == "diep"


@pytest.mark.parametrize("depth", [3_000, 200_000])
def test_page_too_deep_to_read_whole_is_refused(depth: int) -> None:
    with pytest.raises(BadRecord, match="too deep"):
        words("eerst" + "<div>" * depth + "diep")


@given(st.text(max_size=200))
def test_any_text_is_a_page_or_has_no_words(html: str) -> None:
    try:
        title, text = words(html.encode("utf-8", "replace").decode())
    except BadRecord:
        return
    assert "\x00" not in title + text


SENTENCE = "Privé ontvangst, rustig – € 100"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (SENTENCE.encode(), "text/html; charset=utf-8"),
        (SENTENCE.encode(), "text/html"),
        (SENTENCE.encode("cp1252"), "text/html; charset=iso-8859-1"),
        (SENTENCE.encode("cp1252"), "text/html; charset=utf-8"),
        (SENTENCE.encode("cp1252"), "text/html"),
        (SENTENCE.encode(), "text/html; charset=iso-8859-1"),
        (SENTENCE.encode(), "text/html; charset=windows-1252"),
        (SENTENCE.encode(), "text/html; charset=of-no-kind"),
        (b"\xef\xbb\xbf" + SENTENCE.encode(), "text/html; charset=iso-8859-1"),
        (SENTENCE.encode("utf-16"), "text/html"),
        (b"\xfe\xff" + SENTENCE.encode("utf-16-be"), "text/html; charset=utf-8"),
        (SENTENCE.encode(), None),
    ],
)
def test_page_is_decoded_as_it_was_meant(body: bytes, content_type: str | None) -> None:
    assert decode_page(body, content_type) == SENTENCE


def test_page_may_name_its_own_encoding() -> None:
    body = "<meta charset='iso-8859-2'><p>Łódź".encode("iso-8859-2")
    assert "Łódź" in decode_page(body, "text/html")


def test_stray_nul_is_left_out() -> None:
    assert decode_page(b"een\0twee " + b"woord " * 50, None).startswith("eentwee ")


def test_one_broken_character_does_not_spoil_the_others() -> None:
    body = ("é" * 20).encode() + b"\xff" + "é".encode()
    assert decode_page(body, "text/html; charset=utf-8") == "é" * 20 + "\ufffd" + "é"


@pytest.mark.parametrize("body", [b"\x81\x8d\x8f" * 9, b"PNG\0\0\0\0\0\0", bytes(range(32)) * 3])
def test_what_is_no_text_is_refused(body: bytes) -> None:
    with pytest.raises(BadRecord):
        decode_page(body, "text/html")


@given(st.binary(max_size=200), st.sampled_from([None, "text/html; charset=utf-8", "text/html; charset=x"]))
def test_any_bytes_are_decoded_or_refused(body: bytes, content_type: str | None) -> None:
    try:
        text = decode_page(body, content_type)
    except BadRecord:
        return
    assert "\0" not in text
