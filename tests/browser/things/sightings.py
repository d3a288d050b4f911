"""Sightings: recorded by hand, captured, read from a file, asked for as evidence."""

import datetime
import uuid
from typing import Any

from tests.browser.things.who import Parameters, acting, basis_in_force, make_colleague


def recorded(by: Any) -> Parameters:
    from django.utils import timezone

    from baken.adverts.actions.record_by_hand import record_by_hand
    from baken.pipeline.stages import extract_waiting

    made = record_by_hand(
        by=acting(by), basis_id=basis_in_force(by).id, platform="telegram", seen_at=timezone.now(),
        text="Ontspannende massage in Hengelo. Ik ben 34. 60 euro per uur. Bel nul zes 00 00 00 42.",
        title=f"Massage {uuid.uuid4().hex[:4]}", place="Hengelo",
    )  # fmt: skip
    extract_waiting(by=acting(by))
    return {"sighting_id": made.id}


def hand_draft(by: Any) -> Parameters:
    from baken.adverts.hand_drafts import keep_hand_draft

    keep_hand_draft(
        by=acting(by), fields={"platform": "insta", "text": "Rustige praktijk", "title": "Massage"}
    )
    return {}


def recorded_nothing(page: Any) -> None:
    page.locator("#vastleggen button[type=submit]").click()
    page.wait_for_load_state("networkidle")


def recorded_elsewhere(page: Any) -> None:
    page.fill("input[name=platform]", "Fluisterbord")
    page.fill("textarea[name=text]", "Rustige praktijk aan de rand van de stad.")
    page.check("input[name=lawful]")
    recorded_nothing(page)


def captured_twice(by: Any) -> Parameters:
    from django.utils import timezone

    from baken.pipeline.stages import extract_waiting
    from tests.factories.captures import make_capture, make_crawl, make_source

    source = make_source(by, basis_in_force(by), name=f"Kleinmarkt {uuid.uuid4().hex[:6]}")
    now = timezone.now()
    week = datetime.timedelta(days=7)
    first, second = (make_crawl(by, source, queued_at=at) for at in (now - week, now))
    make_capture(by, first, words="Massage in Tilburg. 50 euro per uur.", at=now - week)
    later = make_capture(by, second, words="Massage in Breda. Bel 06 00 00 00 42. 60 euro per uur.", at=now)
    extract_waiting(by=acting(by))
    return {"sighting_id": later.id, "crawl_id": second.id}


def _evidence(by: Any, asker: Any) -> Any:
    from baken.adverts.actions.hand_over import ask_hand_over
    from baken.adverts.models import Sighting

    sighting = Sighting.objects.get(id=captured_twice(by)["sighting_id"])
    return ask_hand_over(
        by=acting(by, user=asker), sighting=sighting, others=[], purpose="crime_report", case="PL-2026-1",
        reason="de politie vroeg erom",
    )  # fmt: skip


def evidence_asked(by: Any) -> Parameters:
    return {"request_id": _evidence(by, make_colleague(by, "analyst")).id}


def evidence_approved(by: Any) -> Parameters:
    from baken.adverts.actions.hand_over import decide_hand_over

    asked = _evidence(by, by.user)
    officer = acting(by, "accountability", make_colleague(by, "data_protection_officer"))
    return {"request_id": decide_hand_over(by=officer, request_id=asked.id, approve=True).id}


def sighting_of_a_file(by: Any) -> Parameters:
    from baken.adverts.models import Sighting

    found = Sighting.objects.filter(by_hand__isnull=True, capture__crawl_pages__isnull=True)
    return {"sighting_id": found.order_by("sequence").values_list("id", flat=True)[0]}
