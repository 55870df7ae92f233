"""Kafka and a store for tests: from a given URL, else in containers, else as processes of this machine."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from stack import house
from stack.settings import isolated_settings
from stack.supervisor import Supervisor

KAFKA = "ZHIFATONG_TEST_KAFKA"
STORE = "ZHIFATONG_TEST_STORE"

type Service = Callable[[], AbstractContextManager[str]]


def kafka_for_tests() -> AbstractContextManager[str]:
    """Return a context that yields the bootstrap address of a real Kafka without topics of ours."""
    return first_available(KAFKA, contained_kafka, local_kafka)


def store_for_tests() -> AbstractContextManager[str]:
    """Return a context that yields the URL of a store that keeps what it acknowledged."""
    return first_available(STORE, contained_store, local_store)


@contextmanager
def first_available(variable: str, container: Service, local: Service) -> Iterator[str]:
    if given := os.environ.get(variable):
        yield given
        return
    with container() if docker_answers() else local() as address:
        yield address


@cache
def docker_answers() -> bool:
    """Ask for a Docker engine, in a subprocess: without an engine the client leaks a socket, an error in the tests."""
    asked = [sys.executable, "-c", "import docker; docker.from_env().ping()"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def contained_kafka() -> AbstractContextManager[str]:
    from stack import containers

    return containers.kafka()


def contained_store() -> AbstractContextManager[str]:
    from stack import containers

    return containers.store()


@contextmanager
def local_kafka() -> Iterator[str]:
    with supervisor() as (folder, running):
        settings = isolated_settings(folder)
        house.start_kafka(running, settings)
        yield settings.kafka_address


@contextmanager
def local_store() -> Iterator[str]:
    with supervisor() as (folder, running):
        settings = isolated_settings(folder)
        house.start_store(running, settings)
        yield settings.store_address


@contextmanager
def supervisor() -> Iterator[tuple[Path, Supervisor]]:
    with TemporaryDirectory(prefix="zhifatong-") as folder:
        running = Supervisor(Path(folder) / "logs")
        try:
            yield Path(folder), running
        finally:
            running.stop()
