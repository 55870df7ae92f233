"""Links of docs/rules.md to the files that it names."""

from pathlib import Path

from contracts_tool.working_copy import WorkingCopy


def linked(copy: WorkingCopy, path: Path, text: str = "") -> str:
    """Return a link, with the file's short name for its text unless another one is given."""
    return f"[{text or short(path)}]({(copy.root / path).relative_to(copy.rulebook.parent, walk_up=True)})"


def short(path: Path) -> Path:
    """Return the path without `services/` or `libs/`."""
    return Path(*path.parts[1:]) if path.parts[0] in ("services", "libs") else path
