"""Forms of verbs: what a Dutch and an English verb may look like in a narrative."""

import pytest

from baken.extraction.narratives.role_words import FAMILIES, TOLD_BY
from baken.extraction.narratives.verb_families import FORMS, VERBS
from baken.extraction.narratives.verb_forms import Apart, dutch_forms, english_forms


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("zetten", ["zetten", "zet", "zette", "gezet"]),
        ("beloven", ["beloof", "belooft", "beloofde", "beloofd"]),
        ("benaderen", ["benader", "benaderde", "benaderd"]),
        ("controleren", ["controleer", "controleerde", "gecontroleerd"]),
        ("eisen", ["eis", "eist", "eiste", "geëist"]),
        ("bevelen", ["beveelt", "beval", "bevolen"]),
        ("ontvangen", ["ontvangt", "ontving", "ontvangen"]),
        ("aan|spreken", ["aanspreken", "aansprak", "aangesproken", Apart("sprak", "aan")]),
    ],
)
def test_dutch_verb_is_bent(verb: str, forms: list[str | Apart]) -> None:
    assert set(forms) <= set(dutch_forms(verb))


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("lure", {"lure", "lures", "luring", "lured"}),
        ("carry", {"carries", "carrying", "carried"}),
        ("entrapp", {"entrap", "entrapped", "entrapping"}),
        ("send", {"sends", "sending", "sent"}),
    ],
)
def test_english_verb_is_bent(verb: str, forms: set[str]) -> None:
    assert forms <= set(english_forms(verb))


def test_no_form_is_too_short_to_tell_anything() -> None:
    assert [form for form in FORMS if len(form) < 3] == []


def test_every_family_of_verbs_is_made_of_some_and_every_rule_of_known_families() -> None:
    own = {"what_to", "whereabouts", "loves", "has_to"}

    assert all(VERBS[family] for family in VERBS)
    assert {one for _, needed, without in TOLD_BY for one in (*needed, *without)} <= (
        FAMILIES.keys() | VERBS.keys() | own
    )
