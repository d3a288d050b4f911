"""Rule files for tests: a sound one, changed a line at a time."""

from pathlib import Path

from baken.indicators.faults import Fault
from baken.indicators.rulebook import check_rules

SOUND = """\
indicator: many_texts
version: 1
applies_to: advertiser
grade: B
source: "A study"
means:
  nl: "Veel teksten bij één contact."
  en: "Many texts with one contact."
innocent:
  nl: "Een receptie."
  en: "A reception."
weight: {log_odds: 0.3, low: -0.2, high: 0.9}
when:
  ge: [texts_per_contact_max, 4]
examples:
  - {facts: {texts_per_contact_max: 7}, fires: true}
  - {facts: {texts_per_contact_max: 2}, fires: false}
  - {facts: {texts_per_contact_max: 5, hub_kind: switchboard}, fires: true, innocent: true}
"""
"""Lines 1 to 18: `when` on 13, its operator on 14, `examples` on 15."""


def changed(*changes: tuple[str, str], rule: str = SOUND) -> str:
    """The sound rule with each old text replaced; it must stand there once."""
    for old, new in changes:
        assert rule.count(old) == 1, old
        rule = rule.replace(old, new)
    return rule


def faults_of(directory: Path, **files: str | bytes) -> list[Fault]:
    """Writes the files (`name="content"` to name.yaml) and returns the faults of the directory."""
    for name, content in files.items():
        encoded = content.encode("utf-8") if isinstance(content, str) else content
        (directory / f"{name}.yaml").write_bytes(encoded)
    return list(check_rules(directory)[1])


def told(faults: list[Fault]) -> list[tuple[int, str]]:
    """Line and cause of each fault."""
    return [(fault.line, fault.cause) for fault in faults]
