"""Linking beside datasketch, on the same invented corpus, in the same run.

    python tests/benchmarks/link_against_peer.py --size 20000

Prints a table (seconds on the clock and of the processor, adverts a second, peak memory, pair F1,
ratio) and one line of JSON. Each contestant runs in a process of its own, so that memory is its own;
compiling and reading the corpus are outside the time. The peer has 128 permutations and gets, for
one, two and three words in a row, the threshold that did best on the first adverts of the corpus; the
best of the three is shown. The corpus is made up: bland sentences of invented words, with a known
truth. Copies change words, towns, prices and names, change the order of sentences, add one and drop
one; customary sentences, footers of platforms and sentences taken over from other adverts confound.
"""

import argparse
import json
import multiprocessing
import random
import re
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa

PEER_THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)
PEER_ROWS = (1, 2, 3)
PEER_TRIALS = 4000


def words_in(text: str) -> list[str]:
    return text.split()


TOWNS = ["Utrecht", "Breda", "Tilburg", "Zwolle", "Assen", "Leiden", "Arnhem", "Venlo", "Gouda", "Hoorn"]
NAMES = ["Sanne", "Eva", "Lotte", "Mila", "Noor", "Tess", "Fleur", "Roos", "Bram", "Daan", "Sem", "Luuk"]
SMALL = words_in("de het een en ik je is in op met van voor aan bij naar ook nog maar wel graag")
TRADE = words_in(
    "massage ontvangst ontspannen rustig privé afspraak bellen avond middag kamer handen olie rug"
)
MARKS = ["!", ".", " ...", " *", ",", " -"]


