"""210 invented registrations whose counts are exactly those that the EMM study of 2021 published.

No line of them is about a real person or case: they are built from the published tables, so that
a register can be shown to reproduce the study. What the study does not publish (days, which
mentions share a registration, moments, ages per person, what became of it) is invented by a fixed rule;
the same code gives the same bytes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib import resources
from pathlib import Path

from baken.demo.emm_margins import check_margins
from baken.demo.emm_persons import persons_of
from baken.demo.emm_statuses import statuses_of
from baken.demo.emm_tables import YEARS, PublishedTables, published_tables
from baken.demo.mixing import mixed, place_in
from baken.platforms.catalogue import shipped_index
from baken.register import formats
from baken.register.records import MentionRecord, RegistrationRecord, RoleRecord, roles_in_order
from baken.vocabulary.places import PoliceUnit

FILE = "emm-2021-registrations.csv"
REGISTRATIONS_PER_YEAR = (56, 47, 53, 54)
"""The study gives 210 for the four years together; this spread follows the mentions per year."""
MOST_MENTIONS = 5
UNNAMED, UNCLEAR = 35, 6

MOMENTS = {
    "recruiting": "before",
    "building_relation": "before",
    "placing_adverts": "during",
    "attracting_customers": "during",
    "meeting_customers": "during",
    "spreading_images": "during",
    "unknown": "unknown",
}
ROLES_OF_TYPE = {
    "sex_advertising_website": ("placing_adverts", "attracting_customers"),
    "instant_messaging": ("meeting_customers", "building_relation"),
    "social_network": ("recruiting", "building_relation"),
    "dating_service": ("recruiting", "meeting_customers"),
}
"""What the platforms outside the top ten get, for which the study publishes no roles."""


@dataclass(slots=True)
class _Draft:
    """A registration that is being filled: its year, unit and the platforms named in it."""

    year: int
    unit: str | None
    number: int
    platforms: list[str] = field(default_factory=list)
    nameless: list[str] = field(default_factory=list)

    @property
    def appetite(self) -> int:
        """How many mentions it draws: most registrations one, some several."""
        return (1, 1, 1, 2, 2, 4)[place_in(6, "appetite", self.year, self.unit, self.number)]


def registrations_path() -> Path:
    """The shipped import file."""
    return Path(str(resources.files(__package__).joinpath("data", FILE)))


def registrations_file() -> bytes:
    """The bytes of the import file, built anew."""
    return formats.write(registrations(), format="csv")


def registrations() -> list[RegistrationRecord]:
    """The 210 registrations, ordered by reference. Raises MarginError if any published count fails."""
    tables = published_tables()
    drafts = _drafts(_placed_mentions(tables))
    _add_nameless(drafts)
    dated = sorted((_day(draft), position) for position, draft in enumerate(drafts))
    persons = persons_of([day for day, _ in dated])
    roles = _Roles(tables)
    numbers: Counter[int] = Counter()
    records = []
    for (day, position), person in zip(dated, persons, strict=True):
        draft = drafts[position]
        numbers[draft.year] += 1
        reference = f"EMM-{draft.year}-{numbers[draft.year]:03}"
        records.append(
            RegistrationRecord(
                reference=reference,
                registered_on=day,
                source_kind="police_investigation"
                if place_in(5, "source", reference) == 0
                else "police_registration",
                form="sexual",
                scope="domestic",
                police_unit=draft.unit,
                mentions=tuple(_mentions(draft, roles)),
                persons=(person,),
                statuses=statuses_of(reference, day),
            )
        )
    check_margins(records, tables)
    return records


def _placed_mentions(tables: PublishedTables) -> dict[tuple[int, str | None], Counter[str]]:
    """Every named mention of Annex 1 in a year and a police unit (or none), as table 2 has them."""
    codes = {unit.label.nl: unit.code for unit in PoliceUnit}
    cells: dict[tuple[int, str | None], Counter[str]] = defaultdict(Counter)
    others: list[tuple[str, int]] = []
    for platform, per_year in tables.per_year.items():
        years = [year for year, count in zip(YEARS, per_year, strict=True) for _ in range(count)]
        if platform not in tables.roles:
            others += [(platform, year) for year in years]
            continue
        units: list[str | None] = []
        for name, counts in tables.per_unit.items():
            units += [codes[name]] * counts[platform]
        units += [None] * (len(years) - len(units))
        for year, unit in zip(years, mixed(units, "units", platform), strict=True):
            cells[year, unit][platform] += 1
    known: list[str | None] = []
    for name, count in tables.others_per_unit.items():
        known += [codes[name]] * count
    known += [None] * (len(others) - len(known))
    for (platform, year), unit in zip(others, mixed(known, "units of others"), strict=True):
        cells[year, unit][platform] += 1
    return cells


def _drafts(cells: dict[tuple[int, str | None], Counter[str]]) -> list[_Draft]:
    drafts: list[_Draft] = []
    for year, registrations_ in zip(YEARS, REGISTRATIONS_PER_YEAR, strict=True):
        own = {unit: cells[year, unit] for unit in (*PoliceUnit.codes, None) if cells[year, unit]}
        for unit, count in _spread(own, registrations_).items():
            group = [_Draft(year, unit, number) for number in range(count)]
            _fill(group, own[unit])
            drafts += group
    return drafts


def _spread(cells: dict[str | None, Counter[str]], registrations_: int) -> dict[str | None, int]:
    """How many registrations each unit has in a year: enough for its mentions, then in proportion."""
    counts = {
        unit: max(max(mentions.values()), -(-mentions.total() // MOST_MENTIONS))
        for unit, mentions in cells.items()
    }
    while sum(counts.values()) < registrations_:
        counts[max(counts, key=lambda unit: (cells[unit].total() / (counts[unit] + 1), unit or ""))] += 1
    return counts


def _fill(group: list[_Draft], mentions: Counter[str]) -> None:
    """Puts the mentions in registrations of one unit and year, each platform once in any of them."""
    for platform, count in sorted(mentions.items(), key=lambda item: (-item[1], item[0])):
        open_ = [draft for draft in group if len(draft.platforms) < MOST_MENTIONS]
        open_.sort(key=lambda draft: ((len(draft.platforms) + 1) / draft.appetite, draft.number))
        for draft in open_[:count]:
            draft.platforms.append(platform)


def _add_nameless(drafts: Sequence[_Draft]) -> None:
    """Mentions of a platform without a name, or unclear which; some stand alone in a registration."""
    without = mixed([draft for draft in drafts if not draft.platforms], "without a name")
    alone = without[: len(without) * 2 // 3]
    with_names = [draft for draft in drafts if len(draft.platforms) in (1, 2)]
    chosen = [*alone, *mixed(with_names, "beside a name")][: UNNAMED + UNCLEAR]
    namings = ["unclear"] * UNCLEAR + ["unnamed"] * UNNAMED
    for draft, naming in zip(chosen, mixed(namings, "naming"), strict=True):
        draft.nameless.append(naming)


def _day(draft: _Draft) -> date:
    return date(draft.year, 1, 1) + timedelta(days=place_in(365, "day", draft.year, draft.unit, draft.number))


class _Roles:
    """Gives each mention one or two roles, so that every published role of a platform occurs."""

    def __init__(self, tables: PublishedTables) -> None:
        self._published = tables.roles
        self._given: Counter[str] = Counter()

    def of(self, platform: str, type_: str) -> tuple[RoleRecord, ...]:
        """The roles of the next mention of this platform, of one without a name by its naming."""
        roles = self._published.get(platform, ROLES_OF_TYPE.get(type_, ("placing_adverts",)))
        turn = self._given[platform]
        self._given[platform] += 1
        if turn >= len(roles) and place_in(6, "unknown", platform, turn) == 0:
            return (RoleRecord("unknown", "unknown", "unknown"),)
        codes = {roles[turn % len(roles)]}
        if place_in(3, "second role", platform, turn) == 0:
            codes.add(roles[(turn + 2) % len(roles)])
        return roles_in_order([_role(code, platform, turn) for code in sorted(codes)])


def _role(code: str, platform: str, turn: int) -> RoleRecord:
    certainty = ("established", "stated", "stated", "presumed")[
        place_in(4, "certainty", platform, turn, code)
    ]
    return RoleRecord(code, MOMENTS[code], certainty)


def _mentions(draft: _Draft, roles: _Roles) -> Iterable[MentionRecord]:
    index = shipped_index()
    entries = [entry for entry in map(index.find, draft.platforms) if entry]
    for entry in sorted(entries, key=lambda entry: entry.order or 0):
        yield MentionRecord("named", entry.name, entry.type, roles.of(entry.name, entry.type))
    for naming in draft.nameless:
        yield MentionRecord(naming, roles=roles.of(naming, ""))
