# Every target installs what it needs into .venv first; the second run starts at once.
PYTHON ?= python3
BIN := .venv/bin

OURS := autograder benchmarks cs_cnn/given nbgrader_config.py scripts tests

.PHONY: help install demo lab lint test test-long soak test-student

help:
	@echo "make install   everything into .venv"
	@echo "make demo      release, grade and record a small class of submissions"
	@echo "make lab       JupyterLab on the notebooks (more options: make lab ARGS=--no-browser)"
	@echo "make lint      ruff and mypy, on what a learner writes too"
	@echo "make test      lint of all else, the tests, and the course's check of itself"
	@echo "make test ONLY=conv.dilated   one exercise: its check of itself and the answers to it"
	@echo "make test-long   what takes longer: notebooks with the solutions, whole classes, benchmarks"
	@echo "make soak      the long tests: more secrets, whole notebooks, stock nbgrader, random bytes"
	@echo "make test-student   what must pass on a student's machine: no sandbox, no server"

install: .venv/.installed

# Scripts in .venv hold its absolute path: a folder that was moved or copied installs again.
$(shell grep -sqF " $$(pwd -P)/.venv" .venv/pyvenv.cfg || rm -f .venv/.installed)

.venv/.installed: pyproject.toml constraints.txt
	@PYTHON="$(PYTHON)" sh scripts/install.sh
	@touch $@

demo: install
	$(BIN)/cs-cnn demo

lab: install
	$(BIN)/cs-cnn lab $(ARGS)

lint: install
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# What a learner writes, in cs_cnn/*.py and in the notebooks, is not linted here; types are `make
# lint`'s.
ifdef ONLY
test: install
	$(BIN)/cs-cnn selfcheck $(ONLY)
	$(BIN)/pytest -n auto --only $(ONLY) tests/judge/test_promises.py tests/judge/test_wrong_answers.py tests/judge/test_styles.py tests/judge/test_luck.py tests/judge/test_module_changes.py
else
test: install
	$(BIN)/ruff check $(OURS)
	$(BIN)/ruff format --check $(OURS)
	$(BIN)/pytest -n auto
endif

test-long: install
	$(BIN)/pytest -n auto -m long

soak: install
	$(BIN)/pytest -n auto -m soak
	$(BIN)/pytest -n auto --hypothesis-profile soak tests/worker/test_fuzz.py

test-student: install
	$(BIN)/pytest @tests/student.txt
	$(BIN)/cs-cnn selfcheck
