"""What every test run needs: a data folder of its own, an open door for browsers, and a word on what was left out.

Fixtures hold tools only (`live`, `browser`, `axe`, `command`); the little world of a test is built in the test.
"""
from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings

DATA = Path(tempfile.mkdtemp(prefix="shanyraq-tests-"))
for name in ("SHANYRAQ_ORIGIN", "SHANYRAQ_DOORS", "SHANYRAQ_DEBUG", "PORT", "EMAIL_URL", "SHANYRAQ_MAIL_FROM"):
    os.environ.pop(name, None)
os.environ["SHANYRAQ_DATA"] = str(DATA)
os.environ["DJANGO_SETTINGS_MODULE"] = "shanyraq.settings"
os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parents[1] / "src")  # commands in processes of their own are of this tree
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop running in the thread of the test

from axe_playwright_python.sync_playwright import Axe  # noqa: E402
from django.conf import settings  # noqa: E402
from django.utils import translation  # noqa: E402

from shanyraq.guard.limits import LIMITERS  # noqa: E402

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
CHROMIUM_FLAGS = [
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ON_POSTGRES = "DATABASE_URL" in os.environ
CI = bool(os.environ.get("CI"))
LEFT_OUT = "for want of "

hypothesis_settings.register_profile("house", deadline=None, derandomize=CI, print_blob=True)
hypothesis_settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """Loads the settings only now, after the environment was set above; the plugin for Django goes on from here."""
    assert settings.SECRET_KEY
    settings.KEEP_PAGES = False  # most tests ask what a page is made of; those of the cache turn it on
    config.addinivalue_line("markers", "django_db: uses the database")


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(DATA, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("postgres") and not ON_POSTGRES:
            item.add_marker(pytest.mark.skip(reason="says something of PostgreSQL alone"))
        if item.get_closest_marker("browser") and not CHROMIUM and not CI:
            item.add_marker(pytest.mark.skip(reason=f"{LEFT_OUT}Chromium"))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    reasons = Counter(str(report.longrepr[2]).removeprefix("Skipped: ") for report in terminalreporter.stats.get("skipped", []))
    for reason, count in reasons.items():
        if reason.startswith(LEFT_OUT):
            terminalreporter.write_line(f"Left out {reason}: {count} tests")


@pytest.fixture(autouse=True)
def _new_visitor() -> None:
    """Each test is a new visitor, to whom the house has spoken English so far."""
    translation.activate("en")
    for limiter in LIMITERS.values():
        limiter.clear()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium; without it a test of pages fails here, under CI, and is left out elsewhere."""
    assert CHROMIUM, "There is no Chromium: install the package chromium."
    flags = [*CHROMIUM_FLAGS, "--no-sandbox"] if os.geteuid() == 0 else CHROMIUM_FLAGS
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": flags}


@pytest.fixture
def live(live_server: Any) -> str:
    """The address of a server with the test's database, `http://localhost:PORT`."""
    return str(live_server.url)


@pytest.fixture
def axe() -> Callable[[Any], list[str]]:
    """The serious faults that axe finds on a page, as `rule: selector`."""

    def faults(page: Any) -> list[str]:
        found = Axe().run(page).response["violations"]
        serious = [fault for fault in found if fault["impact"] in ("serious", "critical")]
        return [f"{fault['id']}: {node['target']}" for fault in serious for node in fault["nodes"]]

    return faults


Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """`command("show", "slug", PORT="9000")`: a real `shanyraq` in a process of its own, with a data folder of its own and SQLite in it."""

    def run(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        own = kept | {"SHANYRAQ_DATA": str(tmp_path / "data")} | env
        return subprocess.run([sys.executable, "-m", "shanyraq.cli.main", *arguments], env=own, capture_output=True, text=True, check=False, timeout=120)

    return run
