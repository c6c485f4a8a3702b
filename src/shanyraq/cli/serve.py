"""`shanyraq serve`: serves the federation on the loopback; in production a proxy with the certificate stands before it."""
from __future__ import annotations

import argparse
import errno
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.conf import settings
from django.contrib.staticfiles.management.commands.collectstatic import Command as Collect
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from whitenoise.storage import CompressedManifestStaticFilesStorage

from shanyraq.cli.errors import Refused

HOST = "127.0.0.1"
BREATH = 2.0  # seconds before a worker that ended is begun anew
THREADS = min(8, 2 * (os.cpu_count() or 1))  # a process; half of a request is waiting for the database


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    subparsers.add_parser("serve", help="serve the federation on 127.0.0.1, at the port in PORT (default: 8000)")


def run(arguments: argparse.Namespace) -> int:
    del arguments
    refuse_unsafe()
    refuse_unprepared()
    refuse_taken(settings.PORT)
    gather_static()
    if not settings.GATHERED:  # these settings were read before there was anything gathered: begin anew, once
        os.execv(sys.executable, [sys.executable, "-m", "shanyraq.cli.main", "serve"])  # noqa: S606
    print(f"Serving {settings.ORIGIN or f'http://localhost:{settings.PORT}'} from {settings.DATA}; Ctrl-C ends it.", flush=True)
    server = Granian(
        "django.core.wsgi:get_wsgi_application",
        factory=True,
        address=HOST,
        port=settings.PORT,
        interface=Interfaces.WSGI,
        workers=workers(),
        blocking_threads=THREADS,
        log_access=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    )
    with worker_beside():
        server.serve()
    return 0


@contextmanager
def worker_beside() -> Iterator[None]:
    """A process that carries out long work, begun anew where it ends by itself. The first begins before the server makes processes of its own."""
    ending = Event()
    keeper = Thread(target=keep_working, args=(begun_worker(), ending), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ending.set()
        keeper.join()


def begun_worker() -> subprocess.Popen[bytes]:
    """In a session of its own: Ctrl-C is for the server, which ends it."""
    return subprocess.Popen([sys.executable, "-m", "shanyraq.cli.main", "jobs", "--work"], start_new_session=True)


def keep_working(worker: subprocess.Popen[bytes], ending: Event) -> None:
    while not ending.wait(BREATH):
        worker = worker if worker.poll() is None else begun_worker()
    worker.kill()  # what it was at is rolled back, and done again by the next
    worker.wait()


def workers() -> int:
    """SQLite has one writer, and one process counts the rates rightly; PostgreSQL can use every core."""
    return 1 if connection.vendor == "sqlite" else max(2, os.cpu_count() or 1)


def refuse_unsafe() -> None:
    serious = [message.msg for message in run_checks() if message.is_serious()]
    if serious:
        raise Refused(" ".join(serious))


def refuse_unprepared() -> None:
    try:
        call_command("migrate", check_unapplied=True, verbosity=0)
    except SystemExit as error:
        raise Refused("The database is not up to date: run shanyraq migrate first.") from error


def refuse_taken(port: int) -> None:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EACCES:
                raise Refused(f"Port {port} may be used by root only; set PORT to a number above 1023.") from error
            raise Refused(f"Port {port} is taken; set PORT to one that is free.") from error


def gather_static() -> None:
    """Copies styles and pictures into the data folder, named by their content and compressed."""
    command = Collect()
    command.storage = CompressedManifestStaticFilesStorage(location=settings.STATIC_ROOT, base_url=settings.STATIC_URL)
    call_command(command, interactive=False, verbosity=0, clear=True)
