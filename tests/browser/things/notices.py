"""Notices to a platform in each state, and what is done on their pages."""

from typing import Any

from tests.browser.things.who import Parameters, acting, make_colleague, turns


def _by(by: Any) -> Any:
    return acting(by, "moderation", make_colleague(by, "moderator"))


def desk(by: Any) -> Parameters:
    from tests.factories.notices import open_desk

    open_desk(by.organisation)
    return {"slug": by.organisation.slug}


def _given(by: Any, **given: Any) -> Any:
    from tests.factories.notices import give

    place = f"https://kleinmarkt.example/advertentie/{next(turns)}"
    return give(by.organisation, **({"location": place} | given))


def received(by: Any) -> Parameters:
    return {"notice_id": _given(by).notice.id}


def two_about_one(by: Any) -> Parameters:
    place = f"https://kleinmarkt.example/tweemaal/{next(turns)}"
    _given(by, location=place, subject="fraud")
    return {"notice_id": _given(by, location=place).notice.id}


def _decided(by: Any, **given: Any) -> Any:
    from tests.factories.notices import decide

    return decide(_by(by), _given(by).notice, **given)


def decided(by: Any) -> Parameters:
    made = _decided(by)
    return {"notice_id": made.notices.get().id, "decision_id": made.id}


def flagged(by: Any) -> Parameters:
    return {"notice_id": _given(by, kind="trusted_flagger").notice.id}


def told_advertiser(by: Any) -> Parameters:
    from baken.notices.received.sealing import unseal

    asked.code = unseal(_decided(by), "code")  # type: ignore[attr-defined]
    return {"slug": by.organisation.slug}


def complaint(by: Any) -> Parameters:
    from baken.notices.received.actions import lodge_complaint
    from baken.notices.received.sealing import unseal

    made = lodge_complaint(
        organisation=by.organisation, code=unseal(_decided(by), "code"), why="De advertentie is van mij."
    )
    return {"complaint_id": made.id}


def complaint_handled(by: Any) -> Parameters:
    from baken.notices.received.actions import decide_complaint

    there = complaint(by)
    decide_complaint(
        by=_by(by), complaint_id=there["complaint_id"], overturn=True, answer="U hebt gelijk gekregen.",
        changes="De advertentie staat er weer.",
    )  # fmt: skip
    return there


def nothing_done(by: Any) -> Parameters:
    from tests.factories.notices import NOTHING_DONE

    return {"notice_id": _decided(by, **NOTHING_DONE).notices.get().id}


def suspension(by: Any) -> Parameters:
    from baken.notices.received.actions import ask_suspension, mark_unfounded, warn_notifier
    from tests.factories.notices import NOTHING_DONE, decide

    handler, email = _by(by), f"melder{next(turns)}@voorbeeld.example"
    for number in range(4):
        notice = _given(by, email=email).notice
        decide(handler, notice, **NOTHING_DONE)
        mark_unfounded(by=handler, notice_id=notice.id, reason="Dezelfde bewering als eerder.")
        if number == 2:
            warn_notifier(by=handler, notice_id=notice.id)
    made = ask_suspension(by=handler, notice_id=notice.id, days=30, reason="Het ging door daarna.")
    return {"notice_id": notice.id, "suspension_id": made.id}


def everything(by: Any) -> Parameters:
    _decided(by, suspicion="exploitation")
    return received(by) | complaint(by)


def sent_empty(page: Any) -> None:
    page.locator("main form.form button").first.click()
    page.wait_for_load_state("networkidle")


def given(page: Any) -> None:
    page.select_option("#id_subject", "minor")
    page.select_option("#id_kind", "anonymous")
    page.fill("#id_location", "https://kleinmarkt.example/advertentie/8")
    page.fill("#id_why", "De leeftijd in de tekst klopt niet met wat ik weet.")
    page.check("#id_good_faith")
    sent_empty(page)


def asked_unknown(page: Any) -> None:
    page.fill("#id_code", "aaaaa-bbbbb")
    sent_empty(page)


def asked(page: Any) -> None:
    page.fill("#id_code", asked.code)  # type: ignore[attr-defined]
    sent_empty(page)


def written(page: Any) -> None:
    from tests.factories.notices import REMOVAL

    page.check("#id_outcome input[value=remove]")
    page.select_option("#id_category", REMOVAL["category"])
    for name in ("preserved", "answer", "ground", "explanation", "facts"):
        page.fill(f"#id_{name}", REMOVAL[name])
    sent_empty(page)
