"""E-mail: what goes out over SMTP, what is read of a mailbox, and what of a mail are somebody's words."""

import smtplib
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.conversations.channels.email import Email, EmailAccount
from baken.conversations.channels.mail_words import without_quotes, words_of_html
from baken.conversations.channels.mailbox import LONGEST, MailboxAway, read_new
from baken.conversations.channels.protocol import Delivery, Incoming, NobodyKnows, NotSent
from baken.demo.channels.faults import SEND_FAULTS, Faults
from baken.demo.channels.mail import SENDER, SimulatedMail
from tests.factories.channels import NOON, Clock, outgoing

TO = "iemand@post.example"
ACCOUNT = EmailAccount(
    smtp="smtp://127.0.0.1:9", imap="imap://127.0.0.1:9", user="x", sender=SENDER, name="Bureau", password="y"
)


def mail(body: str = "hallo", **headers: str) -> bytes:
    given = {
        "From": f"Naam <{TO}>", "To": SENDER, "Message-ID": "<een@post.example>",
        "Date": "Mon, 23 Nov 2026 12:00:00 +0000", "Content-Type": 'text/plain; charset="utf-8"',
    }  # fmt: skip
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    return ("".join(f"{name}: {value}\r\n" for name, value in given.items()) + "\r\n" + body).encode()


def read(raw: bytes) -> tuple[Incoming | Delivery, ...]:
    return Email(ACCOUNT, now=Clock()).read({}, raw)


def said(raw: bytes) -> Incoming:
    (one,) = read(raw)
    assert isinstance(one, Incoming)
    return one


def test_mail_goes_once_in_plain_text_with_a_name_made_of_our_key() -> None:
    with SimulatedMail() as post:
        sent = Email(post.account()).send(outgoing(to=TO, text="Dag.\n.\nÉén regel."))
        assert post.accepted == {sent.provider_id: 1} and sent.provider_id == f"{outgoing().key}@hulp.example"
        assert [(to, text.replace("\r\n", "\n")) for to, text in post.kept] == [(TO, "Dag.\n.\nÉén regel.\n")]
    written = Email(ACCOUNT).written(outgoing(to=TO))
    assert written.get_content_type() == "text/plain"
    assert not {"Disposition-Notification-To", "Return-Receipt-To", "X-Mailer"} & set(written.keys())


@pytest.mark.parametrize("fault", SEND_FAULTS)
def test_silence_is_told_apart_from_no(fault: str) -> None:
    with SimulatedMail(Faults(named=[fault])) as post:
        with pytest.raises((NotSent, NobodyKnows)) as caught:
            Email(post.account()).send(outgoing(to=TO))
        assert bool(post.accepted) is (fault == "silent_after")
    assert isinstance(caught.value, NotSent) is (fault in ("busy", "broken"))


def test_absence_and_a_wrong_password_are_certainly_not_sent() -> None:
    with SimulatedMail() as post:
        account = post.account()
        wrong = EmailAccount(**{**account.__dict__, "password": "anders"})
        with pytest.raises(NotSent) as caught:
            Email(wrong).send(outgoing(to=TO))
        assert (caught.value.reason, caught.value.retry) == ("account", False)
        post.nowhere.add(TO)
        with pytest.raises(NotSent) as nowhere:
            Email(account).send(outgoing(to=TO))
        assert nowhere.value.reason == "recipient"
    with pytest.raises(NotSent) as away:
        Email(account).send(outgoing(to=TO))
    assert (away.value.reason, away.value.retry) == ("away", True)


@pytest.mark.parametrize(
    "wrong",
    [{"to": "iemand"}, {"to": f"{TO}\r\nBcc: {TO}"}, {"to": f"{TO}, {TO}"}, {"key": "a\r\nb"}, {"text": ""}],
)
def test_what_can_be_no_mail_never_leaves(wrong: dict[str, str]) -> None:
    with pytest.raises(NotSent) as caught:
        Email(ACCOUNT).written(outgoing(**({"to": TO} | wrong)))
    assert not caught.value.retry


def test_mailbox_is_read_once_and_a_mail_that_was_not_taken_stays_new() -> None:
    with SimulatedMail() as post:
        post.writes(mail("stop"))
        post.writes(mail("twee", Message_ID="<twee@post.example>"))
        taken: list[bytes] = []

        def breaks(raw: bytes) -> None:
            raise ValueError("not taken")

        with pytest.raises(ValueError, match="not taken"):
            read_new(post.account(), breaks)
        assert read_new(post.account(), taken.append) == 2
        assert read_new(post.account(), taken.append) == 0
    assert [said(raw).text for raw in taken] == ["stop", "twee"]
    with pytest.raises(MailboxAway):
        read_new(ACCOUNT, taken.append)


def test_what_is_attached_is_not_fetched_beyond_its_beginning() -> None:
    head = mail("", Content_Type='multipart/mixed; boundary="x"')
    attached = b"--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b"A" * (
        LONGEST * 3
    )
    with SimulatedMail() as post:
        post.writes(head + attached)
        taken: list[bytes] = []
        read_new(post.account(), taken.append)
        assert post.fetched_bytes == LONGEST
    assert (said(taken[0]).kind, said(taken[0]).text) == ("media", "")


