"""From the address that a provider calls to what stands in a conversation, and back out over a simulator."""

from pathlib import Path

import pytest
from django.test import Client

from baken.conversations.models import Conversation, Message, SafetyAlarm
from baken.conversations.received import mail
from baken.demo.channels import sms, whatsapp
from baken.demo.channels.mail import SimulatedMail
from baken.demo.channels.sms import SimulatedSms
from baken.demo.channels.whatsapp import SimulatedWhatsApp
from baken.tenancy.acting import acting_for
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db
WHATSAPP = "/gesprekken/ontvangen/whatsapp/hulp/"
SMS = f"/gesprekken/ontvangen/sms/hulp/{sms.ACCOUNT['address_secret']}/"


def table(name: str, fields: dict[str, str]) -> str:
    return f"[hulp.{name}]\n" + "".join(f'{one} = "{value}"\n' for one, value in fields.items())


def test_what_is_told_twice_over_three_channels_is_kept_once(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    organisation, path = make_organisation("hulp"), tmp_path / "channels.toml"
    meta, gateway = SimulatedWhatsApp(), SimulatedSms()
    with SimulatedMail() as box:
        address = {"address": "http://127.0.0.1:9"}
        path.write_text(
            table("whatsapp", address | whatsapp.ACCOUNT)
            + table("sms", address | sms.ACCOUNT)
            + table("email", {name: str(value) for name, value in box.account().__dict__.items()})
        )
        path.chmod(0o600)
        monkeypatch.setattr("django.conf.settings.CHANNELS", str(path))
        picture = meta.writes("31600000001", {"type": "image", "image": {"id": "1", "caption": "hallo"}})
        stop = gateway.writes("0031600000002", "stop")
        threat = gateway.writes("0031600000003", "ik weet je te vinden")
        box.writes(b"From: iemand@post.example\r\nMessage-ID: <a@b>\r\n\r\nniet 's nachts mailen\r\n")

        for _twice in range(2):
            assert (
                client.post(
                    WHATSAPP, picture.body, "application/json", headers=dict(picture.headers)
                ).status_code
                == 200
            )
            assert client.post(SMS, stop.body, "application/json").status_code == 200
            assert client.post(SMS, threat.body, "application/json").status_code == 200
        assert [mail.read_mail(organisation), mail.read_mail(organisation)] == [1, 0]

    with acting_for(organisation.id):
        assert sorted(Message.objects.values_list("kind", flat=True)) == [
            "media",
            "text",
            "text",
            "text",
            "text",
        ]
        assert Conversation.objects.count() == 4
        assert Conversation.objects.filter(stop_doubted_at__isnull=False).count() == 1
        assert SafetyAlarm.objects.count() == 1
