# make build   corpus/ → datapackage.json, datasets/, viz/timeline.html
# make test    lint, types, tests, a browser opening the page, and the published package's proof
# make test-extras   the tests that need the extras (ingest, export, enrich, dask), in a virtual environment of their own
# make torture   the long tests: kills, faults at every call, fuzzing; MINUTES for each (5), SEED (1975); needs strace
# make mutants   change the sources of ROOMS in memory, SAMPLE times each (60), and tell which changes no test notices
# make coverage   what the tests run of the pipeline, extras and child processes too, and its floors: tests/faults/coverage_floors.py;
#                 without the tests of time, of the browser and torture
# make compiled   a wheel of this platform in dist/, in which what finds dates and events is machine code; needs a C compiler
# make check   lint and types alone
# make lock    resolve the pinned requirements anew (UPGRADE=1: to the newest versions)
# make docs    write docs/tables.md and docs/limits.md anew from what the code says
# make clean   remove what the targets above have made, the published package excepted

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q -q
EXTRAS := .venv-extras
CODE := pipeline viz tests
# Files of tests in their order, in which those with the longest come early; by how many they hold these would come last.
PYTEST := $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder
# The tests start hundreds of processes, which would compile every module anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: build test test-extras torture mutants coverage compiled check check-js lock docs clean
.DELETE_ON_ERROR:

build: $(VENV)/base $(VENV)/bundle
	@$(BIN)/datelines build

test: check $(VENV)/bundle
	$(PYTEST)
	$(BIN)/datelines build --check
	$(BIN)/datelines validate
	$(BIN)/datelines verify

test-extras: $(EXTRAS)/installed
	$(EXTRAS)/bin/python -m pytest -n auto -m extras

MINUTES ?= 5
SEED ?= 1975
torture: $(VENV)/dev
	DATELINES_MINUTES=$(MINUTES) DATELINES_SEED=$(SEED) $(BIN)/python -m pytest -m torture -rP tests

SAMPLE ?= 60
mutants: $(VENV)/dev
	DATELINES_SEED=$(SEED) $(BIN)/python -m tests.faults.mutants $(ROOMS) --sample $(SAMPLE)

coverage: $(EXTRAS)/installed
	@mkdir -p build/coverage
	@$(EXTRAS)/bin/python -m coverage erase
	$(EXTRAS)/bin/python -m coverage run -m pytest -n auto --dist loadfile -q -m "not torture and not browser and not measured"
	@$(EXTRAS)/bin/python -m coverage combine -q
	@$(EXTRAS)/bin/python -m coverage json -q -o build/coverage.json
	$(EXTRAS)/bin/python -m tests.faults.coverage_floors build/coverage.json

compiled: $(VENV)/dev $(VENV)/bundle
	@HATCH_BUILD_HOOK_ENABLE_CUSTOM=true $(PIP) wheel --no-deps --no-build-isolation -w dist .
	@ls dist/*-$$($(BIN)/python -c 'import sys; print("cp%d%d" % sys.version_info[:2])')-*.whl

# The page's scripts, their types and style; needs TypeScript's tsc and eslint on the path, or in TSC and ESLINT.
check-js: $(VENV)/dev
	$(BIN)/python -m tests.viz.check_js

check: $(VENV)/dev
	$(BIN)/ruff check $(CODE) hatch_build.py
	$(BIN)/ruff format --check $(CODE) hatch_build.py
	$(BIN)/mypy

$(VENV)/base: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python %d.%d found; 3.11 or newer is needed (make PYTHON=python3.12 ...)" % sys.version_info[:2])'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing the pinned requirements into $(VENV)"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev: $(VENV)/base requirements-dev.lock
	@echo "installing the tools for the tests into $(VENV)"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(EXTRAS)/installed: requirements-extras.lock pyproject.toml
	@test -x $(EXTRAS)/bin/python || $(PYTHON) -m venv $(EXTRAS)
	@echo "installing the extras and the tools for the tests into $(EXTRAS)"
	@$(EXTRAS)/bin/python -m pip --disable-pip-version-check -q -q install --require-hashes -r requirements-extras.lock
	@$(EXTRAS)/bin/python -m pip --disable-pip-version-check -q -q install --no-deps --no-build-isolation -e .
	@touch $@

# The small Plotly bundle comes by npm; without npm the page takes the one inside the plotly package.
$(VENV)/bundle: $(VENV)/base viz/bundle.py
	@$(BIN)/python -m viz.bundle
	@touch $@

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
        --no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade)
lock: $(VENV)/base
	$(PIP) install uv
	printf 'hatchling\neditables\n' | $(LOCK) pyproject.toml - -o requirements.lock
	printf 'hatchling\neditables\n' | $(LOCK) pyproject.toml - --extra dev -c requirements.lock -o requirements-dev.lock
	printf 'hatchling\neditables\nfpdf2\n' | $(LOCK) pyproject.toml - --extra export --extra ingest --extra enrich --extra dask --extra dev \
	  -c requirements-dev.lock -o requirements-extras.lock

docs: $(VENV)/base
	$(BIN)/python -c 'from pipeline.publish.tables import data_dictionary; print("# The tables\n\n" + data_dictionary(), end="")' > docs/tables.md
	$(BIN)/python -c 'from pipeline.limits import as_markdown; print(as_markdown(), end="")' > docs/limits.md

clean:
	rm -rf $(VENV) $(EXTRAS) build dist .datelines .pytest_cache .mypy_cache .ruff_cache .hypothesis viz/timeline.html viz/assets/vendor
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +
