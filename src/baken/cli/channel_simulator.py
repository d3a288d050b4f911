"""`baken channel simulator`: a provider on this machine, to try writing to people on nobody."""

import contextlib
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from baken.cli import Failed

if TYPE_CHECKING:
    from baken.demo.channels.faults import Hook

PORTS = {"whatsapp": 8911, "sms": 8912, "email": 8913}


@click.command("simulator")
@click.argument("channel", type=click.Choice(tuple(PORTS)))
@click.option("--port", type=click.IntRange(0, 65534), help="Default 8911, 8912 or 8913 and 8914; 0: any.")
@click.option("--tell", metavar="URL", help="Where it tells what becomes of messages; default nowhere.")
@click.option("--seed", default=0, show_default=True, help="The same seed gives the same faults.")
@click.option(
    "--rate",
    default=0.0,
    show_default=True,
    type=click.FloatRange(0, 1),
    help="How often something goes wrong.",
)
@click.option("--away", is_flag=True, help="The first hour it answers nobody.")
@click.option(
    "--template",
    "templates",
    nargs=3,
    multiple=True,
    metavar="NAME LANGUAGE TEXT",
    help="A text that WhatsApp approved; as often as there are texts.",
)
def command(
    channel: str, port: int | None, tell: str | None, seed: int, rate: float, away: bool,
    templates: tuple[tuple[str, str, str], ...],
) -> None:  # fmt: skip
    """Serve a simulated provider on this machine. Nothing reaches anybody.

    It answers and refuses as the provider does, and forgets everything when it stops. Faults: no answer
    before or after a message was taken, too busy, broken; what it tells comes twice, in another order, or
    forged as well. It prints the table that the file of BAKEN_CHANNELS needs. Ctrl-C stops it, and it then
    says how many messages were taken and how many were taken twice.

    \b
    Examples:
      baken channel simulator sms
      baken channel simulator whatsapp --seed 7 --rate 0.3
      baken channel simulator email --away
      baken channel simulator whatsapp --template hello en "Hello, we are the Lantern."
    """
    from baken.demo.channels.faults import Faults

    faults = Faults(seed=seed, rate=rate, away_from=datetime.now(UTC) if away else None)
    chosen = PORTS[channel] if port is None else port
    try:
        served = (
            _mail(faults, chosen)
            if channel == "email"
            else _over_http(channel, faults, chosen, tell, templates)
        )
    except OSError as fault:
        raise Failed(
            f"port {chosen} can't be used: {fault.strerror or fault}; give another --port"
        ) from fault
    click.echo(f"{sum(served.accepted.values())} taken, {served.doubled} of them twice", err=True)


def _over_http(
    channel: str, faults: Any, port: int, tell: str | None, templates: tuple[tuple[str, str, str], ...]
) -> Any:
    from baken.demo.channels import sms, whatsapp
    from baken.demo.loopback import LoopbackSite

    kinds: dict[str, Any] = {"whatsapp": whatsapp.SimulatedWhatsApp, "sms": sms.SimulatedSms}
    accounts = {"whatsapp": whatsapp.ACCOUNT, "sms": sms.ACCOUNT}
    provider = kinds[channel](faults=faults, on_request=click.echo)
    if channel == "whatsapp":
        provider.templates |= {(name, code): whatsapp.HeldText(text) for name, code, text in templates}
    with LoopbackSite(provider, port) as site:
        _print_table(channel, {"address": site.address, **accounts[channel]})
        with contextlib.suppress(KeyboardInterrupt):
            while not site.stopping.wait(0.5):
                for hook in provider.hooks():
                    _tell(tell, hook)
    return provider


def _mail(faults: Any, port: int) -> Any:
    from dataclasses import asdict

    from baken.demo.channels.mail import SimulatedMail

    with SimulatedMail(faults, smtp_port=port, imap_port=port + 1 if port else 0) as post:
        _print_table("email", asdict(post.account()))
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()
    return post


def _print_table(channel: str, fields: dict[str, str]) -> None:
    click.echo(f"[demo.{channel}]")
    for name, value in fields.items():
        click.echo(f'{name} = "{value}"')


def _tell(url: str | None, hook: "Hook") -> None:
    """Tells once; who did not hear it hears it no more, as it is only an exercise."""
    import httpx

    if not url:
        return
    with contextlib.suppress(httpx.HTTPError):
        answer = httpx.post(url, content=hook.body, headers=dict(hook.headers), trust_env=False, timeout=10)
        click.echo(f"told: {answer.status_code}")
