# make demo: try the portal.  make test: everything that must hold.  make bench: how fast.  make help: this list.
PORT ?= 8000
DATA ?= $(CURDIR)/data
PYTHON ?= python3
V := .venv/bin
PY := $(V)/python
export PYTHONDONTWRITEBYTECODE ?= 1

.PHONY: help demo test bench lint format setup setup-dev assets
help:
	@echo "make demo   set up, load the pilot and example data, serve on http://127.0.0.1:$(PORT) (PORT=, DATA=)"
	@echo "make test   set up, lint, and run every test on SQLite and on PostgreSQL, in a real browser"
	@echo "make bench  measure speed as ratios to an empty Django view"
	@echo "make lint   linters and formatters only;  make format  let them mend what they can"

.venv/python.stamp: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/dev.stamp: .venv/python.stamp requirements-dev.txt
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# Node comes from the machine or, where there is none, from a package.
.venv/node.stamp: .venv/python.stamp requirements-node.txt
	@command -v npm >/dev/null || $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-node.txt
	@touch $@

node_modules/.stamp: package-lock.json .venv/node.stamp
	@./bin/npm ci --silent --no-progress --no-audit --no-fund
	@touch $@

static/dist/.stamp: node_modules/.stamp $(wildcard static/css/* static/js/*)
	@./bin/npm run --silent build
	@touch $@

setup: .venv/python.stamp static/dist/.stamp
setup-dev: setup .venv/dev.stamp

demo: setup
	@PORT=$(PORT) DATA="$(DATA)" ./bin/demo

lint: setup-dev
	$(V)/ruff check .
	$(V)/ruff format --check .
	$(V)/djade --check --target-version 5.2 $$(git ls-files 'templates/*.html')
	$(V)/lint-imports
	DATA="$$(mktemp -d)" $(PY) manage.py makemigrations --check --dry-run
	./bin/check-deploy

format: setup-dev
	$(V)/ruff check --fix .
	$(V)/ruff format .
	$(V)/djade --target-version 5.2 $$(git ls-files 'templates/*.html')

test: lint
	ENGINE=sqlite $(PY) -m pytest -n 2 --dist worksteal -q
	ENGINE=postgresql $(PY) -m pytest -n 2 --dist worksteal -q

bench: setup-dev
	$(PY) -m bench $(BENCH)
