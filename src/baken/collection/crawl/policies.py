"""When a source may be crawled: asked at the start, before every page that is stored, and every second."""

from datetime import datetime
from zoneinfo import ZoneInfo

from baken.collection.crawl.states import STATES
from baken.collection.exceptions import (
    BasisLapsed,
    CollectionError,
    CrawlIsThere,
    CrawlOver,
    DocumentsMissing,
    NotACrawlSource,
    OutsideHours,
    PracticeStaysHome,
    SourceInactive,
)
from baken.collection.models import Crawl, Source
from baken.collection.policies import check_basis, missing_documents
from baken.collection.profile import BadProfile, Profile, read_profile

ZONE = ZoneInfo("Europe/Amsterdam")
KIND = "crawl"


def crawl_profile(source: Source) -> Profile:
    """The profile of a source that is crawled. Raises `NotACrawlSource`, `BadProfile`."""
    if source.kind != KIND:
        raise NotACrawlSource
    profile = read_profile(source.profile)
    if profile.crawl is None:
        raise NotACrawlSource
    return profile


def check_crawl(source: Source, now: datetime) -> Profile:
    """The profile of a source that may be crawled at this moment; everything is read anew.

    Asks what somebody who answers for it would: a basis in force today with a DPIA reference, a named
    responsible person and the documents that its ground asks for (for police: the article is the ground,
    and the authorisation is among the documents); a source that is active and under no other purpose.
    Raises `NoLawfulBasis`, `BasisLapsed`, `DocumentsMissing`, `SourceInactive`, `NotACrawlSource`,
    `OutsideHours`, `BadProfile`.
    """
    today = now.astimezone(ZONE).date()
    basis = check_basis(source.basis.code, today)
    if not basis.dpia_reference.strip() or not basis.responsible.strip():
        raise BasisLapsed(f"the basis {basis.code!r} names no DPIA or no responsible person")
    if missing := missing_documents(basis):
        raise DocumentsMissing(missing)
    if source.ended_at is not None or source.active_until < today:
        raise SourceInactive
    profile = crawl_profile(source)
    assert profile.crawl is not None
    if not profile.crawl.within_hours(now.astimezone(ZONE).time()):
        raise OutsideHours
    return profile


def can_crawl(source: Source, now: datetime) -> bool:
    """Whether `check_crawl` would let it pass."""
    try:
        check_crawl(source, now)
    except (CollectionError, BadProfile):
        return False
    return True


def check_start(source: Source, now: datetime) -> Profile:
    """The same, and no crawl of the source is on its way. Raises `CrawlIsThere` too."""
    profile = check_crawl(source, now)
    if Crawl.objects.filter(source=source, state__in=_active()).exists():
        raise CrawlIsThere
    return profile


def check_not_over(crawl: Crawl) -> None:
    """Raises `CrawlOver`."""
    if STATES[crawl.state].is_over:
        raise CrawlOver


def why_it_stops(source: Source, now: datetime) -> str | None:
    """The reason in `CrawlEnd` for which a crawl that runs must stop at this moment; None: it may go on."""
    try:
        check_crawl(source, now)
    except (SourceInactive, NotACrawlSource):
        return "source_inactive"
    except OutsideHours:
        return "outside_hours"
    except BadProfile:
        return "profile_unusable"
    except (CollectionError, PracticeStaysHome):
        return "basis_lapsed"
    return None


def _active() -> list[str]:
    return [code for code, state in STATES.items() if not state.is_over]
