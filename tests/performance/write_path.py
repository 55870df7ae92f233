"""Taking evidence against bare handlers and services of others, over HTTP and in process; by clients; by history."""

import asyncio
import time
from collections.abc import Sequence
from statistics import median
from typing import Any

from rich.table import Table
from tests.performance.bare import WAYS
from tests.performance.contestants import GOALS, WORDS, Contestant, contestants
from tests.performance.ground import Ground, ground
from tests.performance.measuring import Measured, cpu_seconds, measured
from tests.performance.seeding import seeded, signed

ROUNDS, COMMANDS, CASES = 4, 1_500, 6_000
"""The first round only warms up."""

KNOWN = 1_500
"""So few cases that each is met in every round: a process knows them from the round before."""

CLIENTS, HISTORIES, EACH = (1, 4, 16, 64), (10, 100, 500), 150
IN_PROCESS_GOALS = {"bare": 0.85}
CPU_GOAL, HISTORY_GOAL = 1.1, 1.5
IDLE_CORES, LOOK_SECONDS, SETTLE_SECONDS = 0.1, 0.5, 30.0

type Rounds = list[dict[str, Measured]]


def tables() -> list[Table]:
    with ground() as stack:
        command = asyncio.run(seeded(stack.settings.store_address, CASES, ["case", *WAYS], published=True))
        load = {"token": signed(), "command": command, "commands": COMMANDS}
        fresh, known = http_rounds(stack, load)
        question = {"command": command, "cases": CASES, "commands": COMMANDS, "rounds": ROUNDS}
        inside: list[dict[str, Any]] = stack.ask("in_process", question)
        done: Rounds = [{name: measured(one) for name, one in each.items()} for each in inside]
        return [
            comparison("Taking evidence over HTTP, 16 connections, cases in work", known, GOALS),
            comparison("Taking evidence over HTTP, 16 connections, each case met once", fresh, GOALS),
            comparison("Taking evidence in process, 16 tasks, each case met once", done[1:], IN_PROCESS_GOALS),
            by_clients(stack, load),
            by_history(stack, load),
        ]


def http_rounds(stack: Ground, load: dict[str, Any]) -> tuple[Rounds, Rounds]:
    """Run rounds over new cases, then over cases that the servers know, all contestants in turn."""
    servers = list(contestants(stack, CASES))
    fresh = [a_round(stack, servers, {**load, "cases": CASES, "first": n * COMMANDS}) for n in range(ROUNDS)]
    known = [a_round(stack, servers, {**load, "cases": KNOWN}) for _ in range(ROUNDS)]
    for name in set(stack.running.processes) - {"store", "kafka", "keys", "postgres"}:
        stack.running.processes.pop(name).stop()
    return fresh[1:], known[1:]


def a_round(stack: Ground, servers: Sequence[Contestant], load: dict[str, Any]) -> dict[str, Measured]:
    return {
        server.name: asked(stack, server.pids, {**load, "port": server.port, "path": server.path}) for server in servers
    }


def asked(stack: Ground, pids: list[int], load: dict[str, Any]) -> Measured:
    """Run one round; return its timings and the CPU that server, relay, store and Kafka spent until all was sent."""
    watched = [*pids, *(stack.running.processes[other].pid for other in ("store", "kafka"))]
    before = [cpu_seconds(one) for one in watched]
    answer = stack.ask("calling", load)
    settle(pids)
    spent = [cpu_seconds(one) - then for one, then in zip(watched, before, strict=True)]
    return measured(answer, (spent[0], sum(spent[1 : len(pids)]), *spent[len(pids) :]))


def settle(pids: list[int]) -> None:
    """Wait until the processes have next to nothing left to do: a relay may lag behind."""
    give_up = time.monotonic() + SETTLE_SECONDS
    while time.monotonic() < give_up:
        before = sum(cpu_seconds(pid) for pid in pids)
        time.sleep(LOOK_SECONDS)
        if sum(cpu_seconds(pid) for pid in pids) - before < IDLE_CORES * LOOK_SECONDS:
            return


