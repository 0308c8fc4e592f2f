# The only door: `make help` lists what can be asked for.
SHELL := /bin/sh
.SHELLFLAGS := -eu -c
.DEFAULT_GOAL := help

PY := .venv/bin/python
PORT ?= 8000
SECONDS ?= 3600
T ?=
# Two workers share a whole run; a few tests are quicker without.
N ?= $(if $(T),0,2)
PYTEST := $(PY) -m pytest -q -n $(N) --dist loadfile
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard web/locale/*/LC_MESSAGES/*.po))
LACKING := .pytest_cache/lacking

help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

setup: everything $(CATALOGUES) ## Make .venv for tests and checks (PYTHON=… picks the interpreter)

run: needed $(CATALOGUES) ## Serve http://127.0.0.1:8000, a demonstration when it is empty (PORT=…)
	@$(PY) -m compileall -q core media contest fairs web
	@PORT=$(PORT) exec $(PY) -m web serve --demo-when-empty

worker: needed $(CATALOGUES) ## Do the queued jobs in a process of their own
	@exec $(PY) -m web worker

demo: needed $(CATALOGUES) ## Fill an empty database with the demonstration
	@exec $(PY) -m web demo

migrate: needed $(CATALOGUES) ## Bring the database up to the tables
	@exec $(PY) -m web migrate

test: setup ## Run all tests, on SQLite and on PostgreSQL (T=tests/contest for some)
	@mkdir -p $(dir $(LACKING)); rm -f $(LACKING); status=0; \
	echo "— on SQLite —"; \
	LACKING_REPORT=$(LACKING) $(PYTEST) --database=sqlite $(T) || status=$$?; \
	echo "— on PostgreSQL —"; \
	LACKING_REPORT=$(LACKING) $(PYTEST) --database=postgresql $(T) \
		|| { code=$$?; [ $$code -eq 5 ] && [ -n "$(T)" ] || status=$$code; }; \
	if [ -s $(LACKING) ]; then echo "This machine lacks something:"; cat $(LACKING); \
	else echo "This machine lacked nothing the tests ask for."; fi; \
	exit $$status

test-sqlite: setup ## Run all tests on SQLite only
	@$(PYTEST) --database=sqlite $(T)

test-pg: setup ## Run the tests that use a database on PostgreSQL only
	@$(PYTEST) --database=postgresql $(T)

check: setup ## Format, lint, types, import rules, templates, translations, migrations; no tests
	@$(PY) scripts/check.py

fix: setup ## Format, and repair what can be repaired by machine
	@.venv/bin/ruff check --fix --quiet . || true
	@.venv/bin/ruff format .

bench: setup ## Measure how fast it answers
	@$(PY) -m tests.bench

faults: setup ## Juries whose network, server and database fail, seeded (RUNS=200 SEED=1)
	@$(PY) -m tests.faults

fuzz: setup ## Throw strange files at the decoder for an hour (SECONDS=…), what breaks it into var/fuzz
	@$(PY) -m tests.media.fuzz --seconds $(SECONDS)

pictures: setup ## Photograph every page of the demonstration, into var/pictures (ONLY=hoi-cho)
	@$(PY) -m tests.pictures

papers: setup ## Write the demonstration's papers as Word and PDF into var/papers, and measure them
	@PYTHONPATH=. $(PY) -m scripts.papers

migration: setup ## Write the next migration from the tables (m="Add a column")
	@PYTHONPATH=. $(PY) scripts/migrations.py new "$(m)"

messages: setup ## Renew the English catalogue from the Vietnamese source
	@$(PY) scripts/translations.py renew

lock: setup ## Renew both lock files from pyproject.toml (UPGRADE=1 takes newer packages)
	@scripts/lock.sh $(if $(UPGRADE),--upgrade)

# What installs: the packages of the program, or those of tests and checks too.
needed:
	@scripts/setup.sh requirements.txt

everything:
	@scripts/setup.sh requirements-all.txt

%.mo: %.po
	@$(PY) scripts/translations.py compile

.PHONY: needed everything
.PHONY: help setup run worker demo migrate test test-sqlite test-pg check fix bench fuzz faults pictures papers migration messages lock
