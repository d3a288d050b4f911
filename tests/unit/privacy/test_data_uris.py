"""No picture comes in as text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.privacy.data_uris import cut_data_uris
from tests.unit.collection.records import line, read

LONG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"voor data:image/png;base64,{LONG}== na", "voor  na"),
        (f"voor DATA:Image/JPEG;charset=x;Base64,{LONG}", "voor "),
        (f"<img src='data:image/gif;base64,{LONG}'>", "<img src=''>"),
        (f"a data:image/png;base64,{LONG}\n{LONG}\r\n  {LONG}\nQmCC= b", "a  b"),
        (f"a data&colon;image/png;base64,{LONG} b", "a  b"),
        (f"a data&#58;image/png;base64,{LONG} b", "a  b"),
        (f"a data:image\\/png;base64,{LONG.replace('/', chr(92) + '/')} b", "a  b"),
        (f"a data: image/png ; base64 , {LONG} b", "a  b"),
        (f"a data:;base64,{LONG} b", "a  b"),
        ("a data:image/svg+xml;utf8,<svg xmlns='x'><path d='M 0 0'/></svg> b", "a  b"),
        ("a data:image/svg+xml,%3Csvg%20xmlns%3D'x'%3E b", "a 'x'%3E b"),
        ("a data:image/png;base64,AAAA data:image/png;base64,BBBB b", "a   b"),
        (f"a data:video/mp4;base64,{LONG}", "a "),
        (f"a data:x-photo/raw;base64,{LONG} b", "a  b"),
        (f"a data:image;base64,{LONG} b", "a  b"),
        (f'a data:image/png;name="a b.png";base64,{LONG} b', "a  b"),
        (f"a data&#58;image&#47;png&#59;base64&#44;{LONG}&#x2F;{LONG}&#x3D; b", "a  b"),
        (f"https://a.example/?i=data%3Aimage%2Fpng%3Bbase64%2C{LONG}&b=1", "https://a.example/?i=&b=1"),
        ("a data:,hallo%20x b", "a  b"),
        (f"dadata:image/svg+xml,<svg></svg>ta:image/png;base64,{LONG}", ""),
    ],
)
def test_data_uri_is_cut(text: str, left: str) -> None:
    assert cut_data_uris(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "data: maandag, dinsdag en woensdag",
        "mijn data:vrijdag,zaterdag",
        "Data; image/png",
        "metadata: image, tekst",
        "",
    ],
)
def test_plain_words_stay(text: str) -> None:
    assert cut_data_uris(text) == text


@given(st.text(st.sampled_from("data:image/png;base64, AB=\n<svg>"), max_size=300))
def test_cutting_takes_away_and_never_adds(text: str) -> None:
    left = cut_data_uris(text)
    assert len(left) <= len(text)
    assert set(left) <= set(text)


def test_hostile_repetition_is_cut_fast() -> None:
    pieces = "data:image/ data:; data:image/png;base64, data:;a=b data:;a=&semi; data:x%3b data:/ data:&sol;"
    for piece in [*pieces.split(), "dadata:image/svg+xml,<svg></svg>ta:image/svg+xml,<svg></svg>"]:
        text = piece * (100_000 // len(piece))
        started = time.process_time()
        cut_data_uris(text)
        assert time.process_time() - started < 5, piece


def test_record_keeps_its_words_and_no_picture() -> None:
    uri = f"data:image/png;base64,{LONG}"
    records, rejects, _ = read(
        line(
            text=f"voor {uri} na",
            title=uri,
            url=uri,
            place=f"Utrecht {uri}",
            contacts=[{"kind": "website", "value": uri}, {"kind": "phone", "value": "+31600000000"}],
            account={"account_id": f"x{uri}"},
        )
    )
    assert rejects == []
    record = records[0]
    assert record["text"] == "voor  na"
    assert (record["title"], record["url"], record["place"]) == (None, None, "Utrecht ")
    assert [contact["kind"] for contact in record["contacts"]] == ["phone"]
    assert record["account"]["account_id"] == "x"


def test_picture_for_a_name_is_a_reject() -> None:
    _, rejects, _ = read(line(platform="data:image/png;base64,AAAA"))
    assert rejects[0]["reason"] == "platform: is an image, not a name"


def test_escaped_picture_is_cut() -> None:
    records, _, _ = read(line(text="X").replace(b"X", rb"\u0064ata:image/png;base64,AAAA"))
    assert records[0]["text"] == ""
