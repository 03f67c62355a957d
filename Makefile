# Every target installs what it needs into .venv first; the second run starts at once.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help install demo lab lint test test-student

help:
	@echo "make install   everything into .venv"
	@echo "make demo      release, grade and record a small class of hand-ins"
	@echo "make lab       JupyterLab with nbgrader (more options: make lab ARGS=--no-browser)"
	@echo "make lint      ruff and mypy"
	@echo "make test      lint, every test, and the course's check of itself"
	@echo "make test-student   what must pass on a student's machine: no sandbox, no server"

install: .venv/.installed

# Scripts in .venv hold its absolute path: a folder that was moved or copied installs again.
$(shell grep -sqF " $$(pwd -P)/.venv" .venv/pyvenv.cfg || rm -f .venv/.installed)

.venv/.installed: pyproject.toml constraints.txt
	@PYTHON="$(PYTHON)" sh scripts/install.sh
	@touch $@

demo: install
	$(BIN)/cs-cnn demo

# From the root, where nbgrader_config.py is; with .venv on the PATH, where nbgrader looks for alembic.
lab: install
	PATH="$$PWD/$(BIN):$$PATH" $(BIN)/jupyter lab --LabApp.default_url=/lab/tree/notebooks $(ARGS)

lint: install
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

test: lint
	$(BIN)/pytest -n auto --dist loadgroup
	$(BIN)/cs-cnn selfcheck

test-student: install
	$(BIN)/pytest @tests/student.txt
	$(BIN)/cs-cnn selfcheck
