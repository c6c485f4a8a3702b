"""`shanyraq serve`: serves the federation on the loopback; in production a proxy with the certificate stands before it."""
from __future__ import annotations

import argparse
import errno
import os
import socket
import sys

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
    Granian(
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
    ).serve()
    return 0


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
