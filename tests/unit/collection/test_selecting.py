"""A profile's selectors pick what they always picked, and no page makes them slow."""

import random
import time

import pytest
from parsel import Selector

from baken.collection.profile import BadProfile, read_profile
from baken.collection.selecting import MOST_STEPS, select

COMPOUNDS = (
    "div", "span", ".a", ".b.d", "*", "section", ":first-child", "div:nth-child(2)", "b:last-of-type",
    "[data-x='1']", ":not(.a)", "b:not(:first-child)", "div:contains('x1')",
)  # fmt: skip


def branch(dice: random.Random, depth: int) -> str:
    if depth == 0:
        return f"x{dice.randrange(9)}"
    names = [dice.choice(["div", "span", "section", "b"]) for _ in range(dice.randrange(1, 5))]
    return "".join(
        f"<{name} class='{dice.choice('abc')} {dice.choice('de')}' data-x={dice.randrange(3)} "
        f"id=i{dice.randrange(99)}>{branch(dice, depth - 1)}</{name}>"
        for name in names
    )


def a_selector(dice: random.Random) -> str:
    told = dice.choice(COMPOUNDS)
    for _ in range(dice.randrange(4)):
        told += dice.choice([" ", " > ", " + ", " ~ "]) + dice.choice(COMPOUNDS)
    return told + dice.choice(["", "", "::text", "::attr(id)", ", div > b"])


@pytest.mark.parametrize("seed", range(60))
def test_selector_picks_what_parsel_picks(seed: int) -> None:
    dice = random.Random(seed)
    page = Selector(text=f"<html><body>{branch(dice, 5)}</body></html>")
    for _ in range(5):
        told = a_selector(dice)
        assert select(page, told).getall() == page.css(told).getall(), told


NESTED = "<div>" * 200 + "<p>x</p>" * 5000 + "</div>" * 200
BESIDE = "<div><i>x</i></div>" * 3000


@pytest.mark.parametrize(
    ("page", "selector"),
    [
        (NESTED, "div p"),
        (NESTED, "div div div p"),
        (NESTED, "* * * *"),
        (NESTED, "ul div div p"),
        (BESIDE, "div ~ div"),
        (BESIDE, "ul ~ div ~ div"),
        (BESIDE, "* + * + * > i"),
    ],
)
def test_page_that_was_made_for_it_keeps_no_core_busy(page: str, selector: str) -> None:
    tree = Selector(text=f"<html><body>{page}</body></html>")
    begun = time.process_time()
    select(tree, selector)
    # the other way round each of them takes minutes
    assert time.process_time() - begun < 3


def test_profile_with_an_endless_selector_is_refused() -> None:
    assert read_profile("title: " + " > ".join(["div"] * MOST_STEPS))
    with pytest.raises(BadProfile, match="line 1: title: is not a CSS selector"):
        read_profile("title: " + " > ".join(["div"] * (MOST_STEPS + 1)))
