# `make demo` and `make test` set up everything they need. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench golden quality tools train-cleaner train-annotators train-accounts lock clean

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

$(BIN)/.run: requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "copydesk needs Python 3.11 or newer; name one with PYTHON=python3.11"; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing: apt-get install python3-venv"; exit 1; }
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(BIN)/.dev: requirements/dev.txt $(BIN)/.run
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

$(BIN)/.train: requirements/train.txt $(BIN)/.dev
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/train.txt
	@touch $@

$(BIN)/.bench: requirements/bench.txt $(BIN)/.run
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@

demo: $(BIN)/.run ## set up, then tell the sample pages' stories and write out/report.html
	@mkdir -p out
	$(BIN)/copydesk report examples -o out/report.html --json out/report.json
	@echo "The report: $(CURDIR)/out/report.html (open it in any browser)"

test: $(BIN)/.dev ## set up, then run all tests
	$(BIN)/python -m pytest

lint: $(BIN)/.dev ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(BIN)/.bench ## pages a second and memory on the development data, beside trafilatura and plain spaCy
	$(BIN)/python -m bench $(SHARED)

golden: $(BIN)/.dev ## write down anew what comes of the golden pages; read the difference before it is committed
	$(BIN)/python -m tests.golden

quality: $(BIN)/.train ## hold the labelled data's figures to their floors (skipped without ../shared)
	$(BIN)/python -m quality.gate check --shared $(SHARED)

tools: $(BIN)/.train $(BIN)/.bench ## set up what the commands of quality, training and bench need that the docs give

train-cleaner: $(BIN)/.train ## compile names, cities and months, train what tells article from furniture (half an hour on one core), then what finds titles, dates and authors
	for part in names places months; do $(BIN)/python -m training.$$part || exit 1; done
	$(BIN)/python -m training.cleaner --shared $(SHARED)
	$(BIN)/python -m training.kinds --shared $(SHARED)
	$(BIN)/python -m training.metadata --shared $(SHARED)

train-annotators: $(BIN)/.train ## compile gazetteers and clocks, train names, quotations and events
	for part in gazetteers given_names times; do $(BIN)/python -m training.$$part || exit 1; done
	for part in word_classes entities quotations events; do $(BIN)/python -m training.$$part --shared $(SHARED) || exit 1; done

train-accounts: $(BIN)/.train ## train what tells stories apart, what aligns claims and what compares them
	for part in stories alignment comparison; do $(BIN)/python -m training.$$part --shared $(SHARED) || exit 1; done

lock: ## pin the newest versions with their hashes, all sets for one environment (records no index address)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	  --extra build --extra dev pyproject.toml -o requirements/dev.txt
	for set in "run --extra build" "bench --extra build --extra bench" "cluster --extra build --extra cluster" "train --extra build --extra dev --extra train"; do \
	  $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	    --constraint requirements/dev.txt $${set#* } pyproject.toml -o requirements/$${set%% *}.txt || exit 1; done

clean: ## remove the environment and everything made
	rm -rf $(VENV) out .pytest_cache .mypy_cache .ruff_cache .hypothesis
