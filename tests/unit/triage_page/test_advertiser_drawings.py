"""The drawings of an advertiser: bounded, the same for the same, and everything of them in words."""

from datetime import date, timedelta

import pytest

from baken.triage.drawings.lifelines import MOST_LINES, Life, draw_lifelines
from baken.triage.drawings.web import (
    MOST_CONTACTS,
    MOST_GROUPS,
    MOST_OTHERS,
    WebContact,
    WebOther,
    draw_web,
    groups_of,
)

MONDAY = date(2025, 1, 6)


def life(number: int, *weeks: int) -> Life:
    return Life(number, tuple((MONDAY + timedelta(weeks=week), 1) for week in weeks))


def test_silence_is_a_gap_in_the_line() -> None:
    drawn = draw_lifelines([life(1, 0, 1, 5)])
    assert drawn is not None
    assert drawn.svg.count('class="bar"') == 2
    assert "langste stilte van allemaal samen: 3 weken" in drawn.sentence


def test_lines_of_many_texts_are_bounded_and_the_rest_is_told() -> None:
    drawn = draw_lifelines([life(number, number % 20) for number in range(1, 501)])
    assert drawn is not None
    assert drawn.svg.count("life-silent") == MOST_LINES
    assert "500 teksten" in drawn.sentence
    assert str(500 - MOST_LINES) in drawn.svg


def test_nothing_seen_is_no_drawing() -> None:
    assert draw_lifelines([]) is None
    assert draw_lifelines([Life(1, ())]) is None


def test_texts_with_the_same_contacts_are_one_box() -> None:
    groups = groups_of(
        range(1, 501), [(number, "AAAA" if number < 400 else "BBBB") for number in range(1, 501)]
    )
    assert [len(one.texts) for one in groups] == [399, 101]
    drawn = draw_web(groups, [WebContact("AAAA", 9, False), WebContact("BBBB", 2, False)], [], 0)
    assert drawn is not None
    assert "399 teksten" in drawn.svg
    assert drawn.svg.count('class="edge"') == 2


def test_refused_links_are_dotted_and_followed_ones_are_not() -> None:
    groups = groups_of([1], [(1, "AAAA"), (1, "HUBB")])
    contacts = [WebContact("AAAA", 3, False), WebContact("HUBB", 1, True)]
    drawn = draw_web(groups, contacts, [WebOther("A", 2, ("HUBB",), ()), WebOther("B", 1, (), (1,))], 2)
    assert drawn is not None
    assert drawn.svg.count('class="edge"') == 1
    assert drawn.svg.count('class="edge edge-refused"') == 3
    assert "2 andere adverteerders waarmee niet is gekoppeld" in drawn.sentence


def test_picture_of_many_is_bounded() -> None:
    edges = [(number, f"C{number:03}") for number in range(200)]
    drawn = draw_web(
        groups_of(range(200), edges), [WebContact(f"C{number:03}", 1, False) for number in range(200)],
        [WebOther(chr(65 + number), 1, (), (number,)) for number in range(20)], 300,
    )  # fmt: skip
    assert drawn is not None
    assert drawn.svg.count("<rect") == MOST_GROUPS + MOST_CONTACTS + MOST_OTHERS
    assert str(300 - MOST_OTHERS) in drawn.svg


@pytest.mark.parametrize("turn", [1, -1])
def test_picture_is_the_same_in_any_order(turn: int) -> None:
    edges = [(number, f"C{number % 5}") for number in range(30)][::turn]
    contacts = [WebContact(f"C{number}", 1, False) for number in range(5)]
    drawn = draw_web(groups_of(list(range(30))[::turn], edges), contacts, [], 0)
    again = draw_web(groups_of(range(30), sorted(edges)), contacts, [], 0)
    assert drawn == again


def test_no_contact_and_nothing_refused_is_no_picture() -> None:
    assert draw_web(groups_of([1, 2], []), [], [], 0) is None
