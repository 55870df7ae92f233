"""`make shell` looks at a service's store with `await`, and cannot change it."""

import asyncio
from collections.abc import Iterator
from importlib import import_module

import pytest
from tools.shell import AwaitingConsole, banner, compose_read_only, main, names_of

from chassis.testing import in_memory
from contracts.topics import SERVICES
from stack import ports


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


def console(runner: asyncio.Runner, service: str = "cases") -> AwaitingConsole:
    """On a store in memory with one document."""

    async def assembled() -> AwaitingConsole:
        outside = in_memory()
        await outside.documents.insert("case", {"_id": "case-1"})
        blueprint = import_module(f"{service}.__main__").BLUEPRINT
        return AwaitingConsole(names_of(compose_read_only(blueprint, outside)), runner)

    return runner.run(assembled())


def test_lines_may_await_and_remember(runner: asyncio.Runner, capsys: pytest.CaptureFixture[str]) -> None:
    shell = console(runner)
    shell.push('found = await documents.find("case", {})')
    shell.push("found")
    shell.push('await stores["case"].find("case-2")')
    shell.push("type(service).__module__")
    assert capsys.readouterr().out.splitlines() == ["[{'_id': 'case-1'}]", "'cases.service'"]


@pytest.mark.parametrize("write", ['insert("case", {"_id": "case-2"})', 'delete("case", {})'])
def test_nothing_can_be_written(runner: asyncio.Runner, capsys: pytest.CaptureFixture[str], write: str) -> None:
    shell = console(runner)
    shell.push(f"await documents.{write}")
    shell.push('await documents.count("case", {})')
    told = capsys.readouterr()
    assert "PermissionError: make shell only looks" in told.err
    assert told.out == "1\n"


def test_an_error_leaves_the_console_open(runner: asyncio.Runner, capsys: pytest.CaptureFixture[str]) -> None:
    shell = console(runner)
    shell.push("1 / 0")
    shell.push("1 + 1")
    told = capsys.readouterr()
    assert "ZeroDivisionError" in told.err
    assert told.out == "2\n"


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_can_be_looked_at(runner: asyncio.Runner, service: str) -> None:
    async def told() -> str:
        return banner(compose_read_only(import_module(f"{service}.__main__").BLUEPRINT, in_memory()))

    assert runner.run(told()).startswith(f"{service} on the store of the local stack, to look and not to write.")


def test_a_name_that_is_none_and_a_stack_that_is_down(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (nobody,) = ports.free(1)
    monkeypatch.setenv("ZHIFATONG_STORE_PORT", str(nobody))
    assert (main("case"), main("cases")) == (2, 1)
    assert capsys.readouterr().err.splitlines() == [
        "make shell SERVICE=…: one of identity, cases, inspections, credit, supervision",
        f"no store listens on port {nobody}: `make run` starts one",
    ]
