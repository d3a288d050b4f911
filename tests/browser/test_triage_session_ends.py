"""A session that ends in the middle of a decision: the words are kept, and told on coming back."""

from datetime import timedelta
from typing import Any

from tests.browser.hands import colleague, sign_in
from tests.browser.things.leads import lead_in_hand

FACTS = "Drie teksten, één contact, en toen was de sessie voorbij."


def test_words_are_kept_when_the_session_ends_and_told_on_coming_back(
    visit: Any, employ: Any, desk: Any
) -> None:
    from types import SimpleNamespace

    from baken.accounts.models import Session
    from baken.tenancy.acting import acting_for
    from baken.triage.models import Lead

    user = colleague(employ, desk, "outreach_worker")
    with desk(), acting_for(user.organisation_id):
        chosen = lead_in_hand(SimpleNamespace(user=user, organisation=user.organisation))["lead_id"]
    window = visit()
    page = window.page
    sign_in(window, user)
    window.open(f"/triage/{chosen}/")
    with page.expect_response(lambda answer: "/kladblok/" in answer.url):
        page.locator("textarea[name=facts]").press_sequentially(FACTS)
        page.keyboard.press("Tab")
    page.locator("#saved", has_text="Bewaard om").wait_for()
    with desk(), acting_for(user.organisation_id):
        # a quarter of an hour later, and the lead no longer in hand
        Session.objects.filter(user=user).delete()
        lead = Lead.objects.get(id=chosen)
        Lead.objects.filter(id=chosen).update(held_until=lead.held_until - timedelta(hours=1))
    page.check("input[name=outcome][value=unsure]")
    page.click("#afweging-formulier button[type=submit]")
    page.wait_for_url("**/toegang/login/**")
    window = visit(user)
    page = window.page
    window.open("/triage/")
    assert "Uw woorden zijn bewaard" in page.inner_text("main")
    page.click(f"main .notice a[href='/triage/{chosen}/']")
    page.wait_for_load_state("networkidle")
    assert page.input_value("textarea[name=facts]") == FACTS
    assert "Niemand heeft deze nu" in page.inner_text("main")
