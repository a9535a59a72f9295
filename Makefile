# make ask Q="…"   set up what is missing, then answer from the sample corpus
# make chat        set up what is missing, then show the page that asks the sample corpus
# make test        set up what is missing, then every check and every test
#
# All only wrap .venv/bin/…; the README shows those commands.

PYTHON ?= python3

# The question may hold any character: neither make nor the shell expands it.
unexport Q
export QUESTION = $(value Q)

# llama.cpp's code for AMX may crash (see _AMX in assistant/llama.py), and where it is not built, the next best is used.
NO_AMX := $(shell grep -qw amx_tile /proc/cpuinfo 2>/dev/null && \
	$(CC) -mno-amx-tile -mno-amx-int8 -mno-amx-bf16 -E - </dev/null >/dev/null 2>&1 && \
	echo -mno-amx-tile -mno-amx-int8 -mno-amx-bf16)

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
	CFLAGS="$$CFLAGS $(NO_AMX)" CXXFLAGS="$$CXXFLAGS $(NO_AMX)" \
		.venv/bin/pip install --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/.installed-dev: .venv/.installed
	.venv/bin/pip install --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
