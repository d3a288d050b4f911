"""The plan for digital safety: whole in both languages, plain, and never without the question who notices."""

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from baken.cases.documents import FILE_NAMES, as_file, as_text, plan_document, story_document
from baken.cases.exceptions import CasesError
from baken.cases.policies import check_choice
from baken.cases.queries import ChosenStep, Told, in_order
from baken.cases.safety_plan.steps import SHIPPED, PlanStep, PlanUnusable, plan, read_plan
from baken.referrals.directory.actions import shipped_rows
from baken.vocabulary.cases import NoticedBy, PlanChoice
from baken.vocabulary.code_list import Label

STEPS = list(plan().steps.values())
LONGEST_SENTENCE = 17
ACCUSES = re.compile(
    r"\b(dader|slachtoffer|verdachte|offender|victim|suspect|perpetrator|trafficker)s?\b", re.I
)
TELLS = re.compile(r"baken|outreach|mensenhandel|traffick|begeleid|politie|police|hulp", re.I)


def sentences(label: Label) -> list[str]:
    return [one for text in (label.nl, label.en) for one in re.split(r"(?<=[.?!])\s+", text) if one]


def words_of(step: PlanStep) -> list[Label]:
    return [step.do, step.notice, step.then]


def test_plan_speaks_of_each_thing_that_it_is_for() -> None:
    assert [topic.code for topic in plan().topics] == [
        "before", "location", "accounts", "trackers", "images", "afterwards",
    ]  # fmt: skip
    assert all(len(topic.steps) >= 3 for topic in plan().topics)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.code)
def test_step_says_whether_the_other_notices_and_what_then(step: PlanStep) -> None:
    for label in words_of(step):
        assert label.nl and label.en and label.nl != label.en


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.code)
def test_step_is_in_short_sentences_and_accuses_nobody(step: PlanStep) -> None:
    for label in words_of(step):
        for sentence in sentences(label):
            assert len(sentence.split()) <= LONGEST_SENTENCE + 5, sentence
            assert not ACCUSES.search(sentence)
        dutch = sentences(Label(label.nl, ""))
        assert sum(len(one.split()) for one in dutch) / len(dutch) <= LONGEST_SENTENCE


def test_services_are_those_of_the_directory_and_nobody_is_given_a_number() -> None:
    known = {row["name"] for row in shipped_rows()}
    named = {name for step in STEPS for name in step.helped_by}
    assert named
    assert named <= known
    told = SHIPPED.read_text("utf-8").replace("112", "")
    assert not re.search(r"\d{3,}|@|https?:|www\.|\.nl\b", told)


def test_images_have_a_route_to_be_removed() -> None:
    (images,) = [topic for topic in plan().topics if topic.code == "images"]
    assert {"Offlimits"} <= {name for step in images.steps for name in step.helped_by}


def test_file_that_misses_a_language_or_says_a_step_twice_is_refused() -> None:
    told = yaml.safe_load(SHIPPED.read_text("utf-8"))
    told["topics"][0]["steps"][0]["notice"]["en"] = " "
    with pytest.raises(PlanUnusable):
        read_plan(yaml.safe_dump(told))
    told = yaml.safe_load(SHIPPED.read_text("utf-8"))
    told["topics"][1]["steps"].append(told["topics"][0]["steps"][0])
    with pytest.raises(PlanUnusable):
        read_plan(yaml.safe_dump(told))
    for text in ("", "a: [", "version: x"):
        with pytest.raises(PlanUnusable):
            read_plan(text)


@given(
    noticed=st.sampled_from(NoticedBy.codes),
    choice=st.sampled_from(PlanChoice.codes),
    words=st.sampled_from(["", "  ", "Eerst bij ons."]),
    before=st.sampled_from([None, *PlanChoice.codes]),
)
def test_nothing_is_changed_that_may_be_noticed_before_it_was_prepared(
    noticed: str, choice: str, words: str, before: str | None
) -> None:
    try:
        check_choice(noticed=noticed, choice=choice, words=words, before=before)
    except CasesError:
        return
    if choice in ("chosen", "done"):
        assert noticed == "no" or words.strip()
    if choice == "done":
        assert before in ("chosen", "done")


# what is taken along


def whole_plan() -> list[tuple[object, list[ChosenStep]]]:
    return [(topic, [ChosenStep(step, None, "") for step in topic.steps]) for topic in plan().topics]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_plan_is_a_document_that_names_nobody_around_it(language: str) -> None:
    made = plan_document(whole_plan(), language, all_steps=True)  # type: ignore[arg-type]
    assert len([one for one in made.sections if one.level == 2]) == len(STEPS)
    file, *_ = as_file(made, "pdf")
    assert file.startswith(b"%PDF")
    assert b"Baken" not in file
    assert not TELLS.search(made.title)


def test_only_what_was_chosen_goes_along() -> None:
    assert plan_document(whole_plan(), "nl", all_steps=False).sections == ()  # type: ignore[arg-type]


@pytest.mark.parametrize("what", FILE_NAMES)
def test_names_of_files_say_nothing(what: str) -> None:
    assert not TELLS.search(FILE_NAMES[what].nl + FILE_NAMES[what].en)


def told(words: str, begins: str = "") -> Told:
    return Told(None, begins, "", "", words)  # type: ignore[arg-type]


@given(st.text(max_size=200))
def test_words_of_the_person_are_shown_as_they_stand(words: str) -> None:
    made = story_document([told(f"a{words}z")], "nl")
    shown = as_text(made).decode()
    assert all(line in shown for line in f"a{words}z".splitlines() if line.strip())


def test_words_that_look_like_instructions_are_shown_and_others_become_text() -> None:
    made = story_document([told('#panic("x") *vet* $1+1$ \\ #read("/etc")')], "nl")
    assert as_file(made, "pdf")[1] == "pdf"
    data, ending, kind = as_file(story_document([told("ตอนนั้น 那时")], "nl"), "pdf")
    assert ending in ("pdf", "txt")
    assert kind.startswith(("text/plain", "application/pdf"))
    assert ending == "pdf" or "那时" in data.decode()


@given(st.lists(st.sampled_from(["", "2023", "3-2023", "12-3-2023", "2020"]), max_size=8))
def test_story_is_in_order_and_loses_nothing(days: list[str]) -> None:
    given_in = [told(str(place), day) for place, day in enumerate(days)]
    ordered = in_order(given_in)
    assert sorted(one.words for one in ordered) == sorted(one.words for one in given_in)
    without = [one.words for one in ordered if not one.begins]
    assert without == sorted(without, key=int)
    assert [bool(one.begins) for one in ordered] == sorted((bool(day) for day in days), reverse=True)
