"""What doors stop: the shipped test adverts, rates with their intervals, the file of attempts."""

import csv
import io

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from baken.cli.main import baken
from baken.door.audits.attempts_file import COLUMNS, BadFile, read_attempts
from baken.door.audits.catch_rates import MOST_HOURS, Attempt, catch_rates
from baken.door.audits.checklists import SHIPPED, checklists
from baken.door.audits.gradations import BY_HAND_ONLY, POLICY, probes
from baken.door.audits.report import as_csv, as_text, percent
from baken.door.audits.states import MOVES, START
from baken.door.audits.trial import Tried, policy_words, run_trial
from baken.door.checks.submission import BadSubmission, read_submission
from baken.indicators.rulebook import load_rules
from baken.vocabulary.door_audits import (
    AttemptOutcome,
    AuditState,
    DoorGradation,
    ToldOthers,
    ToldPolice,
)

KEY = b"k" * 32
HEADING = ",".join(COLUMNS)

attempts = st.lists(
    st.builds(
        Attempt,
        site=st.sampled_from("ABC"),
        gradation=st.sampled_from(DoorGradation.codes),
        outcome=st.sampled_from(AttemptOutcome.codes),
        online_hours=st.none() | st.integers(0, MOST_HOURS),
        told_police=st.sampled_from(ToldPolice.codes),
    )
)


@pytest.fixture(scope="module")
def tried() -> list[Tried]:
    return run_trial(probes(), load_rules(), POLICY, key=KEY)


def _outcomes(tried: list[Tried], gradation: str) -> set[str]:
    return {one.outcome for one in tried if one.gradation == gradation}


# the shipped test adverts


def test_every_gradation_has_test_adverts_or_is_tried_by_people() -> None:
    assert {one.gradation for one in probes()} == set(DoorGradation.codes) - set(BY_HAND_ONLY)
    assert len({one.code for one in probes()}) == len(probes())


def test_shipped_adverts_can_all_be_read_and_hold_no_picture_and_no_real_number() -> None:
    for one in probes():
        submission = read_submission(one.submission(POLICY))
        for row in (submission.advert, *submission.standing):
            assert all(
                contact["value"].startswith(("+316000000", "praktijk@")) for contact in row["contacts"]
            )
            assert all(hashed["value"].startswith("0" * 60) for hashed in row["image_hashes"])


def test_shipped_rules_hold_every_age_under_eighteen_for_two_people(tried: list[Tried]) -> None:
    assert _outcomes(tried, "age_under_eighteen") == {"held"}
    assert _outcomes(tried, "age_under_platform") == {"held"}


def test_borrowed_and_missing_evidence_never_passes(tried: list[Tried]) -> None:
    assert _outcomes(tried, "borrowed_document") == {"held"}
    assert _outcomes(tried, "no_age_evidence") == {"held"}


def test_run_never_refuses(tried: list[Tried]) -> None:
    assert {one.outcome for one in tried} == {"held", "let_through"}


def test_what_shipped_rules_stop_is_what_the_how_to_says(tried: list[Tried]) -> None:
    stopped = {
        rate.gradation: (rate.held, rate.attempts)
        for rate in catch_rates(Attempt("x", one.gradation, one.outcome) for one in tried)
    }
    assert stopped == {
        "nothing_amiss": (1, 7), "age_under_eighteen": (6, 6), "age_under_platform": (3, 3),
        "contradiction": (0, 3), "exploitation_signals": (1, 3), "no_age_evidence": (3, 3),
        "borrowed_document": (3, 3), "account_changed_hands": (4, 4),
    }  # fmt: skip


def test_door_that_asks_no_evidence_lets_a_borrowed_document_pass() -> None:
    borrowed = [one for one in probes() if one.gradation == "borrowed_document"]
    policy = {"reference": "none", "age_evidence": []}
    assert {one.outcome for one in run_trial(borrowed, load_rules(), policy, key=KEY)} == {"let_through"}


def test_policy_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(BadSubmission):
        run_trial(probes()[:1], load_rules(), {"reference": "x", "minimum_age": 12}, key=KEY)


def test_policy_is_told_in_words() -> None:
    told = policy_words({"minimum_age": 21, "age_evidence": ["idin"]})
    assert told.en == "from 21 years on; age evidence: iDIN"
    assert policy_words({}).nl.endswith("leeftijdsbewijs: geen")


# rates


@given(attempts)
def test_rates_count_every_attempt_once(given_attempts: list[Attempt]) -> None:
    rates = catch_rates(given_attempts)
    assert sum(one.attempts for one in rates) == len(given_attempts)
    assert [one.gradation for one in rates] == [
        code for code in DoorGradation.codes if any(one.gradation == code for one in given_attempts)
    ]


@given(attempts)
def test_unknown_outcomes_are_no_part_of_a_rate(given_attempts: list[Attempt]) -> None:
    known = [one for one in given_attempts if one.outcome != "unknown"]
    shares = {one.gradation: one.rate for one in catch_rates(given_attempts) if one.rate}
    assert shares == {one.gradation: one.rate for one in catch_rates(known)}
    for share in shares.values():
        low, high = share.interval
        assert 0 <= low <= share.rate <= high <= 1


