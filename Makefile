# make demo   installs Marsad, makes an observatory of the sample reports and shows its events
# make check  format, lint, types, layers and the fast tests, before every commit
# make test   all tests, in TESTERS=2 processes, as make check does
# make soak   accidents for long: ROUNDS=50 kills of each kind, inputs of 1 GB, a busy feed, a Ray cluster that loses a node,
#             1,000 verdicts of two people
# make fuzz   feeds mangled bytes to every reader and to the coder for SECONDS=60 each (TARGET=coder for one)
# make fixed  writes down what the coder makes of the samples and of SHARED's corpus, after a change that is meant
# make train  trains the ranker's weights anew from SHARED's training gold and the annotated reports
# make eval   scores the coder against the gold files of SHARED, train and dev apart, and reports that nothing was learned from
# make report makes the figures and plots of docs/evaluation.md from SHARED's gold and corpus
# make bench  speed and memory on one core beside other tools, and where the time goes by stage
# make bench-web  20 users at once on the pages, on loopback (DB=… for a database of your own, PAUSE=0 without a rest)
# make docs   regenerates the pages that are made from code and data

SHELL := /bin/bash
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
export PIP_DISABLE_PIP_VERSION_CHECK := 1

ROUNDS ?= 50
SECONDS ?= 60
TARGET ?= all
TESTERS ?= 2
PYTEST = $(BIN)/python -m pytest -n $(TESTERS) --dist loadfile

.PHONY: demo install dev test check format fixed soak fuzz train eval report bench bench-web docs data clean

demo: $(VENV)/.installed
	@mkdir -p out
	@rm -f out/samples.sqlite*
	@$(BIN)/marsad code samples --format html --quiet -o out/evidence.html
	@$(BIN)/marsad ingest samples --db out/samples.sqlite
	@$(BIN)/marsad fuse --db out/samples.sqlite
	@$(BIN)/marsad events --db out/samples.sqlite --disputed --most 8
	@$(BIN)/marsad export --db out/samples.sqlite --format csv --quiet -o out/events.csv
	@echo
	@echo "database:       $(CURDIR)/out/samples.sqlite"
	@echo "events:         $(CURDIR)/out/events.csv"
	@echo "evidence page:  $(CURDIR)/out/evidence.html"
	@echo "map and pages:  $(BIN)/marsad serve --demo   (then open http://127.0.0.1:8000/)"

install: $(VENV)/.installed

dev: $(VENV)/.dev

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(BIN)/.pip: $(BIN)/python constraints.txt
	$(BIN)/python -m pip install -q -c constraints.txt --upgrade pip
	@touch $@

$(VENV)/.installed: $(BIN)/.pip pyproject.toml
	$(BIN)/python -m pip install -q -c constraints.txt --build-constraint constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(BIN)/.pip pyproject.toml
	$(BIN)/python -m pip install -q -c constraints.txt --build-constraint constraints.txt -e '.[dev,train]'
	@touch $@ $(VENV)/.installed

data: $(VENV)/.dev
	$(BIN)/python -m marsad.build_data

test: $(VENV)/.dev
	$(PYTEST)

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PYTEST) -m 'not slow'

$(VENV)/.soak: $(VENV)/.dev
	$(BIN)/python -m pip install -q -c constraints.txt --build-constraint constraints.txt -e '.[dev,train,ray]'
	@touch $@

soak: $(VENV)/.soak
	MARSAD_SOAK=1 MARSAD_ROUNDS=$(ROUNDS) $(BIN)/python -m pytest tests/resilience tests/scale tests/web/test_two_reviewers.py tests/coder/test_fixed.py -v --durations=20

$(VENV)/.fuzz: $(VENV)/.dev
	$(BIN)/python -m pip install -q -c constraints.txt --build-constraint constraints.txt -e '.[dev,train,fuzz]'
	@touch $@

fuzz: $(VENV)/.fuzz
	$(BIN)/python fuzz/run.py --seconds $(SECONDS) --target $(TARGET)

fixed: $(VENV)/.dev
	$(BIN)/python scripts/fix_output.py $(addprefix --corpus ,$(wildcard $(SHARED)/data/newspapers-2015.jsonl.gz))

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

train: $(VENV)/.dev
	$(BIN)/python scripts/train_ranker.py $(SHARED)/gold/train.docs.json $(SHARED)/gold/train.gold.json \
	  --annotations scripts/annotations/reports.jsonl \
	  --texts $(SHARED)/data/newspapers-2015.jsonl.gz $(SHARED)/data/leads-2024-2025.jsonl.gz

eval: $(VENV)/.dev
	@mkdir -p out
	@for part in train dev; do \
	  echo "== $$part"; \
	  $(BIN)/marsad evaluate $(SHARED)/gold/$$part.docs.json $(SHARED)/gold/$$part.gold.json \
	    --types --errors 1000000 > out/eval-$$part.txt || exit 1; \
	  sed '/^missed and made up/,$$d' out/eval-$$part.txt; \
	  echo "missed and made-up claims: out/eval-$$part.txt"; \
	done
	@echo "== unseen"
	@$(BIN)/python scripts/unseen.py scripts/annotations/unseen.jsonl $(SHARED)/data/newspapers-2015.jsonl.gz \
	  $(SHARED)/data/leads-2024-2025.jsonl.gz -o out
	@$(BIN)/marsad evaluate out/unseen.docs.json out/unseen.gold.json
	@echo "== other wars"
	@$(BIN)/marsad evaluate benchmarks/otherwars/docs.json benchmarks/otherwars/gold.json
	@$(BIN)/marsad evaluate benchmarks/otherwars/more.docs.json benchmarks/otherwars/more.gold.json
	@echo "== events"
	@$(BIN)/python benchmarks/fusing.py $(SHARED)/data/newspapers-2015.jsonl.gz $(SHARED)/gold/fuse.dev.json

$(VENV)/.bench: $(VENV)/.dev
	$(BIN)/python -m pip install -q -c constraints.txt --build-constraint constraints.txt -e '.[dev,train,bench]'
	@touch $@

report: $(VENV)/.bench
	$(BIN)/python scripts/report $(SHARED)/gold --corpus $(SHARED)/data/newspapers-2015.jsonl.gz

bench: $(VENV)/.bench
	$(BIN)/python benchmarks/throughput.py --corpus $(SHARED)/data/newspapers-2015.jsonl.gz
	$(BIN)/python benchmarks/stages.py --corpus $(SHARED)/data/newspapers-2015.jsonl.gz

bench-web: $(VENV)/.dev
	$(BIN)/python benchmarks/web.py $(if $(DB),--db $(DB)) $(if $(PAUSE),--pause $(PAUSE))

docs: $(VENV)/.dev
	$(BIN)/python scripts/make_docs.py

clean:
	rm -rf out build dist src/marsad/_built .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
