"""A PostgreSQL server out of a folder of binaries: no set-up, a socket and no port.

For trying out, development and tests. Not for production: no password, no backup.
"""

import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

NAME = "passerelles"  # of the database, and of its only role
QUICK = ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"]


class Refused(Exception):
    """Why there is no server, in one line."""


def account():
    """Whom the server runs as: PostgreSQL refuses root. Arguments for `subprocess`."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = known.get("postgres") or known.get("nobody")
    if user is None:
        raise Refused(
            "PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody'."
        )
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def hand_over(folder):
    """The folder is the server's, and nobody else's: this is what keeps others from the socket."""
    folder.chmod(0o700)
    if who := account():
        os.chown(folder, who["user"], who["group"])


def enterable(binaries, shelf):
    """The binaries, or a copy on the shelf where they lie in a closed folder (root's home)."""
    if not account() or all(f.stat().st_mode & 1 for f in [binaries, *binaries.parents]):
        return binaries
    package = binaries.parents[1]
    copied = shelf / f"binaries-{version_of(binaries)}"
    if not copied.exists():
        unfinished = Path(tempfile.mkdtemp(dir=shelf))
        unfinished.chmod(0o755)
        # The programs find their libraries in this folder beside the package, by relative path.
        for folder in (package, package.with_name(package.name + ".libs")):
            shutil.copytree(folder, unfinished / folder.name, symlinks=True)
        unfinished.rename(copied)
    return copied / binaries.relative_to(package.parent)


def version_of(binaries):
    printed = subprocess.run([binaries / "postgres", "--version"], capture_output=True, text=True)
    return re.search(r"\d+(\.\d+)?", printed.stdout)[0]


@contextmanager
def server(binaries, home, *, throwaway=False):
    """Runs PostgreSQL on the data in `home` (made when missing) and gives its DATABASE_URL."""
    data, major = home / "data", version_of(binaries).split(".")[0]
    if not data.exists():
        initialise(binaries, home, data, major)
    if (found := (data / "PG_VERSION").read_text().strip()) != major:
        raise Refused(
            f"The data in {data} are of PostgreSQL {found}, the server is {major}: move that "
            f"folder away to begin anew, or dump it with the programs of {found} first."
        )
    if running := socket_of_running(binaries, data):
        yield address(running)  # another terminal's: used, and left running
        return
    sockets = Path(
        tempfile.mkdtemp(prefix=f"{NAME}-", dir="/tmp")
    )  # a socket's path is < 107 bytes
    hand_over(sockets)
    command = [binaries / "postgres", "-D", data, "-k", sockets, "-c", "listen_addresses="]
    with (home / "postgres.log").open("w") as log:
        process = subprocess.Popen(
            command + QUICK * throwaway,
            # A session of its own: Ctrl-C in the terminal must not reach it before its clients end.
            **{"cwd": home, "stdout": log, "stderr": log, "start_new_session": True, **account()},
        )
    try:
        wait_until_ready(binaries, sockets, process, home)
        yield address(sockets)
    finally:
        process.send_signal(signal.SIGQUIT if throwaway else signal.SIGINT)
        process.wait()
        shutil.rmtree(sockets, ignore_errors=True)


def initialise(binaries, home, data, major):
    unfinished = home / "data.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    # The same plain order everywhere, whatever the machine speaks: names sort by `sort_key`.
    locale = ["--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    if int(major) < 17:
        locale = ["--locale=C.UTF-8"]
    done = subprocess.run(
        [binaries / "initdb", "-D", unfinished, "-U", NAME, "--auth=trust", "--encoding=UTF8"]
        + ["--no-sync", *locale],
        **{"cwd": home, "capture_output": True, "text": True, **account()},
    )
    if done.returncode:
        raise Refused(
            f"PostgreSQL could not make its files: {done.stderr.strip().splitlines()[-1]}"
        )
    unfinished.rename(data)


def socket_of_running(binaries, data):
    notes = data / "postmaster.pid"
    lines = notes.read_text().splitlines() if notes.exists() else []
    sockets = lines[4] if len(lines) > 4 else None
    return sockets if sockets and is_ready(binaries, sockets) else None


def is_ready(binaries, sockets):
    return subprocess.run([binaries / "pg_isready", "-q", "-h", sockets]).returncode == 0


def wait_until_ready(binaries, sockets, process, home):
    deadline = time.monotonic() + 60
    while not is_ready(binaries, sockets):
        if process.poll() is not None or time.monotonic() > deadline:
            raise Refused(f"PostgreSQL did not start; it says why in {home / 'postgres.log'}")
        time.sleep(0.03)
    made = subprocess.run(
        [binaries / "createdb", "-h", sockets, "-U", NAME, NAME], capture_output=True, text=True
    )
    if made.returncode and "already exists" not in made.stderr:
        raise Refused(f"PostgreSQL could not make the database: {made.stderr.strip()}")


def address(sockets):
    return f"postgres://{NAME}@{quote(str(sockets), safe='')}/{NAME}"
