"""What the environment says, read once by the settings. Each wrong value is answered by a sentence that says what would be right."""
from __future__ import annotations

import ipaddress
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
SQLITE = {
    "transaction_mode": "IMMEDIATE",  # a writer waits at its begin; otherwise it fails in the middle, when its snapshot is stale
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
MAIL_FORM = (
    "EMAIL_URL must be smtp://user:password@host:587?tls=starttls or smtps://user:password@host:465; signs such as @ : / in a password are "
    "written as %40 %3A %2F. Leave it out to keep letters in the data folder."
)
MAIL_OPEN = "EMAIL_URL says tls=none for another machine: a name and a password would be read on the way. Use tls=starttls or smtps://."
MAIL_PORTS = {"smtp": 587, "smtps": 465}
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


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters go out; without a host they stay in the data folder. `tls` is "starttls", "whole" (from the first byte) or "none"."""

    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    tls: str = "none"


def mail_server(url: str) -> MailServer:
    """`smtp://user:password@host:port?tls=starttls` or `smtps://...`. No sentence repeats the address: a password may stand in it.

    Without `tls` the connection is protected, unless the server is this machine.
    """
    if not url:
        return MailServer()
    try:
        parts = urlsplit(url)
        named, said = parts.port, dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=True)) if parts.query else {}
    except ValueError:
        raise ImproperlyConfigured(MAIL_FORM) from None
    host, user, password = parts.hostname or "", unquote(parts.username or ""), unquote(parts.password or "")
    tls = "whole" if parts.scheme == "smtps" else said.get("tls", "none" if on_loopback(f"//{parts.netloc}") else "starttls")
    plain = parts.scheme in MAIL_PORTS and host and named != 0 and not (parts.path.strip("/") or parts.fragment) and bool(user) == bool(password)
    if not plain or set(said) - {"tls"} or tls not in ("starttls", "whole", "none") or ("tls" in said and parts.scheme == "smtps"):
        raise ImproperlyConfigured(MAIL_FORM)
    if tls == "none" and user and not on_loopback(f"//{parts.netloc}"):
        raise ImproperlyConfigured(MAIL_OPEN)
    return MailServer(host, named or MAIL_PORTS[parts.scheme], user, password, tls)


def sender(named: str, origin: str) -> str:
    """The address from which letters come; where none is named, one at the public name, if that is one for letters."""
    if named and not is_address(named.strip()):
        raise ImproperlyConfigured(f"SHANYRAQ_MAIL_FROM is “{named}”; it must be an e-mail address such as no-reply@federation.example.")
    own = f"no-reply@{host(origin)}"
    return named.strip() or (own if is_address(own) else "no-reply@localhost")


def is_address(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True
