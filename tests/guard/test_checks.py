"""Unsafe settings keep `serve` from starting, each with a sentence."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from django.conf import settings

from shanyraq.guard.checks import start_is_safe

Command = Callable[..., CompletedProcess[str]]
ORIGIN = "https://federation.example"


@pytest.mark.parametrize(("env", "said"), [
    ({"SHANYRAQ_ORIGIN": "http://federation.example"}, "other machines are served over https:// only"),
    ({"SHANYRAQ_ORIGIN": ORIGIN, "SHANYRAQ_DEBUG": "1"}, "SHANYRAQ_DEBUG shows the insides"),
])
def test_unsafe_settings(command: Command, env: dict[str, str], said: str) -> None:
    refused = command("serve", **env)
    assert (refused.returncode, refused.stdout, len(refused.stderr.splitlines())) == (2, "", 1)
    assert said in refused.stderr


@pytest.mark.parametrize("wide", [".", "secret"])
def test_a_data_folder_that_others_may_read(command: Command, tmp_path: Path, wide: str) -> None:
    command("migrate")
    (tmp_path / "data" / wide).chmod(0o755)
    refused = command("serve", SHANYRAQ_ORIGIN=ORIGIN)
    assert (refused.returncode, f"chmod go-rwx {(tmp_path / 'data' / wide).resolve()}" in refused.stderr) == (2, True)


def test_a_short_secret(command: Command, tmp_path: Path) -> None:
    command("migrate")
    (tmp_path / "data" / "secret").write_text("1234")
    refused = command("serve", SHANYRAQ_ORIGIN=ORIGIN)
    assert (refused.returncode, "is short: remove the file" in refused.stderr) == (2, True)


def test_one_machine_alone_needs_none_of_this(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DEBUG", True)
    assert start_is_safe() == []


def test_a_good_server_may_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ORIGIN", ORIGIN)
    assert start_is_safe() == []
