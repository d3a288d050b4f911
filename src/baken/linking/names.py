"""Ids of clusters: made from the smallest sighting id, so that order and repetition change nothing."""

import hashlib

import numpy as np
import pyarrow as pa

from baken.linking.kernels import Codes

ID_LENGTH = 16


def cluster_id(prefix: str, smallest_sighting: str) -> str:
    """The id of a cluster: its prefix and 16 hexadecimal digits of SHA-256 over its smallest sighting id."""
    return prefix + hashlib.sha256(smallest_sighting.encode()).hexdigest()[:ID_LENGTH]


def cluster_ids(prefix: str, sighting_ids: pa.Array, first: Codes) -> pa.Array:
    """Per sighting the id of its cluster; `first` is the first sighting in it, in the order of ids."""
    firsts, number = np.unique(first, return_inverse=True)
    names = [cluster_id(prefix, name) for name in sighting_ids.take(pa.array(firsts)).to_pylist()]
    return pa.array(names, pa.string()).take(pa.array(number))