class Corpus:
    """Seeded adverts with the unique advert and the advertiser that each of them truly is of."""

    def __init__(self, size: int, seed: int) -> None:
        self.draw = random.Random(seed)
        onsets = words_in("b d f g h k l m n p r s t v w z st kl br gr")
        self.vocabulary = sorted(
            {
                "".join(
                    self.draw.choice(onsets) + self.draw.choice(words_in("a e i o u aa ee oo ij ui"))
                    for _ in range(self.draw.choice([1, 2, 2, 3]))
                )
                + self.draw.choice(["", "n", "r", "s", "t"])
                for _ in range(9000)
            }
        )
        self.draw.shuffle(self.vocabulary)
        ranks = np.arange(1, len(self.vocabulary) + 1)
        self.chances = np.cumsum(1 / (ranks + 2.0)).tolist()
        self.customary = [self.sentence(slots=True) for _ in range(400)]
        self.often = np.cumsum(1 / np.arange(3, 403)).tolist()
        self.footers = {
            f"platform{n}": " ".join(self.sentence() for _ in range(3)) if n % 2 else "" for n in range(12)
        }
        self.rows: list[dict[str, Any]] = []
        self.earlier: list[list[str]] = []
        self.others: list[tuple[int, list[str]]] = []
        advertiser = unique = 0
        while len(self.rows) < size:
            phones = [self.phone() for _ in range(self.draw.choice([1, 1, 1, 2]))]
            for _ in range(self.draw.choice([1, 1, 1, 2, 3])):
                self.publish(unique, advertiser, phones)
                unique += 1
            self.others.append((advertiser, phones))
            advertiser += 1
        self.draw.shuffle(self.rows)
        self.rows = self.rows[:size]

    def phone(self) -> str:
        return f"06 0{self.draw.randrange(10**7):07d}"

    def sentence(self, *, slots: bool = False) -> str:
        """Six to twelve words: small words, words of the trade, and invented ones, the rare ones rarer."""
        words = []
        for _ in range(self.draw.randint(6, 12)):
            pick = self.draw.random()
            if pick < 0.3:
                words.append(self.draw.choice(SMALL))
            elif pick < 0.45:
                words.append(self.draw.choice(TRADE))
            else:
                words.append(self.draw.choices(self.vocabulary, cum_weights=self.chances)[0])
        if slots and self.draw.random() < 0.4:
            words.insert(self.draw.randrange(len(words)), self.draw.choice(["{town}", "{name}", "{price}"]))
        return " ".join(words)

    def publish(self, unique: int, advertiser: int, phones: list[str]) -> None:
        customary = self.draw.choices(self.customary, cum_weights=self.often, k=self.draw.choice([1, 2, 2]))
        own = [self.sentence(slots=True) for _ in range(self.draw.choice([3, 4, 5, 6]))]
        if self.earlier and self.draw.random() < 0.25:  # sentences taken over from another advert
            taken = self.draw.choice(self.earlier)
            own[: len(taken) // 2] = taken[: len(taken) // 2]
        self.earlier.append(own)
        base = customary + own
        self.draw.shuffle(base)
        copies = min(int(self.draw.paretovariate(1.1)), 3000)
        for _ in range(copies):
            platform = f"platform{self.draw.randrange(12)}"
            text = self.variant(base, platform)
            owner, shown = advertiser, list(phones)
            if self.others and self.draw.random() < 0.02:  # a copied text
                owner, shown = self.draw.choice(self.others)
            if self.draw.random() < 0.6:
                shown = [self.draw.choice(shown)]
            if self.draw.random() < 0.3:
                text += " bel " + shown[0]
            self.rows.append(
                {
                    "sighting_id": f"s{len(self.rows):08d}",
                    "platform": platform,
                    "words": text,
                    "phones": shown if self.draw.random() < 0.8 else [],
                    "unique": unique,
                    "advertiser": owner,
                }
            )

    def variant(self, base: list[str], platform: str) -> str:
        sentences = list(base)
        chance = self.draw.random
        if chance() < 0.25:
            self.draw.shuffle(sentences)
        if chance() < 0.2:
            del sentences[self.draw.randrange(len(sentences))]
        if chance() < 0.2:
            sentences.insert(self.draw.randrange(len(sentences) + 1), self.sentence(slots=True))
        words = (self.draw.choice(MARKS) + " ").join(sentences).split()
        for _ in range(self.draw.choice([0, 0, 1, 2, 3, 4])):
            words[self.draw.randrange(len(words))] = self.draw.choice(self.vocabulary)
        text = " ".join(words)
        text = text.replace("{town}", self.draw.choice(TOWNS)).replace("{name}", self.draw.choice(NAMES))
        text = text.replace("{price}", f"€ {self.draw.randint(4, 30) * 5}")
        if chance() < 0.1:
            text = text.upper()
        if chance() < 0.05:
            text = text.replace("a", "\u0430", 3)  # the Cyrillic letter that looks like it
        if chance() < 0.05:
            text = text.replace("e", "e\u200b")
        return f"{text}\n{self.footers[platform]}"


def pair_scores(found: np.ndarray, truth: np.ndarray) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of sightings that are put together."""

    def pairs(columns: list[np.ndarray]) -> float:
        _, counts = np.unique(np.stack(columns, axis=1), axis=0, return_counts=True)
        return float((counts.astype(np.float64) * (counts - 1) / 2).sum())

    right, together, belong = pairs([found, truth]), pairs([found]), pairs([truth])
    precision = right / together if together else 1.0
    recall = right / belong if belong else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def sightings(corpus: list[dict[str, Any]]) -> pa.Table:
    contact = pa.struct([("kind", pa.string()), ("pseudonym", pa.string())])
    none = pa.nulls(len(corpus), pa.string())
    return pa.table(
        {
            "sighting_id": [row["sighting_id"] for row in corpus],
            "platform": [row["platform"] for row in corpus],
            "captured_at": pa.array([0] * len(corpus), pa.timestamp("us", tz="UTC")),
            "words": [row["words"] for row in corpus],
            "contacts": pa.array(
                [[{"kind": "phone", "pseudonym": phone} for phone in row["phones"]] for row in corpus],
                pa.list_(contact),
            ),
            "account": none,
            "image_hashes": pa.array([[] for _ in corpus], pa.list_(pa.string())),
        }
    )


class Watch:
    """Time on the clock, and time of the processor, which other work on the machine disturbs less."""

    def __init__(self) -> None:
        self.started = time.perf_counter(), time.process_time()

    def taken(self) -> dict[str, float]:
        clock, processor = self.started
        return {"seconds": time.perf_counter() - clock, "cpu_seconds": time.process_time() - processor}


def run_baken(corpus: list[dict[str, Any]]) -> dict[str, Any]:
    from baken.linking.stage import link

    table = sightings(corpus)
    link(table.slice(0, 200))  # compiles
    watch = Watch()
    links = link(table)
    taken = watch.taken()
    columns = links.assignments
    return {
        **taken,
        "unique": np.unique(columns["unique_advert"].to_numpy(), return_inverse=True)[1],
        "advertiser": np.unique(columns["advertiser"].to_numpy(), return_inverse=True)[1],
    }


def run_datasketch(corpus: list[dict[str, Any]], threshold: float, length: int) -> dict[str, Any]:
    from datasketch import MinHash, MinHashLSH

    texts = [re.findall(r"\w+", row["words"].lower()) for row in corpus]
    watch = Watch()
    index = MinHashLSH(threshold=threshold, num_perm=128)
    parent = list(range(len(texts)))

    def find(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for number, words in enumerate(texts):
        rows = {" ".join(words[at : at + length]).encode() for at in range(max(1, len(words) - length + 1))}
        sketch = MinHash(num_perm=128)
        sketch.update_batch(list(rows))
        for other in index.query(sketch):
            parent[find(number)] = find(other)
        index.insert(number, sketch)
    found = np.array([find(number) for number in range(len(texts))])
    return {**watch.taken(), "unique": found}


def measured(
    contestant: Callable[..., dict[str, Any]], corpus: list[dict[str, Any]], *more: Any
) -> dict[str, Any]:
    """Runs a contestant in a process of its own; adds its peak memory above what the corpus took."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)

    def work() -> None:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        result = contestant(corpus, *more)
        result["megabytes"] = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        theirs.send(result)

    process = context.Process(target=work)
    process.start()
    theirs.close()
    result: dict[str, Any] = ours.recv()
    process.join()
    return result


def row_of(name: str, result: dict[str, Any], truth: np.ndarray) -> dict[str, Any]:
    precision, recall, f1 = pair_scores(result["unique"], truth)
    return {
        "name": name,
        "seconds": round(result["seconds"], 2),
        "cpu_seconds": round(result["cpu_seconds"], 2),
        "adverts_per_second": round(len(truth) / result["seconds"]),
        "peak_megabytes": round(result["megabytes"]),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "pair_f1": round(f1, 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=20_000, help="adverts in the corpus")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-peer", action="store_true", help="our linking alone")
    given = parser.parse_args()
    corpus = Corpus(given.size, given.seed).rows
    truth = np.array([row["unique"] for row in corpus])
    ours = measured(run_baken, corpus)
    rows = [row_of("baken", ours, truth)]
    trial = corpus[:PEER_TRIALS]
    owners = np.array([row["advertiser"] for row in corpus])
    of_advertisers = [round(score, 4) for score in pair_scores(ours["advertiser"], owners)]
    if not given.no_peer:
        tried = []
        for length in PEER_ROWS:
            _, threshold = max(
                (
                    pair_scores(run_datasketch(trial, threshold, length)["unique"], truth[:PEER_TRIALS])[2],
                    threshold,
                )
                for threshold in PEER_THRESHOLDS
            )
            found = measured(run_datasketch, corpus, threshold, length)
            tried.append(row_of(f"datasketch ({threshold}, {length} in a row)", found, truth))
        rows.append(max(tried, key=lambda row: row["pair_f1"]))
    names = ("seconds", "CPU s", "adverts/s", "peak MB", "precision", "recall", "pair F1", "ratio")
    head = " " * 30 + "".join(f"{name:>11}" for name in names)
    print(f"{given.size} adverts, {len(set(truth.tolist()))} unique adverts, seed {given.seed}")
    print(head)
    for row in rows:
        row["times_as_fast_as_baken"] = round(rows[0]["seconds"] / row["seconds"], 3)
        print(f"{row['name']:30}" + "".join(f"{value:>11}" for value in list(row.values())[1:]))
    print("advertisers of baken: precision {}, recall {}, pair F1 {}".format(*of_advertisers))
    summary = {"size": given.size, "seed": given.seed, "rows": rows, "advertisers": of_advertisers}
    json.dump(summary, sys.stdout)
    print()


if __name__ == "__main__":
    main()
