"""What a service can forget when it is assembled is refused before its process starts."""

from typing import Any

import pytest
from fastapi import APIRouter
from libs.chassis.tests.box_office import TICKET

from chassis.consuming import Reactions
from chassis.process import Blueprint, Parts, compose
from chassis.testing import in_memory
from contracts.origin import Origin


def no_routes(service: object, parts: Parts) -> APIRouter:
    return APIRouter()


def forgetful(parts: Parts) -> object:
    return parts.store(TICKET)


def careful(parts: Parts) -> object:
    store = parts.store(TICKET)

    async def tick(id: str, who: Origin) -> None:
        """Do nothing: no deadline is due in this test."""

    parts.tick(store, tick)
    return store


def test_a_deadline_that_nothing_runs_is_refused() -> None:
    blueprint: Blueprint[Any] = Blueprint("tests", forgetful, no_routes, Reactions())
    with pytest.raises(ValueError, match="ticket has deadlines"):
        compose(blueprint, in_memory(), "api")


def test_every_store_is_remembered_and_that_of_refused_attempts() -> None:
    blueprint: Blueprint[Any] = Blueprint("tests", careful, no_routes, Reactions())
    process = compose(blueprint, in_memory(), "api")
    assert [store.kind for store in process.parts.stores] == ["ticket", "refusal"]
