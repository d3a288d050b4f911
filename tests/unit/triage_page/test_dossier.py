"""A dossier made from plain data, as practice leads are."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime

from django.utils import translation

from baken.adverts.advertiser_queries import (
    AdvertiserSeen,
    ContactInAdvert,
    Firing,
    OpenedSighting,
    RefusedLink,
    SightingPlace,
    UniqueAdvertSeen,
)
from baken.indicators.bands import BASE_RATES, wrong_per_100
from baken.indicators.leads import BandSummary
from baken.indicators.part_in_band import COUNTS, FEW, NOTHING, SAME, STOPS
from baken.indicators.rule import HARD_STOP
from baken.indicators.rulebook import load_rules
from baken.linking.edges import KINDS, REFUSED
from baken.triage.dossier import compose
from baken.triage.dossier_findings import Findings, reading_order
from baken.triage.dossier_refused import KINDS as KINDS_SAID
from baken.triage.dossier_refused import REASONS
from baken.vocabulary.code_list import Label

AT = datetime(2025, 3, 3, 10, tzinfo=UTC)
SIGHTING = uuid.UUID(int=1)
NUMBER = "06 00 00 00 42"
TEXT = f"Bel {NUMBER} voor een afspraak, via onze receptie."
PSEUDONYM = "qrstuvwxyz234567abcdefghij"
START = len("Massage\nBel ")


def _findings(**changes: object) -> Findings:
    findings = Findings(
        advertiser="a1",
        band="look_next",
        reasons=["contact_obscured", "shared_contact_many_texts"],
        number=1,
        order=["u1", "u2"],
        seen=AdvertiserSeen(
            texts=(UniqueAdvertSeen("u1", 3, AT, AT), UniqueAdvertSeen("u2", 1, AT, AT)),
            weeks={date(2025, 3, 3): 4},
            provinces={"NL-NB": 4},
            without_province=0,
            platforms={"kleinmarkt.example": 4},
            stated_ages=(29, 29),
            with_age=4,
            with_price=0,
        ),
        contacts=[
            ContactInAdvert(PSEUDONYM, "phone", "u1", 3, True, None),
            ContactInAdvert(PSEUDONYM, "phone", "u2", 1, False, None),
            ContactInAdvert("zzzz" + PSEUDONYM[4:], "phone", "u1", 1, False, 42),
        ],
        firings=[
            Firing("contact_obscured", 1, "A", False, 3, ("u1",)),
            Firing("shared_contact_many_texts", 1, "B", True, 0, ()),
        ],
        refused=[RefusedLink("phone", "shared by too many", 2)],
        opened=[
            OpenedSighting(
                SIGHTING,
                AT,
                "Massage",
                TEXT,
                False,
                (("phone", PSEUDONYM, True, START, START + len(NUMBER)),),
            )
        ],
        evidence=[
            (str(SIGHTING), "contact_obscured", [{"span": [START, START + len(NUMBER)], "id": None}]),
            ("a1", "shared_contact_many_texts", [{"span": None, "id": PSEUDONYM}]),
        ],
        sightings=[SightingPlace("kleinmarkt.example", AT, ("NL-NB",), "u1", "a.jsonl", 0, "ab" * 32)],
    )
    return replace(findings, **changes)


def test_dossier_tells_each_reason_with_where_it_stands():
    first, second = compose(_findings(), load_rules()).reasons

    assert (first.indicator, first.grade, first.sightings, first.texts) == ("contact_obscured", "A", 3, (1,))
    assert (second.on_advertiser, [one.name for one in second.contacts]) == (True, ["QRST"])
    assert first.innocent.nl
    assert first.source


def test_contact_of_many_texts_is_one_contact_and_a_shared_one_says_so():
    own, shared = compose(_findings(), load_rules()).contacts

    assert (own.name, own.texts, own.sightings, own.obscured) == ("QRST", (1, 2), 4, True)
    assert shared.shared_by == 42


def test_advert_tells_no_digit_of_its_contact():
    advert = compose(_findings(), load_rules()).advert

    shown = f"{advert.title_marked}{advert.body_marked}"
    assert "42" not in shown
    assert "QRST" in shown
    assert advert.notes == (1,)


def test_version_with_most_evidence_is_shown():
    other = OpenedSighting(uuid.UUID(int=2), AT.replace(day=9), "Massage", "Zonder nummer.", False, ())

    advert = compose(_findings(opened=[other, *_findings().opened]), load_rules()).advert

    assert advert.captured_at == AT
    assert advert.versions == 2


def test_indicator_that_no_rule_describes_any_more_is_told_by_its_code():
    gone = _findings(
        reasons=["gone_rule"], firings=[Firing("gone_rule", 1, "C", False, 1, ("u1",))], evidence=[]
    )

    (reason,) = compose(gone, load_rules()).reasons

    assert (reason.means, reason.grade, reason.part, reason.source) == (
        Label("gone_rule", "gone_rule"), "C", NOTHING, "",
    )  # fmt: skip


def test_each_reason_says_its_part_in_the_band():
    firings = [
        Firing("contact_obscured", 1, "A", False, 3, ("u1",)),
        Firing("shared_contact_many_texts", 1, "B", True, 0, ()),
        Firing("several_persons_in_advert", 1, "B", False, 4, ("u1", "u2")),
    ]
    texts = (*_findings().seen.texts, UniqueAdvertSeen("u3", 1, AT, AT))
    seen = replace(_findings().seen, texts=texts)
    found = _findings(firings=firings, order=["u1", "u2", "u3"], seen=seen, evidence=[])
    parts = [(reason.part, reason.instead) for reason in compose(found, load_rules()).reasons]

    # hidden in one of three texts; and two reasons that both say that adverts stand together
    assert parts == [(FEW, None), (COUNTS, None), (SAME, 2)]


def test_stated_age_says_that_it_has_no_weight_also_where_no_rule_fired():
    found = _findings(reasons=[HARD_STOP], firings=[], evidence=[])
    (reason,) = compose(found, load_rules()).reasons
    assert reason.part == STOPS


def test_reason_that_fires_no_more_has_no_part():
    (reason,) = compose(_findings(reasons=["youthful_style"], firings=[], evidence=[]), load_rules()).reasons
    assert reason.part is None


def test_how_many_are_wrong_is_told_of_the_band_at_three_rates():
    summary = BandSummary(
        "look_next",
        Label("", ""),
        7,
        (1.2, 4.0),
        {rate: wrong_per_100(1.2, 4.0, rate) for rate in BASE_RATES},
    )

    dossier = compose(_findings(), load_rules(), summary)

    assert [one.rate for one in dossier.wrong] == [1, 4, 10]
    assert dossier.usual.rate == 4
    assert (dossier.usual.low, dossier.usual.high) == (85, 96)
    assert compose(_findings(), load_rules()).usual is None


def test_advert_far_too_long_is_cut_and_says_so():
    long = OpenedSighting(SIGHTING, AT, None, "massage " * 5_000 + NUMBER, False, ())

    advert = compose(_findings(opened=[long], evidence=[]), load_rules()).advert

    assert advert.characters_left > 30_000
    assert sum(len(part.text) for part in advert.body) <= 8_000


def test_number_across_the_cut_is_not_half_told():
    words = "x" * (8_000 - len("\n") - 6) + "0600000042"

    advert = compose(
        _findings(opened=[OpenedSighting(SIGHTING, AT, None, words, False, ())], evidence=[]), load_rules()
    ).advert

    assert "0" not in "".join(part.text for part in advert.body)


def test_what_is_unknown_is_always_told():
    nothing = _findings(
        contacts=[], opened=[], evidence=[], seen=replace(_findings().seen, stated_ages=None, provinces={})
    )
    with translation.override("nl"):
        told = compose(nothing, load_rules()).unknowns

    assert told[0] == "De leeftijd. De advertenties noemen er geen."
    assert any("hulp wil" in one for one in told)
    assert any("te bereiken" in one for one in told)
    assert compose(nothing, load_rules()).advert is None


def test_texts_with_most_reasons_come_first():
    seen = _findings().seen
    firings = [Firing("a", 1, "C", False, 1, ("u2",)), Firing("b", 1, "C", False, 1, ("u2", "u9"))]

    assert reading_order(seen, firings) == ["u2", "u1"]


def test_every_refusal_of_linking_has_words():
    assert set(REASONS) == set(REFUSED) - {""}
    assert set(KINDS_SAID) == set(KINDS)
