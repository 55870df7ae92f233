"""The tools of `python -m <service>`, as far as they need neither Kafka nor a store."""

from types import SimpleNamespace
from typing import Any

import pytest
from libs.chassis.tests.doubles import Unreliable, tickets

from chassis.consuming import Reactions
from chassis.documents import MemoryDocuments
from chassis.process import Blueprint, Parts, main
from contracts.origin import Origin


def always(operation: str, performed: bool) -> bool:
    return True


async def never_asked(id: str, who: Origin) -> None:
    """Do nothing: no tool runs a deadline."""


def out_of_reach(parts: Parts) -> Any:
    store = tickets(Unreliable(MemoryDocuments(), always))
    parts.stores.append(store)
    parts.tick(store, never_asked)
    return SimpleNamespace()


def test_a_tool_without_its_store_says_so_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    blueprint: Blueprint[Any] = Blueprint("tests", out_of_reach, lambda service, parts: None, Reactions())  # type: ignore[arg-type, return-value]
    with pytest.raises(SystemExit) as ended:
        main(blueprint, ["verify"])
    assert ended.value.code == 1
    assert capsys.readouterr().err == "tests: the store does not answer: is ZHIFATONG_STORE_URL right?\n"
