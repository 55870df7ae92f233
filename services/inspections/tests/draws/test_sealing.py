"""Refusals of a draw, and who is left out of its pool, through the commands that seal and hold it."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from chassis.testing import Bench, SetClock
from contracts.identity import CertificateSuspended, OfficerCertified, OfficerRegistered
from contracts.origin import Origin
from contracts.refusal import Refusal
from contracts.values import PersonId, Role
from inspections.days.reference import load_inspection_terms
from inspections.draws.domain.draw import NOT_SEALED, SealDraw, seal_draw
from inspections.draws.domain.facts import People, SealFacts
from inspections.draws.domain.lottery import NO_TICKET_TABLE
from inspections.draws.reference import load_seed_sources
from inspections.officers.domain import Humans
from inspections.service import Service

pytestmark = pytest.mark.usefixtures("directories", "head")

TODAY = date(2026, 9, 7)
NOW = datetime(2026, 9, 7, 2, tzinfo=UTC)
TOWN, OTHER_TOWN = "130624100", "130624207"
FIRM = "91130624MA0000001L"
NAMED = {"source": "double-colour-ball", "issue": "2026104", "on": "2026-09-08"}
SEAL: dict[str, Any] = {"wanted": 2, "item_lists": ["safety"], "inspect_until": "2026-09-30", "seed": NAMED}

RECUSED = {"firm": FIRM, "certificate": "HB-A", "reason": "与经营者有近亲属关系", "decided_by": "head-1"}


def by_issue(issue: str, on: str, **change: Any) -> dict[str, Any]:
    """The command that seals a draw by another issue of the lottery."""
    return SEAL | {"seed": NAMED | {"issue": issue, "on": on}} | change


@pytest.fixture
async def head(bench: Bench[Service]) -> None:
    """The township's head, who holds no certificate."""
    await bench.hear("head-1", OfficerRegistered(body=TOWN, township=TOWN, roles=(Role.HEAD,), name="某人"))


COMMAND = SealDraw.model_validate_json(json.dumps(SEAL | {"wanted": 1}))


async def pool_of(cast: Any, body: dict[str, Any]) -> str:
    answer = await cast.office.act("/draws", body)
    assert answer.status_code == 201, answer.text
    text: str = (await cast.a.ask(f"/draws/{answer.json()['id']}/pool")).text
    return text


def certified_for_safety() -> OfficerCertified:
    return OfficerCertified(
        certificate="HB-D",
        body=TOWN,
        township=TOWN,
        valid_from=date(2026, 1, 1),
        valid_until=date(2027, 12, 31),
        fields=("safety",),
    )


@pytest.mark.parametrize(
    "change",
    [
        {"wanted": 3},
        {"quotas": [{"township": TOWN, "wanted": 1}, {"township": OTHER_TOWN, "wanted": 1}]},
        {"item_lists": ["building"]},
        {"recusals": [RECUSED]},
    ],
    ids=["more than there are", "a township without firms", "firms of no such field", "firms without two officers"],
)
async def test_a_pool_that_is_too_small_is_not_sealed(cast: Any, change: dict[str, Any]) -> None:
    refused = await cast.office.act("/draws", SEAL | change)
    assert (refused.status_code, refused.json()["code"]) == (409, "inspections/pool-too-small")


async def test_quotas_must_add_up_to_what_is_wanted(cast: Any) -> None:
    refused = await cast.office.act("/draws", SEAL | {"quotas": [{"township": TOWN, "wanted": 1}]})
    assert (refused.status_code, refused.json()["code"]) == (422, "inspections/quotas-do-not-add-up")


async def test_a_firm_whose_officers_are_recused_is_left_out_with_the_reason(cast: Any) -> None:
    pool = await pool_of(cast, SEAL | {"wanted": 1, "recusals": [RECUSED]})
    assert f"[recusals]\n{FIRM}\tHB-A\n" in pool
    assert f"{FIRM}\t{TOWN}\t所在乡镇符合条件的执法人员不足两人" in pool


