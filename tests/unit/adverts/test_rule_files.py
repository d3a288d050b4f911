"""Rule files on their way in and out, and the states of a version."""

import io
import zipfile

import pytest

from baken.adverts.exceptions import BadRuleFiles
from baken.adverts.rule_sets import states
from baken.adverts.rule_sets.files import MOST_FILES, as_zip, rule_files_in
from baken.audit.words import ACTIONS
from baken.indicators.documents import EXPANDED_BYTES


def zipped(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, content in files.items():
            whole.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def test_what_goes_out_comes_in_again() -> None:
    files = {"a.yaml": "een", "b.yml": "twee é"}
    assert rule_files_in([("regels.zip", as_zip(files))]) == {
        name: text.encode() for name, text in files.items()
    }
    assert as_zip(files) == as_zip(dict(reversed(files.items())))


def test_folders_and_other_files_of_a_zip_are_not_kept() -> None:
    content = zipped(**{"rules__a.yaml": b"x", "rules__README.md": b"y", "__MACOSX__._a.yaml": b"z"})
    assert rule_files_in([("Regels.ZIP", content), ("b.yaml", b"w")]) == {"a.yaml": b"x", "b.yaml": b"w"}


@pytest.mark.parametrize("packing", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_zip_that_may_ask_for_much_memory_is_not_opened(packing: int) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as whole:
        whole.writestr("a.yaml", b"x" * 100)
    with pytest.raises(BadRuleFiles) as fault:
        rule_files_in([("a.zip", made.getvalue())])
    assert fault.value.code == "not_a_zip"


def test_zip_that_is_broken_inside_is_told_as_such() -> None:
    content = bytearray(zipped(**{"a.yaml": bytes(range(256)) * 40}))
    content[40:60] = b"\xff" * 20
    with pytest.raises(BadRuleFiles) as fault:
        rule_files_in([("a.zip", bytes(content))])
    assert fault.value.code == "not_a_zip"


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ([("a.zip", b"no zip")], "not_a_zip"),
        ([("a.txt", b"x")], "nothing"),
        ([("a.zip", zipped(**{"one__a.yaml": b"x", "two__a.yaml": b"y"}))], "twice"),
        ([(f"r{number}.yaml", b"x") for number in range(MOST_FILES + 1)], "too_many"),
        ([("a.zip", zipped(**{f"r{number}.yaml": b"x" for number in range(MOST_FILES + 2)}))], "too_many"),
        ([("a.zip", zipped(**{f"r{number}.txt": b"x" for number in range(1_001)}))], "too_many"),
    ],
)
def test_what_holds_no_rules_is_refused(sent: list[tuple[str, bytes]], code: str) -> None:
    with pytest.raises(BadRuleFiles) as fault:
        rule_files_in(sent)
    assert fault.value.code == code


def test_file_that_swells_is_read_no_further_than_a_rule_may_be() -> None:
    content = zipped(**{"a.yaml": b" " * 50_000_000})
    (read,) = rule_files_in([("a.zip", content)]).values()
    assert len(read) == EXPANDED_BYTES + 1


def test_every_state_is_reached_and_every_step_has_an_event_in_words() -> None:
    reached = {states.FIRST} | {step.target for step in states.TRANSITIONS}
    assert reached == set(states.STATES)
    assert {step.source for step in states.TRANSITIONS} == set(states.STATES) - {"withdrawn"}
    assert {states.PROPOSED, *(step.event for step in states.TRANSITIONS)} <= set(ACTIONS)


def test_only_what_is_in_force_gives_leads_and_only_another_puts_it_there() -> None:
    assert [code for code, state in states.STATES.items() if state.in_force] == ["live"]
    by_people = [step for step in states.TRANSITIONS if step.target == "live" and step.permission]
    assert by_people == [states.MAKE_LIVE]
    assert states.MAKE_LIVE.by_another
    assert not any(step.by_another for step in states.WITHDRAWALS)
