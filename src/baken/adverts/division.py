"""Advertisers as they stand, divided anew by what a person says: at once, before the next whole run.

Pure: sets of sightings in, sets of sightings out. A whole run weighs all evidence again and settles what
this leaves open; what a person said stands in both.
"""

from collections.abc import Iterable, Set

Clusters = list[frozenset[str]]


def joined(clusters: Iterable[Set[str]], left: Set[str], right: Set[str]) -> Clusters:
    """Every cluster that holds a sighting of either side, as one; the others as they were."""
    named = left | right
    whole: set[str] = set()
    rest: Clusters = []
    for cluster in clusters:
        if named.isdisjoint(cluster):
            rest.append(frozenset(cluster))
        else:
            whole |= cluster
    return [*rest, frozenset(whole)] if whole else rest


def parted(clusters: Iterable[Set[str]], left: Set[str], right: Set[str]) -> Clusters:
    """What of the right side stands in a cluster with something of the left goes out of it, together.

    A sighting that neither side names stays where it was.
    """
    divided: Clusters = []
    for cluster in clusters:
        going = cluster & right
        if not going or left.isdisjoint(cluster):
            divided.append(frozenset(cluster))
        else:
            divided += [frozenset(cluster - going), frozenset(going)]
    return divided
