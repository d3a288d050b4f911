"""What later additions to a registration may say, drawn at random: statuses, types and circumstances."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from baken.register.fields import ORGANISATION_NAME
from baken.register.records import StatusRecord, in_order
from baken.vocabulary.circumstances import NONE_KNOWN, Vulnerability
from baken.vocabulary.country_groups import NAMED
from baken.vocabulary.exploitation import (
    AllegationStatus,
    CoercionMeans,
    CustomerContact,
    GroomerType,
    MetOnline,
    OffenderType,
    RecruitmentMode,
    SextortionKind,
    StatusDecider,
    TechnologyPart,
)
from baken.vocabulary.municipalities import Municipality, province_of
from baken.vocabulary.places import Province

TOLD = [code for code in Vulnerability.codes if code != NONE_KNOWN]


def codes_of(codes: Any) -> st.SearchStrategy[tuple[str, ...]]:
    """Some codes of a list, in its order."""
    return st.lists(st.sampled_from(codes.codes), unique=True).map(lambda found: in_order(codes, found))


def perhaps(codes: Any) -> st.SearchStrategy[str | None]:
    """A code of a list, or none."""
    return st.sampled_from([None, *codes.codes])


@st.composite
def statuses(draw: st.DrawFn, first: date = date(2000, 1, 1)) -> tuple[StatusRecord, ...]:
    """Statuses as they followed each other from a day on; the first may have no day."""
    days: list[date | None] = [
        *draw(st.lists(st.dates(first, first.replace(year=first.year + 24)), max_size=3, unique=True))
    ]
    days.sort(key=lambda day: day or first)
    if draw(st.booleans()):
        days.insert(0, None)
    told = st.sampled_from(AllegationStatus.codes)
    return tuple(StatusRecord(draw(told), day, draw(perhaps(StatusDecider))) for day in days)


def since(roles: tuple[str, ...], last: date) -> st.SearchStrategy[tuple[date | None, ...]]:
    """A day of each role that is not after the last, or none; nothing at all where no role has one."""
    days = st.none() | st.dates(date(1900, 1, 1), last)
    return st.tuples(*(days for _ in roles)).map(lambda found: found if any(found) else ())


circumstances = st.just((NONE_KNOWN,)) | st.lists(st.sampled_from(TOLD), unique=True).map(
    lambda found: in_order(Vulnerability, found)
)
born = st.sampled_from([("NL", None), ("XA", None), (None, None), *((None, group) for group in NAMED)])
"""Country and group of countries of birth."""

places = st.sampled_from([None, *Province.codes]).map(lambda province: (None, province)) | st.sampled_from(
    Municipality.codes
).map(lambda code: (code, province_of(code)))
"""Municipality and province: who names the first names the second."""

organisations = st.none() | st.from_regex(ORGANISATION_NAME, fullmatch=True).map(
    lambda name: " ".join(name.split())
)
"""The source by its name, in any alphabet."""

LATER: dict[str, Any] = {
    "coercion_means": codes_of(CoercionMeans),
    "sextortion_kinds": codes_of(SextortionKind),
    "recruitment_mode": perhaps(RecruitmentMode),
    "customer_contact": perhaps(CustomerContact),
    "technology_part": perhaps(TechnologyPart),
    "offender_type": perhaps(OffenderType),
    "groomer_type": perhaps(GroomerType),
    "met_online": perhaps(MetOnline),
    "source_organisation": organisations,
}
"""The cells of a registration that the study of 2021 did not have."""