def comparison(title: str, rounds: Rounds, goals: dict[str, float]) -> Table:
    columns = ("commands/s", "p99 ms", "cases / this", "goal", "CPU / bare", "CPU ms: server, relay, store, Kafka")
    table = Table("", *columns, title=f"{title}, {len(rounds)} rounds")
    for name in rounds[0]:
        ours = [one[name] for one in rounds]
        ratio = median(one["cases"].rate / one[name].rate for one in rounds)
        against = ("", cpu_goal(rounds)) if name == "cases" else (f"{ratio:.2f}", goal_of(goals.get(name)))
        rate, p99 = median(one.rate for one in ours), median(one.p99 for one in ours)
        cpu = [median(each) for each in zip(*(one.cpu for one in ours), strict=True)]
        table.add_row(WORDS[name], f"{rate:.0f}", f"{p99:.0f}", *against, cpu_ratio(rounds, name), spent(cpu))
    return table


def goal_of(ratio: float | None) -> str:
    return "" if ratio is None else f"≥ {ratio}"


def cpu_goal(rounds: Rounds) -> str:
    return f"CPU ≤ {CPU_GOAL}" if rounds[0]["cases"].cpu else ""


def cpu_ratio(rounds: Rounds, name: str) -> str:
    """Return the server's CPU as a multiple of the bare handler's, and that of its relay."""
    if not rounds[0][name].cpu:
        return ""
    server, relay = (median(one[name].cpu[part] / one["bare"].cpu[0] for one in rounds) for part in (0, 1))
    return f"{server:.2f}" + (f" + {relay:.2f}" if relay else "")


def spent(cpu: Sequence[float]) -> str:
    return ", ".join(f"{each:.2f}" for each in cpu)


def by_clients(stack: Ground, load: dict[str, Any]) -> Table:
    table = Table("clients", "commands/s", "p50 ms", "p99 ms", title="Taking evidence over HTTP, by number of clients")
    house = stack.start("cases", "api")
    common = {**load, "cases": CASES, "port": stack.settings.cases_port, "path": "cases", "commands": EACH}
    stack.ask("calling", common)
    for clients in CLIENTS:
        done = asked(stack, [house.pid], {**common, "callers": clients, "first": clients * EACH})
        table.add_row(f"{clients}", f"{done.rate:.0f}", f"{done.p50:.1f}", f"{done.p99:.0f}")
    return table


def by_history(stack: Ground, load: dict[str, Any]) -> Table:
    """Measure with one client, so that the time of a command is its own; each case is met first, and then again."""
    title = "Taking evidence over HTTP, one client, by length of the history"
    columns = ("p50 ms", "p99 ms", "CPU ms: server, store, Kafka", "server's CPU / first", "goal")
    table = Table("events", *columns, title=title)
    port, pid = stack.settings.cases_port, stack.running.processes["cases-api"].pid
    shortest: list[float] = []
    for number, length in enumerate(HISTORIES, start=1):
        start, store = number * 100_000, stack.settings.store_address
        command = asyncio.run(seeded(store, EACH, ["case"], published=True, events=length, start=start))
        question = {**load, "command": command, "cases": 10**8, "commands": EACH, "callers": 1}
        for place, words in enumerate(("met first", "in work")):
            done = asked(stack, [pid], {**question, "port": port, "path": "cases", "first": start})
            server, _, *others = done.cpu
            shortest += [server] if number == 1 else []
            ratio, cpu = f"{server / shortest[place]:.2f}", spent([server, *others])
            goal = f"≤ {HISTORY_GOAL}" if length == HISTORIES[1] else ""
            table.add_row(f"{length}, {words}", f"{done.p50:.1f}", f"{done.p99:.0f}", cpu, ratio, goal)
    return table
