"""The store keeps what it acknowledged, whichever daemon it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pymongo import MongoClient

from stack import ports, store
from stack.process import Failed, Process, Program, until

DAEMONS = {"native": store.NATIVE, "wheel": Path("/nowhere")}
WRITES = 50


@contextmanager
def running(program: Program, port: int, log: Path) -> Iterator[Process]:
    process = Process(program, log)
    try:
        assert until(lambda: ports.listens(port), 30), process.last_lines()
        yield process
    finally:
        process.kill()


@pytest.mark.stack
@pytest.mark.parametrize("daemon", [name for name, path in DAEMONS.items() if name == "wheel" or path.exists()])
def test_kill_9_loses_nothing_that_was_acknowledged(tmp_path: Path, daemon: str) -> None:
    (port,) = ports.free(1)
    program = store.program(tmp_path / "store", port, native=DAEMONS[daemon])
    url = f"mongodb://{ports.HOST}:{port}/?directConnection=true&serverSelectionTimeoutMS=1000"
    with running(program, port, tmp_path / "log") as process, MongoClient[dict[str, int]](url) as client:
        for number in range(WRITES):
            client.test.numbers.insert_one({"_id": number})
        process.kill()
    with running(program, port, tmp_path / "log"), MongoClient[dict[str, int]](url) as client:
        assert client.test.numbers.count_documents({}) == WRITES


@pytest.mark.parametrize("given", ["mongodb://li:{}@{}:{}/", "mongodb://", "mongodb://li:x:{}@nowhere"])
def test_a_given_store_that_does_not_answer_is_told_without_its_password(
    monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setattr(store, "ANSWER_MILLISECONDS", 100)
    (nobody,) = ports.free(1)
    with pytest.raises(Failed, match="doesn't answer: ") as failed:
        store.require_answer(given.format("geheim", ports.HOST, nobody))
    assert "geheim" not in str(failed.value)


def test_a_given_store_that_answers_is_taken(store_url: str) -> None:
    store.require_answer(store_url)
