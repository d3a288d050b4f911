"""Sightings that share a contact, by Splink: `CONTACTS SIGHTINGS OUT.npy`.

A deterministic link of rows of one sighting and one contact, by equal contact and by equal sighting,
and its clusters. Prints the seconds of the processor from table to labels as JSON.
"""

import json
import sys
import time

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

contacts, sightings, out = sys.argv[1:]
table = pq.read_table(contacts)
table = table.append_column("unique_id", pa.array(np.arange(table.num_rows)))
begun = time.process_time()
database = DuckDBAPI()
rules = [block_on("contact"), block_on("sighting")]
settings = SettingsCreator("dedupe_only", blocking_rules_to_generate_predictions=rules)
linker = Linker(database.register(table), settings, log_level=None)
pairs = linker.inference.deterministic_link()
clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs)
found = clusters.as_duckdbpyrelation().select("sighting, cluster_id").fetchnumpy()
labels = np.arange(int(sightings), dtype=np.int64) + table.num_rows
labels[found["sighting"]] = np.asarray(found["cluster_id"], dtype=np.int64)
print(json.dumps({"processor": time.process_time() - begun}))
np.save(out, labels)
