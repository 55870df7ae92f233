"""The services, Kafka and the store as processes that tests kill and restart."""

import asyncio
import sys
import uuid
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Literal

import httpx
from tests.support.waiting import eventually

from contracts.topics import SERVICES
from stack import envoy, ports, services
from stack import house as stack_house
from stack.process import Failed, Process, Program, Stage
from stack.settings import PREFIX, Settings
from stack.supervisor import Supervisor
from stack.topics import make_topics

RUNNING = (
    "identity all",
    "cases api",
    "cases worker",
    "inspections api",
    "inspections worker",
    "credit all",
    "supervision api",
    "supervision worker",
)

TOOL_SECONDS = 300.0

type Role = Literal["api", "worker", "all"]


class House:
    """Processes by name: `cases api`, `cases api 2`, `cases worker`, `credit all`; `kafka`, `store` and `gateway`."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.prefix = f"faults_{uuid.uuid4().hex[:8]}"
        self.supervisor = Supervisor(settings.logs)
        self.ports: dict[str, int] = {}

    def start_store(self) -> None:
        """Start the store in durable mode, since tests kill it; what services are forked from is made meanwhile."""
        self.supervisor.templates.make(SERVICES)
        stack_house.start_store(self.supervisor, self.settings)

    async def store_again(self) -> None:
        await self.listens_again("store", self.settings.store_port)

    async def start_kafka(self) -> None:
        """Start Kafka for the first time; it keeps its data and its ports when it is restarted."""
        stack_house.start_kafka(self.supervisor, self.settings)
        await asyncio.to_thread(make_topics, self.settings.kafka_address)

    async def kafka_again(self) -> None:
        await self.listens_again("kafka", self.settings.kafka_port)

    async def listens_again(self, name: str, port: int) -> None:
        self.again(name)

        async def listens() -> bool:
            return ports.listens(port)

        await eventually(listens, f"{name} listens again")

    def start_gateway(self) -> None:
        at, upstreams = self.settings.gateway_port, self.settings.upstream_ports
        self.supervisor.start(envoy.program(self.settings.folder, at, upstreams))

    def start(
        self, name: str, entry: str = "", environment: Mapping[str, str] | None = None, within: Sequence[str] = ()
    ) -> Process:
        """Start a process of a service.

        `entry` is a file that stands in for `-m <service>`, with an environment of its own besides; `within` is the
        command that runs it.
        """
        service, role, *_ = name.split()
        command = (*within, sys.executable, *([entry] if entry else ["-m", service]), role)
        own = {**self.environment(service), f"{PREFIX}PORT": str(self.port(name)), **(environment or {})}
        program = Program(
            name=name.replace(" ", "-"), command=command, stage=Stage.SERVICE, environment=own, warm=not within
        )
        return self.begin(program)

    @asynccontextmanager
    async def replaced(self, name: str, entry: str, environment: Mapping[str, str]) -> AsyncIterator[None]:
        """Restart the process with another entry point or environment; restore it in the end."""
        await self.stop(name)
        self.start(name, entry, environment)
        try:
            await self.ready(name)
            yield
        finally:
            if self.process(name).status is None:
                self.kill(name)
            self.start(name)
            await self.ready(name)

    def again(self, name: str) -> Process:
        """Restart a killed process as it was; return without waiting for it."""
        return self.begin(self.process(name).program)

    def begin(self, program: Program) -> Process:
        self.keep_log(program.name)
        return self.supervisor.start(program)

    def keep_log(self, name: str) -> None:
        """Keep the log of every process started under the name, not only of the last two."""
        log = self.settings.logs / f"{name}.log"
        if log.exists():
            log.rename(log.with_suffix(f".{len(list(log.parent.glob(f'{name}.*')))}.log"))

    def environment(self, service: str) -> Mapping[str, str]:
        common = services.program(service, self.settings).environment
        return {**common, f"{PREFIX}STORE_PREFIX": self.prefix}

    def port(self, name: str) -> int:
        """Return the port; the gateway knows the first API of a service, the others are reached directly."""
        service, role, *number = name.split()
        if role != "worker" and not number:
            return self.settings.service_ports[service]
        return self.ports.setdefault(name, ports.free(1)[0])

    def door(self, name: str) -> str:
        return f"http://{ports.HOST}:{self.port(name)}"

    def process(self, name: str) -> Process:
        return self.supervisor.processes[name.replace(" ", "-")]

    def kill(self, name: str) -> None:
        """Kill with signal 9, in the middle of whatever it does."""
        process = self.process(name)
        if process.status is not None:
            raise Failed(f"{name} had ended before it was killed: {process.last_lines()}")
        process.kill()

    async def stop(self, name: str) -> tuple[int, str]:
        """Send SIGTERM; return the exit status and the last lines once the process has ended."""
        process = self.process(name)
        process.terminate()

        async def ended() -> bool:
            return process.status is not None

        await eventually(ended, f"{name} ends within its grace", within=process.program.patience)
        return process.status or 0, process.last_lines()

    async def ready(self, *names: str) -> None:
        """Wait until requests are served; a worker has its partitions."""
        for name in names:
            await eventually(partial(self.is_ready, name), f"{name} is ready")

    async def is_ready(self, name: str) -> bool:
        if self.process(name).status is not None:
            raise Failed(f"{name} has ended: {self.process(name).last_lines()}")
        async with httpx.AsyncClient(timeout=5) as client:
            try:
                return (await client.get(f"{self.door(name)}/health/ready")).is_success
            except httpx.HTTPError:
                return False

    async def tool(self, service: str, *arguments: str) -> tuple[int, str]:
        """Run `python -m <service> …` as an operator does; return the exit status and the output."""
        command = (sys.executable, "-m", service, *arguments)
        program = Program(
            name="-".join(command[2:]), command=command, environment=self.environment(service), once=True, warm=True
        )
        tool = self.begin(program)

        async def ended() -> bool:
            return tool.status is not None

        await eventually(ended, f"{program.name} ends", within=TOOL_SECONDS)
        assert tool.log
        return tool.status or 0, tool.log.read_text()
