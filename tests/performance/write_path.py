"""Taking evidence against bare handlers, over HTTP and in process; by number of clients; by length of the history."""

import asyncio
from statistics import median
from typing import Any

from rich.table import Table
from tests.performance.bare import WAYS
from tests.performance.ground import Ground, free_port, ground
from tests.performance.measuring import Measured, cpu_seconds, measured
from tests.performance.seeding import seeded, signed

ROUNDS, COMMANDS, CASES = 6, 1_500, 6_000
CLIENTS, HISTORIES, EACH = (1, 4, 16, 64), (10, 100, 500), 400
NAMES = {"cases": "cases", "bare": "bare: find, update, send", "reading": "bare, reading what cases reads"}

type Rounds = list[dict[str, Measured]]


def tables() -> list[Table]:
    """The first round only warms up."""
    with ground() as stack:
        command = asyncio.run(seeded(stack.settings.store_address, CASES, ["case", *WAYS], published=True))
        load = {"token": signed(), "command": command, "cases": CASES, "commands": COMMANDS}
        over_http = http_rounds(stack, load)
        question = {"command": command, "cases": CASES, "commands": COMMANDS, "rounds": ROUNDS}
        inside: list[dict[str, Any]] = stack.ask("in_process", question)
        done: Rounds = [{name: measured(one) for name, one in each.items()} for each in inside]
        return [
            comparison(f"Taking evidence over HTTP, 16 connections, {ROUNDS - 1} rounds", over_http[1:], 0.9),
            comparison(f"Taking evidence in process, 16 tasks, {ROUNDS - 1} rounds", done[1:], 0.85),
            by_clients(stack, load),
            by_history(stack, load),
        ]


def http_rounds(stack: Ground, load: dict[str, Any]) -> Rounds:
    port = free_port()
    house, bare = stack.start("cases", "api"), stack.start_bare(port)
    servers = {"cases": (stack.settings.cases_port, house.pid)} | dict.fromkeys(WAYS, (port, bare.pid))
    rounds: Rounds = [{} for _ in range(ROUNDS)]
    for number, done in enumerate(rounds):
        for name, (port, pid) in servers.items():
            done[name] = asked(stack, pid, {**load, "port": port, "path": name, "first": number * COMMANDS})
    for name in ("cases-api", "bare"):
        stack.running.processes.pop(name).stop()
    return rounds


def asked(stack: Ground, pid: int, load: dict[str, Any]) -> Measured:
    """One round of commands, with the CPU that the server, the store and Kafka spent."""
    pids = [pid, *(stack.running.processes[other].pid for other in ("store", "kafka"))]
    before = [cpu_seconds(one) for one in pids]
    answer = stack.ask("calling", load)
    return measured(answer, tuple(cpu_seconds(one) - then for one, then in zip(pids, before, strict=True)))


def comparison(title: str, rounds: Rounds, goal: float) -> Table:
    table = Table("", "commands/s", "p99 ms", "cases / this", "CPU ms: server, store, Kafka", title=title)
    for name, words in NAMES.items():
        ours = [one[name] for one in rounds]
        ratio = median(one["cases"].rate / one[name].rate for one in rounds)
        against = f"{ratio:.2f}" + (f" (goal {goal})" if name == "bare" else "")
        rate, p99 = median(one.rate for one in ours), median(one.p99 for one in ours)
        cpu = spent([median(each) for each in zip(*(one.cpu for one in ours), strict=True)])
        table.add_row(words, f"{rate:.0f}", f"{p99:.0f}", "" if name == "cases" else against, cpu)
    return table


def spent(cpu: list[float] | tuple[float, ...]) -> str:
    return ", ".join(f"{each:.2f}" for each in cpu)


def by_clients(stack: Ground, load: dict[str, Any]) -> Table:
    table = Table("clients", "commands/s", "p50 ms", "p99 ms", title="Taking evidence over HTTP, by number of clients")
    house = stack.start("cases", "api")
    common = {**load, "port": stack.settings.cases_port, "path": "cases", "commands": EACH}
    stack.ask("calling", common)
    for clients in CLIENTS:
        done = asked(stack, house.pid, {**common, "callers": clients, "first": clients * EACH})
        table.add_row(f"{clients}", f"{done.rate:.0f}", f"{done.p50:.1f}", f"{done.p99:.0f}")
    return table


def by_history(stack: Ground, load: dict[str, Any]) -> Table:
    """One client, so that the time of a command is its own."""
    title = "Taking evidence over HTTP, one client, by length of the history"
    table = Table("events", "p50 ms", "p99 ms", "CPU ms: server, store, Kafka", "p50 / first", title=title)
    port, pid = stack.settings.cases_port, stack.running.processes["cases-api"].pid
    shortest = 0.0
    for number, length in enumerate(HISTORIES, start=1):
        start, store = number * 100_000, stack.settings.store_address
        command = asyncio.run(seeded(store, EACH, ["case"], published=True, events=length, start=start))
        question = {**load, "command": command, "cases": 10**8, "commands": EACH, "callers": 1}
        done = asked(stack, pid, {**question, "port": port, "path": "cases", "first": start})
        shortest = shortest or done.p50
        table.add_row(f"{length}", f"{done.p50:.1f}", f"{done.p99:.0f}", spent(done.cpu), f"{done.p50 / shortest:.2f}")
    return table
