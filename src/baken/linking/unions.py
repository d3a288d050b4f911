"""Sets that grow together: union-find over numbered items, the smallest item being the root."""

import numpy as np

from baken.linking.kernels import Codes, Keys, kernel


@kernel
def find(parent: Codes, item: int) -> int:
    """The root of an item, its path halved on the way."""
    while parent[item] != item:
        parent[item] = parent[parent[item]]
        item = parent[item]
    return item


@kernel
def roots_of(parent: Codes) -> Codes:
    """The root of every item."""
    roots = np.zeros(len(parent), dtype=np.int64)
    for item in range(len(parent)):
        roots[item] = find(parent, item)
    return roots


@kernel
def roots_at(parent: Codes, items: Codes) -> Codes:
    """The root of each of these items."""
    roots = np.zeros(len(items), dtype=np.int64)
    for at in range(len(items)):
        roots[at] = find(parent, items[at])
    return roots


@kernel
def join_pairs(parent: Codes, one: Codes, other: Codes) -> None:
    """Joins the sets of `one[i]` and `other[i]`, for every i."""
    for at in range(len(one)):
        left, right = find(parent, one[at]), find(parent, other[at])
        if left < right:
            parent[right] = left
        elif right < left:
            parent[left] = right


def join_alike(parent: Codes, items: Codes, keys: Codes | Keys) -> None:
    """Joins the sets of all items that have the same key."""
    order = np.argsort(keys, kind="stable")
    same = keys[order][1:] == keys[order][:-1]
    join_pairs(parent, items[order][:-1][same], items[order][1:][same])


def first_alike(keys: Codes) -> Codes:
    """For each place the first place with the same key."""
    _, begins, number = np.unique(keys, return_index=True, return_inverse=True)
    firsts: Codes = begins[number].astype(np.int64)
    return firsts


def codes_of_pairs(first: Codes, second: Codes) -> Codes:
    """One number a pair, the same for equal pairs, in the order of the pairs."""
    if not len(first):
        return np.zeros(0, dtype=np.int64)
    both = first * (int(second.max()) + 1) + second
    return both.astype(np.int64)
