"""Sets that grow together: union-find over numbered items, the smallest item being the root."""

import numpy as np

from baken.linking.kernels import Codes, Flags, kernel


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


def order_of(keys: Codes) -> Codes:
    """The places of keys (none below 0) in their order, equal ones as they stand.

    Key and place are sorted as one number where they fit into one: that takes a tenth of the time.
    """
    bits = len(keys).bit_length()
    if not len(keys) or int(keys.max()) >> 63 - bits:
        return np.argsort(keys, kind="stable")
    packed = keys << bits
    packed |= np.arange(len(keys), dtype=np.int64)
    packed.sort()
    packed &= (1 << bits) - 1
    return packed


def runs_of(keys: Codes) -> tuple[Codes, Codes]:
    """The places of keys in their order, and where in that order each different key begins."""
    order = order_of(keys)
    return order, begins_of(keys[order])


def begins_of(ordered: Codes) -> Codes:
    """Where each different key begins, of keys that stand in their order."""
    begins: Codes = new_in(ordered).nonzero()[0]
    return begins


def new_in(ordered: Codes) -> Flags:
    """Marks each key that is another than the one before it."""
    new = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return new


def join_alike(parent: Codes, items: Codes, keys: Codes) -> None:
    """Joins the sets of all items that have the same key."""
    order = order_of(keys)
    same = keys[order][1:] == keys[order][:-1]
    join_pairs(parent, items[order][:-1][same], items[order][1:][same])


def first_alike(keys: Codes) -> Codes:
    """For each place the first place with the same key."""
    order, begins = runs_of(keys)
    firsts = np.empty_like(order)
    firsts[order] = np.repeat(order[begins], np.diff(begins, append=len(order)))
    return firsts


def codes_of_pairs(first: Codes, second: Codes) -> Codes:
    """One number a pair, the same for equal pairs, in the order of the pairs."""
    if not len(first):
        return np.zeros(0, dtype=np.int64)
    both = first * (int(second.max()) + 1) + second
    return both.astype(np.int64)
