"""The drawings of a lead: well-formed, escaped, bounded, and every value told in text."""

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.desk.drawings.provinces import strength
from baken.desk.drawings.svg import element
from baken.triage.drawings.map import draw_map
from baken.triage.drawings.network import MOST_CONTACTS, MOST_TEXTS, ContactNode, TextNode, draw_network
from baken.triage.drawings.timeline import MOST_BARS, draw_timeline
from baken.vocabulary.places import Province

MONDAY = date(2025, 1, 6)
weeks = st.dictionaries(
    st.integers(0, 3_000).map(lambda number: MONDAY + timedelta(weeks=number)),
    st.integers(1, 500),
    min_size=1,
)
provinces = st.dictionaries(st.sampled_from(Province.codes), st.integers(0, 5_000))


def _parsed(svg: str) -> ElementTree.Element:
    drawn = ElementTree.fromstring(svg)
    assert drawn.tag == "svg"
    assert {"title", "desc"} <= {child.tag for child in drawn}
    assert not any("style" in one.attrib for one in drawn.iter())
    return drawn


@given(weeks)
def test_timeline_has_a_bar_for_each_value_and_never_too_many(weeks):
    drawing = draw_timeline(weeks)

    bars = [one for one in _parsed(drawing.svg).iter("rect") if one.get("class") == "bar"]
    assert len(bars) == len(drawing.values) <= MOST_BARS
    assert sum(value.count for value in drawing.values) == sum(weeks.values())
    assert all(float(bar.get("height")) >= 2 for bar in bars)


def test_timeline_of_nothing_is_not_drawn():
    assert draw_timeline({}) is None
    assert draw_timeline({MONDAY: 0}) is None


def test_timeline_says_what_it_shows():
    drawing = draw_timeline({MONDAY: 3, MONDAY + timedelta(weeks=2): 4})

    assert drawing.sentence == "7 waarnemingen in 2 verschillende weken"
    assert [value.label for value in drawing.values] == [
        "week van 6 januari 2025",
        "week van 20 januari 2025",
    ]


@given(provinces, st.integers(0, 100))
def test_map_draws_all_provinces_and_tells_each_value(provinces, unknown):
    drawing = draw_map(provinces, unknown)

    drawn = _parsed(drawing.svg)
    outlines = [one for one in drawn.iter("path") if one.get("class") == "province"]
    assert len(outlines) == 12
    seen = {code: count for code, count in provinces.items() if count}
    assert sorted(value.count for value in drawing.values) == sorted(seen.values())
    assert {one.text for one in drawn.iter("text")} == {f"{code[3:]} {n}" for code, n in seen.items()}


def test_map_of_a_province_that_is_none_is_refused():
    with pytest.raises(KeyError):
        draw_map({"NL-XX": 3})


@given(st.integers(1, 1_000), st.integers(1, 1_000))
def test_pattern_grows_with_the_number(count, most):
    assert 1 <= strength(min(count, most), most) <= 3
    assert strength(most, most) == 3


texts = st.integers(1, 30).map(lambda n: [TextNode(number, n - number + 1) for number in range(1, n + 1)])
contacts = st.lists(
    st.builds(
        ContactNode,
        st.text("ABCDEF234567", min_size=4, max_size=4),
        st.integers(1, 50),
        st.booleans(),
        st.integers(0, 400),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda one: one.name,
)


@given(texts, contacts, st.data())
def test_network_is_bounded_and_draws_only_edges_between_what_it_shows(texts, contacts, data):
    names = [one.name for one in contacts]
    edges = data.draw(st.lists(st.tuples(st.integers(1, len(texts)), st.sampled_from(names)), max_size=40))

    drawing = draw_network(texts, contacts, edges)

    drawn = _parsed(drawing.svg)
    boxes = list(drawn.iter("rect"))
    assert len(boxes) == min(len(texts), MOST_TEXTS) + min(len(contacts), MOST_CONTACTS)
    assert len(list(drawn.iter("line"))) <= len(set(edges))
    dashed = [one for one in drawn.iter("line") if one.get("stroke-dasharray")]
    assert all(one.get("class") == "edge edge-hub" for one in dashed)
    assert len(drawing.values) == len(contacts)


def test_network_without_contacts_is_not_drawn():
    assert draw_network([TextNode(1, 1)], [], []) is None


@given(st.text(max_size=30))
def test_whatever_stands_in_a_drawing_is_escaped(words):
    drawn = str(element("text", words, title=words))

    assert drawn.count("<") == 2
    assert '"><' not in drawn.removesuffix("</text>")
