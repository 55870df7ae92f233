"""A draw of 50 out of 20,000 firms: each step in a process of its own, so that each has its own peak of memory.

Firms are spread over tiers, risks and 13 townships by the sample's ticket table; the pool has ten lines for each.
"""

import json
import resource
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

from contracts.credit import Risk
from contracts.places import TOWNSHIPS
from contracts.values import Tier
from inspections.draws.domain.lottery import (
    DirectoryFirm,
    DirectoryOfficer,
    Quota,
    Terms,
    assemble,
    decode,
    decode_openings,
    encode,
    encode_openings,
    hold,
    table_on,
)
from inspections.draws.reference import load_ticket_tables

FIRMS, WANTED, ON, PLACES = 20_000, 50, date(2026, 9, 1), list(TOWNSHIPS)
TIERS = (Tier.A, *(Tier.B,) * 7, Tier.C, Tier.D)
RISKS = (Risk.LOW, Risk.LOW, Risk.ORDINARY, Risk.ORDINARY, Risk.HIGH)

type Figures = dict[str, float]


def firm(number: int) -> DirectoryFirm:
    tier, risk = TIERS[number % 10], RISKS[number // 10 % 5]
    drawable = Risk.ORDINARY if tier is Tier.A else risk
    return DirectoryFirm(f"91130624{number:010d}", PLACES[number % 13], "catering", tier, drawable, "")


def officers() -> list[DirectoryOfficer]:
    fields = frozenset({"safety"})
    return [DirectoryOfficer(f"{place}-{n}", place, fields, ON, ON, "") for place in PLACES for n in range(5)]


def seal(file: Path, quotas: tuple[Quota, ...]) -> Figures:
    lists, wanted = ("safety",), sum(quota.wanted for quota in quotas) or WANTED
    terms = Terms(
        draw="draw-1",
        on=ON,
        wanted=wanted,
        fields=lists,
        item_lists=lists,
        applies_to=(),
        quotas=quotas,
        seed_source="sample",
        seed_issue="2026101",
        known_from=datetime(2026, 9, 1, 13, 15, tzinfo=UTC),
    )
    directory = [firm(number) for number in range(FIRMS)]
    start = time.perf_counter()
    pool, openings = assemble(directory, officers(), (), terms, table_on(load_ticket_tables(), ON), "5e" * 32)
    file.write_bytes(encode(pool))
    file.with_suffix(".openings").write_bytes(encode_openings(openings))
    return {"seal": time.perf_counter() - start}


def draw(file: Path) -> Figures:
    start = time.perf_counter()
    pool, openings = decode(file.read_bytes()), decode_openings(file.with_suffix(".openings").read_bytes())
    loaded = time.perf_counter()
    drawn = hold(pool, openings, "2026101 sample seed").drawn
    done = time.perf_counter()
    return {"firms": len(pool.firms), "drawn": len(drawn), "load": loaded - start, "draw": done - loaded}


def measured(step: str, file: str, quotas: bool) -> Figures:
    """Return the seconds of one step, and the peak memory of the process in MiB."""
    per_place = tuple(Quota(place, 4) for place in PLACES) if quotas else ()
    figures = seal(Path(file), per_place) if step == "seal" else draw(Path(file))
    return figures | {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


if __name__ == "__main__":
    json.dump(measured(**json.load(sys.stdin)), sys.stdout)
