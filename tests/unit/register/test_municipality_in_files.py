"""The municipality of a registration and whether people met online, in files: in, out, and what can't be."""

import json
from typing import Any

import pytest

from baken.platforms.catalogue import shipped_index
from baken.register import formats
from baken.register.content import content_of
from baken.register.differences import differences
from baken.register.htcds.writing import write
from baken.register.mapped.proposals import proposed_answer, proposed_columns
from baken.register.mapped.targets import targets
from baken.register.story import story
from baken.vocabulary.municipalities import MERGED, Municipality, province_of

OWN = {
    "reference": "R-1", "registered_on": "2026-01-05", "source_kind": "help_chat", "form": "sexual",
    "scope": "domestic",
}  # fmt: skip


def read(**cells: Any) -> formats.ParsedFile:
    return formats.parse(json.dumps([OWN | cells]).encode(), format="json", source="f.json")


def record(**cells: Any) -> Any:
    (found,) = read(**cells).registrations
    return found.record


def test_province_follows_from_the_municipality() -> None:
    assert record(municipality="GM0855").province == "NL-NB"
    assert record(municipality="GM0855", province="NL-NB") == record(municipality="GM0855")
    assert record(municipality="GM0545").province == "NL-ZH"  # Leerdam, before it went


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"municipality": "GM0855", "province": "NL-UT"}, "municipality: does not lie in that province"),
        ({"municipality": "GM9999"}, "municipality: not a code of Municipality, such as GM0003"),
        ({"municipality": "Tilburg"}, "municipality: not a code of Municipality"),
        ({"met_online": "maybe"}, "met_online: not one of yes, no, unknown"),
    ],
)
def test_what_can_not_be_is_a_fault_in_words(cells: dict[str, str], said: str) -> None:
    parsed = read(**cells)
    assert not parsed.registrations
    (fault,) = parsed.rejects
    assert said in fault.reason
    assert "Tilburg" not in fault.reason


@pytest.mark.parametrize("form", formats.FORMATS)
def test_both_come_back_from_a_file_as_they_went(form: str) -> None:
    told = record(municipality="GM0003", met_online="yes")
    (found,) = formats.parse(formats.write([told], format=form), format=form, source="f").registrations
    assert found.record == told


def test_another_standard_tells_that_it_has_no_place_for_them() -> None:
    told = record(
        municipality="GM0855", met_online="yes",
        persons=[{"person": "P-1", "sex": "female", "roles": ["victim"]}],
    )  # fmt: skip
    lost = {(loss.field, loss.why) for loss in write([told], format="json").losses}
    assert {("municipality", "no_place"), ("met_online", "no_place")} <= lost


def test_files_of_other_offices_may_have_both() -> None:
    assert targets()["municipality"].codes is Municipality
    assert targets()["met_online"].kind == "coded"
    assert proposed_columns(["Gemeente", "Provincie"]) == {
        "Gemeente": "municipality",
        "Provincie": "province",
    }
    platforms = shipped_index()
    for word in ("Tilburg", "tilburg", "GM0855", "0855", "855"):
        assert proposed_answer("municipality", word, platforms) == "GM0855"
    for word in ("Den Haag", "'s-Gravenhage", "The Hague"):
        assert proposed_answer("municipality", word, platforms) == "GM0518"
    assert proposed_answer("municipality", "'s-Hertogenbosch", platforms) == "GM0796"


def test_story_names_what_a_municipality_is_today() -> None:
    told = content_of(record(municipality="GM0003", met_online="yes"))
    assert "gemeente Appingedam (nu Eemsdelta)" in " ".join(story(told))
    assert "Elkaar online leren kennen: ja, online." in story(told)


def test_history_tells_that_the_municipality_changed() -> None:
    before, after = (content_of(record(municipality=code)) for code in ("GM0855", "GM0758"))
    (found,) = differences(before, after)
    assert (found.label, found.before, found.after) == ("Gemeente", "Tilburg", "Breda")


def test_every_municipality_can_be_registered() -> None:
    assert all(record(municipality=code).province == province_of(code) for code in (*MERGED, "GM0518"))
