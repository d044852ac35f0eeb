# The front door. `make run` and `make test` install or build whatever they need.
.PHONY: run test setup setup-test bundle check fmt unit test-pg e2e sim bench peers bless help
SHELL := /bin/bash
.DEFAULT_GOAL := help

CARGO := cargo
# One selection for lints, tests and binaries: another one would resolve other features and compile
# the dependencies again.
NATIVE := --locked --workspace --exclude field --exclude office --exclude scheme --exclude engine --features server/test-clock
WASM := --locked --target wasm32-unknown-unknown --profile wasm-release
DATA ?= data
LISTEN ?= 127.0.0.1:8080
# The sample keeps the time of its stations, Asia/Shanghai.
# `make run ROUNDS_DATABASE=postgres://…` takes PostgreSQL instead of the embedded SQLite.
ROUNDS_DATABASE ?= sqlite:$(DATA)/rounds.db
export ROUNDS_DATABASE
export ROUNDS_DATA := $(DATA)

help: ## lists these commands
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /  make \1\t/' | expand -t 18

run: bundle ## builds, loads the sample area and serves it; prints the address and how to sign in
	@echo "run: building the server (first time about 10 min on 2 cores)"
	$(CARGO) build $(NATIVE) --bin rounds
	target/debug/rounds sample
	target/debug/rounds plan --date $$(TZ=Asia/Shanghai date +%F)
	target/debug/rounds serve --listen $(LISTEN)

test: setup-test bundle check unit test-pg e2e ## all tests, on both database engines and in Chromium

setup: ## installs what building needs
	@.ci/setup build

setup-test: ## installs what testing needs
	@.ci/setup test

bundle: setup ## the browser bundles, small and compressed, into target/site
	@echo "bundle: four WebAssembly entries (first time about 8 min on 2 cores)"
	$(CARGO) build $(NATIVE) --bin bundle
	target/debug/bundle

check: ## format and lints
	$(CARGO) fmt --check
	$(CARGO) clippy $(NATIVE) --all-targets -- -D warnings
	for entry in field office scheme engine; do $(CARGO) clippy $(WASM) -p $$entry -- -D warnings || exit 1; done

unit: ## unit, contract and endpoint tests, on SQLite and PostgreSQL
	$(CARGO) test $(NATIVE)

test-pg: ## the endpoint tests once more, over PostgreSQL
	ROUNDS_TEST_ON=postgres $(CARGO) test $(NATIVE) --lib

e2e: setup-test bundle ## the whole story in Chromium, at phone size, in both languages
	$(CARGO) test $(NATIVE) --no-run
	cd end2end && npx playwright test

SEEDS ?= 1000
# Optimised, each seed on a processor of its own, its files in memory where the machine has a place for that.
SIM_FILES := $(firstword $(wildcard /dev/shm) /tmp)
sim: setup ## stations under trouble, SEEDS=N of them (long ones: PHONES=20 DAYS=30): nothing may be lost or doubled; ROUNDS_SEED=n replays one
	@echo "sim: building the tests optimised (first time about 15 min on 2 cores)"
	TMPDIR=$(SIM_FILES) ROUNDS_SEEDS=$(SEEDS) ROUNDS_PHONES=$(PHONES) ROUNDS_DAYS=$(DAYS) \
	  $(CARGO) test --locked --release -p server --lib -- sim:: --nocapture

peers: ## the planner and the roads beside VROOM, PyVRP, OR-tools, OSRM and RoutingKit (needs Python 3.11)
	peers/install.sh
	target/peers/bin/python peers/table.py
	target/peers/bin/python peers/roads.py

bench: setup-test bundle ## roads and planner against their peers, a month of a county, a hundred phones at once, start of the phone's app, full counts of kills and cuts
	$(CARGO) bench --locked -p roads -p planner
	$(CARGO) bench --locked -p server --bench roads --bench county --bench load
	$(CARGO) test $(NATIVE) --no-run
	cd end2end && npx playwright test -c bench.config.ts
	ROUNDS_KILLS=1000 ROUNDS_CUTS=10000 $(CARGO) test $(NATIVE) --test kill --test cut -- --nocapture

fmt: ## formats
	$(CARGO) fmt

bless: ## takes changed snapshots, examples and screenshots as the expected ones
	INSTA_UPDATE=always $(CARGO) test $(NATIVE)
	cd end2end && ROUNDS_SCREENSHOTS=../docs/screenshots npx playwright test
