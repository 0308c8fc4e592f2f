# The only door: `make help` lists what can be asked for.
SHELL := /bin/sh
.SHELLFLAGS := -eu -c
.DEFAULT_GOAL := help
PY := .venv/bin/python

help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

setup: ## Make .venv with everything tests and checks need (PYTHON=… picks the interpreter)
	@scripts/setup.sh requirements-all.txt

setup-run:
	@scripts/setup.sh requirements.txt

.PHONY: help setup setup-run
