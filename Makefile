# make run    serves three federations on this machine    (PORT=8000)
# make test   checks and tests everything
# make check  the checks alone: style, types, floors of the house
# make bench  prints how fast it is, as ratios
# Each prepares what it needs by itself: Python 3.11 or newer, with venv, is all that must be there.

PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet

.PHONY: run test check bench clean

run: .venv/runs
	@$(BIN)/python -m shanyraq.words.compile
	@PORT=$(PORT) $(BIN)/python -m shanyraq.cli.run

test: check
	@$(BIN)/python -m shanyraq.words.compile
	@echo "Tests, on SQLite"
	@$(BIN)/python -m pytest -n 2
	@echo "Tests that touch the database, on PostgreSQL"
	@$(BIN)/python tests/with_postgres.py $(BIN)/python -m pytest -n 2 -m "both or postgres"

check: .venv/tests
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

bench: .venv/tests
	@$(BIN)/python -m bench

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python %d.%d is too old: 3.11 or newer is needed; make PYTHON=python3.11 names another." % sys.version_info[:2])'
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python has no venv here: install python3-venv." >&2; exit 2; }
	@$(PYTHON) -m venv .venv

.venv/runs: .venv/bin/python requirements.txt pyproject.toml
	@echo "Preparing .venv ..."
	@$(PIP) -r requirements.txt
	@$(PIP) --no-deps -e .
	@touch $@

.venv/tests: .venv/runs requirements-dev.txt
	@$(PIP) -r requirements-dev.txt
	@touch $@

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
