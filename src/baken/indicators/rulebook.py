"""Reads rule files into rules, from a directory or as texts, or says everything that is wrong."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath

from baken.indicators.documents import Mapping as MappingNode
from baken.indicators.documents import read_document
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
    files = ((path, *_content(path)) for path in rule_files(directory or SHIPPED_RULES))
    return _check(((str(path), content, cause) for path, content, cause in files), word_lists)


def check_texts(
    files: Mapping[str, bytes], *, word_lists: WordLists | None = None, for_desk: bool = False
) -> tuple[tuple[Rule, ...], tuple[Fault, ...]]:
    """The same of files that stand in no directory: their contents by name.

    For a desk, where a rule's words stand on the pages of leads, what `told_of_people` finds is a fault too.
    """
    named = ((name, content, "") for name, content in sorted(files.items()))
    return _check(named, word_lists, for_desk=for_desk)


def load_texts(files: Mapping[str, str], *, word_lists: WordLists | None = None) -> tuple[Rule, ...]:
    """The rules of files that were kept as text, by name. Raises `FaultyRules`."""
    rules, faults = check_texts({name: text.encode() for name, text in files.items()}, word_lists=word_lists)
    if faults:
        raise FaultyRules(faults)
    return rules


def shipped_texts() -> dict[str, str]:
    """The shipped rule files as text, by the names of the files."""
    return {path.name: path.read_text("utf-8") for path in rule_files(SHIPPED_RULES)}


def digest_of(files: Mapping[str, str]) -> str:
    """What a set of rule files is known by: the SHA-256 over their names and texts, whatever their order."""
    found = hashlib.sha256()
    for name, text in sorted(files.items()):
        for part in (name.encode(), text.encode()):
            found.update(len(part).to_bytes(8, "big") + part)
    return found.hexdigest()


def _check(
    files: Iterable[tuple[str, bytes | None, str]], word_lists: WordLists | None, *, for_desk: bool = False
) -> tuple[tuple[Rule, ...], tuple[Fault, ...]]:
    lists = {**shipped_word_lists(), **(word_lists or {})}
    rules: list[Rule] = []
    faults: list[Fault] = []
    texts: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    names: dict[str, list[str]] = defaultdict(list)
    for name, content, cause in files:
        found = FaultList(name)
        names[PurePath(name).stem].append(name)
        if content is None:
            found.add(1, cause)
        else:
            rule, lines = _read(content, PurePath(name).stem, found, lists, for_desk=for_desk)
            if rule is not None:
                rules.append(rule)
            for what, text, line in lines:
                texts[" ".join(text.casefold().split())].append((what, name, line))
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


def _content(path: Path) -> tuple[bytes | None, str]:
    try:
        return path.read_bytes(), ""
    except OSError as error:
        return None, f"the file can't be read ({error.strerror})"


def _read(
    content: bytes, stem: str, faults: FaultList, lists: WordLists, *, for_desk: bool
) -> tuple[Rule | None, Sequence[tuple[str, str, int]]]:
    document = read_document(content, faults)
    if document is None:
        return None, ()
    if not isinstance(document, MappingNode):
        faults.add(document.line, "a rule file is a mapping of keys to values")
        return None, ()
    reader = RuleReader(document, stem, faults, lists, for_desk=for_desk)
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
