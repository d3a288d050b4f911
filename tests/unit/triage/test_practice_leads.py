"""The practice leads: complete in both languages, harmless, shown like any other."""

import re

import pytest

from baken.indicators.bands import ALL_BANDS
from baken.triage.practice import Exercise, exercises, findings_of
from baken.triage.reasons import rules_by_name
from baken.triage.states import QUEUE_OUTCOMES
from baken.vocabulary.advert_record import words
from baken.vocabulary.adverts import ContactKind
from baken.vocabulary.places import Province

ALL = list(exercises().values())


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_practice_lead_is_complete(one: Exercise) -> None:
    assert one.title.nl
    assert one.title.en
    assert one.fitting
    assert set(one.fitting) <= set(QUEUE_OUTCOMES)
    assert set(one.feedback) <= {*QUEUE_OUTCOMES, "other"}
    assert set(one.fitting) <= set(one.feedback)
    assert one.band in {band.code for band in ALL_BANDS}
    for outcome in QUEUE_OUTCOMES:
        said = one.said(outcome)
        assert said.nl
        assert said.en
        assert (said == one.feedback.get("other")) == (outcome not in one.feedback)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_practice_lead_uses_rules_and_codes_that_exist(one: Exercise) -> None:
    for number in range(1, len(one.told["texts"]) + 1):
        found = findings_of(one, number)
        assert set(found.reasons) <= set(rules_by_name())
        assert set(found.seen.provinces) <= set(Province.codes)
        assert {contact.kind for contact in found.contacts} <= set(ContactKind.codes)
        assert {subject for subject, _, _ in found.evidence}
        whole = words(found.opened[0].title, found.opened[0].text)
        for _, _, _, start, end in found.opened[0].contacts:
            assert whole[start:end].strip() == whole[start:end] != ""
        for _, indicator, items in found.evidence:
            assert indicator in found.reasons
            for item in items:
                if "span" in item:
                    assert whole[slice(*item["span"])]


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_practice_lead_holds_only_numbers_that_nobody_can_have(one: Exercise) -> None:
    for text in one.told["texts"]:
        for run in re.findall(r"\d[\d ]{8,}\d", text["text"]):
            assert run.replace(" ", "").startswith("060000")
        assert "jaar oud" not in text["text"]


def test_practice_shows_that_most_leads_are_innocent_and_some_are_not() -> None:
    fitting = [set(one.fitting) for one in ALL]
    assert len(ALL) == 8
    assert sum("no_concern" in one for one in fitting) > len(ALL) / 2
    assert any("urgent" in one for one in fitting)
    assert any("worth_contacting" in one for one in fitting)
    assert any("unsure" in one for one in fitting)