def test_percent_rounds_halves_upwards() -> None:
    assert [percent(share) for share in (0.0, 0.005, 0.125, 0.5, 1.0)] == [0, 1, 13, 50, 100]


# the file of attempts


def test_study_that_ships_says_what_was_published() -> None:
    lines = read_attempts((SHIPPED.parent / "four-sites.csv").read_bytes())
    (rate,) = catch_rates(one.attempt for one in lines)
    assert (rate.gradation, rate.refused, rate.let_through, rate.attempts) == ("age_under_eighteen", 2, 2, 4)
    # one of the two stayed for days
    assert sorted(one.attempt.online_hours or 0 for one in lines) == [0, 0, 0, 48]
    assert (rate.told_police, rate.not_told_police) == (0, 4)


@given(attempts.filter(bool))
def test_attempts_come_back_from_a_file_as_they_were(given_attempts: list[Attempt]) -> None:
    sound = [one for one in given_attempts if one.online_hours is None or one.outcome == "let_through"]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for one in sound:
        hours = "" if one.online_hours is None else one.online_hours
        writer.writerow(
            [one.site, one.gradation, one.outcome, hours, one.told_police, " ".join(one.told_others)]
        )
    if sound:
        assert [line.attempt for line in read_attempts(text.getvalue().encode())] == sound


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("A,age_under_eighteen,refused,,no", "another number of fields"),
        ("A,age_of_16,refused,,no,", "gradation is none of"),
        ("A,age_under_eighteen,gone,,no,", "outcome is none of"),
        ("A,age_under_eighteen,refused,,maybe,", "told_police is none of"),
        ("A,age_under_eighteen,refused,,no,neighbours", "told_others is none of"),
        ("A,age_under_eighteen,refused,4,no,", "was not let through"),
        ("A,age_under_eighteen,let_through,days,no,", "no whole number"),
        ("A,age_under_eighteen,let_through,99999999,no,", "no whole number"),
        (",age_under_eighteen,refused,,no,", "site is a name"),
        ("+31612345678,age_under_eighteen,refused,,no,", "site holds a number"),
    ],
)
def test_bad_line_is_named_and_never_repeated(line: str, told: str) -> None:
    good = "B,age_under_eighteen,refused,,no,"
    with pytest.raises(BadFile) as caught:
        read_attempts(f"{HEADING}\n{good}\n{line}\n".encode())
    (fault,) = caught.value.faults
    assert fault[0] == 3
    assert told in fault[1]
    assert "12345678" not in fault[1]


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"\xff\xfe", HEADING.encode(), b'"' + HEADING.encode()])
def test_file_that_is_no_table_of_attempts_is_refused(data: bytes) -> None:
    with pytest.raises(BadFile):
        read_attempts(data)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_fault(data: bytes) -> None:
    try:
        found = len(read_attempts(HEADING.encode() + b"\n" + data))
    except BadFile as bad:
        found = len(bad.faults)
    assert found


# checklists and states


def test_checklists_are_dated_in_both_languages_and_name_each_item_once() -> None:
    found = checklists()
    assert [one.since for one in found.values()] == sorted(one.since for one in found.values())
    assert "code-2018" in found
    for one in found.values():
        assert one.source
        codes = [item.code for item in one.items]
        assert len(set(codes)) == len(codes)
        for words in (one.title, *(item.words for item in one.items)):
            assert words.nl != words.en


def test_every_state_is_reached_and_every_move_is_from_a_known_one() -> None:
    assert {START.target, *(move.target for move in MOVES.values())} == set(AuditState.codes)
    assert {source for move in MOVES.values() for source in move.sources} <= set(AuditState.codes)


def test_words_of_others_told_are_codes() -> None:
    assert "police" not in ToldOthers


# the command and the tables


def test_command_prints_what_was_stopped() -> None:
    done = CliRunner().invoke(baken, ["door", "audit", "run"])
    assert done.exit_code == 0
    lines = [line.split() for line in done.stdout.splitlines()]
    assert ["age_under_eighteen", "6", "6", "100", "61", "to", "100"] in lines
    assert lines[0] == ["gradation", "attempts", "stopped", "percent", "interval"]


def test_command_refuses_a_method_that_does_not_exist() -> None:
    done = CliRunner().invoke(baken, ["door", "audit", "run", "--age-evidence", "horoscope"])
    assert done.exit_code == 2


def test_rows_read_as_text_and_as_csv() -> None:
    rows = [("site", "uren"), ("A", 48), ("Bé", "")]
    assert as_text(rows) == "site  uren\nA       48\nBé\n"
    assert list(csv.reader(io.StringIO(as_csv(rows).decode(), newline=""))) == [
        ["site", "uren"], ["A", "48"], ["Bé", ""],
    ]  # fmt: skip
