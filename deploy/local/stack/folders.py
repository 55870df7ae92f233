"""Folders of the stack. Standard library only: `make` reads this before any package is installed."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
LOCAL = ROOT / ".local"
PINS = ROOT / "deploy" / "local" / "kafka"


def folder_of(package: str) -> Path:
    """Return the folder for the package that <package>.lock pins; each version has its own."""
    pinned = re.search(rf"^{package}==(\S+)", (PINS / f"{package}.lock").read_text(), re.MULTILINE)
    if not pinned:
        raise LookupError(f"{package}.lock pins no {package}")
    return LOCAL / f"{package}-{pinned[1]}"
