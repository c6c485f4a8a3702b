from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db]

SHOWN = """
import json, django
django.setup()
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in json.loads(input())}, default=str))
"""


def settings_with(folder: Path, names: list[str], **env: str) -> dict[str, Any]:
    """The settings as a server would have them that starts with `env`."""
    own = os.environ | {"SHANYRAQ_DATA": str(folder)} | env
    done = subprocess.run([sys.executable, "-c", SHOWN], env=own, input=json.dumps(names), capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def test_every_page_is_closed_to_foreign_scripts() -> None:
    headers = Client().get("/enter/x/").headers
    policy = {part.strip().partition(" ")[0]: part.strip().partition(" ")[2] for part in headers["Content-Security-Policy"].split(";")}
    assert policy == {
        "default-src": "'none'",
        "style-src": "'self'",
        "script-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    told = ("X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy")
    assert [headers[name] for name in told] == ["nosniff", "DENY", "same-origin", "same-origin"]


def test_the_page_of_an_error_has_them_too() -> None:
    assert "Content-Security-Policy" in Client().get("/nothing/").headers


def test_pages_travel_compressed() -> None:
    assert Client(headers={"accept-encoding": "gzip"}).get("/enter/x/")["Content-Encoding"] == "gzip"


def test_in_production_cookies_and_transport_are_strict(tmp_path: Path) -> None:
    names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS"]
    assert settings_with(tmp_path, names, SHANYRAQ_ORIGIN="https://federation.example") == {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "LANGUAGE_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": 31536000,
        "ALLOWED_HOSTS": ["federation.example"],
        "CSRF_TRUSTED_ORIGINS": ["https://federation.example"],
    }


def test_three_federations_on_one_host_do_not_share_cookies(tmp_path: Path) -> None:
    names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "LANGUAGE_COOKIE_NAME"]
    kept = [name for folder in ("a", "b", "c") for name in settings_with(tmp_path / folder, names).values()]
    assert len(set(kept)) == 9
    assert settings_with(tmp_path / "a", names) == dict(zip(names, kept[:3], strict=True))
