"""A rule file with another weight: its next version, with every other character as it was."""

from baken.indicators.learning.weights import Proposal
from baken.indicators.rule import Weight


class NoPlaceForWeight(Exception):
    """The weight of this file can't be replaced: write it as {log_odds: …, low: …, high: …}."""


def with_weight(text: str, proposal: Proposal, told: str) -> str:
    """The text of a rule file with the proposed weight and the next version, and `told` as a comment.

    Raises `NoPlaceForWeight`, also where the file is not of the version that the proposal is about.
    """
    import yaml

    document = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(document, yaml.MappingNode):
        raise NoPlaceForWeight(NoPlaceForWeight.__doc__)
    places = {key.value: (key, value) for key, value in document.value}
    if not {"version", "weight"} <= places.keys() or places["version"][1].value != str(proposal.version):
        raise NoPlaceForWeight(NoPlaceForWeight.__doc__)
    key, weight = places["weight"]
    _, version = places["version"]
    # an anchor's other place lies before the key: only what stands here may change
    if not isinstance(weight, yaml.MappingNode) or weight.start_mark.index < key.end_mark.index:
        raise NoPlaceForWeight(NoPlaceForWeight.__doc__)
    end = weight.end_mark if weight.flow_style else weight.value[-1][1].end_mark
    changes = [
        (version.start_mark.index, version.end_mark.index, str(proposal.version + 1)),
        (key.start_mark.index, key.start_mark.index, f"# version {proposal.version + 1}: {told}\n"),
        (weight.start_mark.index, end.index, written(proposal.new)),
    ]
    for start, stop, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[stop:]
    return text


def written(weight: Weight) -> str:
    """A weight as rule files write it."""
    return f"{{log_odds: {weight.log_odds:g}, low: {weight.low:g}, high: {weight.high:g}}}"
