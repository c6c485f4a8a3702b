"""Papers as PDF, by typst. A form (`forms/NAME.typ`) reads its data as JSON: no text of the data is ever read as markup."""
from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, Final

from shanyraq.papers.fonts import font_folders

FORMS: Final = Path(__file__).with_name("forms")
MOST_SECONDS: Final = 30.0
AT_ONCE: Final = 2  # papers that one process of the server has typeset at the same time
WAIT_SECONDS: Final = 20.0
places = BoundedSemaphore(AT_ONCE)


class PaperFailed(RuntimeError):
    """The paper could not be typeset within its bounds of time and memory."""


class PressBusy(RuntimeError):
    """Others wait already; the same request will do in a moment."""


def typeset(form: str, data: Mapping[str, Any], *, day: date) -> bytes:
    """The paper as PDF/A-2a and PDF/UA-1, or as plain PDF where it holds a sign that no font has; `day`, on which it is made, is written into it.

    The same form, data and day give the same bytes. Raises PaperFailed and PressBusy.
    """
    moment = int(datetime.combine(day, time(), tzinfo=UTC).timestamp())
    order = {"form": form, "forms": str(FORMS), "fonts": font_folders(), "data": data, "moment": moment}
    if not places.acquire(timeout=WAIT_SECONDS):
        raise PressBusy
    try:
        return _pressed(json.dumps(order, ensure_ascii=False).encode())
    finally:
        places.release()


def _pressed(order: bytes) -> bytes:
    command = [sys.executable, "-P", "-m", "shanyraq.papers.press"]
    try:
        done = subprocess.run(command, input=order, capture_output=True, check=True, timeout=MOST_SECONDS)  # noqa: S603 (a command of our own)
    except subprocess.CalledProcessError as failed:
        raise PaperFailed(failed.stderr.decode(errors="replace")[-2000:]) from failed
    except subprocess.TimeoutExpired as late:
        raise PaperFailed(f"not done within {MOST_SECONDS:.0f} seconds") from late
    return done.stdout
