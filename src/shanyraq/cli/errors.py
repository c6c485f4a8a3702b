"""How a command ends that could not do what was asked: one line on standard error and a status."""
from __future__ import annotations


class Refused(Exception):
    """The command cannot be carried out; the message is one sentence that says why and what would be right."""

    status = 2


class Unknown(Refused):
    """A slug that names nothing."""

    status = 3
