"""What the environment says, read once by the settings. Each wrong value is answered by a sentence that says what would be right."""
from __future__ import annotations

import ipaddress
import os
import secrets
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
SQLITE = {
    "transaction_mode": "IMMEDIATE",  # a writer waits at its begin; otherwise it fails in the middle, when its snapshot is stale
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
KEPT_OPEN = 60  # seconds: to open a connection takes longer than to show a page that is kept


def data_folder(named: str) -> Path:
    """The data folder, made for its owner alone if it is not there."""
    folder = Path(named).resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"The data folder {folder} cannot be made: {error.strerror}. Set SHANYRAQ_DATA to a folder that can.") from error
    return folder


def secret(folder: Path) -> str:
    """The secret key of this data folder, drawn at the first start; of two processes that start at once, both read the same."""
    kept = folder / "secret"
    if not kept.exists():
        handle, drawn = tempfile.mkstemp(dir=folder, prefix=".secret-")
        with os.fdopen(handle, "w") as written:
            written.write(secrets.token_urlsafe(48))
        try:
            kept.hardlink_to(drawn)
        except FileExistsError:
            pass
        finally:
            Path(drawn).unlink()
    return kept.read_text().strip()


def port(named: str) -> int:
    if not (named.isascii() and named.isdigit() and 0 < int(named) < 1 << 16):
        raise ImproperlyConfigured(f"PORT is “{named}”; it must be a number from 1 to 65535.")
    return int(named)


def origin(named: str) -> str:
    """The public address, `https://name`, or empty: then only this machine is served. A folder or a user in it is refused."""
    parts = urlsplit(named)
    plain = parts.scheme in ("https", "http") and parts.hostname and not (parts.path.strip("/") or parts.query or parts.username)
    if named and not plain:
        raise ImproperlyConfigured(f"SHANYRAQ_ORIGIN is “{named}”; it must be an address such as https://federation.example, without a path.")
    return named.rstrip("/")


def host(origin: str) -> str:
    """The name in an origin, as a Host header writes it: an IPv6 address in brackets."""
    name = urlsplit(origin).hostname or ""
    return f"[{name}]" if ":" in name else name


def on_loopback(origin: str) -> bool:
    """Whether an origin can be reached from its own machine only; without one it is so."""
    name = host(origin)
    if not name or name in LOOPBACK:
        return True
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def doors(named: str) -> dict[str, str]:
    """`zhetysu=http://localhost:8000 ulgi=... own=...`: the federations served side by side, by name; empty for none."""
    pairs = [pair.partition("=") for pair in named.split()]
    if any(not (name.isidentifier() and address.startswith(("http://", "https://"))) for name, _, address in pairs):
        raise ImproperlyConfigured("SHANYRAQ_DOORS must be pairs such as zhetysu=http://localhost:8000, with a space between them.")
    return {name: address for name, _, address in pairs}


def database(url: str, folder: Path) -> dict[str, Any]:
    """Django's description of the database: `postgres://user:password@host:port/name`, or SQLite in the data folder where nothing is said."""
    if not url:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "shanyraq.sqlite3", "OPTIONS": SQLITE, "CONN_MAX_AGE": KEPT_OPEN}
    parts = urlsplit(url)
    name = unquote(parts.path[1:])
    if parts.scheme not in ("postgres", "postgresql") or not name:
        raise ImproperlyConfigured("DATABASE_URL must be postgres://user:password@host:port/name; leave it out for SQLite in the data folder.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": KEPT_OPEN,
        "CONN_HEALTH_CHECKS": True,
    }
