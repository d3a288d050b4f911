"""Triage from signing in to taking back a decision: with the keyboard alone, and without JavaScript."""

from typing import Any

import pytest

from tests.browser.hands import colleague, enter, sign_in, tab_to, write
from tests.browser.things.entry import PASSWORD
from tests.browser.things.leads import lead_in_hand, one_waits

FACTS = "Drie teksten, één contact, al jaren dezelfde woorden."
EXPLANATION = "Dit past bij collega's die samen adverteren."


def decisions_of(user: Any, desk: Any) -> list[Any]:
    from baken.tenancy.acting import acting_for
    from baken.triage.models import Assessment

    with desk(), acting_for(user.organisation_id):
        return list(Assessment.objects.filter(user=user))


def test_lead_is_decided_and_taken_back_with_keys_alone(visit: Any, employ: Any, desk: Any) -> None:
    user = colleague(employ, desk, "outreach_worker")
    with desk():
        one_waits(user)
    window = visit()
    page = window.page
    sign_in(window, user)
    assert page.url.endswith("/triage/")
    with page.expect_navigation():
        page.keyboard.press("n")
    page.wait_for_load_state("networkidle")
    assert "Adverteerder" in page.inner_text("h1")
    page.keyboard.press("g")
    write(page, "textarea[name=facts]", FACTS)
    write(page, "textarea[name=explanation]", EXPLANATION)
    tab_to(page, "#afweging-formulier button[type=submit]")
    enter(page)
    (decision,) = decisions_of(user, desk)
    assert (decision.outcome, decision.undone_at) == ("no_concern", None)
    tab_to(page, "a[href='/triage/besloten/']")
    enter(page)
    tab_to(page, "form[action$='/herstel/'] button")
    enter(page)
    (decision,) = decisions_of(user, desk)
    assert decision.undone_at is not None
    assert page.input_value("textarea[name=facts]") == FACTS
    assert window.faults == []


def test_lead_is_decided_and_taken_back_without_javascript(visit: Any, employ: Any, desk: Any) -> None:
    from tests.browser.hands import code

    user = colleague(employ, desk, "outreach_worker")
    with desk():
        one_waits(user)
    window = visit(java_script_enabled=False)
    page = window.page
    window.open("/toegang/login/")
    page.fill("input[name=login]", user.sign_in_name)
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button")
    page.fill("input[name=code]", code())
    page.locator("main form button").first.click()
    page.click("form[action='/triage/volgende/'] button")
    page.fill("textarea[name=facts]", FACTS)
    page.fill("textarea[name=explanation]", EXPLANATION)
    page.check("input[name=outcome][value=unsure]")
    page.click("#afweging-formulier button[type=submit]")
    (decision,) = decisions_of(user, desk)
    assert decision.outcome == "unsure"
    page.click("a[href='/triage/besloten/']")
    page.locator("form[action$='/herstel/'] button").first.click()
    assert page.input_value("textarea[name=facts]") == FACTS
    (decision,) = decisions_of(user, desk)
    assert decision.undone_at is not None
    assert window.faults == []


@pytest.mark.parametrize("outcome", ["worth_contacting"])
def test_of_two_who_decide_at_the_same_moment_one_decides(
    visit: Any, employ: Any, desk: Any, outcome: str
) -> None:
    from types import SimpleNamespace

    from baken.accounts.queries import find_organisation
    from baken.tenancy.acting import acting_for
    from baken.triage.actions.release_lead import release_lead
    from baken.triage.models import Assessment

    two = [employ("outreach_worker"), employ("analyst")]
    with desk():
        organisation = find_organisation("demo")
        with acting_for(organisation.id):
            by = SimpleNamespace(user=two[0], organisation=organisation)
            chosen = lead_in_hand(by)["lead_id"]
            from baken.tenancy.acting import Actor

            release_lead(by=Actor(two[0], organisation, "outreach", "een toets"), lead_id=chosen)
            # the next lead may be one that was decided on before
            before = list(Assessment.objects.filter(lead_id=chosen).values_list("id", flat=True))
    windows = [visit(user) for user in two]
    for window in windows:
        window.open(f"/triage/{chosen}/")
        window.page.fill("textarea[name=facts]", FACTS)
        window.page.fill("textarea[name=explanation]", EXPLANATION)
        window.page.check(f"input[name=outcome][value={outcome}]")
        window.page.wait_for_load_state("networkidle")
    for window in windows:
        # sent without waiting for the answer, so that both are on their way at once
        window.page.evaluate("document.getElementById('afweging-formulier').submit()")
    for window in windows:
        window.page.wait_for_url(lambda url, seen=f"/triage/{chosen}/": not url.endswith(seen))
        window.page.wait_for_load_state("networkidle")
    with desk(), acting_for(organisation.id):
        (decision,) = Assessment.objects.filter(lead_id=chosen).exclude(id__in=before)
    lost = windows[0] if decision.user_id == two[1].id else windows[1]
    won = two[1] if decision.user_id == two[1].id else two[0]
    assert won.name in lost.page.inner_text("main")
    assert lost.page.input_value("textarea[name=facts]") == FACTS
