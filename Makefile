# Mediarel: `make run` is all you need. `make help` lists the rest.

PYTHON ?= python3
PY := .venv/bin/python

help:  ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

lock:  ## resolve requirements*.in into the pinned files again
	$(PY) -m uv pip compile -q --universal --python-version 3.11 --no-annotate --no-header requirements.in -o requirements.txt
	$(PY) -m uv pip compile -q --universal --python-version 3.11 --no-annotate --no-header requirements-dev.in -o requirements-dev.txt

.PHONY: help lock
