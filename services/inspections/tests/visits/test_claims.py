"""What one visit alone can hold is claimed before the decision that rests on it: a verb that forgets it is refused."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from chassis.testing import Bench
from contracts.origin import Origin
from contracts.refusal import Refusal
from contracts.values import PersonId, Role, VisitId
from inspections.service import Service
from inspections.visits.domain.visiting import OpenVisit, open_visit

pytestmark = pytest.mark.usefixtures("directories")


async def test_x35_a_place_that_nobody_claimed_opens_no_visit(
    bench: Bench[Service], cast: Any, assign: Callable[[str], Awaitable[str]]
) -> None:
    path = await assign("one")
    await cast.head.act(f"{path}/approval")
    who = Origin(
        actor=PersonId("officer-A"),
        agency="130624100",
        cause="http:officer-A:k",
        request="",
        at=bench.parts.clock(),
        certificate="HB-A",
        roles=frozenset({Role.OFFICER}),
    )
    with pytest.raises(Refusal) as refused:
        await bench.service.visits.change(VisitId(path.removeprefix("/visits/")), open_visit, OpenVisit(), who)
    assert refused.value.rule.code == "inspections/unclaimed"
    assert (await cast.a.act(f"{path}/opening")).status_code == 200
