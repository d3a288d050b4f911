"""A template as it is read: contacts by name, what is hidden made visible, the words as they stood."""

import uuid
from datetime import UTC, datetime

from baken.adverts.advertiser_queries import OpenedSighting
from baken.adverts.reading.template_words import MOST_VALUES, TextTemplate, text_template

AT = datetime(2025, 3, 3, tzinfo=UTC)
NUMBER = "06 00 00 00 71"
NAME = {"abcdefghijklmnopqrstuvwxyz": "ABCD"}


def seen(text: str, title: str | None = "Rust", *, read: bool = True) -> OpenedSighting:
    start = len(title or "") + 1 + text.find(NUMBER)
    places = (
        (("phone", next(iter(NAME)), False, start, start + len(NUMBER)),) if read and NUMBER in text else ()
    )
    return OpenedSighting(uuid.uuid4(), AT, title, text, False, places)


def shown(found: TextTemplate | None) -> str:
    assert found is not None
    told = ""
    for piece in found.pieces:
        if piece.contact is not None:
            told += f"<{piece.contact}>" + " " * piece.spaced
        elif piece.values:
            told += "[" + "|".join(f"{one.words}*{one.times}" for one in piece.values) + "]"
        else:
            told += piece.words
    return told


def test_contact_is_its_name_and_never_a_number() -> None:
    found = text_template([seen(f"Bel {NUMBER}, graag."), seen(f"Bel {NUMBER}, graag.")], NAME)
    assert shown(found) == "Rust\nBel <ABCD>, graag."


def test_number_that_nobody_read_is_left_out_too() -> None:
    told = shown(text_template([seen(f"Bel {NUMBER} graag", read=False)], NAME))
    assert "00 00 71" not in told
    assert "<…>" in told


def test_contact_that_varies_is_a_slot_of_names() -> None:
    other = OpenedSighting(uuid.uuid4(), AT, "Rust", "Bel graag", False, ())
    told = shown(text_template([seen(f"Bel {NUMBER} graag"), other, other], NAME))
    assert "71" not in told
    assert "‹ABCD›*1" in told


def test_town_that_varies_is_a_slot() -> None:
    found = text_template([seen("Kom naar Tilburg, rustig."), seen("Kom naar Breda, rustig.")], NAME)
    assert shown(found) == "Rust\nKom naar [breda*1|tilburg*1], rustig.".replace("breda", "Breda").replace(
        "tilburg", "Tilburg"
    )
    assert found is not None
    assert (found.versions, found.different, found.slots) == (2, 2, 1)


def test_many_values_are_told_as_a_number() -> None:
    towns = ("Tilburg", "Breda", "Goes", "Emmen", "Assen", "Zwolle")
    found = text_template([seen(f"Kom naar {town} vandaag") for town in towns], NAME)
    assert found is not None
    (slot,) = [piece for piece in found.pieces if piece.values]
    assert (len(slot.values), slot.more) == (MOST_VALUES, len(towns) - MOST_VALUES)


def test_what_is_hidden_is_made_visible() -> None:
    assert "‹U+202E›" in shown(text_template([seen("Rust \u202eomgekeerd")], NAME))


def test_nothing_opened_has_no_template() -> None:
    assert text_template([], NAME) is None
