"""The protocol of what is urgent: what to do and whom to call, in both languages, out of a file."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from baken.vocabulary.code_list import Label
from baken.vocabulary.triage import UrgentKind

SHIPPED = Path(__file__).parent / "protocols.yaml"
NAME = "protocols.yaml"
"""An installation's own, in its state directory, stands in the place of the shipped one."""


class ProtocolUnusable(Exception):
    """The file of protocols can't be used: it tells each kind of urgency in Dutch and English."""


@dataclass(frozen=True, slots=True)
class CallNumber:
    """Whom one calls."""

    name: Label
    number: str


@dataclass(frozen=True, slots=True)
class Protocol:
    """What to do, step by step, and whom to call."""

    title: Label
    steps: tuple[Label, ...]
    contacts: tuple[CallNumber, ...]


@cache
def protocols() -> dict[str, Protocol]:
    """The protocol of each kind of urgency. Raises `ProtocolUnusable`."""
    own = Path(settings.BAKEN_STATE) / NAME
    return read_protocols(own if own.exists() else SHIPPED)


def read_protocols(path: Path) -> dict[str, Protocol]:
    """The protocols of a file, one for each kind of urgency. Raises `ProtocolUnusable`."""
    try:
        told = yaml.safe_load(path.read_text("utf-8"))
        return {kind: _protocol(told[kind]) for kind in UrgentKind.codes}
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError) as fault:
        raise ProtocolUnusable(f"{path.name}: {fault}") from fault


def _protocol(told: dict[str, Any]) -> Protocol:
    return Protocol(
        _label(told["title"]),
        tuple(_label(step) for step in told["steps"]),
        tuple(CallNumber(_label(one["name"]), str(one["number"])) for one in told["contacts"]),
    )


def _label(told: dict[str, str]) -> Label:
    return Label(str(told["nl"]), str(told["en"]))
