"""Nothing that somebody could be reached by is left in a record whose contacts were cut."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.extraction.advert import facts
from baken.privacy.pseudonyms import pseudonym
from baken.rights.cutting import MARK, without_contact, without_contacts

KEY = bytes(32)
PHONE = "+31600000042"
THIS = frozenset([pseudonym("phone", PHONE, KEY)])
HIDDEN = (
    "06 00 00 00 42", "06-00000042", "+31 6 00000042", "nul zes nul nul nul nul nul nul vier twee",
    "０６ ０００００ ０４２", "0️⃣6️⃣ 00 00 00 42", "(06) [00] 00 00 42", "&#48;6 00 00 00 42",
)  # fmt: skip
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=80)
ADVERTS = st.lists(
    st.one_of(
        st.sampled_from((*HIDDEN, "Snap: roosje_x", "rust@example.org", "www.voorbeeld.example")), WORDS
    ),
    max_size=5,
).map(" ".join)


def _record(title: str | None, text: str, **fields: object) -> dict[str, object]:
    return {"sighting_id": "06-00000042", "title": title, "text": text, "place": None} | fields


@given(title=st.none() | ADVERTS, text=ADVERTS, place=st.none() | ADVERTS)
def test_no_contact_is_left(title: str | None, text: str, place: str | None) -> None:
    cut = without_contacts(_record(title, text, place=place), "row")
    for said in filter(None, (cut["title"], cut["text"], cut["place"])):
        assert not any(unicodedata.category(character).startswith("N") for character in said)
        assert "@" not in said
    assert facts(cut["title"], cut["text"], None, "NL").contacts == []


@given(title=st.none() | ADVERTS, text=ADVERTS)
def test_words_keep_their_places(title: str | None, text: str) -> None:
    cut = without_contacts(_record(title, text), "row")
    assert (cut["title"] is None) == (title is None)
    for before, after in ((title or "", cut["title"] or ""), (text, cut["text"])):
        assert len(after) == len(before)
        assert all(now in (was, MARK) for was, now in zip(before, after, strict=True))


@given(text=ADVERTS)
def test_cutting_again_changes_nothing(text: str) -> None:
    cut = without_contacts(_record(None, text), "row")
    assert without_contacts(cut, "row") == cut


@pytest.mark.parametrize("hidden", HIDDEN)
def test_ordinary_words_stay(hidden: str) -> None:
    text = f"Ontspannende massage in Tilburg. Bel {hidden} voor een afspraak."
    cut = without_contacts(_record("Welkom", text), "row")
    assert cut["title"] == "Welkom"
    assert cut["text"].startswith("Ontspannende massage in Tilburg. Bel ")
    assert cut["text"].endswith(" voor een afspraak.")


def test_fields_that_lead_to_somebody_are_emptied() -> None:
    given = {
        "url": "https://a.example/0600000042", "platform_advert_id": "0600000042",
        "contacts": [{"kind": "phone", "value": PHONE}], "account": {"account_id": "x"},
        "image_hashes": [{"algorithm": "pdq", "value": "0" * 64}], "capture": {"warc": "0600000042.warc"},
        "place": "Tilburg 06-00000042", "stated_age": 35,
    }  # fmt: skip
    cut = without_contacts(_record("a", "b", **given), "row")
    assert cut["sighting_id"] == "row"
    assert cut["stated_age"] == 35
    assert not re.search(r"[0-9]{4}", repr(cut))


@pytest.mark.parametrize("hidden", HIDDEN)
def test_one_contact_goes_and_another_stays(hidden: str) -> None:
    text = f"Bel {hidden} of schrijf naar rust@example.org."
    contacts = [{"kind": "phone", "value": "06-00000042"}, {"kind": "email", "value": "rust@example.org"}]
    cut = without_contact(
        _record("Welkom", text, contacts=contacts, place="Tilburg 0600000042"),
        "row", key=KEY, unwanted=THIS, values=[PHONE],
    )  # fmt: skip
    left = {(one.kind, one.value) for one in facts(cut["title"], cut["text"], None, "NL").contacts}
    assert left == {("email", "rust@example.org")}
    assert cut["contacts"] == [{"kind": "email", "value": "rust@example.org"}]
    assert cut["place"] == "Tilburg " + MARK * 10
