# Suar: every command a newcomer needs. `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHELL := /bin/bash
.DEFAULT_GOAL := help

.PHONY: help setup setup-dev run test lint format bench train lock screenshot clean

help: ## List the commands
	@grep -hE '^[a-z-]+:.*?## ' $(MAKEFILE_LIST) | awk -F':.*?## ' '{printf "  make %-12s %s\n", $$1, $$2}'

$(VENV)/.base: requirements/base.txt pyproject.toml
	@echo "== Suar: 1/3 virtual environment ($(VENV))"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "== Suar: 2/3 pinned libraries (hashes are checked; a minute or two the first time)"
	@$(BIN)/python -m pip install --disable-pip-version-check --progress-bar on --no-deps --require-hashes -r requirements/base.txt
	@echo "== Suar: 3/3 the program itself"
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements/dev.txt
	@echo "== Suar: libraries for tests and lint"
	@$(BIN)/python -m pip install --disable-pip-version-check --progress-bar on --no-deps --require-hashes -r requirements/dev.txt
	@touch $@

setup: $(VENV)/.base ## Install Suar into .venv (afterwards .venv/bin/suar exists)

setup-dev: $(VENV)/.dev ## The same, with what tests and lint need

run: setup ## Start the demonstration and print its addresses
	@$(BIN)/suar dev

test: setup-dev ## Run every test (SQLite, PostgreSQL and the browser)
	@$(BIN)/python -m pytest

lint: setup-dev ## ruff, format check, mypy, import contracts, flow checks
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m flows check
	@$(BIN)/suar check --data

format: setup-dev ## Put the code into its standard form
	@$(BIN)/ruff check --fix --exit-zero .
	@$(BIN)/ruff format .

bench: setup-dev ## Measure Suar beside its floor and print the figures
	@$(BIN)/python -m bench

train: setup-dev ## Teach the reader anew from language/corpus and write its weights
	@$(BIN)/python -m training

lock: ## Rewrite requirements/*.txt from requirements/*.in (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header -q requirements/base.in -o requirements/base.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header -q requirements/dev.in -o requirements/dev.txt

screenshot: setup-dev ## Take the README's picture of /phone anew
	@$(BIN)/python -m pytest tests/browser -k screenshot --write-picture

clean: ## Remove the virtual environment and caches (never var/)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis *.egg-info
