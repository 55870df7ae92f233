"""Use of powers and of laws."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from chassis.testing import Bench, Caller
from contracts.cases import CaseFiled, DecisionServed, NoPenaltyDecided, PenaltyDecided, PowerConfirmed, PowerRecalled
from supervision.service import Service

type Builder = Callable[..., Any]

TOWN, OTHER = "130624100", "130624101"
AUGUST, SEPTEMBER_10 = date(2026, 8, 10), date(2026, 9, 10)
SEPTEMBER = {"from": "2026-09-01", "until": "2026-09-30"}


@pytest.fixture
async def county(bench: Bench[Service], make: Builder) -> None:
    """Four confirmed powers under three laws; two cases in the town in September, one of them decided."""
    for code, law, towns in (
        ("FI-01", "消防法", (TOWN, OTHER)),
        ("EN-01", "固体废物污染环境防治法", (TOWN, OTHER)),
        ("EN-03", "大气污染防治法", (TOWN,)),
        ("CG-03", "固体废物污染环境防治法", (OTHER,)),
    ):
        confirmed = make(
            PowerConfirmed,
            power=code,
            name=f"事项 {code}",
            townships=towns,
            valid_from=date(2026, 1, 1),
            valid_until=None,
            laws=(law,),
        )
        await bench.hear(f"power-{code}", confirmed)
    await bench.hear("case-1", filed(make, "FI-01", AUGUST))
    await bench.hear("case-1", make(PenaltyDecided, power="FI-01", decided_on=SEPTEMBER_10))
    await bench.hear("case-2", filed(make, "EN-01", SEPTEMBER_10))
    await bench.hear("case-3", filed(make, "EN-03", AUGUST))
    await bench.hear("case-4", filed(make, "EN-03", SEPTEMBER_10, body="130624-environment"))


def filed(make: Builder, power: str, on: date, *laws: str, body: str = TOWN) -> Any:
    """Without laws, as it was filed before cases named any."""
    name = f"事项 {power}" if laws else ""
    return make(CaseFiled, power=power, power_name=name, laws=laws, township=TOWN, body=body, filed_on=on)


@pytest.mark.usefixtures("county")
async def test_powers_used_out_of_those_in_force(supervisor: Caller) -> None:
    answer = (await supervisor.ask("/powers-used", township=TOWN, **SEPTEMBER)).json()
    assert (answer["from"], answer["until"]) == ("2026-09-01", "2026-09-30")
    assert answer["formula"].startswith("平台定义")
    assert answer["as_of"]
    (town,) = answer["bodies"]
    assert town["powers"] == {"used": ["EN-01", "FI-01"], "there": 3, "ratio": 0.6667}
    assert town["laws"] == {"used": ["消防法"], "there": 3, "ratio": 0.3333}
    assert town["known"] == [
        {"power": "EN-01", "used": True, "confirmed": True},
        {"power": "EN-03", "used": False, "confirmed": True},
        {"power": "FI-01", "used": True, "confirmed": True},
    ]
    assert answer["labels"]["EN-03"] == "事项 EN-03"


@pytest.mark.usefixtures("county")
async def test_the_county_and_each_township_in_a_fixed_order(supervisor: Caller) -> None:
    bodies = (await supervisor.ask("/powers-used", **SEPTEMBER)).json()["bodies"]
    assert [item["township"] for item in bodies[:3]] == ["county", TOWN, OTHER]
    assert bodies[0]["powers"] == {"used": ["EN-01", "FI-01"], "there": 4, "ratio": 0.5}
    assert bodies[2]["powers"] == {"used": [], "there": 3, "ratio": 0.0}
    assert bodies[3]["powers"] == {"used": [], "there": 0, "ratio": None}
    assert len(bodies) == 14


async def test_a_power_that_the_law_or_the_provinces_list_gives_counts_once_it_is_used(
    bench: Bench[Service], make: Builder, supervisor: Caller, county: None
) -> None:
    """Nobody confirms it by list, so only its use shows it; its laws are those that its cases name."""
    await bench.hear("case-5", filed(make, "CG-02", SEPTEMBER_10, "城乡规划法"))
    await bench.hear("case-5", make(PenaltyDecided, power="CG-02", decided_on=date(2026, 9, 30)))
    await bench.hear("case-6", filed(make, "CG-09", AUGUST, "城乡规划法"))
    answer = (await supervisor.ask("/powers-used", **SEPTEMBER)).json()
    county_wide, town, other = answer["bodies"][:3]
    assert county_wide["powers"] == {"used": ["CG-02", "EN-01", "FI-01"], "there": 5, "ratio": 0.6}
    assert town["powers"] == {"used": ["CG-02", "EN-01", "FI-01"], "there": 4, "ratio": 0.75}
    assert town["known"][0] == {"power": "CG-02", "used": True, "confirmed": False}
    assert town["laws"] == {"used": ["城乡规划法", "消防法"], "there": 4, "ratio": 0.5}
    assert "CG-02" not in [known["power"] for known in other["known"]]
    assert answer["labels"]["CG-02"] == "事项 CG-02"


async def test_a_case_that_outlives_the_recall_of_its_power_still_shows_its_use(
    bench: Bench[Service], make: Builder, supervisor: Caller, county: None
) -> None:
    await bench.hear("power-EN-03", make(PowerRecalled, effective_from=date(2026, 9, 1)))
    await bench.hear("case-3", make(DecisionServed, served_on=SEPTEMBER_10))
    (town,) = (await supervisor.ask("/powers-used", township=TOWN, **SEPTEMBER)).json()["bodies"]
    assert {"power": "EN-03", "used": True, "confirmed": False} in town["known"]
    assert town["powers"]["there"] == 3


async def test_every_kind_of_decision_uses_a_law_and_a_recalled_power_is_not_there(
    bench: Bench[Service], make: Builder, supervisor: Caller, county: None
) -> None:
    await bench.hear("case-2", make(NoPenaltyDecided, decided_on=date(2026, 9, 20)))
    await bench.hear("power-EN-03", make(PowerRecalled, effective_from=date(2026, 9, 1)))
    (town,) = (await supervisor.ask("/powers-used", township=TOWN, **SEPTEMBER)).json()["bodies"]
    assert town["powers"] == {"used": ["EN-01", "FI-01"], "there": 2, "ratio": 1.0}
    assert town["laws"]["ratio"] == 1.0


async def test_the_day_of_an_act_counts_whatever_was_recorded_later(
    bench: Bench[Service], make: Builder, supervisor: Caller, county: None
) -> None:
    await bench.hear("case-3", make(DecisionServed, served_on=date(2026, 8, 31)))
    period = {"from": "2026-08-31", "until": "2026-08-31"}
    (town,) = (await supervisor.ask("/powers-used", township=TOWN, **period)).json()["bodies"]
    assert town["powers"]["used"] == ["EN-03"]


@pytest.mark.usefixtures("county")
async def test_a_head_asks_for_the_own_township_and_nobody_backwards(head: Caller, supervisor: Caller) -> None:
    answer = (await head.ask("/powers-used", **SEPTEMBER)).json()
    assert [item["township"] for item in answer["bodies"]] == [TOWN]
    assert (await head.ask("/powers-used", township=OTHER, **SEPTEMBER)).status_code == 403
    backwards = await supervisor.ask("/powers-used", **{"from": "2026-09-30", "until": "2026-09-01"})
    assert (backwards.status_code, backwards.json()["code"]) == (422, "supervision/backwards")


@pytest.mark.usefixtures("county")
async def test_a_period_may_reach_over_all_days_there_are(supervisor: Caller) -> None:
    answer = await supervisor.ask("/powers-used", township=TOWN, **{"from": "0001-01-01", "until": "9999-12-31"})
    assert answer.status_code == 200
    assert answer.json()["bodies"][0]["powers"]["used"] == ["EN-01", "EN-03", "FI-01"]
