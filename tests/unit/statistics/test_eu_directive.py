"""Victims by what the EU directive asks: organisation, sex, age group and form; never citizenship."""

from datetime import date

from hypothesis import given, settings

from baken.platforms.catalogue import shipped_index
from baken.register.coded import CodedRegister, coded_records
from baken.register.records import PersonRecord, RegistrationRecord
from baken.statistics.editions.definitions import definition_of
from baken.statistics.editions.part import NotPublic
from baken.statistics.period import Period
from baken.statistics.table import fill
from baken.statistics.tables.eu_directive import EU_DIRECTIVE, OF
from tests.unit.statistics.coded_registers import registers

YEARS = Period()


def case(
    reference: str, source_kind: str, form: str, *persons: PersonRecord, on: date = date(2025, 3, 1)
) -> RegistrationRecord:
    return RegistrationRecord(reference, on, source_kind, form, "domestic", persons=persons)


def somebody(name: str, sex: str = "female", age: int | None = None, role: str = "victim") -> PersonRecord:
    return PersonRecord(name, sex, (role,), None, age)


def counted(register: CodedRegister, period: Period = YEARS) -> dict[tuple[str, str], tuple[int, ...]]:
    rows = EU_DIRECTIVE.compute(register, period, False).rows()
    return {(row[0], row[1]): row[2:] for row in rows}


def coded(*records: RegistrationRecord) -> CodedRegister:
    return coded_records(records, shipped_index())


def test_victim_counts_once_under_each_value_at_the_youngest_age() -> None:
    found = counted(
        coded(
            case("R-1", "police_registration", "sexual", somebody("P-1", age=18), somebody("P-2", "male")),
            case("R-2", "help_chat", "labour", somebody("P-1", age=17)),
            case("R-3", "help_chat", "sexual", somebody("P-1"), somebody("P-3", age=40, role="witness")),
        )
    )
    assert found["victims", "all"] == (2, 1, 0, 1)
    assert found["organisation", "police_registration"] == (2, 1, 0, 1)
    assert found["organisation", "help_chat"] == (1, 1, 0, 0)
    assert found["sex", "female"] == (1, 1, 0, 0)
    assert found["sex", "male"] == (1, 0, 0, 1)
    assert found["form", "sexual"] == (2, 1, 0, 1)
    assert found["form", "labour"] == (1, 1, 0, 0)
    assert found["form", "criminal"] == (0, 0, 0, 0)


def test_registration_outside_the_period_does_not_count() -> None:
    register = coded(
        case("R-1", "outreach", "sexual", somebody("P-1", age=30)),
        case("R-2", "outreach", "sexual", somebody("P-2", age=30), on=date(2024, 3, 1)),
    )
    assert counted(register, Period.between_years(2025, 2025))["victims", "all"] == (1, 0, 1, 0)


@given(registers())
@settings(max_examples=25)
def test_age_groups_add_up_and_every_victim_stands_in_every_part(register: CodedRegister) -> None:
    found = counted(register)
    victims = register.participations.explode("roles")
    everybody = victims.filter(victims["roles"] == "victim")["person"].n_unique()
    assert found["victims", "all"][0] == everybody
    assert all(count[0] == sum(count[1:]) for count in found.values())
    assert sum(found["sex", code][0] for code in OF["sex"]) == everybody
    assert all(sum(found[part, code][0] for code in codes) >= everybody for part, codes in OF.items())


def test_missing_citizenship_is_said_beside_the_figures() -> None:
    filled = fill(EU_DIRECTIVE, coded(), YEARS)
    assert any("records no citizenship" in note.en for note in filled.notes)
    assert any("legt geen nationaliteit vast" in note.nl for note in filled.notes)
    assert [label.nl for _, label in filled.chart.headings] == [
        "iedereen",
        "wie registreerde",
        "geslacht",
        "vorm",
    ]


def test_table_is_not_published_and_says_why() -> None:
    public = definition_of("eu-directive", None)
    assert isinstance(public, NotPublic)
    assert "do not add up" in public.reason.en
