"""What a version of the door policy asks less, the states of a check, and the keys adverts are found by."""

from hypothesis import given
from hypothesis import strategies as st

from baken.door.keys import BITS, bands_of, keys_of, number_of
from baken.door.policies import Asks, drops
from baken.door.states import FIRST, LET_THROUGH, MOVES, OVERTAKE, OVERTURN, STATES
from baken.privacy.pseudonyms import pseudonym
from baken.vocabulary.door import AgeEvidenceMethod, DoorCheckState, DoorDecision, PolicyDrop
from tests.factories.door import advert

ASKS = st.builds(
    Asks,
    st.integers(18, 120),
    st.frozensets(st.sampled_from(AgeEvidenceMethod.codes)),
    st.frozensets(st.sampled_from(("price_lowest", "accounts_per_payer_max", "stated_age_min"))),
    st.integers(1, 168),
)
TEXT = "Wij ontvangen u in een rustige kamer met uitzicht op de tuin en een kop verse thee erbij."


@given(ASKS, ASKS)
def test_what_is_asked_less_has_a_name_and_nothing_else_does(before: Asks, after: Asks) -> None:
    less = drops(before, after)
    assert set(less) <= set(PolicyDrop.codes)
    assert drops(None, after) == drops(after, after) == ()
    # who asks as much or more in every way drops nothing; and else one of the two drops something
    if before != after:
        more_ways = bool(before.age_evidence ^ after.age_evidence) and not (less or drops(after, before))
        assert less or drops(after, before) or more_ways
    assert ("minimum_age" in less) == (after.minimum_age < before.minimum_age)
    assert ("required" in less) == bool(before.required - after.required)


def test_each_drop_is_reached() -> None:
    full = Asks(21, frozenset({"idin"}), frozenset({"stated_age_min"}), 48)
    assert drops(full, Asks(18, frozenset(), frozenset(), 24)) + drops(
        full, Asks(21, frozenset({"idin", "in_person"}), full.required, 48)
    ) == ("minimum_age", "age_evidence", "required", "grade_c_hours", "evidence_method")


def test_every_state_is_owned_or_done_and_reached() -> None:
    assert tuple(STATES) == DoorCheckState.codes
    assert {move.target for move in MOVES} == set(STATES)
    assert set(FIRST) == set(DoorDecision.codes)
    # a refusal is done; where it is appealed against, the appeal is somebody's
    left = {move.source for move in MOVES if move.source and move is not OVERTURN}
    for code, state in STATES.items():
        assert (state.owner is not None) == (code in left)
    assert LET_THROUGH in MOVES and OVERTAKE in MOVES
    assert not any(state.online for state in STATES.values() if state.owner)


@given(st.text(max_size=40), st.binary(min_size=32, max_size=32))
def test_key_is_sixty_bits_of_a_pseudonym(value: str, key: bytes) -> None:
    name = pseudonym("phone", value, key)
    assert 0 <= number_of(name) < 1 << BITS
    assert number_of(name) == number_of(pseudonym("phone", value, key))


def test_texts_that_are_near_share_a_band_and_others_do_not() -> None:
    near = advert(text=TEXT.replace("verse thee", "koude limonade"))
    far = advert(text="Een heel ander verhaal met andere woorden over een huis aan het water in de wind.")
    few = advert(title=None, text="Bel mij.")
    own, beside, other, none = ({*enumerate(one)} for one in bands_of([advert(text=TEXT), near, far, few]))
    assert own & beside
    assert not own & other
    assert none == set()
    assert {*enumerate(bands_of([near])[0])} == beside


def test_keys_say_nothing_of_what_they_are_made_of_and_differ_by_key() -> None:
    row = advert(text=TEXT)
    one, other = keys_of(row, [], b"a" * 32), keys_of(row, [], b"b" * 32)
    assert len(one) == len(set(one)) == 16
    assert not set(one) & set(other)
