"""Columns read in bulk give every table the figures that whole records give it, and only what was asked."""

import json
from datetime import date
from functools import partial
from importlib import resources
from typing import Any

import numpy as np
import polars as pl
import pytest

from baken.platforms.models import Platform
from baken.register.actions import import_registrations
from baken.register.bulk import FRAMES, _gathered, _looked_up, _rows, read_columns
from baken.register.models import Participation, Registration
from baken.register.queries import coded_frames, numbered_frames
from baken.statistics.catalogue import TABLES
from baken.statistics.editions.definitions import state
from baken.statistics.period import Period
from baken.statistics.queries import columns_for
from baken.statistics.table import fill
from baken.tenancy.acting import acting_for
from baken.vocabulary.circumstances import Vulnerability
from tests.factories.organisations import make_actor

pytestmark = pytest.mark.django_db
REGISTER = [name for name, table in TABLES.items() if table.source == "register"]
PERIODS = [Period(), Period.of_years(2018, 2019), Period(first=date(2019, 3, 5))]


LATER = [
    {
        "reference": "later-1", "registered_on": "2020-05-01", "source_kind": "outreach", "form": "sexual",
        "scope": "domestic", "offender_type": "expert", "groomer_type": "adaptable",
        "sextortion_kinds": ["financial", "sexual"],
        "statuses": [
            {"allegation_status": "possible"},
            {"allegation_status": "actual", "decided_on": "2020-06-01", "decided_by": "police"},
        ],
        "persons": [
            {"person": "L-1", "sex": "female", "roles": ["victim"], "birth_group": "africa",
             "vulnerabilities": ["debts", "addiction"]},
        ],
    }
]  # fmt: skip
"""What the study of 2021 did not register."""


@pytest.fixture
def study(actor: Any) -> Any:
    content = (resources.files("baken.demo") / "data" / "emm-2021-registrations.csv").read_bytes()
    import_registrations(by=actor, data=content, format="csv", source="emm-2021-registrations.csv")
    import_registrations(by=actor, data=json.dumps(LATER).encode(), format="json", source="later.json")
    Registration.objects.filter(reference__endswith="1").update(
        technology_part="cyber_enabled", coercion_means=["debt", "threat"], province="NL-UT"
    )
    Platform.objects.filter(code="sudy").update(opened_on=date(2016, 1, 1), closed_on=date(2019, 5, 1))
    return actor


@pytest.mark.parametrize("period", PERIODS, ids=str)
@pytest.mark.parametrize("name", REGISTER)
def test_table_over_its_columns_is_the_table_over_whole_records(
    study: Any, name: str, period: Period
) -> None:
    table = TABLES[name]
    lean = fill(table, columns_for(table, by=study, period=period), period, margins=True)
    whole = fill(table, coded_frames(study.organisation), period, margins=True)
    # read before the period is known
    any_period = fill(table, columns_for(table, by=study), period, margins=True)
    for read in (lean, any_period):
        assert read.figures.equals(whole.figures)
        assert read.notes == whole.notes
    assert lean.figures.height > 0


def test_every_column_of_every_frame_is_read_as_it_was_registered(study: Any) -> None:
    whole = coded_frames(study.organisation)
    everything = read_columns(
        study.organisation,
        {name: [column for one in packed for column in one.columns] for name, (_, packed) in FRAMES.items()},
    )
    for name in FRAMES:
        read, told = getattr(everything, name), getattr(whole, name)
        assert read.height == told.height > 0
        for column in set(read.columns) & set(told.columns) - {"mention", "registration", "person"}:
            kinds = read[column].dtype
            assert kinds == told[column].dtype
            assert _sorted(read[column]) == _sorted(told[column])


@pytest.mark.parametrize("years", [[2017, 2018, 2019, 2020], [2018, 2019]], ids=str)
def test_fingerprint_of_what_is_read_under_numbers_is_that_under_references(
    study: Any, years: list[int]
) -> None:
    whole, table = Period.of_years(years[0], years[-1]), TABLES["emm-annex-1"]
    frames = (numbered_frames(study.organisation), coded_frames(study.organisation))
    assert len({state(table, one, whole, years) for one in frames}) == 1


