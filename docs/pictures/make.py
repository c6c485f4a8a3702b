# ruff: noqa: INP001 (scripts beside what they make, no package)
"""`python docs/pictures/make.py`: the pictures of the pages, made anew from the sample zhetysu with Debian's Chromium.

A picture is what fits on the screen, in as many colours as a palette holds.
"""
from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from palette import small
from playwright.sync_api import sync_playwright

FOLDER: Final = Path(__file__).resolve().parent
PAGES: Final = {
    "home": "",
    "organisation": "organisations/korean-centre/?as_of=2002-07-01",
    "place": "places/almaty-oblast/?as_of=2010",
    "river": "river/?as_of=2001-06-01",
}
SCREENS: Final = {390: 844, 1280: 800}
LANGUAGES: Final = ("kk", "ko")
LARGEST: Final = 150 * 1024
FLAGS: Final = (
    "--headless", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@contextmanager
def served() -> Iterator[str]:
    """The address of the sample, served on a free port of the loopback from a data folder that is thrown away."""
    with tempfile.TemporaryDirectory() as data, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        env = os.environ | {"SHANYRAQ_DATA": data, "PORT": str(port)}
        for command in (["migrate"], ["sample", "load", "zhetysu"]):
            subprocess.run([sys.executable, "-m", "shanyraq.cli.main", *command], env=env, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        server = subprocess.Popen([sys.executable, "-m", "shanyraq.cli.main", "serve"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield _awaited(f"http://localhost:{port}")
        finally:
            server.terminate()
            server.wait()


def _awaited(address: str) -> str:
    for _attempt in range(100):
        try:
            urllib.request.urlopen(f"{address}/kk/")  # noqa: S310
        except OSError:
            time.sleep(0.2)
        else:
            return address
    raise SystemExit(f"The server did not answer at {address} within 20 seconds.")


def pictures(browser: Any, address: str) -> Iterator[tuple[Path, bytes]]:
    for language in LANGUAGES:
        for width, height in SCREENS.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            for name, path in PAGES.items():
                page.goto(f"{address}/{language}/{path}")
                yield FOLDER / f"{name}-{language}-{width}.png", small(page.screenshot())
            page.close()


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("There is no Chromium: install the package chromium.")
    flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with served() as address, sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=chromium, args=flags)
        for file, picture in pictures(browser, address):
            if len(picture) > LARGEST:
                raise SystemExit(f"{file.name} would have {len(picture)} bytes; {LARGEST} are the most.")
            file.write_bytes(picture)
            sys.stdout.write(f"{file.name}: {len(picture) // 1024} kB\n")
        browser.close()


if __name__ == "__main__":
    main()
