# SPDX-License-Identifier: Apache-2.0
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
PY := .venv/bin/python
PORT ?= 8000
PROCESSES ?= 2
export PORT

.PHONY: help demo clean-demo replay test histories test-containers bench lint format screenshots words docs lock setup

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## Set up, start everything on http://127.0.0.1:8000 (PORT=), replay published cases; ONCE=1 stops after the table
	@deploy/setup.sh demo
	@exec $(PY) -m deploy.demo up $(if $(ONCE),--once)

clean-demo: ## Remove the demo's data
	@if [ -x $(PY) ]; then exec $(PY) -m deploy.demo clean; else rm -rf .demo; fi

replay: ## Replay CASES=FILE against the running demo; differences are written as JSON
	@test -n "$(CASES)" || { echo "usage: make replay CASES=FILE" >&2; exit 2; }
	@exec $(PY) -m deploy.replay --cases "$(CASES)"

test: ## Set up, and run all tests on a real MongoDB and RabbitMQ; ARGS= goes to pytest
	@deploy/setup.sh test
	@$(PY) -m pytest -n $(PROCESSES) --no-loadscope-reorder $(ARGS)

histories: ## Play 2,000 random histories of the star board (HISTORIES=), each to its end
	@deploy/setup.sh test
	@HISTORIES=$(or $(HISTORIES),2000) $(PY) -m pytest -q -n 0 tests/scoring/test_histories.py $(ARGS)

test-containers: ## Build server images without a registry, and run the stack tests on them (root and Docker)
	@deploy/setup.sh test
	@deploy/containers/build.sh
	@TEST_LANE=containers $(PY) -m pytest tests/stack $(ARGS)

bench: ## Measure against raw drivers, Dramatiq and Celery; ARGS= goes to the bench
	@deploy/setup.sh bench
	@$(PY) -m tests.bench $(ARGS)

lint: ## Check style, types, import layers and licences
	@deploy/setup.sh lint
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports
	@.venv/bin/reuse lint --quiet || .venv/bin/reuse lint

format: ## Format the code
	@$(PY) -m ruff check --fix --quiet .
	@$(PY) -m ruff format .

screenshots: ## Photograph every page, as phone and desktop, into the folder screenshots/
	@deploy/setup.sh test
	@SCREENSHOTS=screenshots $(PY) -m pytest -q tests/browser/test_pages.py

words: ## Write new texts of the pages into the English files, and say what lacks English
	@$(PY) -m deploy.words

docs: ## Write the generated documents again
	@$(PY) -m shared.asyncapi > docs/events/asyncapi.json
	@$(PY) -m deploy.documents

lock: ## Resolve requirements/*.in into the lock files (needs uv)
	@cd requirements && seen= && for name in runtime demo bench test lint; do \
	  uv --no-config pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-emit-find-links --no-header --no-annotate $$seen $$name.in -o $$name.txt || exit 1; \
	  seen="$$seen -c $$name.txt"; done

setup: ## Only set up what the demo and the tests need
	@deploy/setup.sh demo && deploy/setup.sh test
