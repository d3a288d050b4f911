"""A platform's door: its policy, and checks in each state."""

from typing import Any

from tests.browser.things.who import Parameters, acting, make_colleague


def _moderator(by: Any) -> Any:
    if "moderator" in by.user.roles:
        return acting(by, "moderation")
    return acting(by, "moderation", make_colleague(by, "moderator"))


def no_policy(by: Any) -> Parameters:
    return {}


def _policy(by: Any) -> Any:
    from baken.door.policies import policy_in_force
    from tests.factories.doors import make_policy

    return policy_in_force() or make_policy(_moderator(by), age_evidence=["in_person", "idin"])


def policy(by: Any) -> Parameters:
    return {"policy_id": _policy(by).id}


def _asks_less(by: Any, who: Any) -> Any:
    from baken.door.models import DoorPolicy
    from baken.door.policies import policy_in_force
    from tests.factories.doors import make_policy

    _policy(by)
    live = policy_in_force()
    waiting = (
        DoorPolicy.objects.filter(state="asked", number__gt=live.number).exclude(asked_by=by.user).first()
    )
    return waiting or make_policy(
        who, minimum_age=live.minimum_age, age_evidence=[], grade_c_hours=live.grade_c_hours,
        reason="de gemeente vraagt het niet meer",
    )  # fmt: skip


def asked_of_me(by: Any) -> Parameters:
    """A version that asks less, proposed by a colleague of who looks."""
    colleague = acting(by, "moderation", make_colleague(by, "moderator"))
    return {"policy_id": _asks_less(by, colleague).id}


def checked(by: Any) -> Parameters:
    """An advert that waits: its account has no age evidence."""
    from tests.factories.doors import come_to_the_door

    _policy(by)
    return {"check_id": come_to_the_door(_moderator(by), "browser-1").check}


def broken(by: Any) -> Parameters:
    """A check of which what was said can't be read any more, as after a wrong restore: no action does it."""
    import uuid

    from django.db import connection

    from tests.factories.doors import come_to_the_door

    _policy(by)
    # each time another one: asked again, a broken one answers with no check at all
    name = f"browser-broken-{uuid.uuid4()}"
    check = come_to_the_door(_moderator(by), name, account={"account_id": name}).check
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("UPDATE door_doorcheck SET answer = %s WHERE id = %s", [b"\x01short", check])
        cursor.execute("SET ROLE baken_app")
    return {"check_id": check}


def checked_with_evidence(by: Any) -> Parameters:
    """An advert of which age, evidence and standing adverts are known, and that two people must see."""
    from datetime import timedelta

    from django.utils import timezone

    from baken.door.actions.record_evidence import record_evidence
    from tests.factories.doors import come_to_the_door

    _policy(by)
    who, now = _moderator(by), timezone.now()
    account = {"account_id": "account-young", "payer_hash": None, "device_hash": None}
    come_to_the_door(who, "browser-2", account=account)
    record_evidence(
        by=who, account_id="account-young", advert_id="browser-2", method="in_person", checked_at=now,
        valid_until=now + timedelta(days=90), checked_by="balie 3",
    )  # fmt: skip
    young = come_to_the_door(who, "browser-2", account=account, stated_age=16)
    return {"check_id": young.check}


def something_waits(by: Any) -> Parameters:
    """One of each: waiting for somebody, and for two."""
    checked(by)
    checked_with_evidence(by)
    return {}


def refused(by: Any) -> Parameters:
    """An advert that was refused, of which nobody said yet where the suspicion went."""
    return _refused(by, "browser-3")


def _refused(by: Any, name: str) -> Parameters:
    from baken.door.models import DoorCheck
    from baken.door.reviews.actions import Stated, review_check
    from tests.factories.doors import come_to_the_door

    _policy(by)
    # a colleague of who looks, who may then decide on an appeal
    who = acting(by, "moderation", make_colleague(by, "moderator"))
    account = {"account_id": f"account-{name}"}
    check = come_to_the_door(who, name, account=account).check
    told = Stated(
        "danger",
        False,
        "Voorwaarde 4",
        "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
        "Dit mag hier niet.",
        "De tekst.",
    )
    # a second colleague, where the advert shares much with one of somebody who may be young
    for one in (who, acting(by, "moderation", make_colleague(by, "moderator"))):
        if DoorCheck.objects.get(id=check).state == "held":
            review_check(
                by=one, check_id=check, outcome="refuse", reason="besproken met een collega", stated=told
            )
    return {"check_id": check}


def appealed(by: Any) -> Parameters:
    """An appeal that waits for somebody else than who refused."""
    from baken.door.appeals.actions import lodge_appeal

    made = lodge_appeal(
        by=_moderator(by), check_id=_refused(by, "browser-4")["check_id"], why="Dit is een vergissing."
    )
    return {"appeal_id": made.id}


def answered(by: Any) -> Parameters:
    """An appeal that was answered."""
    from baken.door.appeals.actions import decide_appeal, lodge_appeal

    check = _refused(by, "browser-5")["check_id"]
    made = lodge_appeal(by=_moderator(by), check_id=check, why="Dit is een vergissing.")
    if made.state == "open":
        other = acting(by, "moderation", make_colleague(by, "moderator"))
        decide_appeal(by=other, appeal_id=made.id, outcome="uphold", answer="Het bewijs ontbreekt nog.")
    return {"appeal_id": made.id}


def sent_empty(page: Any) -> None:
    page.locator("main form.form button").first.click()
    page.wait_for_load_state("networkidle")
