"""How long a draw of 50 of a million firms takes, and how much memory: `python measure_draw.py [firms]`.

Not a test: a figure to report. Firms are spread over tiers, risks and 13 townships; the sample's ticket table applies.
"""

import json
import resource
import sys
import time
from datetime import date

from contracts.credit import Risk
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
    seal,
    table_on,
)
from inspections.reference import load_ticket_tables

ON = date(2026, 9, 1)
TOWNSHIPS = [f"130624{number}" for number in (*range(100, 108), 202, 203, 204, 206, 207)]
TIERS = (Tier.A, *(Tier.B,) * 7, Tier.C, Tier.D)
RISKS = (Risk.LOW, Risk.LOW, Risk.LOW, Risk.ORDINARY, Risk.ORDINARY, Risk.HIGH)


def firm(number: int) -> DirectoryFirm:
    code = f"91130624{number:010d}"
    return DirectoryFirm(code, TOWNSHIPS[number % 13], "catering", TIERS[number % 10], RISKS[number % 6])


def officers() -> list[DirectoryOfficer]:
    return [
        DirectoryOfficer(f"{township}-{number}", township, frozenset({"safety"}), ON, ON)
        for township in TOWNSHIPS
        for number in range(5)
    ]


def terms(quotas: tuple[Quota, ...] = ()) -> Terms:
    lists = ("safety",)
    return Terms(draw="draw-1", on=ON, wanted=52 if quotas else 50, fields=lists, item_lists=lists, quotas=quotas)


def measure(count: int, terms: Terms) -> dict[str, object]:
    start = time.perf_counter()
    directory = [firm(number) for number in range(count)]
    pool_file = encode(assemble(directory, officers(), (), terms, table_on(load_ticket_tables(), ON)))
    del directory
    sealed = time.perf_counter()
    pool = decode(pool_file)
    loaded = time.perf_counter()
    drawn = hold(pool, "2026-09-01 sample seed")
    ended = time.perf_counter()
    return {
        "firms": len(pool.firms),
        "tickets": sum(firm.tickets for firm in pool.firms),
        "drawn": len(drawn),
        "seal": seal(pool_file)[:16],
        "assemble_and_encode_s": round(sealed - start, 2),
        "load_s": round(loaded - sealed, 2),
        "draw_s": round(ended - loaded, 2),
        "pool_file_mib": round(len(pool_file) / 2**20, 1),
        "peak_rss_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    print(json.dumps(measure(wanted, terms())))
    print(json.dumps(measure(wanted, terms(tuple(Quota(township, 4) for township in TOWNSHIPS)))))
