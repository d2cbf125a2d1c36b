# What one can do here with Python 3.11 or newer, pip and make:
#
#   make demo          read the sample documents, ask the graph questions, draw it (results in out/)
#   make test          every check that a change must pass
#   make docs          write the generated parts of the documentation again
#   make constraints   renew constraints.txt: the newest versions that pyproject.toml allows
#   make clean         remove the environment, the results and the caches
#
# If `python3` is too old, say which to take: make demo PYTHON=python3.12

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
KG := out/kg
ACTORS := GovernmentBody Enterprise University ResearchInstitute Fund FinancialInstitution IntermediaryOrganisation Person

.DELETE_ON_ERROR:
.PHONY: demo test docs constraints clean

# Where the output goes to no terminal, tables get a width at which they can be read.
ifeq ($(shell test -t 2 && echo terminal),)
demo: export COLUMNS := 132
endif

demo: $(VENV)/.installed
	$(BIN)/innograph build data/corpus --out $(KG)
	$(BIN)/innograph info $(KG)
	$(BIN)/innograph ask $(KG) actors-of-a-place --place "Nanshan District"
	$(BIN)/innograph ask $(KG) indicator-over-time --place "United States" --indicator "R&D"
	$(BIN)/innograph ask $(KG) what-is-said-of-an-entity --entity Tencent
	$(BIN)/innograph analyze $(KG) centrality --top 10 $(ACTORS:%=--class %)
	$(BIN)/innograph view $(KG) --out out/graph.html --title "Innovation ecosystem of Shenzhen"
	@echo "Open out/graph.html in a browser; ask more with $(BIN)/innograph."

test: $(VENV)/.developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 tests src

docs: $(VENV)/.developing
	$(BIN)/python docs/ontology.py
	$(BIN)/python docs/generate.py --examples

constraints:
	$(PYTHON) -m venv --clear out/constraints
	out/constraints/bin/python -m pip --quiet install --upgrade "pip>=25.1"
	out/constraints/bin/python -m pip --quiet install --editable . --group dev
	sed '/^#/!d' constraints.txt > out/constraints.txt
	out/constraints/bin/python -m pip freeze --exclude-editable >> out/constraints.txt
	mv out/constraints.txt constraints.txt
	rm -r out/constraints

clean:
	rm -rf $(VENV) out .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests docs data benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "innograph needs Python 3.11 or newer, not $(PYTHON). Say which: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)

# A new environment may bring an old pip, which knows no dependency groups.
$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing innograph and what it needs into $(VENV); the first time takes about a minute."
	$(PIP) install --upgrade "pip>=25.1"
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.developing: $(VENV)/.installed
	$(PIP) install --constraint constraints.txt --group dev
	@touch $@
