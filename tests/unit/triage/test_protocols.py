"""The protocols: complete in both languages, and refused when they are not."""

from pathlib import Path

import pytest

from baken.triage.protocols import SHIPPED, ProtocolUnusable, read_protocols
from baken.vocabulary.triage import UrgentKind


def test_shipped_protocols_tell_each_kind_in_both_languages() -> None:
    told = read_protocols(SHIPPED)
    assert set(told) == set(UrgentKind.codes)
    for protocol in told.values():
        labels = [protocol.title, *protocol.steps, *(one.name for one in protocol.contacts)]
        assert all(label.nl and label.en for label in labels)
    assert {one.number for one in told["minority"].contacts} >= {"112", "0800-2000", "0900-8844"}


def test_protocol_that_lacks_a_kind_or_a_language_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "protocols.yaml"
    own.write_text("minority: {title: {nl: a}, steps: [], contacts: []}\n")
    with pytest.raises(ProtocolUnusable, match=r"protocols\.yaml"):
        read_protocols(own)
