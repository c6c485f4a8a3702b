"""The floors of the house, read from the one place where they stand: import-linter's contract in pyproject.toml."""
from __future__ import annotations

import re
import tomllib
from pathlib import Path

import shanyraq

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = Path(shanyraq.__file__).parent


def floors() -> list[list[str]]:
    """The packages of each floor, from the top down."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["containers"] == ["shanyraq"])
    return [re.findall(r"[a-z_]+", layer) for layer in layers]


def depth() -> dict[str, int]:
    """How far down each package stands; a larger number is nearer to the ground."""
    return {package: level for level, packages in enumerate(floors()) for package in packages}


def below_rights() -> list[str]:
    levels = depth()
    return [package for package, level in levels.items() if level > levels["rights"]]


def source(package: str) -> list[Path]:
    """The modules of a package, migrations left out."""
    single = PACKAGE / f"{package}.py"
    found = [single] if single.exists() else sorted((PACKAGE / package).rglob("*.py"))
    return [path for path in found if "migrations" not in path.parts]
