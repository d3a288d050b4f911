"""Sightings that share a contact, by baken's sets: `CONTACTS SIGHTINGS OUT.npy`.

Prints the seconds of the processor from table to labels as JSON: starting, reading and compiling are
left out, as they are for the peer.
"""

import json
import sys
import time

import numpy as np
import pyarrow.parquet as pq

from baken.linking.unions import join_alike, roots_of

contacts, sightings, out = sys.argv[1:]
table = pq.read_table(contacts)
join_alike(np.arange(2), np.arange(2), np.arange(2))
roots_of(np.arange(2))
begun = time.process_time()
parent = np.arange(int(sightings), dtype=np.int64)
keys = table["contact"].combine_chunks().dictionary_encode().indices.to_numpy().astype(np.int64)
join_alike(parent, table["sighting"].to_numpy(), keys)
labels = roots_of(parent)
print(json.dumps({"processor": time.process_time() - begun}))
np.save(out, labels)
