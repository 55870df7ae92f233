"""The stack below the figures: a Kafka and a store of its own, without `--sync-on-commit`, and programs on it."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import httpx
from tests.performance.bare import TOPIC
from tests.performance.peers.command import TOPIC as PEERS_TOPIC

from chassis.testing import keys
from contracts.topics import TOPICS, Topic
from stack import house, services, store
from stack.folders import ROOT
from stack.ports import HOST, free
from stack.process import Process, Program, Stage
from stack.settings import Settings, isolated_settings
from stack.supervisor import Supervisor
from stack.testing import supervisor
from stack.topics import make_topics


@dataclass(frozen=True)
class Ground:
    settings: Settings
    running: Supervisor

    def start(self, service: str, role: Literal["api", "worker", "all"]) -> Process:
        return self._start(services.program(service, self.settings, role), self.settings.service_ports[service])

    def start_bare(self, port: int) -> Process:
        environment = services.shared_environment(self.settings) | {"ZHIFATONG_PORT": str(port)}
        return self._start(python("bare", "tests.performance.bare", environment=environment), port)

    def start_reader(self) -> None:
        self.running.start(
            python("reader", "tests.performance.reader", environment=services.shared_environment(self.settings))
        )

    def start_peer(
        self, interpreter: Path, module: str, environment: dict[str, str], port: int | None = None
    ) -> Process:
        """Start a program of `peers` in its environment; wait until it is ready on its port, if it has one."""
        command = (str(interpreter), "-m", f"tests.performance.peers.{module}")
        program = Program(name=module, command=command, stage=Stage.SERVICE, environment=environment)
        return self._start(program, port) if port else self.running.start(program)

    def start_listening(self, program: Program, port: int, what: str) -> None:
        self.running.start(program)
        house.wait_for_port(self.running, port, what)

    def _start(self, program: Program, port: int) -> Process:
        process = self.running.start(program)
        self.running.wait(lambda: ready(port), 60, f"{program.name} is not ready, see {self.running.logs}")
        return process

    def ask(self, module: str, question: dict[str, Any]) -> Any:
        """Run a module of this folder in a process of its own; question and answer are JSON."""
        return ask(module, question, services.shared_environment(self.settings))

    def publish_keys(self) -> None:
        """Serve what identity would answer to `/jwks`."""
        folder, port = self.settings.folder / "keys", self.settings.identity_port
        folder.mkdir()
        (folder / "jwks").write_text(json.dumps(asyncio.run(keys())))
        self.running.start(python("keys", "http.server", str(port), "--bind", HOST, "--directory", str(folder)))
        house.wait_for_port(self.running, port, "the server of the keys")


def python(name: str, *arguments: str, environment: dict[str, str] | None = None) -> Program:
    command = (sys.executable, "-m", *arguments)
    return Program(name=name, command=command, stage=Stage.SERVICE, environment=environment or {})


def ask(module: str, question: dict[str, Any], environment: dict[str, str] | None = None) -> Any:
    """Runs a module of this folder in a process of its own; question and answer are JSON."""
    command, given = [sys.executable, "-m", f"tests.performance.{module}"], json.dumps(question)
    settings = {**os.environ, **(environment or {})}
    done = subprocess.run(command, input=given, stdout=subprocess.PIPE, env=settings, cwd=ROOT, check=True, text=True)
    return json.loads(done.stdout)


def ready(port: int) -> bool:
    try:
        return httpx.get(f"http://{HOST}:{port}/health/ready", timeout=2).is_success
    except httpx.HTTPError:
        return False


@contextmanager
def ground() -> Iterator[Ground]:
    """Yield Kafka, the store and the keys that tokens are checked with; stop them at the end."""
    with supervisor() as (folder, running):
        settings = isolated_settings(folder)
        running.start(store.program(folder / "store", settings.store_port, sync=False))
        house.wait_for_port(running, settings.store_port, "the store")
        house.start_kafka(running, settings)
        make_topics(settings.kafka_address, (*TOPICS, Topic(TOPIC, "", ()), Topic(PEERS_TOPIC, "", ())))
        stack = Ground(settings, running)
        stack.publish_keys()
        yield stack


def free_port() -> int:
    return free(1)[0]
