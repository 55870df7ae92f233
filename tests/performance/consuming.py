"""Way from cases to supervision: time until visible, also through a burst, and throughput of a backlog."""

import asyncio
import time
from typing import Any

from pymongo import MongoClient
from pymongo.collection import Collection
from rich.table import Table
from tests.performance.ground import Ground, ground
from tests.performance.measuring import quantile
from tests.performance.seeding import DATABASE, EVENTS, seeded, signed

COMMANDS, CASES = 3_000, 1_000
FIXED_RATE, SATURATION_GOAL, HALF_GOAL = 100.0, "p99 ≤ 1000", "p99 ≤ 100"
CALM, FACTOR, BURST, AFTER = 30.0, 6.0, (10.0, 20.0), 60.0
MUCH = 3_000

type Rows = Collection[dict[str, Any]]


def way_to_supervision() -> list[Table]:
    with ground() as stack:
        store, port = stack.settings.store_address, stack.settings.cases_port
        command = asyncio.run(seeded(store, CASES, ["case"], published=False))
        stack.start("supervision", "all")
        stack.start("cases", "all")
        with MongoClient[dict[str, Any]](store) as client:
            until_full(stack, client["zhifatong_supervision"]["case_rows"], CASES)
        load = {"port": port, "path": "cases", "token": signed(), "command": command, "cases": CASES, "watch": store}
        return [paced(stack, load), burst(stack, load)]


def paced(stack: Ground, load: dict[str, Any]) -> Table:
    """Measure as fast as it goes, then at half of that, then at a pace that can be held against other days."""
    table = Table("", "accepted/s", "p50 ms", "p99 ms", "goal", title="Accepted in cases → visible in supervision")

    def measure(words: str, rate: float | None, goal: str) -> float:
        done = stack.ask("calling", {**load, "commands": COMMANDS, "rate": rate})
        p50, p99 = (quantile([wait for _, wait in done["hidden"]], part) for part in (0.5, 0.99))
        accepted: float = COMMANDS / done["seconds"]
        table.add_row(words, f"{accepted:.0f}", f"{p50:.0f}", f"{p99:.0f}", goal)
        return accepted

    saturation = measure("saturation", None, SATURATION_GOAL)
    measure("half of saturation", saturation / 2, HALF_GOAL)
    measure(f"{FIXED_RATE:.0f}/s", FIXED_RATE, "")
    return table


def burst(stack: Ground, load: dict[str, Any]) -> Table:
    """Return the table of a burst. Back to normal: seconds until no second is slower than the calm before."""
    begin, end = BURST
    count = int(CALM * (begin + FACTOR * (end - begin) + AFTER))
    done = stack.ask("calling", {**load, "commands": count, "rate": CALM, "burst": (FACTOR, begin, end)})
    calm = [wait for at, wait in done["hidden"] if 2 < at < begin]
    high = [wait for at, wait in done["hidden"] if begin <= at < end]
    late = [at - end for at, wait in done["hidden"] if at >= end and wait > max(calm)]
    title = f"A burst: {CALM:.0f}/s, {FACTOR:.0f} times as much for {end - begin:.0f} s, {CALM:.0f}/s"
    table = Table("p99 before ms", "p99 in it ms", "back to normal after s", "goal", title=title)
    normal = f"{max(late, default=0.0):.1f}"
    table.add_row(f"{quantile(calm, 0.99):.0f}", f"{quantile(high, 0.99):.0f}", normal, "p99 ≤ 5000, ≤ 60 s")
    return table


def much_at_once() -> Table:
    """Compare supervision's worker with a reader that does one guarded update per event, on the same topic."""
    title = f"Taking {MUCH * EVENTS:,} events of {MUCH:,} cases that wait in Kafka"
    table = Table("", "events/s", "supervision / this", "goal", title=title)
    with ground() as stack, MongoClient[dict[str, Any]](stack.settings.store_address) as client:
        asyncio.run(seeded(stack.settings.store_address, MUCH, ["case"], published=False))
        stack.start("cases", "all")
        pending = client[DATABASE]["case"]
        stack.running.wait(
            lambda: not pending.count_documents({"pending_since": {"$exists": True}}), 600, "not published"
        )
        stack.running.processes.pop("cases").stop()
        stack.start_reader()
        bare = taken_per_second(stack, client["bench"]["rows"])
        stack.running.processes.pop("reader").stop()
        stack.start("supervision", "worker")
        ours = taken_per_second(stack, client["zhifatong_supervision"]["case_rows"])
        counts = client["zhifatong_supervision"]["counts"]
        began = time.perf_counter()
        stack.running.wait(lambda: bool(counts.find_one({"count": MUCH})), 120, "not counted")
    counted = f"counted {time.perf_counter() - began:.1f} s after the last"
    table.add_row("supervision: rows, buckets, parking, reactions", f"{ours:.0f}", "", counted)
    table.add_row("bare: one guarded update per event", f"{bare:.0f}", f"{ours / bare:.2f}", "≥ 0.8")
    return table


def taken_per_second(stack: Ground, rows: Rows) -> float:
    """Return events per second, from the first row to the last event of the last."""
    stack.running.wait(lambda: bool(rows.find_one({})), 120, "nothing is taken")
    began = time.perf_counter()
    until_full(stack, rows, MUCH)
    return MUCH * EVENTS / (time.perf_counter() - began)


def until_full(stack: Ground, rows: Rows, cases: int) -> None:
    known = {"sequence": EVENTS}
    stack.running.wait(lambda: rows.count_documents(known) == cases, 600, "the consumer does not catch up")
