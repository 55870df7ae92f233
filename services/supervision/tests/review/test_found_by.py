"""Reviews are found by the firm and the offence that their file is about."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.support.inspected import visited
from tests.support.lawful import BODY, FIRM
from tests.support.neighbours import changed
from tests.support.prosecuted import case

from chassis.testing import Bench, Caller
from contracts.cases import CaseFiled
from contracts.credit import FirmRegistered
from supervision.errands import review_all
from supervision.review.domain.about import About
from supervision.service import Service

type Tell = Callable[..., Any]


async def listed(caller: Caller, **query: Any) -> dict[str, dict[str, Any]]:
    items = (await caller.ask("/reviews", **query)).raise_for_status().json()["items"]
    return {item["subject"]: item for item in items}


async def test_reviews_are_found_by_firm_and_by_offence(
    tell: Tell, supervisor: Caller, bench: Bench[Service], make: Callable[..., Any]
) -> None:
    named = {"code": FIRM, "name": "阜平县城南商店", "township": BODY}
    await bench.hear(f"firm-{FIRM}", make(FirmRegistered, **named))
    await tell(changed(case().history(), CaseFiled, power_name="占用疏散通道"))
    await tell(visited())
    found = await listed(supervisor)
    visit, file = found["visit-1"], found["case-1"]
    assert (visit["firm"], visit["power"], visit["labels"][FIRM]) == (FIRM, None, "阜平县城南商店")
    assert (file["power"], file["labels"]["FI-01"]) == ("FI-01", "占用疏散通道")
    for query, expected in (
        ({"firm": FIRM}, {"case-1", "visit-1"}),
        ({"word": "城南"}, {"case-1", "visit-1"}),
        ({"power": "FI-01"}, {"case-1"}),
        ({"word": "疏散"}, {"case-1"}),
    ):
        assert (await listed(supervisor, **query)).keys() == expected


async def test_a_review_of_before_tells_what_it_is_about_after_the_next_look(
    tell: Tell, supervisor: Caller, bench: Bench[Service], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr("supervision.review.verbs.about", lambda history: About())
        await tell(case())
    assert await listed(supervisor, power="FI-01") == {}
    kept = (await listed(supervisor))["case-1"]["version"]
    await review_all(bench.service)
    await review_all(bench.service)
    assert (await listed(supervisor, power="FI-01"))["case-1"]["version"] == kept + 1
