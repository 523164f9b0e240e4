# Mediarel: `make run` is all you need. `make help` lists the rest.

PYTHON ?= python3
PY := .venv/bin/python

help:  ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup  ## set up what is missing and run everything; PORT, HOST, DATABASE_URL, REDIS_URL change where
	@$(PY) -m core.running

test: setup-dev  ## run all tests on PostgreSQL and Valkey; TESTS="tests/mail -k bounce" picks some
	@$(PY) -m pytest -n auto --maxprocesses 4 $(TESTS)

check: setup-dev  ## lint, types, import rules, migrations, deployment settings
	@$(PY) scripts/check.py

bench: setup-dev  ## measure against a baseline in the same run
	@$(PY) -m benchmarks

bench-crash: setup-dev  ## kill the worker again and again while it sends; count what was sent, lost, doubled
	@$(PY) -m benchmarks.crash

screenshots: setup-dev  ## take the pictures of the documentation again, from the demo
	@$(PY) docs/screenshots.py

assets:  ## fetch the front-end packages again and lay them out
	@$(PYTHON) bootstrap.py --fresh-assets

reset:  ## forget everything: removes var/, with the database and all uploads in it
	@$(PYTHON) scripts/reset.py

lock: setup-dev  ## resolve requirements*.in into the pinned files again
	$(PY) -m uv pip compile -q --universal --python-version 3.11 --no-header requirements.in -o requirements.txt
	$(PY) -m uv pip compile -q --universal --python-version 3.11 --no-header -c requirements.txt requirements-dev.in -o requirements-dev.txt
	$(PY) -m uv pip compile -q --universal --python-version 3.11 --no-header --no-deps requirements-embedded.in -o requirements-embedded.txt

setup:
	@$(PYTHON) bootstrap.py

setup-dev:
	@$(PYTHON) bootstrap.py --dev

.PHONY: help run test check bench bench-crash screenshots assets reset lock setup setup-dev
