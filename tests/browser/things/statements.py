"""Statements of reasons in each state."""

from typing import Any

from tests.browser.things.who import Parameters, acting, make_colleague


def _writer(by: Any) -> Any:
    return acting(by, "moderation", make_colleague(by, "moderator"))


def nothing(by: Any) -> Parameters:
    return {}


def _made(by: Any, *, release: bool = False) -> Any:
    from tests.factories.sent_statements import write_some

    return write_some(_writer(by), 1, release=release)[0]


def written(by: Any) -> Parameters:
    return {"statement_id": _made(by).id}


def ready(by: Any) -> Parameters:
    return {"statement_id": _made(by, release=True).id}


def refused(by: Any) -> Parameters:
    from baken.notices.sending.outbox import mark_refused

    made = _made(by, release=True)
    faults = [["category_specification", "The selected category_specification is invalid."]]
    mark_refused(_writer(by), [made], {made.puid: faults})
    return {"statement_id": made.id}


def without_words(by: Any) -> Parameters:
    from baken.notices.statements.models import StatementWords

    made = _made(by)
    StatementWords.objects.filter(statement=made).delete()
    return {"statement_id": made.id}


def counted(by: Any) -> Parameters:
    return written(by) | {"name": "transparency-decisions"}


def told_a_number(page: Any) -> None:
    page.locator("#id_decision_facts").fill("Bel 06 12 34 56 78 voor meer.")
    page.locator("main form.form button").first.click()
    page.wait_for_load_state("networkidle")
