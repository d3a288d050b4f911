"""Advertisers divided by what people say: nothing is lost, nothing stands twice, and back is back."""

from hypothesis import given
from hypothesis import strategies as st

from baken.adverts.division import joined, parted

IDS = [f"s{number}" for number in range(9)]
SOME = st.frozensets(st.sampled_from(IDS), min_size=1)


@st.composite
def divided(draw: st.DrawFn) -> list[frozenset[str]]:
    labels = [draw(st.integers(0, 3)) for _ in IDS]
    return [
        frozenset(name for name, label in zip(IDS, labels, strict=True) if label == wanted)
        for wanted in sorted(set(labels))
    ]


def everything(clusters: list[frozenset[str]]) -> list[str]:
    return sorted(name for cluster in clusters for name in cluster)


@given(divided(), SOME, SOME)
def test_nothing_is_lost_or_stands_twice(
    clusters: list[frozenset[str]], left: frozenset[str], right: frozenset[str]
) -> None:
    for made in (joined(clusters, left, right), parted(clusters, left - right, right)):
        assert everything(made) == sorted(IDS)
        assert all(made)


@given(divided(), SOME, SOME)
def test_join_puts_both_sides_in_one(
    clusters: list[frozenset[str]], left: frozenset[str], right: frozenset[str]
) -> None:
    assert sum(not (left | right).isdisjoint(one) for one in joined(clusters, left, right)) == 1


@given(divided(), SOME, SOME)
def test_split_leaves_no_cluster_with_both_sides(
    clusters: list[frozenset[str]], left: frozenset[str], right: frozenset[str]
) -> None:
    left -= right
    for one in parted(clusters, left, right):
        assert left.isdisjoint(one) or right.isdisjoint(one)


@given(SOME)
def test_split_of_one_whole_advertiser_is_undone_by_joining(right: frozenset[str]) -> None:
    whole = [frozenset(IDS)]
    left = frozenset(IDS) - right
    assert joined(parted(whole, left, right), left, right) == whole
