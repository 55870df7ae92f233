"""The command line of a service: python -m <service> COMMAND."""

import argparse
import asyncio
import sys
from dataclasses import asdict
from typing import Any

from chassis.documents import StoreUnreachable
from chassis.process.blueprint import Blueprint
from chassis.process.compose import compose
from chassis.process.outside import production
from chassis.process.restore import restored, rewind_group
from chassis.process.running import Process
from chassis.process.serving import serve
from chassis.process.settings import Settings
from chassis.recovery import verify

RUN_AS = ("api", "worker", "all")


def main[S](blueprint: Blueprint[S], arguments: list[str] | None = None) -> None:
    """Run `api`, `worker`, `all`, `verify`, `rewind`, `restore`, `parked …` or an errand; exit with its status."""
    given = parser(blueprint).parse_args(arguments)
    if given.command in RUN_AS:
        serve(blueprint, given.command)
        return
    sys.exit(asyncio.run(answered(blueprint, given)))


async def answered[S](blueprint: Blueprint[S], given: argparse.Namespace) -> int:
    """Make the parts inside the loop that runs them: motor stays with the loop it was made in."""
    process = compose(blueprint, production(blueprint.name, Settings()), "worker")
    try:
        if given.command == "parked":
            return await parked(process, given.action, given.id)
        if errand := blueprint.errands.get(given.command):
            return await errand.run(process.service)
        return await {"verify": verified, "rewind": rewound, "restore": restored}[given.command](process)
    except StoreUnreachable:
        print(f"{blueprint.name}: the store does not answer: is ZHIFATONG_STORE_URL right?", file=sys.stderr)
        return 1
    finally:
        process.outside.close()


def parser[S](blueprint: Blueprint[S]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"python -m {blueprint.name}")
    commands = parser.add_subparsers(dest="command", required=True)
    for run_as in RUN_AS:
        commands.add_parser(run_as, help="serve requests, run the background work, or both")
    commands.add_parser("verify", help="walk every document: state, chain, nothing unpublished")
    commands.add_parser("rewind", help="hear every topic again from its beginning; the workers must be stopped")
    commands.add_parser("restore", help="after an older copy of the store was put back; the service must be stopped")
    for name, errand in blueprint.errands.items():
        commands.add_parser(name, help=errand.help)
    parked = commands.add_parser("parked", help="records that could not be handled")
    parked.add_argument("action", choices=("list", "show", "replay", "drop"))
    parked.add_argument("id", nargs="?")
    return parser


async def verified(process: Process[Any]) -> int:
    """Print what is wrong; return 0 if nothing is."""
    findings = [finding for store in process.parts.stores for finding in await verify(store)]
    for finding in findings:
        print(finding)
    print(f"{process.name}: {len(findings)} findings")
    return 1 if findings else 0


async def rewound(process: Process[Any]) -> int:
    """Set the service's group to the beginning of its topics; return 1 while workers of it are running."""
    why = await rewind_group(process)
    if why:
        print(f"{process.name}: {why}")
    return 1 if why else 0


async def parked(process: Process[Any], action: str, id: str | None) -> int:
    """List the parked records, or act on one; return the exit status."""
    if action == "list":
        listed = await process.parking.listed()
        for parked in listed:
            print(parked.id, parked.reason, parked.detail, parked.since, parked.next_try)
        print(f"{process.name}: {len(listed)} parked records")
        return 0
    if id is None:
        print("which record? see `parked list`", file=sys.stderr)
        return 2
    done = await {"show": show, "replay": replay, "drop": drop}[action](process, id)
    if not done:
        print(f"no parked record {id}", file=sys.stderr)
    return 0 if done else 1


async def show(process: Process[Any], id: str) -> bool:
    found = [parked for parked in await process.parking.listed() if parked.id == id]
    for parked in found:
        for name, value in asdict(parked).items():
            print(f"{name}: {value}")
    return bool(found)


async def replay(process: Process[Any], id: str) -> bool:
    return await process.parking.replay(id)


async def drop(process: Process[Any], id: str) -> bool:
    return await process.parking.drop(id)
