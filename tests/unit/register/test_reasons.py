"""Why a line or a file is not taken in: each reason in both languages, and in English whoever reads it."""

import ast
import csv
import importlib
import json
import pickle
import pkgutil
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from baken.register import formats, reasons
from baken.register.csv_format import ALL_COLUMNS, KEYS, KINDS
from baken.register.csv_text import read_rows
from baken.register.exceptions import Unreadable
from baken.register.json_format import items
from baken.register.mapped.mapping import DAY_ORDERS, ENGLISH
from baken.register.mapped.targets import column_labels, targets
from baken.register.mapped_forms import FAULTS
from baken.register.reasons import cells, other_files, registrations
from baken.register.reasons.parsers import SOMETHING, csv_fault
from baken.register.reasons.sentence import Reason, Sentence, names_in, sentences_of
from baken.vocabulary.code_list import Label
from baken.vocabulary.exploitation import Scope
from baken.vocabulary.municipalities import Municipality
from baken.vocabulary.persons import Sex
from baken.vocabulary.platforms import PlatformType

REGISTER = Path(formats.__file__).parent
MODULES = [
    importlib.import_module(f"{reasons.__name__}.{one.name}")
    for one in pkgutil.iter_modules(reasons.__path__)
]
ALL = {
    f"{module.__name__.rpartition('.')[2]}.{name}": sentence
    for module in MODULES
    for name, sentence in sentences_of(module).items()
}
OURS = {f"our.{name}" for name in (*ALL_COLUMNS, *KEYS, *targets())}


def told_in_code() -> list[tuple[str, set[str] | None]]:
    """Each name in capitals that stands in the code of the register, and what it is called with."""
    found: list[tuple[str, set[str] | None]] = []
    for path in REGISTER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            named = node.func if isinstance(node, ast.Call) else node
            if isinstance(named, ast.Attribute | ast.Name) and isinstance(named.ctx, ast.Load):
                name = named.attr if isinstance(named, ast.Attribute) else named.id
                words = node.keywords if isinstance(node, ast.Call) else None
                found.append((name, None if words is None else {str(one.arg) for one in words}))
    return found


def test_there_are_reasons() -> None:
    assert len(ALL) > 90


@pytest.mark.parametrize("sentence", ALL.values(), ids=ALL)
def test_reason_says_the_same_in_both_languages(sentence: Sentence) -> None:
    assert names_in(sentence.nl) == names_in(sentence.en)
    assert sentence.nl == sentence.nl.strip() and not sentence.nl.endswith(".")
    assert {name for name in names_in(sentence.nl) if name.startswith("our.")} <= OURS


def test_dutch_is_not_the_english_again() -> None:
    assert [key for key, one in ALL.items() if one.nl == one.en] == ["registrations.IN_STATUS"]


def test_sentence_that_names_other_things_in_one_language_is_refused() -> None:
    with pytest.raises(ValueError, match="name different things"):
        Sentence("{column}: ontbreekt", "{name}: missing")


def test_every_reason_is_told_somewhere_with_what_it_names() -> None:
    wanted: dict[str, list[set[str]]] = {}
    for key, sentence in ALL.items():
        names = {name for name in names_in(sentence.en) if not name.startswith("our.")}
        wanted.setdefault(key.partition(".")[2], []).append(names)
    told = told_in_code()
    assert set(wanted) - {name for name, _ in told} == set()
    calls = [(name, given) for name, given in told if name in wanted and given is not None]
    assert [(name, given) for name, given in calls if given not in wanted[name]] == []
    assert len(calls) > 70


def test_every_kind_of_record_and_order_of_days_has_words() -> None:
    assert set(cells.KINDS) == set(KINDS)
    assert set(other_files.ORDERS) == set(DAY_ORDERS)
    assert set(FAULTS) == set(ENGLISH) | {"missing_column"}


def test_reason_is_its_english_whatever_the_reader_speaks() -> None:
    with translation.override("nl"):
        reason = cells.NOT_WHOLE(column="age", lowest=0, highest=120)
        assert reason == "age: not a whole number from 0 to 120"
        assert json.dumps({"reason": reason}) == '{"reason": "age: not a whole number from 0 to 120"}'
    assert reason.words.nl == "age: geen heel getal van 0 tot en met 120"
    assert reason.words.en == reason
    assert pickle.loads(pickle.dumps(reason)).words == reason.words


def test_reason_within_a_reason_is_said_in_one_language() -> None:
    inner = registrations.IN_MENTION(number=2, reason=cells.missing_code("scope", Scope))
    reason = registrations.IN_REGISTRATION(reference="R-1", reason=inner)
    codes = ", ".join(Scope.codes)
    assert reason == f"registration R-1: mention 2: scope: missing; one of {codes}"
    assert reason.words.nl == f"registratie R-1: vermelding 2: scope: ontbreekt; kies een van: {codes}"


