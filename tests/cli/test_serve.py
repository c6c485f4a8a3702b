from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Command = Callable[..., CompletedProcess[str]]


@pytest.fixture
def port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@pytest.fixture
def server(command: Command, tmp_path: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    assert command("migrate").returncode == 0
    env = os.environ | {"SHANYRAQ_DATA": str(tmp_path / "data"), "PORT": str(port)}
    env.pop("DATABASE_URL", None)
    started = subprocess.Popen([sys.executable, "-m", "shanyraq.cli.main", "serve"], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        await_answer(port)
        yield started
    finally:
        started.terminate()
        started.communicate(timeout=20)


def await_answer(port: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError


def fetched(address: str, host: str = "", encoding: str = "identity") -> tuple[int, dict[str, str]]:
    request = urllib.request.Request(address, headers={"Accept-Encoding": encoding} | ({"Host": host} if host else {}))
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, dict(answer.headers)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers)


def test_it_works(server: subprocess.Popen[str], port: int, tmp_path: Path) -> None:
    assert fetched(f"http://127.0.0.1:{port}/enter/x/")[0] == 410
    assert fetched(f"http://localhost:{port}/enter/x/")[0] == 410
    assert fetched(f"http://127.0.0.1:{port}/enter/x/", host="federation.example")[0] == 400
    [style] = (tmp_path / "data" / "static" / "site").glob("shanyraq.*.css")
    status, headers = fetched(f"http://localhost:{port}/static/site/{style.name}", encoding="gzip")
    assert (status, headers["content-encoding"], "immutable" in headers["cache-control"]) == (200, "gzip", True)
    server.send_signal(signal.SIGINT)
    out, err = server.communicate(timeout=20)
    assert (server.returncode, out.splitlines()) == (0, [f"Serving http://localhost:{port} from {tmp_path / 'data'}; Ctrl-C ends it."])
    assert "Traceback" not in err


def test_only_this_machine_is_served(server: subprocess.Popen[str], port: int) -> None:
    with socket.socket() as tried:
        tried.settimeout(1)
        assert tried.connect_ex(("127.0.0.2", port)) != 0


def test_a_port_that_is_taken(command: Command) -> None:
    command("migrate")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = command("serve", PORT=str(port))
    assert (refused.returncode, refused.stdout, refused.stderr) == (2, "", f"Port {port} is taken; set PORT to one that is free.\n")


def test_a_database_that_is_not_prepared(command: Command) -> None:
    refused = command("serve")
    assert (refused.returncode, refused.stdout, refused.stderr) == (2, "", "The database is not up to date: run shanyraq migrate first.\n")
