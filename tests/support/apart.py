"""A process of the house in a network of its own; its ways to Kafka and to the store can be cut, in one direction too.

A network namespace holds the process. A pair of devices leads from it to Kafka, another one to the store; what it
addresses as 127.0.0.1 is carried over them by forwarding.py. A neighbour entry that names a device which isn't there
lets everything vanish that goes in that direction, without a word to either side.
"""

import json
import os
import random
import sys
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import partial
from ipaddress import IPv4Network
from pathlib import Path
from urllib.parse import urlsplit

from tests.support.forwarding import Passage
from tests.support.house import House
from tests.support.privileged import hindrance, run

from stack.process import Program, Stage

FORWARDING = str(Path(__file__).with_name("forwarding.py"))
RANGE = IPv4Network("198.18.0.0/15")
"""For measurements between networks (RFC 2544): nobody lives there."""
INNER_MAC, OUTER_MAC, NOBODY = "02:00:00:00:00:01", "02:00:00:00:00:02", "02:00:00:00:00:03"


class Way(StrEnum):
    """Direction in which packets are dropped."""

    BOTH = "both ways"
    OUT = "requests out"
    BACK = "answers back"


ip = partial(run, "ip")


def missing() -> str:
    """Return the reason why no network can be made here; empty if one can."""
    return hindrance("a network of one's own", network)


@contextmanager
def network() -> Iterator[str]:
    """Yield a namespace. Its name says whose it is, so that the next test removes what a killed one left."""
    for left in Path("/run/netns").glob("zhifatong-*-*"):
        if not Path("/proc", left.name.split("-")[1]).exists():
            ip("netns", "del", left.name)
    namespace = f"zhifatong-{os.getpid()}-{uuid.uuid4().hex[:8]}"
    ip("netns", "add", namespace)
    try:
        ip("-n", namespace, "link", "set", "lo", "up")
        yield namespace
    finally:
        ip("netns", "del", namespace)


@dataclass(frozen=True)
class Link:
    """A pair of devices: `inner`, of that name in the namespace, and `outer`; each with its address."""

    namespace: str
    inner: str
    outer: str
    inner_address: str
    outer_address: str

    def lay(self) -> None:
        far_end = ("peer", "name", self.inner, "address", INNER_MAC, "netns", self.namespace)
        ip("link", "add", self.outer, "address", OUTER_MAC, "type", "veth", *far_end)
        ip("address", "add", f"{self.outer_address}/30", "dev", self.outer)
        ip("-n", self.namespace, "address", "add", f"{self.inner_address}/30", "dev", self.inner)
        ip("link", "set", self.outer, "up")
        self.plug()

    def take_away(self) -> None:
        ip("link", "del", self.outer)

    def cut(self, way: Way) -> None:
        """Drop all packets in that direction; neither side learns of it."""
        self._lead(INNER_MAC if way is Way.OUT else NOBODY, OUTER_MAC if way is Way.BACK else NOBODY)

    def heal(self) -> None:
        self._lead(INNER_MAC, OUTER_MAC)

    def unplug(self) -> None:
        """Take the link down; the process inside gets an error at once."""
        ip("-n", self.namespace, "link", "set", self.inner, "down")

    def plug(self) -> None:
        ip("-n", self.namespace, "link", "set", self.inner, "up")
        self.heal()

    def _lead(self, inward: str, outward: str) -> None:
        ip("neigh", "replace", self.inner_address, "lladdr", inward, "dev", self.outer, "nud", "permanent")
        there = ("lladdr", outward, "dev", self.inner, "nud", "permanent")
        ip("-n", self.namespace, "neigh", "replace", self.outer_address, *there)


@contextmanager
def link(namespace: str, name: str) -> Iterator[Link]:
    """Yield a link with random addresses, so that other test runs may have links of their own."""
    first = 4 * random.randrange(RANGE.num_addresses // 4)
    laid = Link(namespace, name, f"zf{uuid.uuid4().hex[:8]}", str(RANGE[first + 1]), str(RANGE[first + 2]))
    laid.lay()
    try:
        yield laid
    finally:
        laid.take_away()


@contextmanager
def cut(way: Way, *links: Link) -> Iterator[None]:
    try:
        for connection in links:
            connection.cut(way)
        yield
    finally:
        for connection in links:
            connection.heal()


@contextmanager
def unplugged(*links: Link) -> Iterator[None]:
    try:
        for connection in links:
            connection.unplug()
        yield
    finally:
        for connection in links:
            connection.plug()


@dataclass(frozen=True)
class Apart:
    """The process of that name, and its links."""

    name: str
    kafka: Link
    store: Link


@asynccontextmanager
async def apart(house: House, name: str) -> AsyncIterator[Apart]:
    """Run the process in a network of its own, reachable as before; restore it in the end."""
    await house.stop(name)
    try:
        with network() as namespace, link(namespace, "kafka") as to_kafka, link(namespace, "store") as to_store:
            carrying = carrier(house, name, namespace, to_kafka, to_store)
            try:
                house.start(name, within=("ip", "netns", "exec", namespace))
                await house.ready(name)
                yield Apart(name, to_kafka, to_store)
                await house.stop(name)
            finally:
                for program in (name.replace(" ", "-"), carrying):
                    house.supervisor.processes.pop(program).kill()
    finally:
        house.start(name)
        await house.ready(name)


def carrier(house: House, name: str, namespace: str, to_kafka: Link, to_store: Link) -> str:
    """Start the carrier of all traffic between the process and the rest; return its name."""
    passages = [
        Passage(port_of(f"kafka://{house.settings.kafka_address}"), by=to_kafka.outer_address),
        Passage(port_of(house.settings.store_address), by=to_store.outer_address),
        Passage(house.settings.identity_port),
        Passage(house.port(name), inward=True),
    ]
    command = (sys.executable, FORWARDING, namespace, json.dumps([asdict(passage) for passage in passages]))
    program = Program(name=f"forwarding-{namespace}", command=command, stage=Stage.GATEWAY)
    house.supervisor.start(program)
    return program.name


def port_of(address: str) -> int:
    return urlsplit(address).port or 27017
