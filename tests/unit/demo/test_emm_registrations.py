"""The shipped registrations give every published count of the study, and are built again byte for byte."""

from collections import Counter
from dataclasses import replace
from functools import cache

import polars as pl
import pytest

from baken.demo import emm
from baken.demo.emm_margins import MarginError, check_margins
from baken.demo.emm_tables import YEARS, published_tables
from baken.platforms.catalogue import shipped_index
from baken.register import formats
from baken.register.coded import CodedRegister, coded_records
from baken.register.records import RegistrationRecord
from baken.statistics.catalogue import TABLES
from baken.statistics.period import Period
from baken.vocabulary.exploitation import AllegationStatus
from baken.vocabulary.places import PoliceUnit
from baken.vocabulary.platforms import PlatformRole


@cache
def shipped() -> tuple[RegistrationRecord, ...]:
    data = emm.registrations_path().read_bytes()
    parsed = formats.parse(data, format="csv", source=emm.FILE)
    assert (parsed.rejects, parsed.added_platforms) == ((), ())
    return tuple(found.record for found in parsed.registrations)


@cache
def coded() -> CodedRegister:
    return coded_records(shipped(), shipped_index())


def named() -> pl.DataFrame:
    """Named mentions with the facts of their registration."""
    mentions = coded().mentions.filter(pl.col("naming") == "named")
    return mentions.join(coded().registrations, on="registration").with_columns(
        pl.col("registered_on").dt.year().alias("year")
    )


def test_shipped_file_is_what_the_code_builds() -> None:
    assert emm.registrations_file() == emm.registrations_path().read_bytes()


def test_shipped_file_is_written_again_byte_for_byte() -> None:
    assert formats.write(shipped(), format="csv") == emm.registrations_path().read_bytes()
    again = formats.parse(formats.write(shipped(), format="json"), format="json", source="f")
    assert tuple(found.record for found in again.registrations) == shipped()


def test_status_flows_have_something_in_every_part() -> None:
    flows = TABLES["status-flows"].compute(coded(), Period(), True)
    total = flows.row(-1, named=True)
    assert total["registrations"] == sum(bool(record.statuses) for record in shipped()) < 210
    assert all(total[code] > 0 for code in (*AllegationStatus.codes, "changed"))
    # somebody always decided what is more than an allegation
    statuses = [status for record in shipped() for status in record.statuses]
    assert all((status.decided_by is None) == (status.allegation_status == "possible") for status in statuses)


def test_annex_1_comes_out() -> None:
    cells = Counter(named().select("platform_name", "year").iter_rows())
    for platform, counts in published_tables().per_year.items():
        assert tuple(cells[platform, year] for year in YEARS) == counts
    assert cells.total() == 306
    assert named()["platform"].n_unique() == 39


def test_unique_platforms_per_year_come_out() -> None:
    per_year = named().group_by("year").agg(pl.col("platform").n_unique()).sort("year")
    assert per_year["platform"].to_list() == [26, 19, 15, 15]


def test_mentions_without_a_platform_come_out() -> None:
    namings = Counter(coded().mentions["naming"].to_list())
    assert namings == {"named": 306, "unnamed": 35, "unclear": 6}


def test_shares_of_types_come_out() -> None:
    types = Counter(named()["platform_type"].to_list())
    assert [
        round(100 * types[type_] / 306) for type_ in ("instant_messaging", "sex_advertising_website")
    ] == [62, 19]
    assert [round(100 * types[type_] / 306) for type_ in ("social_network", "dating_service")] == [11, 7]


def test_table_2_comes_out() -> None:
    tables = published_tables()
    cells = Counter(named().select("police_unit", "platform_name").iter_rows())
    for unit in PoliceUnit:
        for platform, count in tables.per_unit[unit.label.nl].items():
            assert cells[unit.code, platform] == count
        others = sum(
            count
            for (code, platform), count in cells.items()
            if code == unit.code and platform not in tables.roles
        )
        assert others == tables.others_per_unit[unit.label.nl]
    rotterdam = sum(cells["rotterdam", platform] for platform in tables.roles)
    assert rotterdam == 19


def test_table_3_comes_out() -> None:
    roles = coded().roles.join(named(), on="mention").select("platform_name", "role").unique()
    played = set(roles.iter_rows())
    for platform, published in published_tables().roles.items():
        found = tuple(role for role in PlatformRole.codes_in("emm") if (platform, role) in played)
        assert found == published


def test_persons_come_out() -> None:
    persons = coded().persons
    assert persons.height == 163
    assert Counter(persons["sex"].to_list()) == {"female": 154, "male": 9}
    assert (persons["birth_country"] == "NL").sum() == 147
    assert persons.filter(pl.col("birth_country") != "NL")["birth_country"].n_unique() == 11
    roles = coded().participations.explode("roles").group_by("person").agg(pl.col("roles").n_unique())
    assert (roles["roles"] > 1).sum() == 47


def test_victims_and_ages_come_out() -> None:
    participations = coded().participations
    assert participations.height == participations["registration"].n_unique() == 210
    assert participations["roles"].list.contains("victim").sum() == 118
    ages = Counter(participations["age"].to_list())
    assert (ages[17], ages[16], ages[13], ages[12]) == (84, 57, 8, 4)
    assert set(ages) == set(range(12, 18))


def test_registrations_hold_no_to_five_mentions() -> None:
    counts = Counter(len(record.mentions) for record in shipped())
    assert set(counts) <= set(range(6))
    assert counts[0] > 0
    assert any(
        record.mentions and all(mention.naming != "named" for mention in record.mentions)
        for record in shipped()
    )


@pytest.mark.parametrize("change", ["left out", "another unit", "another age", "another role"])
def test_check_margins_notices_a_change(change: str) -> None:
    records = list(shipped())
    place = next(
        place for place, record in enumerate(records) if record.police_unit == "rotterdam" and record.mentions
    )
    record = records[place]
    changed = {
        "another unit": replace(record, police_unit="limburg"),
        "another age": replace(record, persons=(replace(record.persons[0], age=30),)),
        "another role": replace(record, persons=(replace(record.persons[0], roles=()),)),
    }
    if change == "left out":
        del records[place]
    else:
        records[place] = changed[change]
    with pytest.raises(MarginError):
        check_margins(records, published_tables())
