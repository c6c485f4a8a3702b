"""What the chronicle refuses, in sentences."""
from __future__ import annotations


class ChangeRefused(ValueError):
    """A change that cannot be recorded; the message says why and names what it contradicts."""


class TooManyWorlds(ChangeRefused):
    def __init__(self) -> None:
        super().__init__("Too many changes of one fact stand without order. Say with `after` or `before` which came first.")


class NoWorld(ChangeRefused):
    """No order of the changes of one fact fits their dates."""
