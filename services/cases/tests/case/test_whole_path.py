"""A case from filing to closing, as the people concerned advance it."""

from typing import Any

from chassis.testing import SetClock


async def test_a_case_runs_from_filing_to_closing(town: Any, clock: SetClock) -> None:
    case = await town.file()
    await town.identify(case)
    await town.evidence(case)
    await town.notify(case)

    early = await town.decide(case)
    assert (early.status_code, early.json()["code"], early.json()["law"]) == (409, "cases/defence-open", "APL 45, 62")
    assert early.json()["detail"] == "陈述申辩期限至 2026-09-08"

    clock.advance(days=8)
    decided = (await town.decide(case)).json()
    assert decided["stage"] == "decided"
    served = await town.step(case, "service", method="in-person")
    assert served["case"]["served"]["pay_until"] == "2026-09-24"
    assert served["case"]["served"]["sue_until"] == "2027-03-09"

    still_open = await town.head.act(f"/cases/{case}/closing")
    assert (still_open.status_code, still_open.json()["code"]) == (409, "cases/fine-open")
    for receipt in ("P-1", "P-2"):
        payment = {"paid_on": "2026-09-09", "amount": 500_00, "receipt": receipt}
        paid = await town.first.act(f"/cases/{case}/payment", payment)
        assert paid.status_code == 200, paid.text
    closed = (await town.head.act(f"/cases/{case}/closing")).json()
    assert (closed["stage"], closed["open"], closed["case"]["closed"]["outcome"]) == (
        "closed",
        False,
        "penalty-performed",
    )
