"""What an organisation settles before anybody is written to: grounds, hours and texts, asked and decided."""

from datetime import timedelta
from typing import Any

from tests.browser.things.who import Parameters, acting, make_colleague


def _as(by: Any, role: str, purpose: str = "accountability") -> Any:
    """Whoever looks, where they have the role; else a colleague who has."""
    return acting(by, purpose, None if role in by.user.roles else make_colleague(by, role))


def _other(by: Any, role: str, purpose: str = "accountability") -> Any:
    return acting(by, purpose, make_colleague(by, role))


def _last_day(days: int = 200) -> Any:
    from django.utils import timezone

    return timezone.localdate() + timedelta(days=days)


def _asked_ground(by: Any) -> Any:
    from baken.conversations.rules.actions import ask_ground

    return ask_ground(
        by=_as(by, "admin"), kind="public_task", why="De gemeente vroeg ons hulp aan te bieden.",
        opinion_name="advies-jurist.pdf", opinion_sha256="1" * 64, dpia_name="dpia-2026.pdf",
        dpia_sha256="2" * 64, valid_until=_last_day(),
    )  # fmt: skip


def ground_asked(by: Any) -> Parameters:
    return {"contact_ground_id": _asked_ground(by).id}


def ground_on(by: Any) -> Parameters:
    from baken.conversations.rules.actions import decide_ground

    ground = _asked_ground(by)
    decide_ground(by=_as(by, "data_protection_officer"), ground_id=ground.id, approve=True)
    return {"contact_ground_id": ground.id}


def nothing_asked(by: Any) -> Parameters:
    from baken.conversations.models import AskedRules

    AskedRules.objects.filter(state="asked").delete()
    return {}


def no_closing_asked(by: Any) -> Parameters:
    from baken.accounts.models import AskedClosing

    AskedClosing.objects.filter(state="asked").delete()
    return {}


def closing_asked(by: Any) -> Parameters:
    from baken.accounts.models import AskedClosing
    from baken.operations.closing.actions import ask_closing

    asked = AskedClosing.objects.filter(state="asked").first() or ask_closing(
        by=_as(by, "admin"), why="Wij gaan op in een andere stichting."
    )
    return {"asked_closing_id": asked.id}


def rules_asked(by: Any) -> Parameters:
    from baken.conversations.rules.actions import ask_rules
    from baken.conversations.rules.queries import asked_rules

    asked = asked_rules() or ask_rules(
        by=_as(by, "admin"), zone="Europe/Amsterdam", quiet_from=18, quiet_until=12, advert_days=10,
        follow_up_days=21, neutral_page="https://lantaarn.example/welkom",
    )  # fmt: skip
    return {"asked_rules_id": asked.id}


def _text(by: Any, writer: Any, **changes: Any) -> Any:
    from baken.conversations.rules.actions import write_template

    given = {
        "name": "Kennismaken", "kind": "opening", "language": "nl", "valid_until": _last_day(),
        "text": "Goedemiddag, wij zijn Stichting Lantaarn. Wij maken graag kennis. Antwoorden hoeft niet.",
        "provider_name": "kennismaken_2026",
    }  # fmt: skip
    return write_template(by=writer, **given | changes)


def text_asked(by: Any) -> Parameters:
    return {"message_template_id": _text(by, _other(by, "outreach_worker", "outreach")).id}


def text_in_use(by: Any, **changes: Any) -> Parameters:
    from baken.conversations.rules.actions import decide_template

    text = _text(by, _other(by, "outreach_worker", "outreach"), **changes)
    decide_template(by=_as(by, "analyst", "outreach"), template_id=text.id, approve=True)
    return {"message_template_id": text.id}


def texts(by: Any) -> Parameters:
    text_asked(by)
    text_in_use(by)
    return text_in_use(
        by, name="Introduction", language="en", valid_until=_last_day(12), text="Hello, we are the Lantern."
    )


def theirs(by: Any) -> Parameters:
    return ground_asked(by) | rules_asked(by) | text_asked(by) | closing_asked(by)


def harmful_written(page: Any) -> None:
    page.locator("main form.form input[name=name]").fill("Nieuw")
    page.locator("main form.form textarea[name=text]").fill(
        "Hallo, wij zagen uw advertentie. Bel +31600000001."
    )
    page.locator("main form.form input[name=valid_until]").fill(_last_day(100).isoformat())
    page.locator("main form.form button[value=look]").click()
    page.wait_for_load_state("networkidle")
