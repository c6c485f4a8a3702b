from __future__ import annotations

SHOWN = 60


class DateRefused(ValueError):
    """A date that is not taken. Its message is a sentence: what is wrong, and what was understood."""


def quoted(text: str) -> str:
    """The words at fault, short enough for a message."""
    flat = " ".join(text[:200].encode(errors="replace").decode().split())
    return flat if len(flat) <= SHOWN else flat[: SHOWN - 1] + "…"
