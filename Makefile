# つなぐ: everything one does from a terminal. `make` alone lists it.
# Needs make and Python 3.11 or newer; the rest comes from the lock files (pinned, with hashes).

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PORT ?= 8000
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --universal --fork-strategy fewest --generate-hashes \
	--no-annotate --custom-compile-command "make lock" --group build

.DEFAULT_GOAL := help
.PHONY: help setup serve test lint format docs finder bench lock

help: ## この一覧を出す
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.ready ## .venv に tsunagu コマンドを入れる
	@echo "$(BIN)/tsunagu --help で使い方が出ます"

serve: $(VENV)/.ready ## 画面とAPIを動かす(127.0.0.1:8000。PORT=9000 で変えられる)
	$(BIN)/tsunagu serve --host 127.0.0.1 --port $(PORT)

test: lint ## 検査とテストをすべて行う(Chromium と npm、Java と Maven がなければ、画面、Neo4j のテストを飛ばして、そう知らせる)
	@command -v npm >/dev/null || echo "npm がないので、axe-core による画面の検査はしません"
	@command -v mvn >/dev/null && command -v java >/dev/null || \
		echo "Java か Maven がなく、前に取ってきた Neo4j もなければ、Neo4j のテストはしません(SQLite の分はします)"
	$(BIN)/python -m pytest -n 2 --dist loadgroup

lint: $(VENV)/.ready-dev ## 書き方、型、層だけを検査する
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(VENV)/.ready-dev ## 書き方をそろえる
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/.ready-dev ## docs/glossary.md と docs/network.svg を作り直す
	$(BIN)/python -m docs.glossary
	$(BIN)/python -m docs.picture

finder: $(VENV)/.ready ## さがし方の重みを、data/ の言い回しから作り直す(2〜5分、メモリ8GB。DEV=問いのファイル で、変わる答えを見る)
	$(BIN)/tsunagu train $(if $(DEV),--dev $(DEV))

bench: $(VENV)/.ready-dev ## 速さとメモリを測り、docs/benchmarks.md に書く(2〜3分)
	$(BIN)/python -m benchmarks

lock: $(VENV)/.ready-dev ## 依存の版を新しくして、lock ファイルを作り直す
	$(LOCK) --upgrade -o requirements.lock
	$(LOCK) --upgrade --group dev -c requirements.lock -o requirements-dev.lock
	command -v npm >/dev/null && npm install --package-lock-only --silent

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 以上が見つかりません。入れてから、もう一度どうぞ。" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) || { echo "$(PYTHON) で仮想環境を作れません(Debian では python3-venv が要ります)。" >&2; exit 1; }

$(VENV)/.ready: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/.ready-dev: requirements-dev.lock package-lock.json $(VENV)/.ready
	$(PIP) install --require-hashes -r requirements-dev.lock
	@if command -v npm >/dev/null; then npm ci --silent; fi
	@touch $@
