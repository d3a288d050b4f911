"""Referrals in each state, the directory they are made from, and the receiver's address."""

import uuid
from datetime import timedelta
from typing import Any

from tests.browser.things.who import Parameters, acting, make_colleague

SPOKEN: list[str] = []
"""The codes of the addresses made, the last one last."""


def nothing(by: Any) -> Parameters:
    return {}


def _worker(by: Any) -> Any:
    return (
        acting(by, "outreach")
        if "analyst" in by.user.roles
        else acting(by, "outreach", make_colleague(by, "analyst"))
    )


def _colleague(by: Any) -> Any:
    return acting(by, "outreach", make_colleague(by, "outreach_worker"))


def directory(by: Any) -> Parameters:
    from baken.referrals.directory.actions import load_shipped
    from tests.factories.referrals import make_help

    worker = _worker(by)
    load_shipped(by=worker)
    make_help(worker)
    make_help(worker, "Verzonnen opvang", kinds=["shelter"], provinces=["NL-ZE"], capacity="full")
    return {}


def helps(by: Any) -> Parameters:
    from tests.factories.referrals import make_help

    return {"help_id": make_help(_worker(by)).id}


def helps_stale(by: Any) -> Parameters:
    from baken.referrals.models import HelpOrganisation

    directory(by)
    return {"help_id": HelpOrganisation.objects.filter(checked_on=None)[0].id}


def imported(by: Any) -> Parameters:
    from baken.referrals.directory.actions import import_help, undo_import

    worker = _worker(by)
    heading = "name;role;receiver;kinds\n"
    first = import_help(by=worker, data=f"{heading}Verzonnen een;helpt;help;shelter\n".encode())
    undo_import(by=worker, import_id=first.id)
    name = f"Verzonnen {uuid.uuid4().hex[:6]}"
    made = import_help(by=worker, data=f"{heading}{name};helpt;help;legal\n".encode())
    return {"import_id": made.id}


def _begun(by: Any, **given: Any) -> Any:
    from tests.factories.referrals import NUMBER, make_referral, written

    said = {"situation": "Wil praten over ander werk.", "contact": NUMBER, "safe_contact": "Overdag."}
    return written(_worker(by), make_referral(_worker(by), **given), said)


def prepared(by: Any) -> Parameters:
    return {"referral_id": _begun(by).id}


def ready(by: Any) -> Parameters:
    from tests.factories.referrals import agreed

    return {"referral_id": agreed(_worker(by), _begun(by), "situation", "safe_contact").id}


def waiting(by: Any) -> Parameters:
    from baken.referrals.actions.look_second import ask_look
    from tests.factories.referrals import agreed

    other = _colleague(by)
    from tests.factories.referrals import NUMBER, make_referral, written

    one = agreed(other, written(other, make_referral(other), {"situation": "Wil praten.", "contact": NUMBER}))
    look = ask_look(by=other, referral_id=one.id, about="contact_details")
    return {"referral_id": one.id, "look_id": look.id}


def offered(by: Any) -> Parameters:
    from tests.factories.referrals import offered as offer

    there = ready(by)
    from baken.referrals.models import Referral

    offer(_worker(by), Referral.objects.get(id=there["referral_id"]))
    return there


def overdue(by: Any) -> Parameters:
    from django.utils import timezone

    from baken.referrals.models import Referral

    there, now = offered(by), timezone.now()
    Referral.objects.filter(id=there["referral_id"]).update(
        answer_due_at=now - timedelta(days=3), escalates_at=now - timedelta(days=1)
    )
    return there


def refused(by: Any) -> Parameters:
    from baken.referrals.actions.offer_referral import record_answer
    from baken.referrals.models import Referral

    one = Referral.objects.get(id=offered(by)["referral_id"])
    record_answer(
        by=_worker(by), referral_id=one.id, seen=one.step_count, kind="refused", refusal="no_room",
        words="Pas over zes weken.",
    )  # fmt: skip
    return {"referral_id": one.id}


def in_danger(by: Any) -> Parameters:
    from tests.factories.referrals import offered as offer

    one = _begun(by, ground="acute_danger", receiver="police")
    offer(_worker(by), one)
    return {"referral_id": one.id, "look_id": one.looks.get().id}


def in_every_state(by: Any) -> Parameters:
    for make in (prepared, waiting, offered, overdue, refused, in_danger):
        make(by)
    return {}


def answer(by: Any) -> Parameters:
    from baken.referrals.models import Referral
    from tests.factories.referrals import offered as offer

    made = offer(_worker(by), Referral.objects.get(id=ready(by)["referral_id"]))
    SPOKEN.append(made.code)
    return {"token": made.token}


def no_answer(by: Any) -> Parameters:
    return {"token": "a" * 54}


def _give(page: Any, code: str) -> None:
    page.locator("main form input[name=code]").fill(code)
    sent_empty(page)


def wrong_code(page: Any) -> None:
    _give(page, "12")


def right_code(page: Any) -> None:
    _give(page, SPOKEN[-1])


def theirs(by: Any) -> Parameters:
    return waiting(by) | helps(by) | imported(by)


def sent_empty(page: Any) -> None:
    page.locator("main form.form button").first.click()
    page.wait_for_load_state("networkidle")
