"""Who has no township sees none."""

from chassis.testing import Bench
from contracts.values import Role
from supervision.service import Service


async def test_the_head_of_a_department_has_nothing_to_supervise(bench: Bench[Service]) -> None:
    head = bench.caller("officer-head", "130624-health", Role.HEAD)
    for path in ("/follow-up", "/counts", "/alerts", "/attempts"):
        answer = await head.ask(path)
        assert (answer.status_code, answer.json()["code"]) == (403, "supervision/no-township")
