"""A chart that is taller than a page of paper is drawn in parts, of which nothing is cut off."""

import io
import re
from dataclasses import replace
from typing import Any

import pikepdf
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.statistics.chart import ChartData, Panel
from baken.statistics.drawings import draw_bars, parts_no_taller
from baken.statistics.publications.files import pdf, pictures
from baken.statistics.publications.manifest import chart_content, settled
from baken.vocabulary.code_list import Label
from tests.factories.manifests import KINDS, manifest


def chart(rows: int, panels: int = 1, headings: tuple[int, ...] = ()) -> ChartData:
    names = tuple(Label(f"rij {place}", f"row {place}") for place in range(rows))
    return ChartData(
        rows=names,
        panels=tuple(
            Panel(
                Label(str(2017 + panel), str(2017 + panel)),
                tuple(float(10 * place) for place in range(rows)),
                tuple(str(10 * place) for place in range(rows)),
            )
            for panel in range(panels)
        ),
        headings=tuple((place, Label(f"kop {place}", f"heading {place}")) for place in headings),
    )


def drawn(part: ChartData, whole: ChartData) -> str:
    return draw_bars(part, name="x", width=660, title="t", description="d", language="nl", of=whole)


def height(picture: str) -> int:
    return int(re.findall(r'viewBox="0 0 \d+ (\d+)"', picture)[0])


@settings(max_examples=60)
@given(st.integers(1, 60), st.integers(1, 9), st.sets(st.integers(0, 59), max_size=5), st.integers(60, 900))
def test_parts_hold_every_row_once_and_none_is_taller(
    rows: int, panels: int, at: set[int], most: int
) -> None:
    whole = chart(rows, panels, tuple(sorted(place for place in at if place < rows)))
    parts = parts_no_taller(whole, width=660, height=most, language="nl")
    assert tuple(row for part in parts for row in part.rows) == whole.rows
    for number in range(panels):
        said = tuple(words for part in parts for words in part.panels[number].words)
        assert said == whole.panels[number].words
    for part in parts:
        assert len(part.rows) == 1 or height(drawn(part, whole)) <= most + 4
        assert part is whole or part.longest == whole.longest


def test_part_begins_at_a_heading_and_repeats_the_one_it_goes_on_under() -> None:
    whole = chart(40, headings=(0, 12, 24))
    first, second, *_ = parts_no_taller(whole, width=660, height=480, language="nl")
    assert len(first.rows) == 12
    assert second.headings == ((0, Label("kop 12", "heading 12")),)
    (_one, again, *_) = parts_no_taller(chart(40, headings=(0,)), width=660, height=480, language="nl")
    assert again.headings == ((0, Label("kop 0", "heading 0")),)


def test_bars_of_all_parts_have_one_scale() -> None:
    whole = replace(chart(40), rows=tuple(Label("a" * place, "b") for place in range(40)))
    bars = [
        (place, float(wide))
        for part in parts_no_taller(whole, width=660, height=300, language="nl")
        for place, wide in zip(
            [int(words) for words in part.panels[0].words if words != "0"],
            re.findall(r'<rect[^>]* width="([\d.]+)"', drawn(part, whole)),
            strict=True,
        )
    ]
    each = {round(wide / count, 2) for count, wide in bars}
    assert len(bars) == 39
    assert max(each) - min(each) <= 0.01


def test_every_picture_in_the_pdf_stands_whole_on_its_page_and_says_which_part_it_is() -> None:
    found: dict[str, Any] = manifest()
    found["editions"][KINDS]["chart"] = chart_content(chart(70, headings=(0, 33)))
    found = settled(found)
    tall = [height(one) for one in pictures.bars_on_paper(found["editions"][KINDS], "nl")]
    assert len(tall) > 1 and max(tall) <= pictures.TALLEST + 4
    document = pikepdf.open(io.BytesIO(pdf.write(found, "nl")))
    told = []

    def walk(one: Any) -> None:
        for child in one if isinstance(one, pikepdf.Array) else [one]:
            if isinstance(child, pikepdf.Dictionary) and "/S" in child:
                if child.S == "/Figure":
                    (box,) = [entry.BBox for entry in child.A if "/BBox" in entry]
                    assert 0 <= box[1] < box[3] <= document.pages[0].MediaBox[3]
                    told.append(str(child.Alt))
                elif "/K" in child:
                    walk(child.K)

    walk(document.Root.StructTreeRoot.K)
    assert [f"Deel {place} van {len(tall)}." in one for place, one in enumerate(told[:-1], 1)] == [
        True
    ] * len(tall)
