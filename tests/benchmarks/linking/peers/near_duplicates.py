"""Near-duplicates by a peer, in the peers' own environment: MinHash, LSH, components.

    python near_duplicates.py run NAME RECORDS OUT.npy THRESHOLD WORDS VERIFIED
    python near_duplicates.py choose NAME RECORDS TRUTH

`run` reads title and text of the records and writes a label a record: texts are sets of so many words
in a row, 128 permutations; each text is joined with those that the peer's index finds for it (and, with
VERIFIED 1, whose estimated similarity is at least the threshold). `choose` tries the settings, and
prints the best by pair F1 as JSON.
"""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import pyarrow.parquet as pq

PERMUTATIONS = 128
AT_ONCE = 10_000
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
WORDS = (1, 2, 3)


def token_sets(records: str, count: int) -> Iterator[list[list[str]]]:
    for batch in pq.ParquetFile(records).iter_batches(AT_ONCE, columns=["title", "text"]):
        titles, texts = batch.column("title").to_pylist(), batch.column("text").to_pylist()
        sets = []
        for title, text in zip(titles, texts, strict=True):
            words = re.findall(r"\w+", f"{title or ''} {text}".lower())
            rows = {" ".join(words[at : at + count]) for at in range(max(1, len(words) - count + 1))}
            sets.append(list(rows))
        yield sets


class Components:
    def __init__(self) -> None:
        self.parent: list[int] = []

    def find(self, item: int) -> int:
        parent = self.parent
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def labels(self) -> np.ndarray:
        return np.array([self.find(item) for item in range(len(self.parent))])


def of_rensa(batches: Iterator[list[list[str]]]) -> Iterator[Any]:
    from rensa import RMinHash

    for batch in batches:
        yield from RMinHash.from_token_sets(batch, num_perm=PERMUTATIONS, seed=42)


def index_of_rensa(threshold: float) -> Any:
    from rensa import RMinHashLSH

    bands = 32 if threshold < 0.65 else 16
    return RMinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, num_bands=bands)


def of_datasketch(batches: Iterator[list[list[str]]]) -> Iterator[Any]:
    from datasketch import MinHash

    for batch in batches:
        for tokens in batch:
            sketch = MinHash(num_perm=PERMUTATIONS)
            sketch.update_batch([token.encode() for token in tokens])
            yield sketch


def index_of_datasketch(threshold: float) -> Any:
    from datasketch import MinHashLSH

    return MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)


def grouped(sketches: Iterable[Any], index: Any, threshold: float, verified: bool) -> np.ndarray:
    """Each text is joined with those before it that the index finds."""
    groups = Components()
    kept: list[Any] = []
    for number, sketch in enumerate(sketches):
        groups.parent.append(number)
        if verified:
            kept.append(sketch)
        join(groups, number, index.query(sketch), kept, threshold, verified)
        index.insert(number, sketch)
    return groups.labels()


def join(
    groups: Components, number: int, found: list[int], sketches: list[Any], threshold: float, verified: bool
) -> None:
    own = number
    for other in found:
        root = groups.find(other)
        if root == own:
            continue
        if not verified or sketches[number].jaccard(sketches[other]) >= threshold:
            groups.parent[own] = root
            own = root


Sketched = Callable[[Iterator[list[list[str]]]], Iterator[Any]]
PEERS: dict[str, tuple[Sketched, Callable[[float], Any]]] = {
    "rensa": (of_rensa, index_of_rensa),
    "datasketch": (of_datasketch, index_of_datasketch),
}


def pair_f1(found: np.ndarray, truth: np.ndarray) -> float:
    def pairs(*columns: np.ndarray) -> float:
        counts = np.unique(np.stack(columns, axis=1), axis=0, return_counts=True)[1].astype(float)
        return float((counts * (counts - 1) / 2).sum())

    right = pairs(found, truth)
    return 2 * right / (pairs(found) + pairs(truth))


def choose(name: str, records: str, truth: str) -> dict[str, Any]:
    labels = pq.read_table(truth)["unique_advert"].to_numpy()
    best: dict[str, Any] = {"pair_f1": -1.0}
    sketched, index = PEERS[name]
    for count in WORDS:
        sketches = list(sketched(token_sets(records, count)))
        for threshold in THRESHOLDS:
            for verified in (False, True):
                score = pair_f1(grouped(sketches, index(threshold), threshold, verified), labels)
                if score > best["pair_f1"]:
                    best = {"threshold": threshold, "words": count, "verified": verified, "pair_f1": score}
    return best


if __name__ == "__main__":
    task, peer, *given = sys.argv[1:]
    if task == "choose":
        print(json.dumps(choose(peer, *given)))
    else:
        path, out, least, length, check = given
        sketched, index = PEERS[peer]
        sketches = sketched(token_sets(path, int(length)))
        np.save(out, grouped(sketches, index(float(least)), float(least), check == "1"))
