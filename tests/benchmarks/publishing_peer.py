"""Tables rounded by CtrlRound: `TABLES.json BASE`, in an environment of its own.

TABLES holds tables as lists of rows of counts, without totals. Prints as JSON, for each, the rounded table
with its totals (null where CtrlRound gives none) and the seconds it took.
"""

import json
import sys
import time
from pathlib import Path

import pandas as pd
from CtrlRound import ctrl_round

answers = []
for table in json.loads(Path(sys.argv[1]).read_text()):
    rows, columns = len(table), len(table[0])
    cells = [(row, column, table[row][column]) for row in range(rows) for column in range(columns)]
    frame = pd.DataFrame(cells, columns=["row", "column", "count"])
    begun = time.perf_counter()
    try:
        found = ctrl_round(frame, by=["row", "column"], var="count", rounding_base=int(sys.argv[2]))
        took = time.perf_counter() - begun
        published = [[0] * (columns + 1) for _ in range(rows + 1)]
        for part in ("rounded_table", "rounded_margins"):
            for one in found[part].to_dict("records"):
                row, column = (
                    last if pd.isna(one.get(name)) else int(one[name])
                    for name, last in (("row", rows), ("column", columns))
                )
                published[row][column] = round(one["count"])
        answers.append({"published": published, "seconds": took})
    except Exception as fault:  # a table that breaks the peer is an answer too
        answers.append({"published": None, "seconds": time.perf_counter() - begun, "fault": repr(fault)})
print(json.dumps(answers))
