"""Versions of the rules: each with a weight of its own, so that no two are the same and no indicator goes."""

from typing import Any

from tests.browser.things import leads
from tests.browser.things.who import Parameters, acting, make_colleague, turns

SHARED = "shared_contact_many_texts"


def proposed(by: Any) -> Parameters:
    return {"rule_set_id": _proposed(by).id}


def proposed_by_another(by: Any) -> Parameters:
    return {"rule_set_id": _proposed(_another(by)).id}


def compared(by: Any) -> Parameters:
    from baken.pipeline.rule_trials import compare_waiting

    row = _proposed(_another(by))
    compare_waiting(by=acting(by, "accountability"))
    return {"rule_set_id": row.id}


def in_force(by: Any) -> Parameters:
    return {"rule_set_id": _in_force(by).id}


def withdrawn(by: Any) -> Parameters:
    from baken.adverts.rule_sets.actions import withdraw_rules

    row = _proposed(by)
    withdraw_rules(by=acting(by, "accountability"), rule_set_id=row.id, reason="De marge was te smal.")
    return {"rule_set_id": row.id}


def lead_of_withdrawn_rules(by: Any) -> Parameters:
    from baken.adverts.rule_sets.actions import withdraw_rules
    from baken.triage.models import Lead

    found = leads.lead(by)
    row = _in_force(by)
    Lead.objects.filter(id=found["lead_id"]).update(rule_set=row.number)
    withdraw_rules(by=_another(by), rule_set_id=row.id, reason="De marge was te smal.")
    return found


def _another(by: Any) -> Any:
    return acting(by, "accountability", make_colleague(by, "admin"))


def _proposed(by: Any) -> Any:
    from baken.adverts.rule_sets.actions import propose_weights

    log_odds = 0.31 + next(turns) / 1000
    return propose_weights(
        by=acting(by, "accountability"),
        weights={SHARED: (log_odds, -0.3, 1.9)},
        reason="De uitkomsten van dit jaar geven dit gewicht.",
    )


def _in_force(by: Any) -> Any:
    from baken.adverts.rule_sets.actions import make_live
    from baken.pipeline.rule_trials import compare_waiting

    row = _proposed(_another(by))
    compare_waiting(by=acting(by, "accountability"))
    return make_live(by=_another(by), rule_set_id=row.id)


def words_proposed(by: Any) -> Parameters:
    return {"rule_set_id": _words(_another(by)).id}


def words_in_force(by: Any) -> Parameters:
    from baken.adverts.rule_sets.actions import make_live
    from baken.pipeline.rule_trials import compare_waiting

    row = _words(_another(by))
    compare_waiting(by=acting(by, "accountability"))
    make_live(by=_another(by), rule_set_id=row.id)
    return {}


def _words(by: Any) -> Any:
    from baken.adverts.rule_sets.word_actions import propose_lists
    from baken.indicators.own_lists import with_list

    number = next(turns)
    turn = "".join(chr(ord("a") + number // place % 26) for place in (676, 26, 1))
    phrases = ["via de wulp", "vraag naar de kievit", f"de grutto {turn}"]
    return propose_lists(
        by=by,
        change=lambda lists: with_list(lists, "managed_by_other", "nl", phrases),
        reason="Gehoord van drie collega's.",
    )


def sent_a_number(page: Any) -> None:
    page.fill("textarea[name=phrases]", "via de wulp\nbel 06 00000000")
    page.select_option("select[name=list_name]", "managed_by_other")
    page.fill("input[name=reason]", "Gehoord van drie collega's.")
    page.locator("main form button[type=submit], main form button:not([type])").last.click()


def sent_faulty_rules(page: Any) -> None:
    page.set_input_files(
        "input[type=file]",
        [
            {
                "name": "one.yaml",
                "mimeType": "text/yaml",
                "buffer": b"indicator: other\nversion: 1\nversion: 2\n",
            },
            {"name": "two.yaml", "mimeType": "text/yaml", "buffer": b"grade: Z\n"},
        ],
    )
    page.fill("input[name=reason]", "Een toets.")
    page.locator("main form button").last.click()
    page.wait_for_load_state("networkidle")


def withdrew_without_a_reason(page: Any) -> None:
    page.locator("main form button").last.click()
    page.wait_for_load_state("networkidle")
