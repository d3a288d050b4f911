"""The files of a publication: the same bytes from the same manifest, and readable without seeing."""

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odf.opendocument import load
from odf.table import Table, TableCell, TableRow

from baken.statistics.publications.files import FORMS, csvw, html, make_files, ods, pdf
from baken.statistics.publications.letters import REPLACEMENT, displayable, not_displayable
from baken.statistics.publications.manifest import NoManifest, canonical, read_manifest
from tests.factories.manifests import HIDDEN_IN, manifest

HOSTILE = (
    '#eval("1") $x$ *b* _i_ `raw` <label> @cite \\ #import "a": * // /* [x] = kop\n\n= kop\n'
    "</p><script>alert(1)</script><style>@import 'http://a.example'</style> &lt; {{ x }} {% now %}"
)


class _Parsed(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def parsed(data: bytes) -> _Parsed:
    found = _Parsed()
    found.feed(data.decode())
    return found


def tagged(data: bytes) -> tuple[pikepdf.Pdf, dict[str, list[Any]]]:
    """A PDF with the elements of its structure, by kind."""
    document = pikepdf.open(io.BytesIO(data))
    found: dict[str, list[Any]] = {}

    def walk(one: Any) -> None:
        if isinstance(one, pikepdf.Array):
            for child in one:
                walk(child)
        elif isinstance(one, pikepdf.Dictionary):
            if "/S" in one:
                found.setdefault(str(one["/S"]), []).append(one)
            if "/K" in one:
                walk(one["/K"])

    walk(document.Root["/StructTreeRoot"]["/K"])
    return document, found


# the same bytes


def test_same_manifest_gives_the_same_bytes_of_every_file() -> None:
    first = {one.form: one.sha256 for one in make_files(manifest())}
    again = {one.form: one.sha256 for one in make_files(read_manifest(canonical(manifest())))}
    assert first == again
    assert set(first) == set(FORMS)


def test_another_process_makes_the_same_bytes(tmp_path: Any) -> None:
    path = tmp_path / "m.json"
    path.write_bytes(canonical(manifest()))
    told = "from baken.statistics.publications.files import make_files as f\n"
    told += "from baken.statistics.publications.manifest import read_manifest as r\n"
    told += f"print([x.sha256 for x in f(r(open({str(path)!r}, 'rb').read()))])"
    made = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == str([one.sha256 for one in make_files(manifest())])


def test_manifest_that_differs_gives_other_files() -> None:
    other = manifest(text="Een andere tekst.")
    same = {one.form: one.sha256 for one in make_files(manifest())}
    assert all(one.sha256 != same[one.form] for one in make_files(other) if one.form not in ("csv",))


@pytest.mark.parametrize(
    "content",
    [
        b"", b"[]", b"{", b'{"format": "other"}', b'{"format": "baken-publication-1"}', b"\xff\xfe",
        canonical(manifest() | {"name": "../elders"}), canonical(manifest() | {"editions": {}}),
        canonical(manifest() | {"blocks": [{"kind": "script"}]}), b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_manifest_is_refused(content: bytes) -> None:
    with pytest.raises(NoManifest):
        read_manifest(content)


# PDF/UA


@pytest.mark.parametrize("language", ["nl", "en"])
def test_pdf_says_its_language_title_and_that_it_is_tagged(language: Any) -> None:
    document, _found = tagged(pdf.write(manifest(), language))
    assert str(document.Root["/Lang"]) == language
    assert bool(document.Root["/MarkInfo"]["/Marked"])
    assert bool(document.Root["/ViewerPreferences"]["/DisplayDocTitle"])
    with document.open_metadata() as told:
        assert told["pdfuaid:part"] == "1"
        assert told["dc:title"] == "Platforms"
    assert "/CreationDate" not in document.docinfo
    with document.open_outline() as outline:
        assert "Een kop" in [one.title for one in outline.root]


def test_pdf_has_tables_with_headers_and_pictures_with_words() -> None:
    _document, found = tagged(pdf.write(manifest(), "nl"))
    assert len(found["/Table"]) == 2
    assert len(found["/TH"]) >= 2 + 2
    rows = [one for one in found["/TR"] if one["/K"][-1]["/S"] == "/TD"]
    assert len(rows) == 3 + 12
    for row in rows:
        assert [str(cell["/S"]) for cell in row["/K"]] == ["/TH", "/TD"]
        assert row["/K"][0]["/A"][0]["/Scope"] == "/Row"
        assert row["/K"][0]["/ID"] in list(row["/K"][1]["/A"][0]["/Headers"])
    told = [str(one["/Alt"]) for one in found["/Figure"] if "/Alt" in one]
    assert len(told) == 2 == len(found["/Figure"])
    assert any("als staven: dezelfde getallen als in de tabel" in one for one in told)
    assert any("Drenthe" in one and "Zeeland verborgen" in one for one in told)


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="#$*_`<>@\\[](){}=-+/~'\"&%;:,.!?ab1 \n", max_size=80))
def test_text_of_any_signs_is_shown_as_it_stands(text: str) -> None:
    found = manifest(text=f"begin {text} eind", title="t " + text.replace("\n", " "))
    document = pikepdf.open(io.BytesIO(pdf.write(found, "nl")))
    assert len(document.pages) >= 1
    with document.open_metadata() as told:
        assert (
            re.sub(r"\s+", " ", told["dc:title"]).strip() == re.sub(r"\s+", " ", found["title"]["nl"]).strip()
        )
    page = parsed(html.write(found, "nl"))
    assert re.sub(r"\s+", "", f"begin {text} eind") in re.sub(r"\s+", "", "".join(page.words))
    assert not {"script", "a", "img", "link"} & {tag for tag, _attributes in page.tags}


def test_hostile_words_stay_words_in_every_file() -> None:
    found = manifest(text=HOSTILE, heading=HOSTILE[:60], title=HOSTILE[60:100])
    made = {one.form: one.data for one in make_files(found)}
    page = parsed(made["html-nl"])
    tags = [tag for tag, _attributes in page.tags]
    assert "script" not in tags
    assert tags.count("style") == 1
    assert "alert(1)" in "".join(page.words)
    _document, tags_of = tagged(made["pdf-nl"])
    assert len(tags_of["/Table"]) == 2


def test_every_letter_that_is_allowed_can_be_shown_by_the_pdf() -> None:
    letters = "".join(sign for sign in map(chr, range(0x20, 0x2700)) if not not_displayable(sign))
    assert len(letters) > 1000
    lines = "\n\n".join(letters[place : place + 60] for place in range(0, len(letters), 60))
    assert pdf.write(manifest(text=lines), "nl").startswith(b"%PDF")


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\x07", "日", "😀", "\x00"])
def test_sign_that_can_not_be_shown_is_told_and_replaced(sign: str) -> None:
    assert not_displayable(f"a{sign}b") == [sign]
    assert displayable(f"a{sign}b") == f"a{REPLACEMENT}b"
    assert pdf.write(manifest(text=displayable(sign)), "nl").startswith(b"%PDF")


# HTML


def test_html_is_one_file_that_asks_nothing_of_anybody() -> None:
    data = html.write(manifest(), "en")
    page = parsed(data)
    for tag, attributes in page.tags:
        assert tag not in ("script", "link", "img", "iframe", "a")
        assert not {"src", "href", "style"} & set(attributes)
    assert b"url(" not in data and b"@import" not in data
    assert ("html", {"lang": "en"}) in page.tags
    assert any(one.get("http-equiv") == "Content-Security-Policy" for _tag, one in page.tags)


def test_html_tables_name_their_rows_and_columns() -> None:
    page = parsed(html.write(manifest(), "nl"))
    scopes = [attributes.get("scope") for tag, attributes in page.tags if tag == "th"]
    assert scopes.count("col") == 4
    assert scopes.count("row") == 3 + 12
    assert scopes.count("rowgroup") == 1
    assert [tag for tag, _attributes in page.tags].count("caption") == 2
    said = [attributes.get("aria-label") for tag, attributes in page.tags if tag == "td"]
    assert [one for one in said if one] == ["verborgen"]
    pictures = [attributes for tag, attributes in page.tags if tag == "svg"]
    assert all(one["role"] == "img" and one["aria-labelledby"] for one in pictures)


def test_bars_tell_apart_without_colour_and_have_their_numbers() -> None:
    text = html.write(manifest(), "en").decode()
    assert 'class="bar bar-item"' in text and 'class="bar bar-others"' in text
    assert ".bar-others { fill: #ffffff; stroke:" in text
    assert ">1,030</text>" in text
    assert ">1.030</text>" in html.write(manifest(), "nl").decode()


def test_map_says_what_its_letters_stand_for() -> None:
    for language, words, hidden in (
        ("nl", "FR Fryslân", "Zeeland: verborgen"),
        ("en", "FR Friesland", "Zeeland: hidden"),
    ):
        page = html.write(manifest(), language).decode()  # type: ignore[arg-type]
        assert f"{words}, GE Gelderland" in page and hidden in page


def test_words_of_both_languages_are_in_their_own_file() -> None:
    dutch, english = (html.write(manifest(), one).decode() for one in ("nl", "en"))  # type: ignore[arg-type]
    assert "opgesteld op 1 maart 2026" in dutch and "prepared on 1 March 2026" in english
    assert "Hoe deze cijfers zijn gemaakt" in dutch and "How these figures were made" in english
    assert "Een jaar erbij." in dutch and "One more year." in english
    assert "Verzonnen gegevens" in dutch and "Invented data" in english


# figures


def test_zip_describes_each_table_as_csv_on_the_web() -> None:
    with zipfile.ZipFile(io.BytesIO(csvw.write(manifest()))) as file:
        told = json.loads(file.read("metadata.json"))
        assert told["@context"][0] == "http://www.w3.org/ns/csvw"
        assert {one["url"] for one in told["tables"]} == set(file.namelist()) - {"metadata.json"}
        for table in told["tables"]:
            rows = list(csv.reader(io.StringIO(file.read(table["url"]).decode())))
            columns = table["tableSchema"]["columns"]
            assert rows[0] == [column["name"] for column in columns]
            assert {column["datatype"] for column in columns} == {"string", "integer"}
            for row in rows[1:]:
                assert row[1] == columns[1]["null"] or int(row[1]) % 5 == 0
        market = list(csv.reader(io.StringIO(file.read("market-1.csv").decode())))
    assert [HIDDEN_IN, "."] in market


def test_spreadsheet_has_its_notes_and_a_sheet_for_each_table() -> None:
    document = load(io.BytesIO(ods.write(manifest())))
    sheets = {one.getAttribute("name"): one for one in document.getElementsByType(Table)}
    assert list(sheets) == ["toelichting", "emm-types-per-year-1", "market-1"]
    words = [
        [str(cell) for cell in row.getElementsByType(TableCell)]
        for row in sheets["toelichting"].getElementsByType(TableRow)
    ]
    assert ["text", "Een tekst.", "Een tekst."] in words
    assert any(line[0] == "emm-types-per-year-1: type = messaging" for line in words)
    rows = [
        [str(cell) for cell in row.getElementsByType(TableCell)]
        for row in sheets["market-1"].getElementsByType(TableRow)
    ]
    assert rows[0] == ["area", "unique_adverts"]
    assert [HIDDEN_IN, "."] in rows
