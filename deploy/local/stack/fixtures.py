"""The pytest plugin: `kafka_url`, `store_url`, and `--unit` for the tests that need neither."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from stack.testing import KAFKA, STORE, kafka_for_tests, store_for_tests

STACK = {"kafka_url", "store_url"}
FOLDERS = ("tests/faults", "tests/journeys", "tests/deploy", "tests/architecture", "tools/tests")
"""Those whose tests share a stack, or all sources read and parsed; the longest first."""


@pytest.fixture(scope="session")
def kafka_url() -> Iterator[str]:
    """Yield the bootstrap address of a real Kafka, started for the tests and shared by one run."""
    with kafka_for_tests() as url:
        yield url


@pytest.fixture(scope="session")
def store_url() -> Iterator[str]:
    """Yield the URL of a real store, started for the tests and shared by one run."""
    with store_for_tests() as url:
        yield url


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--unit", action="store_true", help="only tests that need neither Kafka nor a store")
    parser.addoption("--faults", action="store_true", help="also the long tests of faults (`make faults`)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put tests that start a stack first: the others fill the time of whichever worker is done with its stack."""
    items.sort(key=turn)
    others = [item for item in items if is_left_out(item, config)]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if item not in set(others)]


def turn(item: pytest.Item) -> tuple[int, bool]:
    folder = folder_of(item.nodeid)
    return FOLDERS.index(folder) if folder in FOLDERS else len(FOLDERS), item.get_closest_marker("stack") is None


def folder_of(nodeid: str) -> str:
    return nodeid.partition("::")[0].rpartition("/")[0]


def rearrange(
    items: list[pytest.Item], chosen: Callable[[pytest.Item], bool], last: Callable[[pytest.Item], int]
) -> list[pytest.Item]:
    """Puts those that are chosen into the same places in another order, and answers with them."""
    places = [place for place, item in enumerate(items) if chosen(item)]
    ordered = sorted((items[place] for place in places), key=last)
    for place, item in zip(places, ordered, strict=True):
        items[place] = item
    return ordered


def is_left_out(item: pytest.Item, config: pytest.Config) -> bool:
    if item.get_closest_marker("faults") and not config.getoption("--faults"):
        return True
    return bool(config.getoption("--unit")) and needs_stack(item)


def needs_stack(item: pytest.Item) -> bool:
    """Return True for a test that asks for Kafka or the store, starts processes of its own, or is marked as long."""
    marked = any(item.get_closest_marker(name) for name in ("stack", "long"))
    return marked or bool(STACK & set(getattr(item, "fixturenames", ())))


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "stack: starts a Kafka, a store or services of its own (left out by --unit)")
    config.addinivalue_line("markers", "faults: takes minutes, and the machine for itself (only with --faults)")
    config.addinivalue_line("markers", "long: takes many seconds of the processor (left out by --unit)")


class ByFolder(LoadScopeScheduling):  # type: ignore[misc]
    """Scheduler that keeps the tests of a folder that share what takes long to make with one worker.

    Groups of pytest-xdist have no effect here, since pytest 9.2 knows no other name of a test than its own.
    """

    def _split_scope(self, nodeid: str) -> str:
        folder = folder_of(nodeid)
        return folder if folder in FOLDERS else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling | None:
    return None if config.getoption("--unit") else ByFolder(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Start one Kafka and one store for all workers of pytest-xdist, before the workers start."""
    config = session.config
    if not config.getoption("numprocesses", None) or config.getoption("--unit"):
        return
    stack = ExitStack()
    config.add_cleanup(stack.close)
    os.environ[KAFKA] = stack.enter_context(kafka_for_tests())
    os.environ[STORE] = stack.enter_context(store_for_tests())
