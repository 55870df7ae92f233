"""The rules by which a phone judges, before they are compiled: `python -m tools.pack FILE` writes them as a ZIP.

It holds the sources that the hashes of the rules are made of, and `pack.json`: what the judge of each service is loaded
with, and the name of all their rules together.
"""

import hashlib
import json
import sys
import zipfile
from importlib import import_module
from pathlib import Path

from cases import judge as cases_judge
from chassis.deadlines import working_days
from chassis.http import ways_to
from contracts.judging import Way
from inspections import judge as inspections_judge


def packs() -> dict[str, str]:
    """Return what the judge of each service is loaded with."""
    return {
        "cases": cases_judge.pack(working_days(), ways("cases", "/cases/{case_id}/")),
        "inspections": inspections_judge.pack(ways("inspections", "/visits/{visit_id}/")),
    }


def ways(service: str, below: str) -> dict[str, Way]:
    """Return the ways to the commands of a service below an address, by their steps, in one order."""
    import_module(f"{service}.api")  # its routes are known once they are declared
    found = sorted(ways_to(service, below).items())
    return {step: Way(address=way.address, method=way.method, schema=way.schema) for step, way in found}


def pack() -> str:
    """Return `pack.json`; `rules` names all that judges are loaded with: their rules, and the ways to their steps."""
    judges = packs()
    named = {service: [one["rules"], one["ways"]] for service, text in judges.items() for one in [json.loads(text)]}
    told = json.dumps(named, sort_keys=True).encode()
    return json.dumps({"rules": hashlib.sha256(told).hexdigest(), "judges": judges})


def write(target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    files = cases_judge.rule_files() | inspections_judge.rule_files()
    with zipfile.ZipFile(target, "w") as made:
        for name, content in sorted(files.items()):
            made.writestr(zipfile.ZipInfo(name), content)
        made.writestr(zipfile.ZipInfo("pack.json"), pack())


if __name__ == "__main__":
    write(Path(sys.argv[1]))
