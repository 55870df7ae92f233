"""The firm of a case follows what is known of its party."""

from datetime import date

from chassis.testing import Bench
from contracts.cases import CaseFiled, PartyIdentified
from contracts.values import Party, Subject
from credit.service import Service

FIRM, OTHER = "91350100M000100Y43", "911306240000005614"
DAY = date(2026, 8, 31)


async def firm_of(bench: Bench[Service], case: str) -> str | None:
    found = await bench.service.cases.find(case)
    assert found
    return found.row.firm


def filed(firm: str | None) -> CaseFiled:
    return CaseFiled(
        power="EN-01",
        body="130624100",
        township="130624100",
        act_on=DAY,
        place="河边",
        filed_on=DAY,
        decide_until=DAY,
        officers=("HB-1001", "HB-1002"),
        firm=firm,
    )


def identified(firm: str | None) -> PartyIdentified:
    party = Party(name="样例", number="样例", address="样例")
    return PartyIdentified(party=party, operator=None, subject=Subject.ORGANISATION, firm=firm, act_mark="0" * 64)


async def test_the_firm_is_the_party_that_was_identified_last(bench: Bench[Service]) -> None:
    await bench.hear("case-1", filed(None))
    assert await firm_of(bench, "case-1") is None
    await bench.hear("case-1", identified(OTHER))
    assert await firm_of(bench, "case-1") == OTHER
    await bench.hear("case-1", identified(FIRM))
    assert await firm_of(bench, "case-1") == FIRM


async def test_a_case_whose_party_turns_out_to_be_a_person_is_no_firms(bench: Bench[Service]) -> None:
    await bench.hear("case-1", filed(FIRM))
    await bench.hear("case-1", identified(None))
    assert await firm_of(bench, "case-1") is None
    assert await bench.parked() == []
