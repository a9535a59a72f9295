# make ask Q="…"   set up what is missing, then answer from the sample corpus
# make chat        set up what is missing, then show the page that asks the sample corpus
# make test        set up what is missing, then every check and every test
#
# All only wrap .venv/bin/…; the README shows those commands.

PYTHON ?= python3

# The question may hold any character: neither make nor the shell expands it.
unexport Q
export QUESTION = $(value Q)

.PHONY: ask chat test

ask: .venv/.installed
	@.venv/bin/assistant ask -- "$$QUESTION"

chat: .venv/.installed
	@.venv/bin/assistant chat

test: .venv/.installed-dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/pytest
	.venv/bin/pytest -m 'models or slow'

.venv/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	.venv/bin/pip install --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/.installed-dev: .venv/.installed
	.venv/bin/pip install --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
