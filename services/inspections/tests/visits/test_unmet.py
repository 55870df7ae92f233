"""A visit on which nobody could be inspected: two officers saw it on the same day (APL 42)."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from chassis.testing import SetClock

pytestmark = pytest.mark.usefixtures("directories")

UNMET = {"reason": "closed", "note": "已关门"}


async def test_x01_a_confirmation_of_another_day_saw_another_door(
    cast: Any, assign: Callable[[str], Awaitable[str]], clock: SetClock
) -> None:
    visit = await assign("one")
    await cast.head.act(f"{visit}/approval")
    await cast.b.act(f"{visit}/acts/record/confirmation")
    clock.advance(days=2)
    refused = await cast.a.act(f"{visit}/unmet", UNMET)
    assert (refused.status_code, refused.json()["code"]) == (409, "inspections/unconfirmed")
    await cast.b.act(f"{visit}/acts/record/confirmation")
    done = (await cast.a.act(f"{visit}/unmet", UNMET)).json()["visit"]
    assert (done["unmet"]["confirmed_by"], len(done["confirmations"])) == ("HB-B", 2)
