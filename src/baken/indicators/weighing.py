"""Another weight in a rule file: three numbers and the version change, every other sign stays.

Whoever reads the two files side by side sees what was proposed and nothing else.
"""

from collections.abc import Mapping
from decimal import Decimal

import yaml

from baken.indicators.rule import Weight


class NotWeighed(Exception):
    """This rule has no weight in its file that can be changed: it never counts, or says it by an anchor."""

    def __init__(self, indicator: str) -> None:
        super().__init__(f"{indicator}: {self.__doc__}")


def weighed_anew(files: Mapping[str, str], weights: Mapping[str, Weight]) -> dict[str, str]:
    """The rule files with other weights for some indicators, each of these one version on.

    The files are sound, as `rulebook.check_texts` says. Raises `NotWeighed` for an indicator without a
    file or without a weight.
    """
    changed = dict(files)
    for indicator, weight in sorted(weights.items()):
        name = next((one for one in files if one.rpartition(".")[0] == indicator), None)
        if name is None:
            raise NotWeighed(indicator)
        changed[name] = _with_weight(files[name], indicator, weight)
    return changed


def _with_weight(text: str, indicator: str, weight: Weight) -> str:
    top = _entries(yaml.compose(text, Loader=yaml.SafeLoader))
    numbers = _entries(top.get("weight"))
    said = {"log_odds": weight.log_odds, "low": weight.low, "high": weight.high}
    if "version" not in top or said.keys() != numbers.keys():
        raise NotWeighed(indicator)
    version = top["version"]
    places = [(version, str(int(yaml.safe_load(version.value)) + 1))]
    places += [(numbers[name], _number(value)) for name, value in said.items()]
    # from the last to the first, so that the places before stay where they are
    for node, told in sorted(places, key=lambda one: -one[0].start_mark.index):
        begin, end = node.start_mark.index, node.end_mark.index
        if text[begin:end].strip() != node.value:
            raise NotWeighed(indicator)
        text = text[:begin] + told + text[end:]
    return text


def _entries(node: yaml.Node | None) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}


def _number(value: float) -> str:
    # every digit that it has: a bound that stays as it was must be read back as it was
    told = f"{Decimal(repr(value)):f}"
    told = told.rstrip("0").rstrip(".") if "." in told else told
    return "0" if told == "-0" else told
