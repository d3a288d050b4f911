"""Audits of doors in each state, and a checklist that was answered twice."""

from typing import Any

from tests.browser.things.who import Parameters, acting, make_colleague


def _writer(by: Any) -> Any:
    return acting(by, "statistics", make_colleague(by, "analyst"))


def nothing(by: Any) -> Parameters:
    return {}


def study(by: Any) -> Parameters:
    from tests.factories.door_audits import make_study

    return {"audit_id": make_study(_writer(by)).id}


def runs(by: Any) -> Parameters:
    """Two runs of which the second did otherwise."""
    from baken.door.audits.trial import Tried
    from tests.factories.door_audits import make_run, make_study

    make_study(_writer(by))
    make_run(_writer(by))
    tried = (Tried("plain", "nothing_amiss", "held", ("age_evidence_fallen_away",)),)
    return {"audit_id": make_run(_writer(by), rules="b" * 64, tried=tried).id}


def being_filled(by: Any) -> Parameters:
    from tests.factories.door_audits import make_open

    return {"audit_id": make_open(_writer(by)).id}


def attempted(by: Any) -> Parameters:
    from baken.door.audits.models import DoorAttempt

    there = being_filled(by)
    return there | {"attempt_id": DoorAttempt.objects.get(audit_id=there["audit_id"]).id}


def at_an_entrance(by: Any) -> Parameters:
    """An audit that a command is to carry out."""
    from baken.door.audits.actions import start_entrance

    made = start_entrance(
        by=_writer(by), reference="afspraak met het platform", address="https://proef.kleinegids.example"
    )
    return {"audit_id": made.id}


def begun(by: Any) -> Parameters:
    from tests.factories.door_audits import make_open

    return {"audit_id": make_open(_writer(by), attempts=0).id}


def withdrawn(by: Any) -> Parameters:
    from baken.door.audits.actions import withdraw_audit

    there = study(by)
    withdraw_audit(by=_writer(by), audit_id=there["audit_id"], because="twee keer ingelezen")
    return there


def unasked(by: Any) -> Parameters:
    from tests.factories.dialogue import make_platform

    return {"code": make_platform(_writer(by), 1).code}


def asked_twice(by: Any) -> Parameters:
    from tests.factories.dialogue import make_platform
    from tests.factories.door_audits import ago, make_review

    platform = make_platform(_writer(by))
    make_review(_writer(by), platform.id, on=ago(300), report_button="no")
    make_review(_writer(by), platform.id, on=ago(2), report_button="partly", help_shown="yes")
    return {"code": platform.code}


def one_list(by: Any) -> Parameters:
    return unasked(by) | {"checklist": "code-2018"}


def sent_empty(page: Any) -> None:
    page.locator("main form.form button").first.click()
    page.wait_for_load_state("networkidle")


def answered_without_evidence(page: Any) -> None:
    page.locator("input[type=radio][value=yes]").first.check()
    sent_empty(page)
