"""Publications of figures, in each state and on the public page."""

from typing import Any

from tests.browser.things.who import Parameters, acting


def _once(by: Any, state: str) -> Any:
    """One in each state, over one and the same edition: making another would be the same."""
    from baken.statistics.models import Edition, Publication
    from baken.statistics.publications.actions import (
        decide_publication,
        propose_publication,
        withdraw_publication,
    )
    from baken.statistics.publications.writing import add_block, make_publication
    from tests.browser.things.editions import STANDING, all_made
    from tests.factories import editions, publications

    title = f"Platforms, {state}"
    there = Publication.objects.filter(title_nl=title, state=state).first()
    if there:
        return there
    by = acting(by, "statistics")
    all_made(by)
    shown = Edition.objects.get(table=STANDING["published"], state="published")
    writer = editions.analyst(by)
    made = make_publication(by=writer, title=publications.Label(title, f"Platforms, {state}, in English"))
    add_block(by=writer, publication_id=made.id, kind="text", content=publications.WORDS)
    for kind in ("table", "chart"):
        made = add_block(by=writer, publication_id=made.id, kind=kind, content={"edition": str(shown.id)})
    if state != "made":
        made = propose_publication(by=writer, publication_id=made.id)
    if state in ("published", "withdrawn"):
        made = decide_publication(by=editions.analyst(by), publication_id=made.id, publish=True)
    if state == "withdrawn":
        made = withdraw_publication(by=writer, publication_id=made.id, correction=publications.WHY)
    return made


def draft(by: Any) -> Parameters:
    return {"publication_id": _once(by, "made").id}


def draft_with_a_block(by: Any) -> Parameters:
    made = _once(by, "made")
    return {"publication_id": made.id, "block": made.blocks[0]["id"]}


def text_to_add(by: Any) -> Parameters:
    return draft(by) | {"kind": "text"}


def map_to_add(by: Any) -> Parameters:
    return draft(by) | {"kind": "map"}


def proposed(by: Any) -> Parameters:
    return {"publication_id": _once(by, "proposed").id}


def published(by: Any) -> Parameters:
    return {"publication_id": _once(by, "published").id}


def withdrawn(by: Any) -> Parameters:
    return {"publication_id": _once(by, "withdrawn").id}


def public_one(by: Any) -> Parameters:
    return published(by) | {"slug": by.organisation.slug}


def public_withdrawn(by: Any) -> Parameters:
    return withdrawn(by) | {"slug": by.organisation.slug}


def asked_for(by: Any) -> Parameters:
    return _asked(by, "waiting")


def asked_and_made(by: Any) -> Parameters:
    return _asked(by, "made")


def asked_and_failed(by: Any) -> Parameters:
    return _asked(by, "failed")


def being_made(by: Any) -> Parameters:
    from baken.statistics.models import AskedPublication

    return {"publication_id": AskedPublication.objects.get(id=asked_for(by)["wanted_id"]).publication_id}


def _asked(by: Any, state: str) -> Parameters:
    """No worker runs beside these pages: what it would have written stands there."""
    from django.utils import timezone

    from baken.statistics.models import AskedPublication
    from baken.statistics.publications.writing import make_publication
    from tests.factories import editions, publications

    title = f"Platforms, gevraagd, {state}"
    there = AskedPublication.objects.filter(publication__title_nl=title).first()
    if there:
        return {"wanted_id": there.id}
    # a draft of its own: what is being made nobody writes in
    writer = editions.analyst(acting(by, "statistics"))
    now = timezone.now()
    draft = make_publication(by=writer, title=publications.Label(title, f"Platforms, asked, {state}"))
    asked = AskedPublication.objects.create(
        organisation=by.organisation, publication=draft,
        state=state, asked_by=writer.user, asked_at=now, ended_at=None if state == "waiting" else now,
    )  # fmt: skip
    return {"wanted_id": asked.id}


def nothing_written(page: Any) -> None:
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state("networkidle")
