"""Where the fonts of papers are: Noto Sans for Kazakh, Russian and English, Noto Sans KR for Korean. No font of the system is used."""
from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Final

FOLDERS: Final = (("fontpkg_noto_sans", "files"), ("justmytype_intl_cjk", "fonts/ofl/notosanskr"))


def font_folders() -> list[str]:
    return [str(Path(str(files(package))) / within) for package, within in FOLDERS]
