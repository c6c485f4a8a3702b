"""Under which licence the facts may be used elsewhere; `docs/operating.md` says so to whoever runs a federation."""
from __future__ import annotations

from typing import Final

NAME: Final = "CC BY 4.0"
ADDRESS: Final = "https://creativecommons.org/licenses/by/4.0/"