def test_who_does_not_know_our_columns_reads_their_labels() -> None:
    known = column_labels()
    told = cells.missing_code("scope", Scope).labelled(known)
    assert told.nl == f"{known['scope'].nl}: ontbreekt; kies een van: " + ", ".join(
        one.label.nl for one in Scope
    )
    assert told.en == f"{known['scope'].en}: missing; one of " + ", ".join(one.label.en for one in Scope)
    apart = registrations.MUNICIPALITY_ELSEWHERE().labelled(known)
    assert apart.nl == "Gemeente: ligt niet in die provincie; laat Provincie leeg, dan volgt die vanzelf"
    member = registrations.OTHER_TYPE(type=PlatformType["forum"])
    assert member == "platform_type: the catalogue says forum"
    assert PlatformType["forum"].label.nl in member.labelled(known).nl


def test_long_list_is_named_and_not_written_out() -> None:
    reason = cells.wrong_code("municipality", Municipality)
    first = next(iter(Municipality))
    assert reason == f"municipality: not a code of Municipality, such as {first.code}"
    assert reason.words.nl.endswith(
        f"uit de lijst {Municipality.label.nl}; goed is bijvoorbeeld {first.code}"
    )


def test_every_column_that_a_mapping_can_fill_has_words() -> None:
    assert set(targets()) | {"person"} == set(column_labels())


lines = st.lists(
    st.fixed_dictionaries(
        {"record": st.sampled_from([*KINDS, "x"])},
        optional={
            name: st.sampled_from(
                ["", "x", "1", "2020-02-31", "2020-01-01", "sexual", "named", "victim;victim"]
            )
            for name in ALL_COLUMNS
            if name not in ("registration", "record")
        },
    ),
    max_size=4,
)


@given(lines)
def test_every_bad_line_is_told_in_both_languages(rows: list[dict[str, str]]) -> None:
    body = [
        ",".join(
            row.get(name, "R-1") if name == "registration" else row.get(name, "") for name in ALL_COLUMNS
        )
        for row in rows
    ]
    data = "\n".join([",".join(ALL_COLUMNS), *body]).encode()
    for reject in formats.parse(data, format="csv", source="f").rejects:
        assert reject.words.en == str(reject.reason) == reject.as_dict()["reason"]
        assert reject.words.nl.startswith("registratie R-1: ")
        assert "{" not in reject.words.nl


values = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["", "x", "R-1", "2020-01-01", "sexual"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["reference", "mentions", "persons", "roles", "age", "zz"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(st.lists(values, max_size=3))
def test_every_bad_value_of_json_is_told_in_both_languages(told: list[Any]) -> None:
    for reject in formats.parse(json.dumps(told).encode(), format="json", source="f").rejects:
        assert reject.words.en == reject.reason
        assert "another kind" not in reject.words.nl and "not a" not in reject.words.nl


@pytest.mark.parametrize(
    ("data", "dutch"),
    [
        ('a,b\n"x', "een aanhalingsteken wordt nergens gesloten"),
        ('a,b\n"x"y,2', "na een aanhalingsteken staat geen scheidingsteken"),
        ("a,b\n" + "x" * (csv.field_size_limit() + 1), "een cel is te lang"),
    ],
)
def test_what_the_reader_of_csv_says_is_said_in_dutch(data: str, dutch: str) -> None:
    with pytest.raises(Unreadable) as raised:
        list(read_rows(data.encode()))
    assert dutch in raised.value.reason.words.nl
    assert raised.value.reason.words.nl.startswith("regel 2: geen CSV (")


@pytest.mark.parametrize(
    "text",
    [
        "[1 2]",
        "[,]",
        '[{"a" 1}]',
        "[{a:1}]",
        '["a',
        '["a\n"]',
        '["\\x"]',
        '["\\u12"]',
        '[{"a":1,}]',
        "[[1,]]",
    ],
)
def test_what_the_reader_of_json_says_is_said_in_dutch(text: str) -> None:
    with pytest.raises(Unreadable) as raised:
        list(items(text))
    assert SOMETHING not in raised.value.reason.words.nl
    assert raised.value.reason.words.en == str(raised.value)
    assert raised.value.reason.words.nl.startswith("regel ")


def test_what_a_reader_never_said_before_is_said_without_its_words() -> None:
    assert csv_fault("something new") == Label(SOMETHING, "something new")


def test_reason_made_by_hand_says_what_it_was_made_of() -> None:
    assert isinstance(cells.MISSING(column="sex"), Reason)
    assert cells.MISSING(column="sex").in_language("nl", column_labels()) == f"{Sex.label.nl}: ontbreekt"
