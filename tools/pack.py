"""The rules by which a phone judges, before they are compiled: `python -m tools.pack FILE` writes them as a ZIP.

It holds the sources that the hash of the rules is made of, and `pack.json`, which `cases.judge` is loaded with.
"""

import sys
import zipfile
from pathlib import Path

from cases.judge import pack, rule_files
from chassis.deadlines import working_days


def write(target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as made:
        for name, content in rule_files().items():
            made.writestr(zipfile.ZipInfo(name), content)
        made.writestr(zipfile.ZipInfo("pack.json"), pack(working_days()))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
