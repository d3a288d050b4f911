"""The words of an advert on the lead page: nothing lost, no contact told."""

import re
import unicodedata

from hypothesis import assume, given
from hypothesis import strategies as st

from baken.adverts.reading.marks import marked
from baken.adverts.reading.segments import (
    Contact,
    Evidence,
    Slot,
    cut_out,
    likely_contacts,
    names_of,
    segments,
    visible,
)
from baken.adverts.reading.versions import compare, tokens

texts = st.text(max_size=80)
places = st.integers(-5, 95)
evidence = st.lists(st.builds(Evidence, places, places, st.integers(1, 9)), max_size=6)
contacts = st.lists(
    st.builds(
        Contact,
        places,
        places,
        st.sampled_from(["phone", "email", "telegram"]),
        st.just("QRST"),
        st.booleans(),
    ),
    max_size=5,
)
slots = st.lists(st.builds(Slot, places, places, st.sampled_from("abc")), max_size=4)
breaks = st.lists(places, max_size=3)


@given(texts, evidence, contacts, slots, breaks)
def test_segments_follow_one_another_and_give_the_words_back(words, evidence, contacts, slots, breaks):
    pieces = segments(words, evidence, contacts, slots, breaks)
    regions = cut_out(contacts, len(words))

    assert "".join(words[one.start : one.end] for one in pieces) == words
    for one in pieces:
        assert one.text == ("" if one.contacts else visible(words[one.start : one.end]))
    assert [(one.start, one.end) for one in pieces if one.contacts] == [(a, b) for a, b, _ in regions]


@given(texts, evidence, contacts, slots)
def test_segments_show_no_code_point_of_a_contact(words, evidence, contacts, slots):
    pieces = segments(words, evidence, contacts, slots)
    hidden = {place for one in contacts for place in range(max(one.start, 0), min(one.end, len(words)))}

    assert all(hidden.isdisjoint(range(one.start, one.end)) for one in pieces if not one.contacts)


@given(texts, evidence, contacts)
def test_evidence_is_marked_wherever_it_lies(words, evidence, contacts):
    pieces = segments(words, evidence, contacts)

    for mark in evidence:
        if max(mark.start, 0) < min(mark.end, len(words)):
            covered = [one for one in pieces if one.start < mark.end and one.end > max(mark.start, 0)]
            assert all(mark.note in one.notes for one in covered)
            assert any(mark.note in one.closing for one in covered)


separators = st.sampled_from(["", " ", "-", ".", " - ", "/", " · ", "\u200b", "\ufe0f\u20e3"])
numbers = st.builds(
    lambda digits, between, plus: plus + between.join(digits),
    st.text("0123456789", min_size=8, max_size=14),
    separators,
    st.sampled_from(["", "+"]),
)


@given(numbers, st.text("abc <>&\"'\n", max_size=10), st.text("abc <>&\"'\n", max_size=10))
def test_digits_that_nothing_read_as_a_contact_are_cut_out_all_the_same(number, before, after):
    words = f"{before} {number} {after}"
    assume(likely_contacts(words))

    shown = str(marked(segments(words, contacts=likely_contacts(words))))

    assert not re.search(r"\d", re.sub(r"&#x?\w+;", "", shown))


@given(numbers)
def test_likely_contacts_leave_only_hours_and_dates(number):
    found = likely_contacts(number)

    if not found:
        assert re.search(r"[-./]", number)


def test_hours_dates_and_prices_stay():
    words = "Open 10:00-22:30, 10.00 - 22.30, vanaf 12-03-2025. Uurtarief 1.250,00 of 80 euro."

    assert likely_contacts(words) == []


def test_address_and_handle_that_nothing_read_are_cut_out():
    words = "schrijf naar marja@example.org of @marjavoorbeeld"

    shown = "".join(one.text for one in segments(words, contacts=likely_contacts(words)))

    assert shown == "schrijf naar  of "


@given(st.text(max_size=60), evidence, contacts)
def test_hostile_words_are_escaped(words, evidence, contacts):
    shown = str(marked(segments(f"<script>{words}</script>", evidence, contacts)))

    tags = set(re.findall(r"<(/?\w+)", shown))
    assert tags <= {"mark", "/mark", "span", "/span", "a", "/a", "b", "/b", "sub", "/sub"}


@given(st.text(max_size=60))
def test_nothing_unseen_is_left(text):
    for letter in visible(text).replace("\u200d", ""):
        assert letter in "\n\t" or unicodedata.category(letter) not in ("Cc",)
        assert letter not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f"


def test_marks_that_turn_the_direction_are_told():
    assert visible("abc\u202edef\u200b\u200b") == "abc‹U+202E›def‹U+200B ×2›"


def test_joined_pictograph_stays():
    assert visible("👩\u200d👧") == "👩\u200d👧"


def test_accents_piled_up_are_cut_off():
    assert len(visible("a" + "\u0301" * 500)) == 4


@given(st.sets(st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=26, max_size=26), max_size=20))
def test_names_are_short_and_all_different(pseudonyms):
    names = names_of(pseudonyms)

    assert len(set(names.values())) == len(pseudonyms)
    assert all(pseudonym.upper().startswith(names[pseudonym]) for pseudonym in pseudonyms)


words_of = st.lists(st.sampled_from(["massage", "in", "Tilburg", "Breda", "Anna", "Carla", "."]), max_size=12)


@given(words_of, st.lists(words_of, max_size=4))
def test_what_varies_lies_within_the_words_and_the_first_value_is_the_one_shown(shown, others):
    text = " ".join(shown)
    here = tokens(text, [])

    slots, varying = compare(here, [tokens(" ".join(other), []) for other in others])

    assert all(0 <= slot.start < slot.end <= len(text) for slot in slots)
    assert {slot.letter for slot in slots} == {one.letter for one in varying}
    assert all(len(set(one.values)) == len(one.values) >= 2 for one in varying)
    if all(other == shown for other in others):
        assert slots == []


def test_same_row_of_values_has_one_letter():
    here = tokens("Anna masseert in Breda. Anna neemt op.", [])

    slots, varying = compare(
        here,
        [
            tokens("Carla masseert in Breda. Carla neemt op.", []),
            tokens("Mia masseert in Tilburg. Mia neemt op.", []),
        ],
    )

    assert [slot.letter for slot in slots] == ["a", "b", "a"]
    assert varying[0].values == ("Anna", "Carla", "Mia")
    assert varying[1].values == ("Breda", "Tilburg")


@given(st.text("0123456789", min_size=8, max_size=12))
def test_what_varies_tells_no_contact(number):
    def told(digits: str):
        words = f"bel {digits} voor een afspraak"
        return tokens(words, [Contact(4, 4 + len(digits), "phone", "QRST")])

    slots, varying = compare(told("0600000000"), [told(number)])

    assert (slots, varying) == ([], [])
