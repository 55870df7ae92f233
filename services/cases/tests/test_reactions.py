"""A referral of inspections becomes a case or a reasoned refusal, once."""

from datetime import date
from typing import Any

import pytest

from cases.reactions import reaction
from cases.service import Service
from chassis.testing import Bench
from contracts.cases import ReferralDeclined
from contracts.inspections import PatrolReferred, ViolationReferred

TOWN = "130624100"
FIRST, SECOND = "HB-1001", "HB-1002"
FIRM = "91350100M000100Y43"
FINDING = "visit-1-burning-01"


def violation(**changes: Any) -> ViolationReferred:
    usual: dict[str, Any] = {
        "finding": FINDING,
        "item": "burning-01",
        "power": "EN-03",
        "firm": FIRM,
        "body": TOWN,
        "township": TOWN,
        "found_on": date(2026, 9, 1),
        "place": "阜平镇东街",
        "officers": (SECOND, FIRST),
    }
    return ViolationReferred(**(usual | changes))


async def referral(bench: Bench[Service], finding: str = FINDING) -> dict[str, Any]:
    """Return the state of the referral: accepted or declined."""
    found = await bench.service.referrals.store.read(f"referral-{finding}")
    state = found.state
    return {"accepted": state.accepted, "declined": state.declined, "events": found.sequence}


async def test_a_referred_violation_becomes_a_case_of_the_same_officers(town: Any, people: Any) -> None:
    envelope = await town.bench.hear("visit-1", violation())
    await town.bench.hear_again(envelope, violation())
    assert await town.bench.parked() == []
    case = people.good(await town.first.ask(f"/cases/case-from-{FINDING}"))
    assert (case["version"], case["officers"], case["firm"]) == (1, [SECOND, FIRST], FIRM)
    assert (case["case"]["filed"]["finding"], case["filed_on"]) == (FINDING, "2026-09-01")
    known = await referral(town.bench)
    assert (known["accepted"].case, known["declined"], known["events"]) == (case["id"], None, 1)
    assert [item["id"] for item in people.good(await town.first.ask("/cases", firm=FIRM))["items"]] == [case["id"]]


async def test_the_case_goes_on_as_any_other(town: Any, people: Any) -> None:
    await town.bench.hear("visit-1", violation())
    case = f"case-from-{FINDING}"
    party = {"name": "阜平某店", "number": FIRM, "address": "东街"}
    people.good(await town.first.act(f"/cases/{case}/party", {"subject": "organisation", "firm": FIRM, "party": party}))
    await town.evidence(case)
    await town.notify(case, 20_000_00)
    await town.waive(case)
    decided = people.good(await town.decide(case, 15_000_00))
    assert decided["case"]["penalty"]["firm"] == FIRM


async def test_a_patrols_finding_becomes_a_case_without_a_firm(town: Any, people: Any) -> None:
    found = PatrolReferred(
        finding="patrol-1-1",
        power="EN-01",
        body=TOWN,
        township=TOWN,
        found_on=date(2026, 8, 31),
        place="河滩",
        officers=(FIRST, SECOND),
    )
    await town.bench.hear("patrol-1", found)
    case = people.good(await town.first.ask("/cases/case-from-patrol-1-1"))
    assert (case["firm"], case["power"], case["case"]["filed"]["act_on"]) == (None, "EN-01", "2026-08-31")


@pytest.mark.parametrize(
    ("changes", "rule", "law"),
    [
        ({"power": "EN-04"}, "cases/power-not-held", "APL 17, 24, 38"),
        ({"officers": (FIRST,)}, "cases/one-officer", "APL 42"),
        ({"officers": (FIRST, "HB-1009")}, "cases/not-certified", "APL 42, 55, 76(1)(5)"),
        ({"officers": (FIRST, "HB-2001")}, "cases/officer-of-other-body", "APL 42, 55"),
    ],
)
async def test_what_may_not_become_a_case_is_declined_with_the_rule(
    town: Any, changes: dict[str, Any], rule: str, law: str
) -> None:
    await town.bench.hear("visit-1", violation(**changes))
    assert await town.bench.parked() == []
    declined = (await referral(town.bench))["declined"]
    assert isinstance(declined, ReferralDeclined)
    assert (declined.rule, declined.law, declined.township) == (rule, law, TOWN)
    assert await town.bench.parts.documents.find("case", {}) == []


async def test_a_no_stays_a_no_when_the_record_comes_again(town: Any, people: Any) -> None:
    envelope = await town.bench.hear("visit-1", violation(power="EN-04"))
    listed = {"published_on": "2025-12-20", "valid_from": "2026-01-01", "document": "阜政发〔2025〕3号"}
    row = {"townships": [TOWN], "source": "清单", **listed}
    people.good(await town.supervisor.act("/powers/EN-04/confirmation", row))
    await town.bench.hear_again(envelope, violation(power="EN-04"))
    assert (await referral(town.bench))["events"] == 1
    assert await town.bench.parts.documents.find("case", {}) == []


async def test_a_referral_that_is_faster_than_its_officers_waits_for_them(bare: Bench[Service], people: Any) -> None:
    await people.certify(bare, FIRST, TOWN)
    await bare.hear("visit-1", violation())
    assert await bare.parked() == ["cases/officer-unknown"]
    assert await bare.service.referrals.store.find(f"referral-{FINDING}") is None
    await people.certify(bare, SECOND, TOWN)
    await bare.consuming.retry()
    assert await bare.parked() == []
    assert (await referral(bare))["accepted"]
    assert (await bare.service.cases.store.read(f"case-from-{FINDING}")).sequence == 1


def test_reactions_are_named_like_their_events() -> None:
    for kind, react in reaction.by_type.values():
        assert kind.type.split(".")[1].replace("-", "_") == react.__name__
