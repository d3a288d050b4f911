"""A registration from the first part to the register: with the keyboard alone, and without JavaScript."""

import uuid
from typing import Any

from tests.browser.hands import enter, tab_to, write

DAY = "2026-02-01"
TRIES = 20
"""Times that a page is asked for again until it shows what was sent before it was."""


def registered(reference: str, user: Any, desk: Any) -> list[Any]:
    from baken.register.models import Registration
    from baken.tenancy.acting import acting_for

    with desk(), acting_for(user.organisation_id):
        return list(Registration.objects.filter(reference=reference).prefetch_related("mentions__platform"))


def choose(page: Any, name: str) -> None:
    """The first answer of a row of answers."""
    tab_to(page, f"input[name={name}]")
    page.keyboard.press("Space")


def onwards(page: Any, slug: str) -> None:
    """Enter takes one to the next part."""
    enter(page)
    assert f"/{slug}/" in page.url


def test_registration_is_made_with_keys_alone(visit: Any, employ: Any, desk: Any) -> None:
    reference = f"PROEF-{uuid.uuid4().hex[:8]}"
    user = employ("registrar")
    window = visit(user)
    page = window.page
    window.open("/register/")
    tab_to(page, "form[action='/register/nieuw/'] button")
    onwards(page, "bron")
    choose(page, "source_kind")
    write(page, "input[name=reference]", reference)
    # both orders of day and month give a day
    write(page, "input[name=registered_on]", "02022026")
    assert page.inner_text("#id_registered_on + output") == "maandag 2 februari 2026"
    tab_to(page, "button[name=do][value=next][data-key]")
    onwards(page, "vermoeden")
    choose(page, "form")
    choose(page, "scope")
    tab_to(page, "button[name=do][value=next][data-key]")
    onwards(page, "personen")
    tab_to(page, "button[name=do][value=next][data-key]")
    onwards(page, "platforms")
    write(page, "input[name=name]", "insta")
    page.wait_for_load_state("networkidle")
    enter(page)
    assert "Instagram" in page.inner_text(".chosen")
    tab_to(page, "button[name=do][value=next][data-key]")
    onwards(page, "rollen")
    tab_to(page, ".toggle input")
    page.keyboard.press("Space")
    tab_to(page, "button[name=do][value=next][data-key]")
    onwards(page, "plaats")
    tab_to(page, "button[name=do][value=next][data-key]")
    onwards(page, "samenvatting")
    assert "Instagram" in page.inner_text(".paragraph")
    tab_to(page, "button[name=do][value=save][data-key]")
    enter(page)
    (made,) = registered(reference, user, desk)
    assert [mention.platform.name for mention in made.mentions.all()] == ["Instagram"]
    assert window.faults == []


def test_narrative_is_read_along_with_keys_alone(visit: Any, employ: Any, desk: Any) -> None:
    window = visit(employ("registrar"))
    page = window.page
    window.open("/register/")
    tab_to(page, "form[action='/register/nieuw/'] button")
    onwards(page, "bron")
    tab_to(page, "a[href$='/verhaal/']")
    onwards(page, "verhaal")
    write(page, "#id_story", "Zij leerde hem kennen via insta. Er stond een advertentie op een website.")
    tab_to(page, "button[name=step]")
    enter(page)
    assert page.locator("mark.told").all_inner_texts()[1] == "insta1"
    for number, answer in ((1, "yes"), (2, "yes"), (3, "no")):
        tab_to(page, f"input[name=answer-{number}]")
        page.keyboard.press("Space")
        if answer == "no":
            page.keyboard.press("ArrowRight")
    tab_to(page, "button[name=step]")
    enter(page)
    assert "2 voorstellen zijn overgenomen" in page.inner_text("main")
    page.goto(page.url.replace("/bron/", "/platforms/"))
    assert page.locator(".chosen li").count() == 1
    assert "Instagram" in page.inner_text(".chosen")
    assert window.faults == []


def test_registration_is_made_without_javascript(visit: Any, employ: Any, desk: Any) -> None:
    reference = f"PROEF-{uuid.uuid4().hex[:8]}"
    user = employ("registrar")
    window = visit(user, java_script_enabled=False)
    page = window.page
    window.open("/register/")
    page.click("form[action='/register/nieuw/'] button")
    page.locator("input[name=source_kind]").first.check()
    page.fill("input[name=reference]", reference)
    page.fill("input[name=registered_on]", DAY)
    forward = page.locator("button[name=do][value=next][data-key]")
    forward.click()
    page.locator("input[name=form]").first.check()
    page.locator("input[name=scope]").first.check()
    forward.click()
    forward.click()
    page.fill("input[name=name]", "insta")
    page.press("input[name=name]", "Enter")
    forward.click()
    page.locator(".toggle input").first.check()
    forward.click()
    forward.click()
    page.click("button[name=do][value=save][data-key]")
    (made,) = registered(reference, user, desk)
    assert [mention.platform.name for mention in made.mentions.all()] == ["Instagram"]
    assert window.faults == []


def test_page_that_is_left_at_once_has_kept_what_was_typed(visit: Any, employ: Any) -> None:
    window = visit(employ("registrar"))
    page = window.page
    page.on("dialog", lambda asked: asked.accept())
    window.open("/register/")
    page.click("form[action='/register/nieuw/'] button")
    page.wait_for_load_state()
    part = page.url
    page.fill("input[name=reference]", "PROEF-WEG")
    window.open("/register/")
    # nobody waits for the answer to what is sent on leaving: the desk may still be at it
    for _ in range(TRIES):
        page.goto(part)
        if page.input_value("input[name=reference]"):
            break
    assert page.input_value("input[name=reference]") == "PROEF-WEG"
