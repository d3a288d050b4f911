"""The addresses that providers call: what they refuse, what they hand on, and for whom."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from django.test import Client

from baken.accounts.models import Organisation
from baken.audit.models import Event
from baken.conversations.channels.protocol import Channel, Delivery, Incoming
from baken.conversations.received import mail, taking
from baken.conversations.received.views import MOST_BYTES
from baken.demo.channels import sms, whatsapp
from baken.demo.channels.mail import SimulatedMail
from baken.demo.channels.sms import SimulatedSms
from baken.demo.channels.whatsapp import SimulatedWhatsApp
from baken.tenancy.acting import Actor, acting_for, acting_organisation
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db
WHATSAPP, SMS = "/gesprekken/ontvangen/whatsapp/hulp/", "/gesprekken/ontvangen/sms/hulp/"
SECRET = sms.ACCOUNT["address_secret"]
TEXT = {"type": "text", "text": {"body": "hallo"}}


class Taken:
    """Takes in by reading, and remembers."""

    def __init__(self) -> None:
        self.told: list[Incoming | Delivery] = []
        self.by: list[Actor] = []
        self.breaks = False

    def __call__(self, *, by: Actor, channel: Channel, headers: Mapping[str, str], body: bytes) -> None:
        told = channel.read(headers, body)
        if self.breaks:
            raise RuntimeError
        assert acting_organisation() == by.organisation.id and by.user.is_system
        self.told += told
        self.by.append(by)


def write_accounts(path: Path, *tables: tuple[str, Mapping[str, str]]) -> None:
    path.write_text(
        "".join(
            f"[{name}]\n" + "".join(f'{one} = "{value}"\n' for one, value in held.items())
            for name, held in tables
        )
    )
    path.chmod(0o600)


@pytest.fixture
def hulp() -> Organisation:
    return make_organisation("hulp")


@pytest.fixture
def taken(hulp: Organisation, tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> Taken:
    path, taker = tmp_path / "channels.toml", Taken()
    address = {"address": "http://127.0.0.1:9"}
    write_accounts(path, ("hulp.whatsapp", address | whatsapp.ACCOUNT), ("hulp.sms", address | sms.ACCOUNT))
    monkeypatch.setattr("django.conf.settings.CHANNELS", str(path))
    monkeypatch.setattr(taking, "_take", [taker])
    return taker


def post(client: Client, address: str, body: bytes, headers: tuple[tuple[str, str], ...] = ()) -> int:
    answer = client.post(address, body, content_type="application/json", headers=dict(headers))
    assert not answer.content and "sessionid" not in answer.cookies
    return answer.status_code


def test_signed_message_is_taken_in_for_its_organisation(client: Client, taken: Taken) -> None:
    hook = SimulatedWhatsApp().writes("31600000001", TEXT)

    assert post(client, WHATSAPP, hook.body, hook.headers) == 200

    (said,) = taken.told
    assert isinstance(said, Incoming) and said.text == "hallo"
    assert [by.organisation.slug for by in taken.by] == ["hulp"]


def test_forged_message_is_refused_before_anything_is_read(client: Client, taken: Taken) -> None:
    provider = SimulatedWhatsApp()
    hook = provider.writes("31600000001", TEXT)

    assert post(client, WHATSAPP, hook.body, provider.forged(hook).headers) == 403
    assert post(client, WHATSAPP, hook.body) == 403
    assert post(client, WHATSAPP, hook.body + b" ", hook.headers) == 403
    assert taken.told == []


def test_proof_of_the_gateway_is_in_the_address_and_nowhere_else(client: Client, taken: Taken) -> None:
    provider = SimulatedSms()
    hook = provider.writes("0031600000001", "stop")

    assert post(client, f"{SMS}een-ander-geheim/", hook.body, hook.headers) == 403
    assert taken.told == []
    assert post(client, f"{SMS}{SECRET}/", hook.body) == 200
    assert [one.text for one in taken.told if isinstance(one, Incoming)] == ["stop"]


def test_what_is_told_twice_is_answered_as_the_first_time(client: Client, taken: Taken) -> None:
    hook = SimulatedSms().writes("0031600000001", "stop")

    assert [post(client, f"{SMS}{SECRET}/", hook.body) for _ in range(2)] == [200, 200]
    assert len({one.provider_id for one in taken.told}) == 1


def test_fault_of_ours_makes_them_tell_it_again(client: Client, taken: Taken) -> None:
    taken.breaks = True
    client.raise_request_exception = False
    hook = SimulatedSms().writes("0031600000001", "stop")

    answer = client.post(f"{SMS}{SECRET}/", hook.body, content_type="application/json")

    assert answer.status_code == 500


@pytest.mark.parametrize("address", [WHATSAPP.replace("hulp", "niemand"), SMS.replace("hulp", "x") + "y/"])
def test_account_that_is_not_there_is_not_there(client: Client, taken: Taken, address: str) -> None:
    assert client.post(address, b"{}", content_type="application/json").status_code == 404
    assert client.get(address).status_code == 404


def test_other_organisation_has_no_address_of_these(client: Client, taken: Taken) -> None:
    make_organisation("ander")

    assert client.post(WHATSAPP.replace("hulp", "ander"), b"{}", content_type="text/plain").status_code == 404


def test_too_much_is_refused_before_it_is_read(client: Client, taken: Taken) -> None:
    assert post(client, f"{SMS}{SECRET}/", b" " * (MOST_BYTES + 1)) == 413
    assert post(client, f"{SMS}{SECRET}/", b"{}" + b" " * (MOST_BYTES - 2)) == 400


def test_meta_reads_its_challenge_back_and_nobody_else_does(client: Client, taken: Taken) -> None:
    asked = {
        "hub.mode": "subscribe",
        "hub.verify_token": whatsapp.ACCOUNT["verify_token"],
        "hub.challenge": "9",
    }

    answer = client.get(WHATSAPP, asked)

    assert (answer.status_code, answer.content) == (200, b"9")
    assert answer["Content-Type"].startswith("text/plain")
    assert client.get(WHATSAPP, asked | {"hub.verify_token": "x"}).status_code == 403
    assert client.get(f"{SMS}{SECRET}/").status_code == 405


def test_mailbox_is_read_for_its_organisation(
    taken: Taken, hulp: Organisation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SimulatedMail() as box:
        account = {name: str(value) for name, value in box.account().__dict__.items()}
        write_accounts(tmp_path / "post.toml", ("hulp.email", account))
        monkeypatch.setattr("django.conf.settings.CHANNELS", str(tmp_path / "post.toml"))
        box.writes(b"From: iemand@post.example\r\nMessage-ID: <a@b>\r\n\r\nhallo\r\n")

        assert mail.has_mailbox(hulp) and not mail.has_mailbox(make_organisation("ander"))
        assert [mail.read_mail(hulp), mail.read_mail(hulp)] == [1, 0]

    assert [one.text for one in taken.told if isinstance(one, Incoming)] == ["hallo"]


def test_nothing_is_there_where_no_channel_is_set_up(client: Client, hulp: Organisation) -> None:
    assert client.post(WHATSAPP, b"{}", content_type="text/plain").status_code == 404
    assert not mail.has_mailbox(hulp) and mail.read_mail(hulp) == 0


def test_body_of_untold_length_is_refused_and_not_lost(client: Client, taken: Taken) -> None:
    assert client.post(f"{SMS}{SECRET}/", b"", content_type="application/json").status_code == 411
    assert taken.told == []


@pytest.mark.parametrize("body", [b"hallo", b"[]", b"{}", b'{"from": ', b"from=0031600000001&text=stop"])
def test_what_the_gateway_never_tells_is_refused_and_counted(
    client: Client, taken: Taken, hulp: Organisation, body: bytes
) -> None:
    assert post(client, f"{SMS}een-ander-geheim/", body) == 403
    with acting_for(hulp.id):
        assert not Event.objects.filter(action="conversations.not_understood").exists()
    assert post(client, f"{SMS}{SECRET}/", body) == 400
    with acting_for(hulp.id):
        assert Event.objects.filter(action="conversations.not_understood").count() == 1
    assert taken.told == []
