"""The file of accounts: what is wrong is named, a secret never."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from baken.cli.channel import command
from baken.conversations.channels.email import Email
from baken.conversations.channels.protocol import Channel
from baken.conversations.channels.set_up import NotSetUp, accounts_in, calls_this_machine, channel_of
from baken.conversations.channels.sms import Sms
from baken.conversations.channels.whatsapp import WhatsApp
from baken.demo.channels import sms, whatsapp

SECRET = "een-lang-geheim-woord"


def table(name: str, /, **fields: str) -> str:
    return f"[{name}]\n" + "".join(f'{one} = "{value}"\n' for one, value in fields.items())


WHATSAPP = {"address": "https://graph.example/v25.0"} | whatsapp.ACCOUNT
SMS = {"address": "http://127.0.0.1:8912"} | sms.ACCOUNT
EMAIL = {
    "smtp": "smtps://post.example", "imap": "imaps://post.example", "user": "bureau", "password": SECRET,
    "sender": "bureau@post.example", "name": "Bureau",
}  # fmt: skip


@pytest.fixture
def kept(tmp_path: Path) -> Callable[[str], Path]:
    def keep(text: str) -> Path:
        path = tmp_path / "channels.toml"
        path.write_text(text, "utf-8")
        path.chmod(0o600)
        return path

    return keep


def test_each_channel_of_each_organisation_is_found(kept: Callable[[str], Path]) -> None:
    found = accounts_in(
        kept(table("een.whatsapp", **WHATSAPP) + table("een.email", **EMAIL) + table("twee.sms", **SMS))
    )

    channels = {name: channel_of(account) for name, account in found.items()}
    assert {name: type(one) for name, one in channels.items()} == {
        ("een", "whatsapp"): WhatsApp,
        ("een", "email"): Email,
        ("twee", "sms"): Sms,
    }
    assert all(one.code == code for (_slug, code), one in channels.items())
    assert [calls_this_machine(found[name]) for name in channels] == [False, False, True]
    assert SECRET not in repr(found) and whatsapp.ACCOUNT["token"] not in repr(found)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (table("een.sms", **SMS | {"address": "http://gw.example"}), "https"),
        (table("een.sms", **SMS | {"address_secret": "kort"}), "address_secret"),
        (table("een.sms", **SMS | {"address_secret": "met/een/streep/erin/erbij"}), "address_secret"),
        (table("een.sms", address="https://gw.example"), "sender"),
        (table("een.sms", **SMS, tokn="x"), "tokn"),
        (table("een.whatsapp", **WHATSAPP | {"phone_number_id": "../x"}), "phone_number_id"),
        (table("een.whatsapp", **WHATSAPP | {"languages": "pt"}), "languages"),
        (table("een.whatsapp", **WHATSAPP | {"languages": "pt=pt_PT, pt=pt_BR"}), "languages"),
        (table("een.whatsapp", **WHATSAPP | {"languages": "xx=pt_PT"}), "languages"),
        (table("een.email", **EMAIL | {"imap": "imap://post.example"}), "imap"),
        (table("een.email", **EMAIL | {"name": "a <b>"}), "name"),
        (table("een.signal", **SMS), "whatsapp, sms, email"),
        ("[een.sms]\nsender = 5\n", "between quotes"),
        (f'[een.sms]\nproduct_token = "{SECRET}', "no TOML"),
    ],
)
def test_what_is_wrong_is_named_and_no_secret(kept: Callable[[str], Path], text: str, named: str) -> None:
    with pytest.raises(NotSetUp) as caught:
        accounts_in(kept(text))

    assert named in str(caught.value)
    assert SECRET not in str(caught.value) and sms.ACCOUNT["product_token"] not in str(caught.value)


def test_file_that_others_can_read_is_not_read(kept: Callable[[str], Path]) -> None:
    path = kept("")
    path.chmod(0o640)
    with pytest.raises(NotSetUp, match="chmod 600"):
        accounts_in(path)
    with pytest.raises(NotSetUp, match="can't be read"):
        accounts_in(path.with_name("nergens"))


def test_command_names_accounts_and_no_secret(kept: Callable[[str], Path]) -> None:
    path = kept(table("een.whatsapp", **WHATSAPP) + table("twee.sms", **SMS))

    answer = CliRunner().invoke(command, ["check", "--file", str(path)])

    assert answer.exit_code == 0, answer.output
    assert "een  whatsapp a provider outside" in answer.output and "twee  sms" in answer.output
    assert sms.ACCOUNT["address_secret"] not in answer.output


@pytest.mark.parametrize("made", [WhatsApp, Sms, Email])
def test_every_channel_has_the_shape_of_the_protocol(made: type[Any]) -> None:
    for name in ("send", "read"):
        assert inspect.signature(getattr(made, name)) == inspect.signature(getattr(Channel, name))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("subject", "Hulp bij mensenhandel"),
        ("name", "Meldpunt Prostitutie"),
        ("sender", "slachtofferhulp@post.example"),
        ("subject", "Your advert"),
    ],
)
def test_what_a_mailbox_shows_before_opening_holds_no_word_that_harms(
    kept: Callable[[str], Path], field: str, value: str
) -> None:
    with pytest.raises(NotSetUp, match=f"{field} holds a word that can harm") as told:
        accounts_in(kept(table("hulp.email", **(EMAIL | {field: value}))))
    assert value not in str(told.value)
