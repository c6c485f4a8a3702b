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


ASK = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "shanyraq.settings"
import django
django.setup()
from shanyraq.jobs.changes import ask_for
ask_for(by=None, kind="lists:list:take", thing="lists:list:x", title="T", back="/en/lists/", arguments={"list": "x"})
"""


def test_long_work_is_carried_out_beside_it(server: subprocess.Popen[str], command: Command, tmp_path: Path) -> None:
    env = os.environ | {"SHANYRAQ_DATA": str(tmp_path / "data")}
    env.pop("DATABASE_URL", None)
    subprocess.run([sys.executable, "-c", ASK], env=env, check=True, timeout=60)
    end = time.monotonic() + 30
    while "failed" not in (said := command("jobs").stdout) and time.monotonic() < end:
        time.sleep(0.3)
    assert said.partition("  ")[2].startswith("failed  Taking a list: T: ")
    [worker] = children(server.pid, "jobs")
    server.send_signal(signal.SIGINT)
    server.communicate(timeout=20)
    assert not Path(f"/proc/{worker}").exists()


def children(parent: int, word: str) -> list[int]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status, said = (folder / "stat").read_text(), (folder / "cmdline").read_text()
        except FileNotFoundError:
            continue
        if int(status.rpartition(")")[2].split()[1]) == parent and word in said.split("\0"):
            found.append(int(folder.name))
    return found
