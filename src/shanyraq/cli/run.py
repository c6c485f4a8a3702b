"""`make run`: three federations side by side, each with its data folder and its process; Ctrl-C ends them all.

It is no command of `shanyraq`: it calls the commands, each in a process with the settings of its federation.
"""
from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

NAMES = ("zhetysu", "ulgi", "own")
SAMPLES = ("zhetysu", "ulgi")
OWN = ("kk=Өз федерациям", "ru=Моя федерация", "ko=나의 연합", "en=My own federation")
FOREIGN = ("DATABASE_URL", "SHANYRAQ_ORIGIN", "EMAIL_URL", "SHANYRAQ_MAIL_FROM")  # samples write to nobody
COMMAND = (sys.executable, "-m", "shanyraq.cli.main")
START_SECONDS = 60  # within which a federation must answer
STOP_SECONDS = 10
PORTS = 1 << 16


class NotRun(Exception):
    """One sentence that says why the federations are not served."""


def first_port(named: str) -> int:
    if not (named.isascii() and named.isdigit() and 0 < int(named) <= PORTS - len(NAMES)):
        raise NotRun(f"PORT is “{named}”; it must be a number from 1 to {PORTS - len(NAMES)}.")
    return int(named)


def refuse_taken(ports: Sequence[int]) -> None:
    for port in ports:
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind(("127.0.0.1", port))
            except OSError as error:
                raise NotRun(f"Port {port} is taken; make run PORT=NUMBER takes three others, from NUMBER on.") from error


def environment(name: str, ports: Sequence[int]) -> dict[str, str]:
    """The settings of one federation: nothing of the caller's own database, address and mail server reaches it."""
    doors = " ".join(f"{each}=http://localhost:{port}" for each, port in zip(NAMES, ports, strict=True))
    kept = {key: value for key, value in os.environ.items() if key not in FOREIGN}
    own = {"SHANYRAQ_DATA": str(Path(f"data-{name}").resolve()), "PORT": str(ports[NAMES.index(name)]), "SHANYRAQ_DOORS": doors}
    return kept | own


def call(env: dict[str, str], *command: str) -> str:
    """Carries out one command; its own sentence says what went wrong."""
    done = subprocess.run([*COMMAND, *command], env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotRun(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"shanyraq {' '.join(command)} failed.")
    return done.stdout.strip()


def prepare(name: str, env: dict[str, str]) -> str:
    """Prepares a federation, from nothing or from where it is, and gives a one-time link for its keeper."""
    call(env, "migrate")
    begun = Path(env["SHANYRAQ_DATA"]) / "begun"
    if begun.exists():
        return call(env, "begin", "--link")
    if name in SAMPLES:
        call(env, "sample", "load", name)
        link = call(env, "begin", "--link")
    else:
        link = call(env, "begin", *(f"--name={name}" for name in OWN))
    begun.touch()
    return link


def start(env: dict[str, str]) -> subprocess.Popen[bytes]:
    """A server in a process group of its own, so that Ctrl-C reaches it once, from here; it writes its log into its data folder."""
    with log(env).open("wb") as written:
        return subprocess.Popen([*COMMAND, "serve"], env=env, stdout=written, stderr=written, start_new_session=True)


def log(env: dict[str, str]) -> Path:
    return Path(env["SHANYRAQ_DATA"]) / "serve.log"


def await_answer(server: subprocess.Popen[bytes], env: dict[str, str]) -> None:
    port = int(env["PORT"])
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if server.poll() is not None:
            raise NotRun(log(env).read_text().strip() or f"The server at port {port} ended before it answered.")
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise NotRun(f"The server at port {port} does not answer after {START_SECONDS} seconds.")


def stop(servers: Sequence[subprocess.Popen[bytes]]) -> None:
    for server in servers:
        if server.poll() is None:
            server.terminate()
    for server in servers:
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()


def interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def serve_all(ports: Sequence[int], links: dict[str, str]) -> None:
    servers: list[subprocess.Popen[bytes]] = []
    try:
        settings = [environment(name, ports) for name in NAMES]
        servers.extend(start(env) for env in settings)
        for server, env in zip(servers, settings, strict=True):
            await_answer(server, env)
        announce(ports, links)
        while all(server.poll() is None for server in servers):
            time.sleep(0.5)
        raise NotRun("One of the servers ended by itself; the others were stopped.")
    finally:
        stop(servers)


def announce(ports: Sequence[int], links: dict[str, str]) -> None:
    said = {"zhetysu": "Zhetysu, from the newspapers", "ulgi": "Үлгі, a model oblast (invented)", "own": "A federation of your own, empty"}
    print("\nThree federations are served on this machine; Ctrl-C ends them.\n")
    for name, port in zip(NAMES, ports, strict=True):
        print(f"  {said[name]}\n    http://localhost:{port}\n    the keeper signs in, once: {links[name]}\n")
    sys.stdout.flush()


def main() -> int:
    signal.signal(signal.SIGTERM, interrupt)
    try:
        first = first_port(os.environ.get("PORT", "8000"))
        ports = range(first, first + len(NAMES))
        refuse_taken(ports)
        links = {}
        for name in NAMES:
            print(f"Preparing {name} ...", flush=True)
            links[name] = prepare(name, environment(name, ports))
        serve_all(ports, links)
    except NotRun as refused:
        print(refused, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