def test_what_the_study_did_not_have_is_read_too(study: Any) -> None:
    whole = coded_frames(study.organisation)
    assert whole.statuses.filter(pl.col("registration") == "later-1").rows() == [
        ("later-1", None, "possible", None),
        ("later-1", date(2020, 6, 1), "actual", "police"),
    ]
    (told,) = (
        whole.registrations.filter(pl.col("reference") == "later-1")
        .select("offender_type", "groomer_type", "sextortion_kinds")
        .rows()
    )
    assert told == ("expert", "adaptable", ["financial", "sexual"])
    assert whole.persons.filter(pl.col("person") == "L-1")["birth_group"].to_list() == ["africa"]
    parts = whole.participations.filter(pl.col("person") == "L-1")
    assert parts["vulnerabilities"].to_list() == [["debts", "addiction"]]


def _sorted(values: pl.Series) -> list[str]:
    return sorted(map(str, values.to_list()))


def test_frame_that_was_not_asked_for_cannot_be_counted(study: Any) -> None:
    read = read_columns(study.organisation, {"registrations": ("registration",)})
    assert read.registrations.columns == ["registration"]
    with pytest.raises(pl.exceptions.ColumnNotFoundError):
        read.mentions.filter(pl.col("naming") == "named")
    with pytest.raises(KeyError, match="registrations has no column shoe_size"):
        read_columns(study.organisation, {"registrations": ("shoe_size",)})


def test_columns_of_another_organisation_are_out_of_sight(study: Any) -> None:
    other = make_actor()
    with acting_for(other.organisation.id):
        for organisation in (other.organisation, study.organisation):
            read = read_columns(organisation, {"registrations": ("registration", "form")})
            assert read.registrations.height == 0


def test_rows_can_be_chosen_by_their_code_and_nameless_mentions_stay(study: Any) -> None:
    kind = "sex_advertising_website"
    columns = {
        "mentions": ("naming", "platform_type"), "roles": ("role",), "participations": ("roles",),
    }  # fmt: skip
    only = {
        "mentions": {"platform_type": (kind,)}, "roles": {"role": ("placing_adverts",)},
        "participations": {"roles": ("victim",)},
    }  # fmt: skip
    whole = read_columns(study.organisation, columns)
    read = read_columns(study.organisation, columns, only)
    named = pl.col("naming") == "named"
    assert _sorted(read.mentions["platform_type"]) == _sorted(
        whole.mentions.filter(~named | (pl.col("platform_type") == kind))["platform_type"]
    )
    assert read.mentions.filter(~named).height == whole.mentions.filter(~named).height > 0
    assert read.roles.height == whole.roles.filter(pl.col("role") == "placing_adverts").height > 0
    victims = whole.participations.filter(pl.col("roles").list.contains("victim"))
    assert read.participations.height == victims.height > 0
    with pytest.raises(KeyError):
        read_columns(study.organisation, columns, {"roles": {"moment": ("during",)}})


def test_list_of_many_codes_is_read_as_it_was_registered(study: Any) -> None:
    told = list(Vulnerability.codes[:4])
    Participation.objects.filter(registration__reference="later-1").update(vulnerabilities=told)
    read = read_columns(study.organisation, {"participations": ("vulnerabilities",)}).participations
    assert read["vulnerabilities"].to_list().count(told) == 1


def test_codes_that_cross_together_never_share_a_hash(study: Any) -> None:
    for _, packed in FRAMES.values():
        for one in packed:
            if not isinstance(one.read, partial) or one.read.func is not _looked_up:
                continue
            query, given, _ = one.read.args
            hashes = [row[0] for row in _rows(query, given)]
            assert len(set(hashes)) == len(hashes) > 1


@pytest.mark.parametrize("hashed", [0, 3, 9])
def test_hash_of_nothing_known_is_never_taken_for_its_neighbour(hashed: int) -> None:
    rows, kinds = [(5, "b"), (1, "a")], {"code": pl.String}
    assert _gathered(rows, kinds, np.array([5, 1]), ["code"])[0].to_list() == ["b", "a"]
    with pytest.raises(LookupError):
        _gathered(rows, kinds, np.array([1, hashed]), ["code"])