async def test_a_recusal_has_a_reason_that_stays_at_home(bench: Bench[Service], cast: Any) -> None:
    """It tells of a person; that somebody is recused, and of which firm, is published (APL 43)."""
    told = {"firm": FIRM, "certificate": "HB-A", "decided_by": "head-1"}
    for unsaid in (told, told | {"reason": "\u200b"}):
        refused = await cast.office.act("/draws", SEAL | {"wanted": 1, "recusals": [unsaid]})
        assert (refused.status_code, "reason" in refused.text) == (422, True)
    sealed = (await cast.office.act("/draws", SEAL | {"wanted": 1, "recusals": [RECUSED, RECUSED]})).json()
    assert (sealed["recused"], RECUSED["reason"] in str(sealed)) == (1, False)
    (record,) = await bench.service.draws.store.history(sealed["id"])
    assert record["data"]["recused"] == [told]
    assert record["personal"]["recusal_reasons"]["value"] == [RECUSED]


async def test_x36_another_draw_by_the_same_list_has_a_reason(cast: Any, clock: SetClock) -> None:
    """While the visits of the first are being made; by another list, and after its last day, it is no second one."""
    first = (await cast.office.act("/draws", SEAL)).json()["id"]
    refused = await cast.office.act("/draws", SEAL)
    assert (refused.status_code, refused.json()["code"]) == (409, "inspections/sealed-before")
    told = refused.json()["detail"]
    assert ("2026-09-07 封存，检查期限至 2026-09-30" in told, first in told) == (True, False)
    unread = await cast.office.act("/draws", SEAL | {"reason": "\u200b"})
    assert unread.status_code == 422
    second = (await cast.office.act("/draws", by_issue("2026105", "2026-09-10", reason="首次名单遗漏新设企业"))).json()
    assert (second["reason"], second["besides"]) == ("首次名单遗漏新设企业", [first])
    other = await cast.office.act("/draws", by_issue("2026106", "2026-09-13", item_lists=["fire"]))
    assert other.json()["besides"] == []
    clock.advance(days=24)
    later = await cast.office.act("/draws", by_issue("2026116", "2026-10-04", inspect_until="2026-10-31"))
    assert (later.status_code, later.json()["besides"]) == (201, [])


async def test_x37_a_suspended_officer_is_left_out_with_the_reason(bench: Bench[Service], cast: Any) -> None:
    suspended = CertificateSuspended(certificate="HB-B", effective_from=date(2026, 9, 1), reason="核查")
    await bench.hear("officer-B", suspended)
    refused = await cast.office.act("/draws", SEAL)
    assert refused.json()["code"] == "inspections/pool-too-small"
    await bench.hear("officer-D", certified_for_safety())
    assert f"{TOWN}\tHB-B\t执法证暂扣或收回" in await pool_of(cast, SEAL)


async def test_an_officer_without_the_field_of_the_list_is_left_out_with_the_reason(
    bench: Bench[Service], cast: Any
) -> None:
    await bench.hear("officer-D", certified_for_safety())
    pool = await pool_of(cast, by_issue("2026105", "2026-09-10", item_lists=["fire"]))
    assert f"{TOWN}\tHB-D\t不具备本次抽查领域的执法资格" in pool
    assert f"{TOWN}\tHB-D\n" in await pool_of(cast, SEAL)


async def test_without_a_table_of_tickets_nothing_is_sealed(bench: Bench[Service]) -> None:
    draws = bench.service.draws
    ticketless = replace(draws, facts=replace(draws.facts, tickets=()))
    who = Origin(actor=PersonId("office-1"), agency=TOWN, cause="http:office-1:k", request="", at=bench.parts.clock())
    with pytest.raises(Refusal) as refused:
        await ticketless.seal(COMMAND, who)
    assert refused.value.rule is NO_TICKET_TABLE


def test_a_draw_without_a_pool_is_not_sealed() -> None:
    nobody = People(holders={}, bodies={}, heads=frozenset(), unable=frozenset(), humans=Humans({}))
    facts = SealFacts(
        on=TODAY,
        at=NOW,
        agency="130624-draw-office",
        sources=load_seed_sources(),
        inspection_terms=load_inspection_terms(),
        people=nobody,
        sealed=None,
        running={},
    )
    with pytest.raises(Refusal) as refused:
        seal_draw(COMMAND, facts)
    assert refused.value.rule == NOT_SEALED
