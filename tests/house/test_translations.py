"""What a user reads stands in Dutch and in English."""

from pathlib import Path

import pytest

from baken.desk.messages import translated_rooms, untold
from baken.privacy.retention import RetentionClass
from baken.statistics.catalogue import TABLES
from baken.vocabulary.code_list import Label
from baken.vocabulary.lists import ALL_LISTS


def labels_in(thing: object) -> list[Label]:
    """Every label inside a table, however deep."""
    if isinstance(thing, Label):
        return [thing]
    if isinstance(thing, list | tuple | set | frozenset):
        return [label for part in thing for label in labels_in(part)]
    if isinstance(thing, dict):
        return [label for part in thing.values() for label in labels_in(part)]
    if hasattr(thing, "__dataclass_fields__"):
        return [label for name in thing.__dataclass_fields__ for label in labels_in(getattr(thing, name))]
    return []


@pytest.mark.parametrize("one", [*ALL_LISTS, *TABLES.values()], ids=lambda one: one.name)
def test_labels_are_complete_in_both_languages(one: object) -> None:
    found = labels_in(one)
    assert found
    assert [label for label in found if not label.nl.strip() or not label.en.strip()] == []


def test_retention_classes_are_explained_in_both_languages() -> None:
    assert [keep.name for keep in RetentionClass if not keep.value.nl or not keep.value.en] == []


@pytest.mark.parametrize("one", ALL_LISTS, ids=lambda one: one.name)
def test_labels_within_a_list_are_told_apart(one: object) -> None:
    for language in ("nl", "en"):
        labels = [member.label.in_language(language) for member in one]
        assert len(labels) == len(set(labels))


@pytest.mark.parametrize("room", list(translated_rooms()), ids=lambda room: room.name)
def test_pages_are_complete_in_english(room: Path) -> None:
    assert untold(room) == []
