"""Telling programs: in the transaction of what happened, signed, with the tries that are stated and no
more."""

import json
import uuid
from datetime import timedelta
from typing import Any

import httpx
import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from baken.accounts.exceptions import KeyReplaced
from baken.accounts.models import Organisation
from baken.api.exceptions import NoKind, NotToRetry, UnusableAddress, WebhookEnded
from baken.api.models import Delivery, Webhook
from baken.api.tasks import calls_by_clock, send_webhook
from baken.api.webhooks import sending
from baken.api.webhooks.actions import (
    add_webhook,
    remove_webhook,
    renew_secret,
    send_again,
    switch_off,
    switch_on,
    try_webhook,
)
from baken.api.webhooks.outbox import queue_webhook
from baken.api.webhooks.sending import opened_secret, send_delivery
from baken.api.webhooks.signing import is_signed
from baken.api.webhooks.states import DELIVERIES_KEPT, MOST_TRIES, OFF_AFTER
from baken.audit.models import Event
from baken.operations.attention import what_needs_attention
from baken.privacy.keys import Keyring
from baken.tenancy.acting import Actor, acting_for
from baken.tenancy.permission import NotPermitted
from tests.factories.organisations import make_organisation
from tests.factories.users import confirm, make_person, make_user, sign_in

pytestmark = pytest.mark.django_db
URL = "https://hooks.example.org/baken"


@pytest.fixture
def admin(organisation: Organisation) -> Actor:
    return make_person(organisation, "admin", purpose="accountability")


@pytest.fixture
def webhook(admin: Actor) -> Webhook:
    return add_webhook(by=admin, url=URL, kinds=["door.decided"])[0]


class Receiver(httpx.MockTransport):
    """A program that answers with these statuses in turn, and keeps what it got."""

    def __init__(self, *statuses: int) -> None:
        self.got: list[httpx.Request] = []
        self.statuses = statuses
        super().__init__(self._answer)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.got.append(request)
        status = self.statuses[min(len(self.got), len(self.statuses)) - 1]
        if status == 0:
            raise httpx.ConnectError("refused")
        return httpx.Response(status, headers={"Location": "http://10.0.0.1/"})


def public(host: str, port: int) -> list[str]:
    return ["93.184.215.14"]


def happened(organisation: Organisation) -> Delivery:
    check = uuid.uuid4()
    told = queue_webhook(
        organisation=organisation, kind="door.decided", payload={"check": check, "state": "held"}
    )
    assert told == 1
    return Delivery.objects.get(payload__check=str(check))


def send(actor: Actor, delivery: Delivery, receiver: Receiver) -> Any:
    return send_delivery(by=actor, delivery_id=delivery.id, transport=receiver, resolve=public)


def due(delivery: Delivery) -> Delivery:
    Delivery.objects.filter(id=delivery.id, state="waiting").update(next_try_at=timezone.now())
    delivery.refresh_from_db()
    return delivery


def jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'send_webhook'")
        return int(cursor.fetchone()[0])


def test_message_arrives_once_signed_and_holds_no_more_than_ids(
    actor: Actor, organisation: Organisation, webhook: Webhook
) -> None:
    delivery, receiver = happened(organisation), Receiver(204)
    assert send(actor, delivery, receiver).arrived
    assert send(actor, delivery, receiver) is None
    (request,) = receiver.got
    told = json.loads(request.content)
    assert set(told) == {"id", "kind", "happened_at", "data"}
    assert (told["kind"], told["data"]) == ("door.decided", delivery.payload)
    header, now = request.headers["Baken-Signature"], int(timezone.now().timestamp())
    assert is_signed(header, opened_secret(webhook), request.content, now=now)
    assert request.headers["Host"] == "hooks.example.org"
    assert request.url.host == "93.184.215.14"
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries, delivery.last_status) == ("sent", 1, 204)


def test_what_was_taken_back_is_never_told(organisation: Organisation, webhook: Webhook) -> None:
    before = jobs()
    with transaction.atomic():
        happened(organisation)
        assert jobs() == before + 1
        transaction.set_rollback(True)
    assert not Delivery.objects.exists() and jobs() == before


