"""A post office for tests: a real SMTP server on the loopback, and a letter to send."""
from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from shanyraq import environment
from shanyraq.mail.changes import send
from shanyraq.mail.models import Letter

NOON = datetime(2026, 8, 3, 12, tzinfo=UTC)
USER, PASSWORD = "federation@example.org", "p:a@ss/w%rd"


class Box:
    """What arrived, as a mail program would read it; `answers` is what is said to an address, or to `data`, instead of OK."""

    def __init__(self, port: int, answers: dict[str, str]) -> None:
        self.port = port
        self.arrived: list[tuple[str, list[str], EmailMessage]] = []
        self.answers = answers

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802 (aiosmtpd asks for it)
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        message = message_from_bytes(envelope.original_content, _class=EmailMessage, policy=policy.default)
        self.arrived.append((envelope.mail_from, envelope.rcpt_tos, message))
        return self.answers.get("data", "250 OK")


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def knows(server: Any, session: Any, envelope: Any, mechanism: str, data: LoginPassword) -> AuthResult:
    known = (data.login.decode(), data.password.decode()) == (USER, PASSWORD)
    return AuthResult(success=known, handled=known)  # where it is not handled, the server says so itself


@contextmanager
def office(*, port: int | None = None, certificate: ssl.SSLContext | None = None, answers: dict[str, str] | None = None, **options: Any) -> Iterator[Box]:
    """A server that goes at the end; its port is `box.port`."""
    box = Box(port or free_port(), answers or {})
    controller = Controller(box, hostname="127.0.0.1", port=box.port, tls_context=certificate, **options)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


def use(settings: Any, url: str) -> None:
    """The settings as EMAIL_URL makes them; in a test Django keeps letters in memory unless told otherwise."""
    server = environment.mail_server(url)
    settings.MAIL_SERVER = server
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend" if server.host else "shanyraq.mail.folder.Folder"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = server.user, server.password
    settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL, settings.EMAIL_TIMEOUT = server.tls == "starttls", server.tls == "whole", 5


def post(key: str = "k", *, to: str = "aigul@example.org", language: str = "kk", at: datetime = NOON, thing: str = "people:person:1", **told: Any) -> Letter:
    return send(to=to, language=language, template="mail/trial.txt", told=told, by=None, at=at, thing=thing, key=key)
