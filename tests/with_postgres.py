"""`python tests/with_postgres.py COMMAND ...`: starts a PostgreSQL of its own on the loopback, runs COMMAND with DATABASE_URL set to it, stops it.

Without PostgreSQL on the machine it says what is left out; with CI set that is a failure. As root the server runs as the user `postgres`.
"""
from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OLDEST = 15


def programs() -> Path | None:
    """The folder of the newest PostgreSQL that is new enough."""
    known = {int(folder.parent.name): folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if folder.parent.name.isdigit()}
    good = [version for version in known if version >= OLDEST and (known[version] / "initdb").exists()]
    if good:
        return known[max(good)]
    found = shutil.which("initdb")
    return Path(found).parent if found else None


def as_owner() -> list[str]:
    """What to put before a command so that it does not run as root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return []
    return ["runuser", "-u", "postgres", "--"]


def can_start() -> bool:
    """Whether there is a PostgreSQL here and, for root, the user that it runs as."""
    return programs() is not None and (os.geteuid() != 0 or any(user.pw_name == "postgres" for user in pwd.getpwall()))


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def carry_out(command: list[str | Path], folder: Path) -> None:
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    done = subprocess.run([*as_owner(), *command], cwd=folder, capture_output=True, text=True, check=False, env=env)
    if done.returncode:
        sys.exit(f"PostgreSQL did not start: {done.stdout}{done.stderr}")


@contextmanager
def server() -> Iterator[str]:
    """The address of a fresh database; the server and its files are gone afterwards. Nothing is synced to the disk: it lives for one test run."""
    bins = programs()
    assert bins is not None
    with tempfile.TemporaryDirectory(prefix="shanyraq-postgres-") as made:
        folder = Path(made)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        port = free_port()
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        carry_out([bins / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"], folder)
        carry_out([bins / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w", "-o", options, "start"], folder)
        try:
            yield f"postgres://postgres@127.0.0.1:{port}/postgres"
        finally:
            carry_out([bins / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop"], folder)


def main(command: list[str]) -> int:
    if not can_start():
        print(f"Left out for want of PostgreSQL {OLDEST} or newer: {' '.join(command)}")
        return 1 if os.environ.get("CI") else 0
    with server() as url:
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