@pytest.mark.parametrize("status", [0, 302, 400, 410, 500])
def test_exactly_the_tries_of_the_table_are_made(
    actor: Actor, organisation: Organisation, webhook: Webhook, status: int
) -> None:
    delivery, receiver = happened(organisation), Receiver(status)
    for _ in range(MOST_TRIES + 3):
        send(actor, due(delivery), receiver)
    assert len(receiver.got) == MOST_TRIES
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries) == ("given_up", MOST_TRIES)
    assert all(one.url.host == "93.184.215.14" for one in receiver.got)


def test_try_is_made_when_it_is_due_and_not_before(
    actor: Actor, organisation: Organisation, webhook: Webhook
) -> None:
    delivery, receiver = happened(organisation), Receiver(500, 200)
    send(actor, delivery, receiver)
    delivery.refresh_from_db()
    assert delivery.next_try_at is not None and delivery.next_try_at > timezone.now()
    assert send(actor, delivery, receiver) is None
    assert send(actor, due(delivery), receiver).arrived
    webhook.refresh_from_db()
    assert webhook.failing_since is None


def test_try_is_counted_before_it_is_made(
    actor: Actor, organisation: Organisation, webhook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = happened(organisation)

    async def killed(*_: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(sending, "_post", killed)
    for _ in range(MOST_TRIES):
        with pytest.raises(KeyboardInterrupt):
            send(actor, due(delivery), Receiver(200))
    assert send(actor, due(delivery), Receiver(200)) is None
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries) == ("given_up", MOST_TRIES)


def test_name_that_moved_to_a_private_address_gets_nothing(
    actor: Actor, organisation: Organisation, webhook: Webhook
) -> None:
    delivery, receiver = happened(organisation), Receiver(200)
    outcome = send_delivery(
        by=actor, delivery_id=delivery.id, transport=receiver, resolve=lambda host, port: ["169.254.169.254"]
    )
    assert outcome is not None and outcome.trouble == "address"
    assert receiver.got == []


def test_address_that_fails_for_days_is_switched_off_and_noted(
    actor: Actor, organisation: Organisation, webhook: Webhook, admin: Actor
) -> None:
    first, second = happened(organisation), happened(organisation)
    send(actor, first, Receiver(500))
    Webhook.objects.update(failing_since=timezone.now() - OFF_AFTER)
    Delivery.objects.filter(id=first.id).update(tries=MOST_TRIES - 1)
    send(actor, due(first), Receiver(500))
    webhook.refresh_from_db()
    assert webhook.off_at is not None and webhook.off_by is None
    assert Event.objects.get(action="api.webhook_switched_off").details == {"dropped": 1, "by_itself": True}
    said = [one.words for one in what_needs_attention(organisation, timezone.now())]
    assert any("berichten aan programma's" in words for words in said)
    assert queue_webhook(organisation=organisation, kind="door.decided", payload={}) == 0
    assert send(actor, second, Receiver(200)) is None
    with pytest.raises(NotToRetry):
        send_again(by=admin, delivery_id=second.id)
    switch_on(by=admin, webhook_id=webhook.id)
    assert send(actor, send_again(by=admin, delivery_id=second.id), Receiver(200)).arrived


def test_failure_of_weeks_ago_switches_nothing_off_at_the_next_one(
    actor: Actor, organisation: Organisation, webhook: Webhook
) -> None:
    Webhook.objects.update(failing_since=timezone.now() - timedelta(days=20))
    delivery = happened(organisation)
    send(actor, delivery, Receiver(500))
    webhook.refresh_from_db()
    delivery.refresh_from_db()
    assert (webhook.off_at, delivery.state) == (None, "waiting")


def test_message_that_waits_for_another_try_holds_up_no_other(
    actor: Actor, organisation: Organisation, webhook: Webhook
) -> None:
    refused = happened(organisation)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = 'send_webhook'")
        send(actor, refused, Receiver(422))
        later = happened(organisation)
        # the clock of this transaction stands still: what is due now is due
        cursor.execute(
            "UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE args->>'delivery_id' = %s",
            [str(later.id)],
        )
        cursor.execute(
            "SELECT args->>'delivery_id' FROM procrastinate_fetch_job_v2(ARRAY['calls']::varchar[], NULL)"
        )
        assert cursor.fetchone()[0] == str(later.id)


def test_other_kinds_and_other_organisations_are_not_told(
    organisation: Organisation, webhook: Webhook
) -> None:
    assert queue_webhook(organisation=organisation, kind="notice.state_changed", payload={}) == 0
    other = make_organisation()
    with acting_for(other.id):
        assert queue_webhook(organisation=other, kind="door.decided", payload={}) == 0


@pytest.mark.parametrize(
    "payload",
    [
        {"phone": "+31600000000"}, {"phone": "31600000000"}, {"n": 31600000000}, {"text": "Een advertentie"},
        {"mail": "noor@example.org"}, {"Name": "x"}, {"list": ["x"]}, {"x": 1.5}, {"state": ""},
        {f"f{number}": 1 for number in range(13)},
    ],
)  # fmt: skip
def test_message_holds_nothing_about_anybody(organisation: Organisation, payload: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"id nor a code|fields"):
        queue_webhook(organisation=organisation, kind="door.decided", payload=payload)


def test_unknown_kind_is_refused(organisation: Organisation, admin: Actor) -> None:
    with pytest.raises(ValueError, match="no such kind"):
        queue_webhook(organisation=organisation, kind="lead.made", payload={})
    for kinds in ([], ["lead.made"], ["webhook.tried"]):
        with pytest.raises(NoKind):
            add_webhook(by=admin, url=URL, kinds=kinds)
    with pytest.raises(UnusableAddress):
        add_webhook(by=admin, url="https://10.0.0.1/", kinds=["door.decided"])


def test_secret_is_encrypted_renewed_and_gone_with_its_address(admin: Actor) -> None:
    webhook, secret = add_webhook(by=admin, url=URL, kinds=["door.decided"])
    assert secret.encode() not in bytes(webhook.secret)
    assert opened_secret(webhook) == secret
    new = renew_secret(by=admin, webhook_id=webhook.id)
    webhook.refresh_from_db()
    assert opened_secret(webhook) == new != secret
    remove_webhook(by=admin, webhook_id=webhook.id)
    webhook.refresh_from_db()
    assert (webhook.url, bytes(webhook.secret)) == ("", b"")
    for change in (switch_on, switch_off, renew_secret, try_webhook, remove_webhook):
        with pytest.raises(WebhookEnded):
            change(by=admin, webhook_id=webhook.id)


def test_machine_adds_no_address(actor: Actor) -> None:
    with pytest.raises(NotPermitted):
        add_webhook(by=actor, url=URL, kinds=["door.decided"])


def test_clock_takes_up_what_was_left_and_erases_what_is_old(
    actor: Actor, organisation: Organisation, webhook: Webhook
) -> None:
    late, old = happened(organisation), happened(organisation)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = 'send_webhook'")
    now = timezone.now()
    Delivery.objects.filter(id=late.id).update(next_try_at=now - timedelta(minutes=5))
    Delivery.objects.filter(id=old.id).update(
        state="sent", next_try_at=None, ended_at=now - DELIVERIES_KEPT - timedelta(days=1)
    )
    calls_by_clock(timestamp=0)
    assert jobs() == 1
    assert list(Delivery.objects.values_list("id", flat=True)) == [late.id]


def test_job_sends_what_is_due(
    organisation: Organisation, webhook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery, receiver = happened(organisation), Receiver(200)
    monkeypatch.setattr(
        "baken.api.tasks.send_delivery",
        lambda **given: send_delivery(**given, transport=receiver, resolve=public),
    )
    send_webhook(organisation_id=str(organisation.id), delivery_id=str(delivery.id))
    assert len(receiver.got) == 1


def test_job_and_clock_do_nothing_under_another_first_key(
    organisation: Organisation, webhook: Webhook, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    delivery, receiver = happened(organisation), Receiver(200)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = 'send_webhook'")
    Delivery.objects.update(next_try_at=timezone.now() - timedelta(minutes=5))
    monkeypatch.setattr(
        "baken.api.tasks.send_delivery",
        lambda **given: send_delivery(**given, transport=receiver, resolve=public),
    )
    before = settings.BAKEN_KEYRING
    settings.BAKEN_KEYRING = Keyring(bytes([3]) * 32)
    with pytest.raises(KeyReplaced):
        send_webhook(organisation_id=str(organisation.id), delivery_id=str(delivery.id))
    calls_by_clock(timestamp=0)
    assert jobs() == 0 and not receiver.got

    settings.BAKEN_KEYRING = Keyring(before.master, (bytes([1]) * 32,))
    calls_by_clock(timestamp=0)
    assert jobs() == 1
    send_webhook(organisation_id=str(organisation.id), delivery_id=str(delivery.id))
    assert len(receiver.got) == 1


def test_pages_of_an_address(client: Client, organisation: Organisation) -> None:
    user = make_user(organisation, "admin")
    confirm(sign_in(client, user), user)
    answer = client.post("/beheer/berichten/nieuw/", {"url": "https://10.0.0.1/", "kinds": ["door.decided"]})
    assert answer.status_code == 422
    answer = client.post("/beheer/berichten/nieuw/", {"url": URL, "kinds": ["door.decided"]})
    page = answer["Location"]
    webhook = Webhook.objects.get()
    secret = opened_secret(webhook)
    assert secret in client.get(page).text
    assert secret not in client.get(page).text
    assert client.post(f"{page}proef/").status_code == 302
    assert "proef" in client.get(page).text
    client.post(f"{page}uit/")
    assert Delivery.objects.get().state == "dropped"
    client.post(f"{page}aan/")
    client.post(f"/beheer/berichten/bericht/{Delivery.objects.get().id}/opnieuw/")
    assert Delivery.objects.get().state == "waiting"
    client.post(f"{page}geheim/")
    assert client.post(f"{page}weg/")["Location"] == "/beheer/berichten/"
    assert client.get(page).status_code == 404


def test_pages_of_a_key(client: Client, organisation: Organisation) -> None:
    user = make_user(organisation, "admin")
    confirm(sign_in(client, user), user)
    given = {"name": "plaatsen", "scopes": ["door:check"], "holds": "90", "per_minute": "600"}
    assert client.post("/beheer/programmasleutels/nieuw/", given | {"scopes": []}).status_code == 422
    page = client.post("/beheer/programmasleutels/nieuw/", given)["Location"]
    assert client.post("/beheer/programmasleutels/nieuw/", given).status_code == 422
    shown = client.get(page).text
    assert "baken_" in shown
    assert "baken_" not in client.get(page).text
    assert client.post(f"{page}vernieuwen/", {"overlap": "24"})["Location"] == page
    assert "baken_" in client.get(page).text
    assert client.post(f"{page}intrekken/")["Location"] == page
    assert "ingetrokken" in client.get(page).text
    assert client.get("/beheer/programmasleutels/").status_code == 200


def test_page_of_what_can_be_asked_is_open_and_readable(client: Client, db: None) -> None:
    for language, word in (("nl", "Kijk een motivering na"), ("en", "Check a statement of reasons")):
        client.cookies["django_language"] = language
        answer = client.get("/api/")
        assert answer.status_code == 200 and word in answer.text
        assert "/api/statements/checks" in answer.text and "statements:check" in answer.text
    document = client.get("/api/openapi.json").json()
    operation = document["paths"]["/api/statements/checks"]["post"]
    assert operation["security"] == [{"KeyOfProgram": []}]
    assert {"200", "400", "401", "403", "409", "413", "415", "422", "429", "503"} <= set(
        operation["responses"]
    )