def test_quoted_words_are_not_theirs() -> None:
    body = "Dank u.\r\n\r\nOp ma 23 nov schreef Bureau:\r\n> Antwoord STOP en wij schrijven niet meer.\r\n"
    assert said(mail(body)).text == "Dank u."
    assert without_quotes("ja\nVan: Bureau\nVerzonden: maandag\nstop") == "ja"
    assert words_of_html('<p>ja<br>graag</p><div class="gmail_quote">STOP <div>x</div></div>') == "ja\ngraag"
    assert words_of_html("<head><p>stop") == "stop"


def test_html_alone_is_read_as_words_and_fetches_nothing() -> None:
    raw = mail(
        '<html><body>stop<img src="https://invalid.invalid/x"></body></html>', Content_Type="text/html"
    )
    assert (said(raw).kind, said(raw).text) == ("text", "stop")


def test_what_a_machine_answers_is_nobodys_message() -> None:
    assert read(mail("Ik ben er niet.", Auto_Submitted="auto-replied")) == ()
    assert read(mail(From=SENDER)) == () and read(mail(From="niemand")) == ()


def test_clock_of_a_stranger_never_runs_ahead() -> None:
    assert said(mail(Date="Fri, 01 Jan 2100 00:00:00 +0000")).at == NOON
    assert said(mail(Date="gisteren")).at == NOON
    assert said(mail(Date="Mon, 23 Nov 2026 11:00:00 +0000")).at == NOON - timedelta(hours=1)


def bounce(
    status: str = "5.1.1", action: str = "failed", name: str = f"sleutel@{SENDER.partition('@')[2]}"
) -> bytes:
    return mail(
        "--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; post.example\r\n\r\n"
        f"Final-Recipient: rfc822; {TO}\r\nAction: {action}\r\nStatus: {status}\r\n\r\n"
        f"--x\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <{name}>\r\n\r\nhallo\r\n--x--\r\n",
        Content_Type='multipart/report; report-type=delivery-status; boundary="x"',
        From="MAILER-DAEMON@post.example",
    )


def test_bounce_says_which_message_came_back_and_why() -> None:
    (told,) = read(bounce())
    assert isinstance(told, Delivery)
    assert (told.provider_id, told.key, told.state, told.reason) == (
        "sleutel@hulp.example", "sleutel", "failed", "recipient",
    )  # fmt: skip
    assert [one.state for one in read(bounce(action="delivered")) if isinstance(one, Delivery)] == [
        "delivered"
    ]
    assert read(bounce(action="delayed")) == () and read(bounce(name="x@elders.example")) == ()


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda words: mail(words)))
def test_any_bytes_are_read_without_a_fault(raw: bytes) -> None:
    assert all(one.provider_id for one in read(raw))


def test_simulator_is_a_server_that_others_can_talk_to() -> None:
    with SimulatedMail() as post:
        host, port = post.account().smtp.removeprefix("smtp://").split(":")
        with smtplib.SMTP(host, int(port), timeout=5) as server:
            assert server.sendmail(SENDER, [TO], b"Message-ID: <a@b>\r\n\r\nx") == {}
        assert post.accepted == {"a@b": 1}


def test_no_in_the_subject_is_read_and_an_answering_subject_is_not() -> None:
    assert said(mail("", Subject="STOP")).text == "STOP"
    assert said(mail("dag", Subject="Afmelden")).text == "Afmelden\ndag"
    assert said(mail("dag", Subject="Re: Antwoord STOP")).text == "dag"


def test_name_with_a_comma_hides_no_address() -> None:
    assert said(mail("stop", From=f"Naam, A. <{TO}>")).sender == TO


@pytest.mark.parametrize("header", ["Content_Type", "Content_Disposition", "Message_ID"])
def test_mail_that_breaks_a_reader_is_still_told(header: str) -> None:
    assert said(mail("stop", **{header: "(" * 3_000})).sender == TO


@pytest.mark.parametrize(
    ("kind", "body"),
    [("text/plain", "-" * 90_000 + "x"), ("text/html", "<a " * 30_000)],
    ids=["line", "marks"],
)
def test_long_mail_is_read_in_one_pass(kind: str, body: str) -> None:
    assert said(mail(body, Content_Type=kind)).kind == "text"


def test_mail_that_is_not_taken_keeps_none_behind_it_out() -> None:
    with SimulatedMail() as post:
        post.writes(mail("een"))
        post.writes(mail("stop", Message_ID="<twee@post.example>"))
        taken: list[bytes] = []

        def take(raw: bytes) -> None:
            if b"<een@" in raw:
                raise ValueError("not taken")
            taken.append(raw)

        with pytest.raises(ValueError, match="not taken"):
            read_new(post.account(), take)
    assert [said(raw).text for raw in taken] == ["stop"]
