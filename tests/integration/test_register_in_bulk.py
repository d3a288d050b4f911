"""Columns read in bulk give every table the figures that whole records give it, and only what was asked."""

import json
from datetime import date
from importlib import resources
from typing import Any

import polars as pl
import pytest

from baken.platforms.models import Platform
from baken.register.actions import import_registrations
from baken.register.bulk import FRAMES, read_columns
from baken.register.models import Registration
from baken.register.queries import coded_frames
from baken.statistics.catalogue import TABLES
from baken.statistics.period import Period
from baken.statistics.queries import columns_for
from baken.statistics.table import fill
from baken.tenancy.acting import acting_for
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
    lean = fill(table, columns_for(table, by=study), period, margins=True)
    whole = fill(table, coded_frames(study.organisation), period, margins=True)
    assert lean.figures.equals(whole.figures)
    assert lean.notes == whole.notes
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
