"""What goes to a receiver: exactly what may, whatever stands and whoever agreed to what."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.referrals.package import ITEMS_FOR, NEEDS_SECOND, items_that_go, packed
from baken.referrals.package_files import as_file, as_json, content
from baken.vocabulary.code_list import Label
from baken.vocabulary.referrals import PackageItem, ReceiverKind, ReferralGround

ITEMS = st.frozensets(st.sampled_from(PackageItem.codes))
RECEIVERS = st.sampled_from(ReceiverKind.codes)
GROUNDS = st.sampled_from(ReferralGround.codes)
OURS = Label("Verzonnen stichting", "Invented foundation")


def test_every_kind_of_receiver_has_its_items() -> None:
    assert tuple(ITEMS_FOR) == ReceiverKind.codes
    assert all(set(items) <= set(PackageItem.codes) for items in ITEMS_FOR.values())
    # who investigates or protects asks for the rest with powers of their own
    assert set(ITEMS_FOR["police"]) < set(ITEMS_FOR["help"])
    assert {"wish", "name", "needs"} & set(ITEMS_FOR["police"]) == set()
    assert set(ITEMS_FOR["child_protection"]) < set(ITEMS_FOR["help"])


@given(there=ITEMS, consented=ITEMS, receiver=RECEIVERS, ground=GROUNDS, looked_at=st.booleans())
def test_nothing_goes_but_what_may(
    there: frozenset[str], consented: frozenset[str], receiver: str, ground: str, *, looked_at: bool
) -> None:
    goes = items_that_go(there, receiver=receiver, ground=ground, consented=consented, looked_at=looked_at)
    expected = there & set(ITEMS_FOR[receiver])
    if ground == "consent":
        expected &= consented
    if not looked_at and ground != "acute_danger":
        expected -= {NEEDS_SECOND}
    assert set(goes) == expected
    assert list(goes) == sorted(goes, key=PackageItem.place)


@given(there=ITEMS, consented=ITEMS, receiver=RECEIVERS, one=st.sampled_from(PackageItem.codes))
def test_consent_taken_back_takes_the_item_out(
    there: frozenset[str], consented: frozenset[str], receiver: str, one: str
) -> None:
    def goes(agreed: frozenset[str]) -> set[str]:
        return set(
            items_that_go(there, receiver=receiver, ground="consent", consented=agreed, looked_at=True)
        )

    assert goes(consented - {one}) == goes(consented) - {one}
    assert goes(frozenset()) == set()


@given(there=ITEMS, consented=ITEMS, receiver=RECEIVERS, ground=GROUNDS)
def test_files_hold_the_items_and_no_other(
    there: frozenset[str], consented: frozenset[str], receiver: str, ground: str
) -> None:
    words = {item: f"Woorden bij {item}." for item in there}
    goes = items_that_go(there, receiver=receiver, ground=ground, consented=consented, looked_at=False)
    package = packed("K7WX-2291", receiver, ground, goes, words)
    told = json.loads(as_json(package, OURS))
    assert [(one["item"], one["words"]) for one in told["items"]] == [(item, words[item]) for item in goes]
    everything = json.dumps([told, content(package, OURS, "nl"), content(package, OURS, "en")])
    assert [item for item in there - set(goes) if words[item] in everything] == []


@pytest.mark.parametrize("receiver", ReceiverKind.codes)
def test_contact_details_go_with_a_second_person_or_in_danger_alone(receiver: str) -> None:
    def goes(ground: str, *, looked_at: bool) -> bool:
        return NEEDS_SECOND in items_that_go(
            {NEEDS_SECOND}, receiver=receiver, ground=ground, consented={NEEDS_SECOND}, looked_at=looked_at
        )

    assert not goes("consent", looked_at=False)
    assert not goes("without_consent", looked_at=False)
    assert goes("consent", looked_at=True)
    assert goes("acute_danger", looked_at=False)


@pytest.mark.parametrize(("words", "ending"), [("Een rustige kamer.", "pdf"), ("我想离开", "json")])
def test_words_that_no_letter_shows_still_go(words: str, ending: str) -> None:
    package = packed("ABCD-2345", "help", "consent", ("wish",), {"wish": words})
    data, got, _kind = as_file(package, OURS, "nl", "pdf")
    assert got == ending
    assert ending == "pdf" or words in data.decode()
