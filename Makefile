# Everything is set up in .venv by itself; only Python 3.11 or newer, pip and make are needed.
# Another place: make test VENV=/somewhere/else. Another Python: make test PYTHON=python3.13.

VENV ?= .venv
OUT ?= out/demo
OLDEST := build/venv-oldest
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; \
	done)
PY := $(VENV)/bin/python
PIP := $(PYTHON) -m pip --python $(PY) --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help demo test check quality bench bench-full format lint-queries sample schema pins test-oldest wheel clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | \
	while IFS='|' read -r target what; do printf '%-20s %s\n' "$$target" "$$what"; done

demo: $(VENV)/.ready-to-run ## audit the sample shop: verdict, report.html, report.xlsx
	@$(PY) -m audit demo --out $(OUT) || [ $$? -eq 1 ] # 1: findings, as planted in the sample

test: $(VENV)/.ready-to-test ## run the tests, on every core
	$(PY) -m pytest -n auto --dist loadscope

check: $(VENV)/.ready-to-test ## format, lint, types, queries, tests: all that must be green
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(PY) -m tests.query_lint
	$(PY) -m pytest -n auto --dist loadscope

quality: $(VENV)/.ready-to-test ## how right the verdicts are on the labelled messages: docs/quality.md
	$(PY) -m tests.quality

bench: $(VENV)/.ready-to-bench ## time the audit of 100,000 messages against bare scans and peers
	$(PY) -m benchmarks.bench --messages 100000 --mails 5000 --pairs 5

bench-full: $(VENV)/.ready-to-bench ## the same with 1 and 5 million: docs/performance.md
	$(PY) -m benchmarks.bench --messages 1000000 --mails 50000 --full --out docs/performance.md

format: $(VENV)/.ready-to-test ## format the code and repair what ruff can
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

lint-queries: $(VENV)/.ready-to-test ## check only the SQL in queries/
	$(PY) -m tests.query_lint

sample: $(VENV)/.ready-to-run ## write the sample shop anew
	$(PY) -m tests.sample_shop sample_data

schema: $(VENV)/.ready-to-run ## write docs/audit.schema.json anew
	$(PY) -c 'import json, audit.manifest as m; \
	print(json.dumps(m.json_schema(), indent=2, ensure_ascii=False))' > docs/audit.schema.json

test-oldest: ## run the tests on the oldest supported DuckDB
	@$(MAKE) --no-print-directory VENV=$(OLDEST) $(OLDEST)/.ready-to-test
	$(PYTHON) -m pip --python $(OLDEST)/bin/python install -qq --require-hashes \
		-r requirements-oldest.txt
	$(OLDEST)/bin/python -m pytest -n auto --dist loadscope

wheel: $(VENV)/.ready-to-test ## build the wheel into dist/
	rm -rf dist
	$(PY) -m build --wheel --no-isolation

pins: $(VENV)/.ready-to-test ## resolve the pinned requirements anew (needs uv)
	uv pip compile $(PIN) --extra checkout pyproject.toml -o requirements.txt
	uv pip compile $(PIN) --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	uv pip compile $(PIN) --extra bench -c requirements-dev.txt pyproject.toml -o requirements-bench.txt
	echo 'duckdb>=1.5.5,<1.6' | uv pip compile $(PIN) - -o requirements-oldest.txt

PIN := -q --universal --python-version 3.11 --upgrade --generate-hashes \
	--no-emit-index-url --no-annotate --no-header

clean: ## remove all that was built or set up here
	rm -rf .venv build dist out .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find audit tests sample_data -name __pycache__ -type d -prune -exec rm -rf {} +

# --- set-up: done once, then again only when the pins change ---------------------------------

$(VENV)/.ready-to-run: requirements.txt pyproject.toml
	$(call set_up,requirements.txt)
	@touch $@

$(VENV)/.ready-to-test: requirements-dev.txt pyproject.toml
	$(call set_up,requirements-dev.txt)
	@touch $@ $(VENV)/.ready-to-run

$(VENV)/.ready-to-bench: requirements-bench.txt $(VENV)/.ready-to-test
	@$(PIP) install -qq --require-hashes -r requirements-bench.txt
	@touch $@

# A Python without ensurepip (Debian without python3-venv) still gets its environment: pip is run
# from outside.
define set_up
	@test -n "$(PYTHON)" || { echo "make: no Python found: expected Python 3.11 or newer" >&2; exit 2; }
	@test -x $(PY) || echo "Setting up $(VENV); the first time takes a minute or two."
	@test -x $(PY) || $(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || $(PYTHON) -m venv --clear --without-pip $(VENV)
	@$(PIP) install -qq --require-hashes -r $(1)
	@$(PIP) install -qq --no-deps --no-build-isolation -e .
endef
