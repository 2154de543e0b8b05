"""Makes .venv and installs a lock file into it, once for each state of the lock file.

    python3 dev/environment.py local [--port 8000]

Runs before any package is there: the standard library only.
"""

import argparse
import hashlib
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
LOG = CHECKOUT / ".local" / "install.log"

# What is installed for `dev` serves for `local` too.
LOCKS = {"local": "requirements-local.lock", "dev": "requirements-dev.lock"}
SERVED_BY = {"local": ["local", "dev"], "dev": ["dev"]}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("name", choices=LOCKS)
    parser.add_argument("--port")
    options = parser.parse_args()
    if options.port is not None:
        check_port(options.port)  # first: nobody should wait a minute to read this
    if not any(is_installed(name) for name in SERVED_BY[options.name]):
        install(options.name)


def check_port(text):
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        sys.exit(f"PORT is {text!r}: say a number from 1 to 65535.")
    with socket.socket() as probe:
        # As the servers do: a port that was left a moment ago counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except PermissionError:
            sys.exit(f"Port {text} is reserved for the system. Try: PORT=8000")
        except OSError:
            sys.exit(f"Port {text} is taken by another program. Try: PORT={int(text) % 65535 + 1}")


def is_installed(name):
    stamp = stamp_of(name)
    # The import fails when the system's Python was exchanged under the environment.
    return (
        stamp.is_file()
        and stamp.read_text() == digest(name)
        and subprocess.run([PYTHON, "-c", "import django"], stderr=subprocess.DEVNULL).returncode
        == 0
    )


def stamp_of(name):
    return VENV / f"installed-{name}"


def digest(name):
    return hashlib.sha256((CHECKOUT / LOCKS[name]).read_bytes()).hexdigest()


def install(name):
    # As root the database runs as another user, who must be able to read what is installed.
    os.umask(0o022)
    LOG.parent.mkdir(exist_ok=True)
    LOG.write_text("")
    stamps = [stamp_of(other) for other in LOCKS]
    if not any(stamp.is_file() for stamp in stamps) or not PYTHON.exists():
        say("Making the virtual environment …")
        attempt(
            [sys.executable, "-m", "venv", "--clear", VENV],
            "The virtual environment could not be made; on Debian and Ubuntu: "
            "apt install python3-venv",
        )
    for stamp in stamps:
        stamp.unlink(missing_ok=True)
    say(f"Installing the packages of {LOCKS[name]} …")
    attempt(
        [PYTHON, "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
        # Only ready-made packages: no compiler is needed, and none is looked for.
        + ["--quiet", "--retries=2", "--require-hashes", "--only-binary=:all:", "--no-deps"]
        + ["-r", CHECKOUT / LOCKS[name]],
        "The packages could not be installed: is the package index reachable, and is this a "
        f"released Python? (Here: {sys.version.split()[0]})",
    )
    stamp_of(name).write_text(digest(name))


def attempt(command, trouble):
    with LOG.open("a") as log:
        # A group of its own: venv and pip start others, and all of them stop with us.
        step = subprocess.Popen(
            command, stdout=log, stderr=log, cwd=CHECKOUT, start_new_session=True
        )
    try:
        failed = step.wait()
    except KeyboardInterrupt:
        os.killpg(step.pid, signal.SIGKILL)
        raise
    if failed:
        sys.exit(f"{trouble} — details: {LOG.relative_to(CHECKOUT)}")


def say(words):
    print(words, flush=True)


if __name__ == "__main__":
    # `make` passes SIGTERM on; as KeyboardInterrupt it stops the running step as well.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("Stopped; the next start goes on from here.")
    except OSError as error:
        sys.exit(f"{error.strerror}: {error.filename}")
