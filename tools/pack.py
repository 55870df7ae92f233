"""The rules by which a phone judges, before they are compiled: `python -m tools.pack FILE` writes them as a ZIP.

It holds the sources that the hashes of the rules are made of, and `pack.json`: what the judge of each service is loaded
with, and the name of all their rules together.
"""

import hashlib
import json
import sys
import zipfile
from pathlib import Path

from cases import judge as cases_judge
from chassis.deadlines import working_days
from inspections import judge as inspections_judge


def packs() -> dict[str, str]:
    """Return what the judge of each service is loaded with."""
    return {"cases": cases_judge.pack(working_days()), "inspections": inspections_judge.pack()}


def pack() -> str:
    """Return `pack.json`."""
    judges = packs()
    told = "".join(f"{service} {json.loads(judges[service])['rules']}\n" for service in sorted(judges))
    return json.dumps({"rules": hashlib.sha256(told.encode()).hexdigest(), "judges": judges})


def write(target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    files = cases_judge.rule_files() | inspections_judge.rule_files()
    with zipfile.ZipFile(target, "w") as made:
        for name, content in sorted(files.items()):
            made.writestr(zipfile.ZipInfo(name), content)
        made.writestr(zipfile.ZipInfo("pack.json"), pack())


if __name__ == "__main__":
    write(Path(sys.argv[1]))
