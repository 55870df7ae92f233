"""How long a draw of 50 of a million firms takes and how much memory: `python measure_draw.py`. A figure, not a test.

Sealing and drawing run in processes of their own, so that each has its own peak of memory. Firms are spread over
tiers, risks and 13 townships by the sample's ticket table; those without tickets do not count among the million.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from contracts.credit import Risk
from contracts.places import TOWNSHIPS
from contracts.values import Tier
from inspections.domain.lottery import (
    DirectoryFirm,
    DirectoryOfficer,
    Quota,
    Terms,
    assemble,
    decode,
    encode,
    hold,
    table_on,
)
from inspections.reference import load_ticket_tables

FIRMS, ON, PLACES = 1_000_000, date(2026, 9, 1), list(TOWNSHIPS)
TIERS = (Tier.A, *(Tier.B,) * 7, Tier.C, Tier.D)
RISKS = (Risk.LOW, Risk.LOW, Risk.ORDINARY, Risk.ORDINARY, Risk.HIGH)


def firm(number: int) -> DirectoryFirm:
    tier, risk = TIERS[number % 10], RISKS[number // 10 % 5]
    drawable = Risk.ORDINARY if tier is Tier.A else risk
    return DirectoryFirm(f"91130624{number:010d}", PLACES[number % 13], "catering", tier, drawable)


def officers() -> list[DirectoryOfficer]:
    fields = frozenset({"safety"})
    return [DirectoryOfficer(f"{place}-{n}", place, fields, ON, ON) for place in PLACES for n in range(5)]


def make(file: Path, quotas: tuple[Quota, ...]) -> dict[str, float]:
    lists, wanted = ("safety",), sum(quota.wanted for quota in quotas) or 50
    terms = Terms(draw="draw-1", on=ON, wanted=wanted, fields=lists, item_lists=lists, quotas=quotas)
    directory = [firm(number) for number in range(FIRMS)]
    start = time.perf_counter()
    file.write_bytes(encode(assemble(directory, officers(), (), terms, table_on(load_ticket_tables(), ON))))
    return {"seal_s": time.perf_counter() - start, "file_mib": file.stat().st_size / 2**20}


def draw(file: Path) -> dict[str, float]:
    start = time.perf_counter()
    pool = decode(file.read_bytes())
    loaded, worked = time.perf_counter(), time.process_time()
    drawn = hold(pool, "2026-09-01 sample seed")
    done, cpu = time.perf_counter(), time.process_time() - worked
    tickets = sum(firm.tickets for firm in pool.firms)
    counts = {"firms": len(pool.firms), "tickets": tickets, "drawn": len(drawn)}
    return counts | {"load_s": loaded - start, "draw_s": done - loaded, "draw_cpu_s": cpu}


def report(step: str, file: Path) -> None:
    quotas = tuple(Quota(place, 4) for place in PLACES) if "quotas" in step else ()
    figures = make(file, quotas) if step.startswith("make") else draw(file)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(step, json.dumps({name: round(figure, 2) for name, figure in figures.items()} | {"peak_mib": round(peak)}))


if __name__ == "__main__":
    if len(sys.argv) > 2:
        report(sys.argv[1], Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            for step in ("make", "draw", "make-with-quotas", "draw-with-quotas"):
                subprocess.run([sys.executable, __file__, step, f"{folder}/pool"], check=True)
