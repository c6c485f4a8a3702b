"""Each room can be taken out of the settings, and the house still stands."""
from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.house.floors import floors

BOOT = """
import sys, django
from django.conf import settings
settings.INSTALLED_APPS = [app for app in settings.INSTALLED_APPS if app != f"shanyraq.{sys.argv[1]}"]
settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if not each.startswith(f"shanyraq.{sys.argv[1]}.")]
django.setup()
from django.core.checks import run_checks
from django.test.utils import setup_test_environment
assert [str(message) for message in run_checks() if message.is_serious()] == []
setup_test_environment()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.test import Client
print(Client().get("/nothing/").status_code)
"""
ROOMS = [room for floor in floors() if {"directory", "desk", "site"} & set(floor) for room in floor if room != "cli"]


def test_the_rooms_are_known() -> None:
    assert sorted(ROOMS) == ["api", "desk", "directory", "entrance", "joining", "lists", "mandates", "members", "remarks", "site"]


@pytest.mark.parametrize("room", ROOMS)
def test_the_house_stands_without(room: str, tmp_path: Path) -> None:
    env = os.environ | {"SHANYRAQ_DATA": str(tmp_path)}
    env.pop("DATABASE_URL", None)
    done = subprocess.run([sys.executable, "-c", BOOT, room], env=env, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout) == (0, "404\n"), done.stderr
