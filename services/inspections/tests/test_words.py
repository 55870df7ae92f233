"""A step has one Chinese word, whether it waits for somebody or is being asked for."""

from chassis.testing import Bench
from inspections.api import STEPS
from inspections.service import Service


async def test_a_step_that_waits_is_called_like_the_command(bench: Bench[Service]) -> None:
    found = (await bench.client.get("/openapi.json")).json()["paths"].values()
    commands = {path["post"]["operationId"]: path["post"]["summary"] for path in found if "post" in path}
    asked = {step: commands[id] for step in STEPS for id in commands if id.startswith(step.replace("-", "_"))}
    assert len(asked) >= 5
    assert {step: STEPS[step] for step in asked} == asked
