# Unionhall. `make` alone lists what there is.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.synced
# Compiled modules are kept even where the machine says otherwise: a second start reads them instead of making them.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help venv run test check messages lock bench clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

venv: $(STAMP) ## make .venv with the locked dependencies

$(STAMP): requirements.txt requirements-dev.txt requirements-tools.txt pyproject.toml
	@scripts/make_venv.sh "$(PYTHON)"
	@touch $@

run: $(STAMP) ## set up and start web server and job worker (PORT=8000)
	@scripts/install_fonts.sh
	@exec $(BIN)/unionhall serve

test: $(STAMP) ## the whole suite on SQLite and PostgreSQL, and the browser journeys
	@scripts/install_test_tools.sh
	@scripts/install_fonts.sh
	@scripts/run_tests.sh

check: $(STAMP) ## style, types, import contracts, templates, migrations
	@scripts/run_checks.sh

messages: $(STAMP) ## collect the texts to translate into locale/en and compile them
	@scripts/messages.sh

bench: $(STAMP) ## list the benchmarks (they take their time: run them one by one)
	@scripts/list_benchmarks.sh

lock: $(STAMP) ## write requirements*.txt anew from pyproject.toml
	@scripts/lock.sh

clean: ## throw away .venv and caches, never var/
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache *.egg-info
