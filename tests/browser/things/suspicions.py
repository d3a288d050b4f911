"""Reports of a suspected crime in each state, and the receiver's page of one."""

from datetime import timedelta
from typing import Any

from tests.browser.things.who import Parameters, acting, make_colleague, turns

SPOKEN: list[str] = []
"""The codes of the addresses made, the last one last."""


def _one(by: Any) -> Any:
    return acting(by, "moderation", make_colleague(by, "moderator"))


def _packet(by: Any, suspicion: str = "exploitation", **items: str) -> Any:
    from tests.factories.crime_reports import make_report

    report = make_report(_one(by), suspicion, about=f"browser:{next(turns)}", **items)
    return report.packets.order_by("-kind").first()


def _told(packet: Any) -> Parameters:
    return {"report_id": packet.report_id, "packet_id": packet.id}


def nothing(by: Any) -> Parameters:
    return {}


def suspected(by: Any) -> Parameters:
    return _told(_packet(by, "minority", area=""))


def with_receiver(by: Any) -> Parameters:
    from tests.factories.crime_reports import receiver

    receiver(_one(by), "police")
    return suspected(by)


def asked(by: Any) -> Parameters:
    from baken.referrals.reports.actions.look_second import ask_to_send
    from tests.factories.crime_reports import built

    who = _one(by)
    packet = built(who, _packet(by))
    look = ask_to_send(by=who, packet_id=packet.id)
    return _told(packet) | {"look_id": look.id}


def in_danger(by: Any) -> Parameters:
    from tests.factories.crime_reports import built

    return _told(built(_one(by), _packet(by, "danger")))


def sent(by: Any) -> Parameters:
    from tests.factories.crime_reports import send

    made = send(_one(by), _one(by), _packet(by))
    SPOKEN.append(made.code)
    return _told(made.packet)


def failed(by: Any) -> Parameters:
    from baken.referrals.reports.actions.send_packet import record_failure

    there = sent(by)
    record_failure(by=_one(by), packet_id=there["packet_id"], words="Niemand nam op.")
    return there


def overdue(by: Any) -> Parameters:
    from django.utils import timezone

    from baken.referrals.models import CrimePacket

    there = suspected(by)
    late = timezone.now() - timedelta(hours=5)
    CrimePacket.objects.filter(id=there["packet_id"]).update(due_at=late)
    return there


def left(by: Any) -> Parameters:
    from baken.referrals.reports.actions.send_packet import leave_unsent

    packet = _packet(by)
    leave_unsent(by=_one(by), packet_id=packet.id, words="Bij navraag bleek er niets aan de hand.")
    return _told(packet)


def in_every_state(by: Any) -> Parameters:
    for make in (suspected, asked, in_danger, sent, failed, overdue, left):
        make(by)
    return {}


def answer(by: Any) -> Parameters:
    from tests.factories.crime_reports import send

    made = send(_one(by), _one(by), _packet(by))
    SPOKEN.append(made.code)
    return {"token": made.token}


def right_code(page: Any) -> None:
    page.locator("main form input[name=code]").fill(SPOKEN[-1])
    sent_empty(page)


def sent_empty(page: Any) -> None:
    page.locator("main form.form button").first.click()
    page.wait_for_load_state("networkidle")


def sent_now(page: Any) -> None:
    page.locator("main form[action$='/versturen/'] button").first.click()
    page.wait_for_load_state("networkidle")


def theirs(by: Any) -> Parameters:
    return asked(by)
