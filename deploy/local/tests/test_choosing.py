"""Kafka and store of the tests: at a given URL, else in a container, else a process of this machine."""

from contextlib import nullcontext

import pytest

from stack import testing
from stack.testing import first_available


@pytest.mark.parametrize(
    ("given", "docker", "expected"),
    [("given:1", True, "given:1"), ("", True, "container:1"), ("", False, "local:1")],
)
def test_the_first_that_is_there_is_used(
    monkeypatch: pytest.MonkeyPatch, given: str, docker: bool, expected: str
) -> None:
    monkeypatch.setenv("ZHIFATONG_TEST_KAFKA", given)
    monkeypatch.setattr(testing, "docker_answers", lambda: docker)
    container, local = nullcontext("container:1"), nullcontext("local:1")
    with first_available("ZHIFATONG_TEST_KAFKA", lambda: container, lambda: local) as address:
        assert address == expected
