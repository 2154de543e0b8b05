# The two that matter:  make run   (try it, develop)   ·   make test
# They need Python 3.11 or later with its venv module, and nothing else from the system.

PYTHON ?= python3
PORT ?= 8000
ARGS ?=
export PORT

VENV = .venv/bin/python
OLD = "Python 3.11 or later is needed, and $(PYTHON) is not. Try: make $@ PYTHON=python3.12"
NEEDS = @$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	|| { echo $(OLD) >&2; exit 1; }

.PHONY: help run serve test manage lint format messages lock

help:
	@echo "make run       the site at http://127.0.0.1:$(PORT)/, for trying out and developing (PORT=8001)"
	@echo "make serve     the same with production settings: gunicorn, hashed and compressed files"
	@echo "make test      the tests, on a database of their own (ARGS='-k words')"
	@echo "make manage    a command of manage.py, such as ARGS='makemigrations'"
	@echo "make lint      what the reviewers' tools say; 'make format' mends what can be mended"
	@echo "make messages  brings the catalogues in locale/ up to date (needs gettext)"
	@echo "make lock      renews the lock files from pyproject.toml (needs uv)"

run serve:
	$(NEEDS)
	@exec $(PYTHON) dev/environment.py local --port "$(PORT)"
	@exec $(VENV) dev/run.py $@

test:
	$(NEEDS)
	@exec $(PYTHON) dev/environment.py dev
	@exec $(VENV) dev/run.py test $(ARGS)

manage:
	$(NEEDS)
	@exec $(PYTHON) dev/environment.py local
	@exec $(VENV) dev/run.py manage $(ARGS)

lint:
	$(NEEDS)
	@exec $(PYTHON) dev/environment.py dev
	$(VENV) -m ruff check .
	$(VENV) -m ruff format --check .
	$(VENV) -m djlint --quiet --lint templates

format:
	$(NEEDS)
	@exec $(PYTHON) dev/environment.py dev
	$(VENV) -m ruff check --fix .
	$(VENV) -m ruff format .

messages:
	$(NEEDS)
	@exec $(PYTHON) dev/environment.py dev
	$(VENV) dev/catalogues.py update

# No address of a registry may enter a lock file. The larger files take over the pins of the smaller.
COMPILE = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate $(ARGS) pyproject.toml
lock:
	$(COMPILE) -o requirements.lock
	$(COMPILE) -c requirements.lock --extra local -o requirements-local.lock
	$(COMPILE) -c requirements-local.lock --extra local --extra dev -o requirements-dev.lock
