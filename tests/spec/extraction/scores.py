"""How right the answers are: precision, recall and F1 of a suite, and of each kind and language in it."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from tests.spec.extraction.answers import Answer, words_of
from tests.spec.extraction.sets import Case, Expected


@dataclass(slots=True)
class Score:
    """Counts of facts, not of adverts."""

    expected: int = 0
    found: int = 0
    right: int = 0
    obscured_known: int = 0
    obscured_right: int = 0
    span_right: int = 0
    guessed: int = 0
    ambiguous: int = 0
    flagged: int = 0

    def add(self, other: "Score") -> None:
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        both = self.found + self.expected
        return 2 * self.right / both if both else 1.0

    @property
    def obscured(self) -> float:
        return self.obscured_right / self.obscured_known if self.obscured_known else 1.0

    @property
    def spans(self) -> float:
        return self.span_right / self.right if self.right else 1.0


@dataclass(frozen=True, slots=True)
class Failure:
    case: Case
    faults: tuple[str, ...]


@dataclass(slots=True)
class Outcome:
    score: Score = field(default_factory=Score)
    faults: list[str] = field(default_factory=list)


# Whether the link before a name or number belongs to its span is left open.
_LINK = re.compile(
    r"(?:https?://)?(?:www\.)?(?:wa\.me|t\.me|telegram\.me|instagram\.com|snapchat\.com/add)/", re.IGNORECASE
)
_DIALLED = frozenset({"phone", "whatsapp", "signal", "telegram"})


def marked(case: Case, answer: Answer) -> Outcome:
    """One case against its answer."""
    return _MARKERS[case.suite](case, answer)


def _phones(case: Case, answer: Answer) -> Outcome:
    said = [one for one in answer["contacts"] if one["kind"] in _DIALLED and one["value"].startswith("+")]
    return _spanned(case, said, lambda one: str(one["value"]))


def _addresses(case: Case, answer: Answer) -> Outcome:
    # How a website is written down is not in the contract: those are not scored.
    said = [
        one
        for one in answer["contacts"]
        if one["kind"] != "website" and not (one["kind"] in _DIALLED and one["value"][:1] == "+")
    ]
    return _spanned(case, said, lambda one: f"{one['kind']}:{one['value'].removeprefix('@')}")


def _spanned(case: Case, said: list[Answer], value: Callable[[Answer], str]) -> Outcome:
    out = Outcome(Score(expected=len(case.expected)))
    left = {(value(one), tuple(one["span"] or ())): one for one in said}
    out.score.found = len(left)
    words = words_of(case)
    for wanted in case.expected:
        key = next((key for key in left if key[0] == wanted.value and _touches(key[1], wanted)), None)
        if key is None:
            out.faults.append(f"not found: {wanted.value}")
            continue
        one = left.pop(key)
        out.score.right += 1
        if wanted.obscured is not None:
            out.score.obscured_known += 1
            out.score.obscured_right += one["obscured"] is wanted.obscured
            if one["obscured"] is not wanted.obscured:
                out.faults.append(f"obscured {one['obscured']}, should be {wanted.obscured}")
        if wanted.span and _core(words, one["span"]) == _core(words, wanted.span):
            out.score.span_right += 1
        else:
            out.faults.append(f"span {one['span']}, should be {wanted.span}")
    out.faults += [f"not there: {key[0]} at {list(key[1])}" for key in left]
    return out


def _touches(span: tuple[int, ...], wanted: Expected) -> bool:
    return not span or wanted.span is None or (span[0] < wanted.span[1] and wanted.span[0] < span[1])


def _core(words: str, span: Iterable[int]) -> tuple[int, int]:
    """The span without the marks at its ends: whether a bracket belongs to a number is taste."""
    start, end = span
    link = _LINK.match(words, start, end)
    start = link.end() if link else start
    while start < end and not _counts(words[start]):
        start += 1
    while end > start and not _counts(words[end - 1]):
        end -= 1
    return start, end


def _counts(character: str) -> bool:
    return character.isalnum() or character in "+\u20e3" or character.isnumeric()


def _provinces(case: Case, answer: Answer) -> Outcome:
    sure = {one["province"] for one in answer["places"] if one["province"]}
    wanted = {one.value for one in case.expected}
    out = Outcome(Score(expected=len(wanted), found=len(sure), right=len(sure & wanted)))
    open_names = [one["name"].casefold() for one in answer["places"] if not one["province"]]
    for name in case.ambiguous:
        out.score.ambiguous += 1
        named = [one for one in open_names if name.casefold() in one or one in name.casefold()]
        out.score.flagged += bool(named)
        if not named:
            out.faults.append(f"not flagged as ambiguous: {name}")
    if case.ambiguous and sure - wanted:
        out.score.guessed += 1
    out.faults += [f"not found: {one}" for one in sorted(wanted - sure)]
    out.faults += [f"not there: {one}" for one in sorted(sure - wanted)]
    return out


def _languages(case: Case, answer: Answer) -> Outcome:
    said = [one["language"] for one in answer["languages"]]
    wanted = [one.value for one in case.expected]
    if case.kind != "mixed":
        right = said[:1] == wanted
        score = Score(expected=1, found=bool(said), right=right)
    else:
        right = set(said) == set(wanted)
        score = Score(len(wanted), len(set(said)), len(set(said) & set(wanted)))
    return Outcome(score, [] if right else [f"said {said}, should be {wanted}"])


def _counted(case: Case, said: list[str]) -> Outcome:
    wanted = [one.value for one in case.expected]
    right = sum(min(said.count(one), wanted.count(one)) for one in set(wanted))
    faults = [] if sorted(said) == sorted(wanted) else [f"said {said}, should be {wanted}"]
    return Outcome(Score(len(wanted), len(said), right), faults)


def _ages(case: Case, answer: Answer) -> Outcome:
    return _counted(
        case,
        list(
            {
                (one["age"], tuple(one["span"] or ())): str(one["age"]) for one in answer["stated_ages"]
            }.values()
        ),
    )


def _prices(case: Case, answer: Answer) -> Outcome:
    return _counted(case, [_price(one) for one in answer["prices"]])


def _price(one: Answer) -> str:
    """As the set writes it: amount, then the unit only where it is an hour."""
    amount = f"{float(one['amount']):.2f}".removesuffix(".00")
    currency = "" if one["currency"] == "EUR" else one["currency"]
    return f"{amount}{currency}" + ("/hour" if one["unit"] == "hour" else "")


_MARKERS: dict[str, Callable[[Case, Answer], Outcome]] = {
    "phones": _phones,
    "combined": _phones,
    "addresses": _addresses,
    "provinces": _provinces,
    "languages": _languages,
    "ages": _ages,
    "prices": _prices,
}


def scored(cases: Sequence[Case], answers: Sequence[Answer]) -> tuple[dict[str, Score], list[Failure]]:
    """Scores by 'all', 'kind …', 'language …' and half, and the failures of the open half."""
    scores: dict[str, Score] = defaultdict(Score)
    failures = []
    for case, answer in zip(cases, answers, strict=True):
        outcome = marked(case, answer)
        for name in ("all", f"half {case.half}", f"kind {case.kind}", f"language {case.language}"):
            scores[name].add(outcome.score)
        if outcome.faults and case.half == "open":
            failures.append(Failure(case, tuple(outcome.faults)))
    return dict(scores), failures
