"""Reads a directory of rule files into the rules in force, or says everything that is wrong."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from baken.indicators.documents import Mapping, read_document
from baken.indicators.faults import Fault, FaultList, FaultyRules
from baken.indicators.rule import Rule
from baken.indicators.rule_reading import RuleReader
from baken.indicators.wordlists import WordLists, shipped_word_lists

SHIPPED_RULES = Path(__file__).parent / "rules"
ENDINGS = (".yaml", ".yml")


class NoRules(Exception):
    """There are no rule files to read."""


def load_rules(directory: Path | None = None, *, word_lists: WordLists | None = None) -> tuple[Rule, ...]:
    """The rules of a directory, by name; the shipped ones without it.

    `word_lists` come on top of the shipped lists. Raises `FaultyRules` with every fault of every
    file, and `NoRules` for a directory that can't be read or holds no `.yaml` file.
    """
    rules, faults = check_rules(directory, word_lists=word_lists)
    if faults:
        raise FaultyRules(faults)
    return rules


def check_rules(
    directory: Path | None = None, *, word_lists: WordLists | None = None
) -> tuple[tuple[Rule, ...], tuple[Fault, ...]]:
    """The rules that could be read, and every fault, by file and line. Raises `NoRules`."""
    lists = {**shipped_word_lists(), **(word_lists or {})}
    rules: list[Rule] = []
    faults: list[Fault] = []
    texts: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    names: dict[str, list[str]] = defaultdict(list)
    for path in rule_files(directory or SHIPPED_RULES):
        found = FaultList(str(path))
        names[path.stem].append(str(path))
        rule, lines = _read(path, found, lists)
        if rule is not None:
            rules.append(rule)
        for what, text, line in lines:
            texts[" ".join(text.casefold().split())].append((what, str(path), line))
        faults.extend(found.faults)
    faults.extend(_repeated(list(texts.values())))
    faults.extend(
        Fault(path, 1, f"indicator {name!r} has two files: {', '.join(paths)}")
        for name, paths in names.items()
        if len(paths) > 1
        for path in paths
    )
    return tuple(sorted(rules, key=lambda rule: rule.indicator)), tuple(sorted(set(faults)))


def rule_files(directory: Path) -> list[Path]:
    """The rule files of a directory, by name; folders in it are not read. Raises `NoRules`."""
    try:
        named = sorted(path for path in directory.iterdir() if path.suffix in ENDINGS)
    except OSError as error:
        raise NoRules(f"{directory} can't be read as a directory of rules ({error.strerror})") from error
    # a link that leads nowhere is kept, so that reading it says that a rule is not there
    found = [path for path in named if path.is_file() or (path.is_symlink() and not path.exists())]
    if not found:
        raise NoRules(f"{directory} holds no rule file (NAME.yaml)")
    return found


def _read(
    path: Path, faults: FaultList, lists: WordLists
) -> tuple[Rule | None, Sequence[tuple[str, str, int]]]:
    try:
        content = path.read_bytes()
    except OSError as error:
        faults.add(1, f"the file can't be read ({error.strerror})")
        return None, ()
    document = read_document(content, faults)
    if document is None:
        return None, ()
    if not isinstance(document, Mapping):
        faults.add(document.line, "a rule file is a mapping of keys to values")
        return None, ()
    reader = RuleReader(document, path.stem, faults, lists)
    rule = reader.rule()
    return rule, reader.text_lines


def _repeated(texts: list[list[tuple[str, str, int]]]) -> list[Fault]:
    """A fault for each place of a text that stands in the files of two rules."""
    return [
        Fault(file, line, f"the text of {what!r} stands in another rule too: {others}")
        for places in texts
        for what, file, line in places
        if (
            others := ", ".join(
                dict.fromkeys(f"{other}:{other_line}" for _, other, other_line in places if other != file)
            )
        )
    ]
