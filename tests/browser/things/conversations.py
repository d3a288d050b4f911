"""Conversations in each state: nobody's, of whoever looks, of a colleague, with what waits for somebody."""

import itertools
from typing import Any

from tests.browser.things.who import Parameters, acting, make_colleague

_numbers = itertools.count(600_100)


def nothing(by: Any) -> Parameters:
    return {}


def _worker(by: Any) -> Any:
    may_talk = {"analyst", "outreach_worker"} & set(by.user.roles)
    return acting(by, "outreach") if may_talk else _colleague(by)


def _colleague(by: Any) -> Any:
    return acting(by, "outreach", make_colleague(by, "outreach_worker"))


def unowned(by: Any) -> Parameters:
    from tests.factories.conversations import written_by_them

    message = written_by_them(_worker(by), number=f"+31600{next(_numbers)}")
    assert message is not None
    return {"conversation_id": message.conversation_id}


def _of(owner: Any, by: Any) -> Parameters:
    from baken.conversations.actions.hold_conversation import take_conversation

    there = unowned(by)
    take_conversation(by=owner, **there)
    return there


def mine(by: Any) -> Parameters:
    return _of(_worker(by), by)


def of_another(by: Any) -> Parameters:
    return _of(_colleague(by), by)


def in_doubt(by: Any) -> Parameters:
    from django.utils import timezone

    from baken.conversations.models import Conversation

    there = safe(by)
    Conversation.objects.filter(id=there["conversation_id"]).update(stop_doubted_at=timezone.now())
    return there


def safe(by: Any) -> Parameters:
    from baken.conversations.actions.keep_safe import agree_safe_contact

    worker = _worker(by)
    there = _of(worker, by)
    agree_safe_contact(by=worker, holder="shared", hours=(10, 12), check_word="zonnebloem", **there)
    return there


def after_a_no(by: Any) -> Parameters:
    """Somebody said no in a text message, and a new message came over a channel that proves no sender."""
    from baken.conversations.actions.hold_conversation import take_conversation
    from baken.conversations.models import Conversation
    from tests.factories.conversations import written_by_them

    worker, number = _worker(by), f"+31600{next(_numbers)}"
    for words in ("Stop", "Hallo, bent u daar nog?"):
        message = written_by_them(worker, words, number=number, channel="sms")
        assert message is not None
    there = {"conversation_id": message.conversation_id}
    take_conversation(by=worker, **there)
    assert Conversation.objects.get(id=message.conversation_id).stop_doubted_at is not None
    return there


def young(by: Any) -> Parameters:
    """They began, and whoever has it thinks that two must decide on leaving them."""
    from baken.conversations.actions.keep_safe import suspect_minority

    worker = _worker(by)
    there = _of(worker, by)
    suspect_minority(by=worker, words="Vertelt over een rooster van de week.", **there)
    return there


def stopped(by: Any) -> Parameters:
    from baken.conversations.actions.keep_safe import stop_messages

    worker = _worker(by)
    there = _of(worker, by)
    stop_messages(by=worker, words="Vroeg het zelf.", **there)
    return there


def _written(owner: Any, by: Any, state: str) -> Parameters:
    from baken.conversations.actions.write_message import approve_message
    from baken.conversations.models import Conversation, Message

    there = _of(owner, by)
    seen = Conversation.objects.get(id=there["conversation_id"]).step_count
    message = approve_message(by=owner, seen=seen, words="Hallo, wij zijn er.", **there)
    Message.objects.filter(id=message.id).update(state=state, next_try_at=None)
    return {"said_id": message.id, **there}


def unknown(by: Any) -> Parameters:
    return _written(_worker(by), by, "unknown")


def asks_second(by: Any) -> Parameters:
    return _written(_colleague(by), by, "second")


def alarm(by: Any) -> Parameters:
    from baken.conversations.actions.keep_safe import raise_alarm

    owner = _colleague(by)
    there = _of(owner, by)
    raised = raise_alarm(by=owner, kind="threat", words="Iemand dreigt.", **there)
    return {"safety_alarm_id": raised.id, **there}


def _says(owner: Any, answer: str, **there: Any) -> Parameters:
    from django.utils import timezone

    from baken.conversations.actions.note_said import note_said

    row = note_said(by=owner, answer=answer, said_on=timezone.localdate(), **there)
    return {"conversation_answer_id": row.id, **there}


def answered(by: Any) -> Parameters:
    """Whoever has it wrote three answers down, of which one by mistake."""
    from baken.conversations.actions.note_said import take_back_said

    worker = _worker(by)
    there = _of(worker, by)
    _says(worker, "not_wanted", **there)
    mistaken = _says(worker, "harmed", **there)["conversation_answer_id"]
    take_back_said(by=worker, conversation_answer_id=mistaken)
    _says(worker, "helped", **there)
    return there


def harmed(by: Any) -> Parameters:
    """The conversation of a colleague, of which the person said that it did harm."""
    owner = _colleague(by)
    return _says(owner, "harmed", **_of(owner, by))


def in_every_state(by: Any) -> Parameters:
    for make in (unowned, mine, of_another, in_doubt, stopped, unknown, asks_second, alarm, harmed):
        make(by)
    return {}


def theirs(by: Any) -> Parameters:
    answer = harmed(by)["conversation_answer_id"]
    return alarm(by) | {"said_id": asks_second(by)["said_id"], "conversation_answer_id": answer}


def looked(page: Any) -> None:
    page.locator("main form.form textarea[name=words]").fill("Hallo, wij zijn er.")
    sent_empty(page)


def why_given(page: Any) -> None:
    page.locator("main form.form input[name=reason]").fill("Terugbellen zoals afgesproken.")
    sent_empty(page)


def sent_empty(page: Any) -> None:
    page.locator("main form.form button").first.click()
    page.wait_for_load_state("networkidle")
