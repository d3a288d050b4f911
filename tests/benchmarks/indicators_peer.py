"""Rules on one record after another by rule-engine: `RULES.json FACTS.jsonl`, in an environment of its own.

RULES holds expressions by name. Prints as JSON which rules fire on each record, and what the records
took in microseconds: reading is not counted.
"""

import json
import sys
import time
from pathlib import Path

import rule_engine

rules_file, facts_file = map(Path, sys.argv[1:])
context = rule_engine.Context(resolver=rule_engine.resolve_item, default_value=None)
rules = {
    name: rule_engine.Rule(text, context=context) for name, text in json.loads(rules_file.read_text()).items()
}
fired, took = [], []
with facts_file.open(encoding="utf-8") as stream:
    for line in stream:
        facts = json.loads(line)
        begun = time.perf_counter_ns()
        fires = [name for name, rule in rules.items() if rule.matches(facts)]
        took.append((time.perf_counter_ns() - begun) / 1000)
        fired.append(fires)
print(json.dumps({"fired": fired, "took": took}))
