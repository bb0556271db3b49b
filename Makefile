# Every target does its own set-up: Python 3.11 or later and make are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input

# A path may hold anything: it reaches the shell through the environment.
export VAULT

.PHONY: help run test check format soak bench screenshots lock clean

help:  ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## / - /'

run: $(VENV)/.run  ## open the inbox: make run VAULT=~/Notes (without VAULT: the demo vault)
	@$(BIN)/python -m tui $(if $(VAULT),--vault "$$VAULT",--demo) $(ARGS)

test: $(VENV)/.dev  ## run the tests
	$(BIN)/python -m pytest -n auto $(ARGS)

check: $(VENV)/.dev  ## lint, format, types, the rooms' one-way rule
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev  ## put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

soak: $(VENV)/.dev  ## the long proof that nothing is lost; a tenth of it: make soak ARGS="--share 0.1"
	@sh tests/soak/install.sh
	$(BIN)/python -m tests.soak.run $(ARGS)

bench: $(VENV)/.dev  ## print the benchmarks
	$(BIN)/python -m bench.run $(ARGS)

screenshots: $(VENV)/.dev  ## take the pictures again, from the real program
	$(BIN)/python screenshots/take.py $(ARGS)

lock: $(VENV)/.dev  ## resolve the dependencies again, to the newest allowed
	$(BIN)/python requirements/lock.py

clean:  ## remove what the targets made
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "vaultriage needs Python 3.11 or later. Name one: make PYTHON=python3.12")'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "No environment could be made in $(VENV). On Debian and Ubuntu: sudo apt install python3-venv" >&2; \
	  exit 1; }

$(VENV)/.run: requirements/run.txt | $(VENV)/bin/python
	$(PIP) install --quiet --require-hashes -r requirements/run.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --quiet --require-hashes -r requirements/dev.txt
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
