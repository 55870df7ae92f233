"""`make bench`: the figures of the write path, of the way to supervision and of the draw, as tables.

Ratios are taken within one run, round by round, since the machine is shared; absolutes are for information.
"""

import asyncio
import os
import tempfile
from dataclasses import dataclass
from statistics import median
from typing import Any

from pymongo import MongoClient
from rich.console import Console
from rich.table import Table
from tests.performance.bare import WAYS
from tests.performance.ground import Ground, ask, ground
from tests.performance.seeding import seeded, signed

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "6"))
COMMANDS, CASES = 1_500, 6_000
TRACED, TRACED_CASES = 3_000, 1_000
WAYS_TO_CALL = (("100/s", 100.0, ""), ("200/s", 200.0, "p99 ≤ 200"), ("saturation", None, "p99 ≤ 1000"))
EVENTS = 10
NAMES = {"cases": "cases", "bare": "bare: find, update, send", "reading": "bare, also reading officers and file"}

console = Console()


@dataclass(frozen=True)
class Measured:
    """One round: commands/s, p99 in ms, and CPU per command in ms (of the server, the store and Kafka)."""

    rate: float
    p99: float
    cpu: tuple[float, ...] = ()


type Rounds = list[dict[str, Measured]]


def quantile(waits: list[float], part: float) -> float:
    """In ms."""
    return sorted(waits)[int(len(waits) * part)] * 1_000


def measured(done: dict[str, Any], cpu: tuple[float, ...] = ()) -> Measured:
    count = len(done["waits"])
    per_command = tuple(one / count * 1_000 for one in cpu)
    return Measured(count / done["seconds"], quantile(done["waits"], 0.99), per_command)


def cpu_seconds(pid: int) -> float:
    with open(f"/proc/{pid}/stat") as file:
        user, system = file.read().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def write_path() -> tuple[Rounds, Rounds]:
    """Over HTTP and in process; the first round only warms up."""
    with ground() as stack:
        collections = ["case", *WAYS]
        given = asyncio.run(seeded(stack.settings.store_address, CASES, collections, published=True))
        over_http = http_rounds(stack, given.command)
        question = {"command": given.command, "cases": CASES, "commands": COMMANDS, "rounds": ROUNDS}
        inside: list[dict[str, Any]] = stack.ask("in_process", question)
    return over_http[1:], [{name: measured(one) for name, one in done.items()} for done in inside[1:]]


def http_rounds(stack: Ground, command: dict[str, Any]) -> Rounds:
    house, bare = stack.start("cases", "api"), stack.start_bare()
    servers = {"cases": (stack.settings.cases_port, house.pid)} | dict.fromkeys(WAYS, (stack.bare_port, bare.pid))
    token = signed()
    rounds: Rounds = []
    for number in range(ROUNDS):
        rounds.append({})
        for name, (port, pid) in servers.items():
            pids = [pid, *(stack.running.processes[other].pid for other in ("store", "kafka"))]
            before = [cpu_seconds(one) for one in pids]
            first = number * COMMANDS
            load = {"port": port, "path": name, "token": token, "command": command, "first": first, "cases": CASES}
            done = stack.ask("calling", {**load, "commands": COMMANDS})
            spent = (cpu_seconds(one) - then for one, then in zip(pids, before, strict=True))
            rounds[-1][name] = measured(done, tuple(spent))
    stack.stop("cases-api", "bare")
    return rounds


def comparison(title: str, rounds: Rounds, goal: float) -> Table:
    table = Table("", "commands/s", "p99 ms", "cases / this", "CPU ms: server, store, Kafka", title=title)
    for name, words in NAMES.items():
        ours = [one[name] for one in rounds]
        ratio = median(one["cases"].rate / one[name].rate for one in rounds)
        cpu = " + ".join(f"{median(each):.2f}" for each in zip(*(one.cpu for one in ours), strict=True))
        against = "" if name == "cases" else f"{ratio:.2f}" + (f" (goal {goal})" if name == "bare" else "")
        rate, p99 = median(one.rate for one in ours), median(one.p99 for one in ours)
        table.add_row(words, f"{rate:.0f}", f"{p99:.0f}", against, cpu)
    return table


def way_to_supervision() -> Table:
    table = Table("", "accepted/s", "p50 ms", "p99 ms", "goal", title="Accepted in cases → visible in supervision")
    with ground() as stack:
        given = asyncio.run(seeded(stack.settings.store_address, TRACED_CASES, ["case"], published=False))
        stack.start("supervision", "all")
        stack.start("cases", "all")
        until_known(stack)
        load = {"port": stack.settings.cases_port, "path": "cases", "token": signed(), "command": given.command}
        load |= {"first": 0, "cases": TRACED_CASES, "commands": TRACED}
        question = {"load": load, "store_url": stack.settings.store_address}
        for words, rate, goal in WAYS_TO_CALL:
            done = stack.ask("visible", question | {"rate": rate})
            p50, p99 = (quantile(done["waits"], part) for part in (0.5, 0.99))
            table.add_row(words, f"{TRACED / done['seconds']:.0f}", f"{p50:.0f}", f"{p99:.0f}", goal)
    return table


def until_known(stack: Ground) -> None:
    """The sweeper publishes the cases that were put there, and supervision takes them."""
    with MongoClient[dict[str, Any]](stack.settings.store_address) as client:
        rows = client["zhifatong_supervision"]["case_rows"]
        stack.running.wait(
            lambda: rows.count_documents({"sequence": EVENTS}) == TRACED_CASES, 300, "supervision does not catch up"
        )


def draw_of_a_million() -> Table:
    table = Table(
        "", "seal s", "load s", "draw s", "peak MiB: seal, draw", "goal", title="A draw out of 1,000,000 firms"
    )
    for words, quotas in (("50 firms of the whole county", False), ("4 firms of each of 13 townships", True)):
        with tempfile.TemporaryDirectory() as folder:
            sealed, drawn = (
                ask("draw", {"step": step, "file": f"{folder}/pool", "quotas": quotas}) for step in ("seal", "draw")
            )
        seconds = (f"{one:.1f}" for one in (sealed["seal"], drawn["load"], drawn["draw"]))
        table.add_row(words, *seconds, f"{sealed['peak']:.0f}, {drawn['peak']:.0f}", "draw < 2 s")
    return table


def main() -> None:
    console.print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start.")
    console.print("The store runs without --sync-on-commit: these are figures of speed, not of durability.")
    over_http, inside = write_path()
    console.print(comparison(f"Taking evidence over HTTP, 16 connections, {len(over_http)} rounds", over_http, 0.9))
    console.print(comparison(f"Taking evidence in process, 16 tasks, {len(inside)} rounds", inside, 0.85))
    console.print(way_to_supervision())
    console.print(draw_of_a_million())
    console.print(f"Load {os.getloadavg()[0]:.1f} at the end.")


if __name__ == "__main__":
    main()
