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
from tests.performance.ground import Ground, ask, free_port, ground
from tests.performance.seeding import seeded, signed

ROUNDS, COMMANDS, CASES = 6, 1_500, 6_000
TRACED, TRACED_CASES, EVENTS = 3_000, 1_000, 10
PACES = (("100/s", 100.0, ""), ("200/s", 200.0, "p99 ≤ 200"), ("saturation", None, "p99 ≤ 1000"))
NAMES = {"cases": "cases", "bare": "bare: find, update, send", "reading": "bare, reading what cases reads"}


@dataclass(frozen=True)
class Measured:
    """One round: commands/s, p99 in ms, and CPU per command in ms (of the server, the store and Kafka)."""

    rate: float
    p99: float
    cpu: tuple[float, ...]


type Rounds = list[dict[str, Measured]]


def quantile(waits: list[float], part: float) -> float:
    """In ms."""
    return sorted(waits)[int(len(waits) * part)] * 1_000


def measured(done: dict[str, Any], cpu: tuple[float, ...] = ()) -> Measured:
    count = len(done["waits"])
    return Measured(count / done["seconds"], quantile(done["waits"], 0.99), tuple(it / count * 1_000 for it in cpu))


def cpu_seconds(pid: int) -> float:
    with open(f"/proc/{pid}/stat") as file:
        user, system = file.read().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def write_path() -> tuple[Rounds, Rounds]:
    """Over HTTP and in process; the first round only warms up."""
    with ground() as stack:
        command = asyncio.run(seeded(stack.settings.store_address, CASES, ["case", *WAYS], published=True))
        over_http = http_rounds(stack, command)
        question = {"command": command, "cases": CASES, "commands": COMMANDS, "rounds": ROUNDS}
        inside: list[dict[str, Any]] = stack.ask("in_process", question)
    return over_http[1:], [{name: measured(one) for name, one in done.items()} for done in inside[1:]]


def http_rounds(stack: Ground, command: dict[str, Any]) -> Rounds:
    port = free_port()
    house, bare = stack.start("cases", "api"), stack.start_bare(port)
    servers = {"cases": (stack.settings.cases_port, house.pid)} | dict.fromkeys(WAYS, (port, bare.pid))
    load = {"token": signed(), "command": command, "cases": CASES, "commands": COMMANDS}
    rounds: Rounds = [{} for _ in range(ROUNDS)]
    for number, done in enumerate(rounds):
        for name, (port, pid) in servers.items():
            pids = [pid, *(stack.running.processes[other].pid for other in ("store", "kafka"))]
            before = [cpu_seconds(one) for one in pids]
            answer = stack.ask("calling", {**load, "port": port, "path": name, "first": number * COMMANDS})
            spent = (cpu_seconds(one) - then for one, then in zip(pids, before, strict=True))
            done[name] = measured(answer, tuple(spent))
    for name in ("cases-api", "bare"):
        stack.running.processes.pop(name).stop()
    return rounds


def comparison(title: str, rounds: Rounds, goal: float) -> Table:
    table = Table("", "commands/s", "p99 ms", "cases / this", "CPU ms: server, store, Kafka", title=title)
    for name, words in NAMES.items():
        ours = [one[name] for one in rounds]
        ratio = median(one["cases"].rate / one[name].rate for one in rounds)
        against = f"{ratio:.2f}" + (f" (goal {goal})" if name == "bare" else "")
        cpu = ", ".join(f"{median(each):.2f}" for each in zip(*(one.cpu for one in ours), strict=True))
        rate, p99 = median(one.rate for one in ours), median(one.p99 for one in ours)
        table.add_row(words, f"{rate:.0f}", f"{p99:.0f}", "" if name == "cases" else against, cpu)
    return table


def way_to_supervision() -> Table:
    table = Table("", "accepted/s", "p50 ms", "p99 ms", "goal", title="Accepted in cases → visible in supervision")
    with ground() as stack:
        store, port = stack.settings.store_address, stack.settings.cases_port
        command = asyncio.run(seeded(store, TRACED_CASES, ["case"], published=False))
        stack.start("supervision", "all")
        stack.start("cases", "all")
        until_known(stack)
        load = {"port": port, "path": "cases", "token": signed(), "command": command, "cases": TRACED_CASES}
        for words, rate, goal in PACES:
            done = stack.ask("calling", {**load, "commands": TRACED, "rate": rate, "watch": store})
            p50, p99 = (quantile(done["hidden"], part) for part in (0.5, 0.99))
            table.add_row(words, f"{TRACED / done['seconds']:.0f}", f"{p50:.0f}", f"{p99:.0f}", goal)
    return table


def until_known(stack: Ground) -> None:
    """The sweeper publishes the cases that were put there, and supervision takes them."""
    with MongoClient[dict[str, Any]](stack.settings.store_address) as client:
        rows, known = client["zhifatong_supervision"]["case_rows"], {"sequence": EVENTS}
        stack.running.wait(lambda: rows.count_documents(known) == TRACED_CASES, 300, "supervision does not catch up")


def draw_of_a_million() -> Table:
    title = "A draw out of 1,000,000 firms"
    table = Table("", "seal s", "load s", "draw s", "peak MiB: seal, draw", "goal", title=title)
    for words, quotas in (("50 firms of the whole county", False), ("4 firms of each of 13 townships", True)):
        with tempfile.TemporaryDirectory() as folder:
            question = {"file": f"{folder}/pool", "quotas": quotas}
            sealed, drawn = (ask("draw", {**question, "step": step}) for step in ("seal", "draw"))
        seconds = (f"{one:.1f}" for one in (sealed["seal"], drawn["load"], drawn["draw"]))
        table.add_row(words, *seconds, f"{sealed['peak']:.0f}, {drawn['peak']:.0f}", "draw < 2 s")
    return table


def main() -> None:
    console = Console()
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
