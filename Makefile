# Everything runs from here. `make help` lists the targets.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
TESTS ?= tests
# each worker brings a database server of its own
WORKERS ?= $(shell n=$$(nproc 2> /dev/null || echo 2); echo $$((n < 4 ? n : 4)))

# uv installs what the locks say; it comes into the environment by its own lock.
INSTALL := $(BIN)/uv pip install --quiet --require-hashes
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock"

.PHONY: help
help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/.uv: requirements/build.txt
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Baken needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt
	touch $@

$(VENV)/.base: $(VENV)/.uv requirements/base.txt pyproject.toml
	$(INSTALL) -r requirements/base.txt
	$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

WORDS := $(wildcard src/baken/*/locale/*/LC_MESSAGES/django.po)
$(VENV)/.words: $(VENV)/.base $(WORDS)
	$(BIN)/python -m baken.desk.messages compile
	touch $@

$(VENV)/.develop: $(VENV)/.words requirements/develop.txt
	$(INSTALL) -r requirements/develop.txt
	touch $@

.PHONY: demo
demo: $(VENV)/.words ## Set everything up, run the main job, serve the desk; ARGS="--no-serve --scale 0.02"
	$(BIN)/baken demo $(ARGS)

.PHONY: serve
serve: $(VENV)/.words ## Serve the desk; ARGS="--port 8080"
	$(BIN)/baken serve $(ARGS)

ifeq ($(BROWSER),none)
UNTESTED := not faults and not spark and not browser
else
UNTESTED := not faults and not spark
endif

.PHONY: test
test: $(VENV)/.develop browser ## The tests; TESTS=tests/unit for a part, BROWSER=none without a browser
	@echo "Deselected: tests marked faults (half an hour, make faults) and spark (a cluster, make test-spark)."
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal -m "$(UNTESTED)" $(TESTS)

.PHONY: browser
browser: ## Chromium, for the tests that use a browser, if it is not there
ifeq ($(BROWSER),none)
	@echo "Deselected: tests marked browser, by BROWSER=none; the pages are then not tried in a browser."
else
	@command -v chromium chromium-browser google-chrome > /dev/null || { \
		become=; [ "$$(id -u)" = 0 ] || become="sudo -n"; \
		{ $$become apt-get update -qq && $$become apt-get install -qq -y --no-install-recommends chromium; } || { \
			echo "The browser tests need Chromium: install it, or run BROWSER=none make test." >&2; exit 1; }; }
endif

$(VENV)/.spark: $(VENV)/.develop requirements/spark.txt
	$(INSTALL) --no-build-isolation-package pyspark -r requirements/spark.txt
	touch $@

.PHONY: test-spark
test-spark: $(VENV)/.spark java ## The same stages on a Spark cluster on this machine: a master, two workers
	$(BIN)/python -m pytest -q -m spark tests/spark

.PHONY: java
java: ## Java, for Spark, if it is not there
	@command -v java > /dev/null || { \
		become=; [ "$$(id -u)" = 0 ] || become="sudo -n"; \
		{ $$become apt-get update -qq && $$become apt-get install -qq -y --no-install-recommends default-jre-headless; } || { \
			echo "Spark needs Java 17 or newer: install it, on Debian with apt-get install default-jre-headless." >&2; \
			exit 1; }; }

.PHONY: faults
faults: $(VENV)/.develop ## Hundreds of kills in mid-pipeline; about half an hour
	$(BIN)/python -m pytest -q -m faults tests/faults

.PHONY: fuzz
fuzz: $(VENV)/.develop ## The property tests with many more examples
	HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest -q tests/unit

.PHONY: bench
bench: $(VENV)/.develop ## Every benchmark, as tables with a peer beside each
	$(BIN)/python -m tests.benchmarks.stages
	$(BIN)/python -m tests.benchmarks.extraction
	$(BIN)/python -m tests.benchmarks.extraction_hostile
	$(BIN)/python -m tests.benchmarks.indicators
	$(BIN)/python -m tests.benchmarks.captures
	$(BIN)/python -m tests.benchmarks.market_alarm
	$(BIN)/python -m tests.benchmarks.language_watch
	$(BIN)/python -m tests.benchmarks.overlap_estimate
	$(BIN)/python -m tests.benchmarks.publishing
	$(BIN)/python -m tests.benchmarks.hidden_cells
	$(BIN)/python -m tests.benchmarks.publication
	$(BIN)/python -m tests.benchmarks.catalogue_tables
	$(BIN)/python -m tests.benchmarks.editions --most 60
	$(BIN)/python -m tests.benchmarks.statements
	$(BIN)/python -m tests.benchmarks.register_entry
	$(BIN)/python -m tests.benchmarks.linking sizes
	$(BIN)/python -m tests.benchmarks.linking growth
	$(BIN)/python -m tests.benchmarks.linking edits
	$(BIN)/python -m tests.benchmarks.linking identifiers
	$(BIN)/python -m tests.benchmarks.linking text
	$(BIN)/python -m tests.benchmarks.linking index
	$(BIN)/python -m tests.benchmarks.door
	$(BIN)/python -m tests.benchmarks.door --standing 1000000
	$(BIN)/python -m tests.benchmarks.desk --most 150

.PHONY: check
check: $(VENV)/.develop ## Format, lint, types, imports, migrations, generated docs, translations, names
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -W ignore::RuntimeWarning -m django makemigrations --check --dry-run --settings baken.config.settings
	$(BIN)/python -m pytest -q -p no:randomly tests/house

.PHONY: docs
docs: $(VENV)/.develop ## Write the generated reference pages again
	$(BIN)/python -m tests.house.generated_pages

.PHONY: words
words: $(VENV)/.base ## Gather what the pages say, for its English, and compile it
	$(BIN)/python -m baken.desk.messages gather

.PHONY: lock
lock: $(VENV)/.uv ## Resolve the dependencies anew, with hashes
	$(LOCK) --group build --output-file requirements/build.txt
	$(LOCK) pyproject.toml --output-file requirements/base.txt
	$(LOCK) pyproject.toml --group test --group check --group bench --output-file requirements/develop.txt
	$(LOCK) pyproject.toml --extra spark --constraint requirements/base.txt --output-file requirements/spark.txt

.PHONY: clean
clean: ## Remove the environment and caches; data stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.PHONY: reset
reset: ## Remove the local database with its keys, after asking; YES=1 does not ask
	@test "$(YES)" = 1 || { read -r -p "Remove var/ with the local database and its keys? Type yes: " said && [ "$$said" = yes ]; }
	rm -rf var
