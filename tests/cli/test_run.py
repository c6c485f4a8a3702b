from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from shanyraq.cli.run import NAMES, NotRun, environment, first_port, refuse_taken


@pytest.mark.parametrize("named", ["", "0", "65534", "eight", "-1"])
def test_a_port_leaves_room_for_two_more(named: str) -> None:
    assert first_port("65533") == 65533
    with pytest.raises(NotRun, match="from 1 to 65533"):
        first_port(named)


def test_each_federation_has_its_own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/x")
    monkeypatch.setenv("SHANYRAQ_ORIGIN", "https://elsewhere.example")
    own = [environment(name, range(8000, 8003)) for name in NAMES]
    assert [(env["PORT"], Path(env["SHANYRAQ_DATA"]).name) for env in own] == [("8000", "data-zhetysu"), ("8001", "data-ulgi"), ("8002", "data-own")]
    assert {env["SHANYRAQ_DOORS"] for env in own} == {"zhetysu=http://localhost:8000 ulgi=http://localhost:8001 own=http://localhost:8002"}
    assert [name for env in own for name in ("DATABASE_URL", "SHANYRAQ_ORIGIN") if name in env] == []


def test_any_of_the_ports_may_be_taken() -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(NotRun, match=f"Port {port} is taken"):
            refuse_taken([port])


def three_free_ports() -> int:
    for first in range(20000 + os.getpid() % 10000, 60000, 3):
        try:
            refuse_taken(range(first, first + 3))
        except NotRun:
            continue
        return first
    raise NotRun


@contextmanager
def running(folder: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "shanyraq.cli.run"]
    env = os.environ | {"PORT": str(port)}
    with subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as started:
        try:
            yield started
        finally:
            if started.poll() is None:
                started.terminate()


def status(port: int) -> int:
    try:
        with urllib.request.urlopen(f"http://localhost:{port}/enter/x/", timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_three_federations_are_served_and_stopped(tmp_path: Path) -> None:
    for sample in ("zhetysu", "ulgi"):  # begun before: a second start loads no sample
        (tmp_path / f"data-{sample}").mkdir(mode=0o700)
        (tmp_path / f"data-{sample}" / "begun").touch()
    port = three_free_ports()
    with running(tmp_path, port) as started:
        assert started.stdout is not None
        said = [started.stdout.readline().strip() for _line in range(17)]
        assert [f"http://localhost:{port + number}" for number in range(3)] == [line for line in said if line.startswith("http")]
        assert sum("the keeper signs in, once: http://localhost:" in line for line in said) == 3
        assert [status(port + number) for number in range(3)] == [410, 410, 410]
        started.send_signal(signal.SIGINT)
        assert (started.wait(30), started.stdout.read().strip()) == (0, "Stopped.")
    refuse_taken(range(port, port + 3))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data-own", "data-ulgi", "data-zhetysu"]


def test_a_failure_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "data-zhetysu").touch()
    with running(tmp_path, three_free_ports()) as started:
        _said, refused = started.communicate(timeout=60)
    assert (started.returncode, len(refused.splitlines()), "cannot be made" in refused) == (2, 1, True)
