"""A human being is known by the mark, whatever the certificate or account (docs/decisions/0034; X-03, X-34)."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from chassis.testing import Bench, SetClock, jpeg
from contracts.identity import (
    CertificateSuspended,
    OfficerCertified,
    OfficerIdentified,
    OfficerRegistered,
    RolesChanged,
)
from contracts.values import Role
from inspections.service import Service

pytestmark = pytest.mark.usefixtures("certified_c")

TOWN = "130624100"
TODAY = date(2026, 9, 7)
MARK = "7" * 64
FIRM = "91130624MA0000001L"
RECUSED = {"replaced": "HB-B", "by": "HB-C", "ground": "recusal", "reason": "与经营者有近亲属关系"}
BACK = {"replaced": "HB-A", "ground": "recusal", "reason": "本人申请"}
SENT = {"officers": ["HB-A", "HB-B"], "route": "沙河", "patrol_on": "2026-09-07"}
SEAL: dict[str, Any] = {
    "wanted": 1,
    "item_lists": ["safety"],
    "inspect_until": "2026-09-30",
    "seed": {"source": "double-colour-ball", "issue": "2026104", "on": "2026-09-08"},
}

type Assign = Callable[[str], Awaitable[str]]


def certified(number: str) -> OfficerCertified:
    days = {"valid_from": date(2026, 9, 1), "valid_until": date(2027, 12, 31)}
    return OfficerCertified(certificate=number, body=TOWN, township=TOWN, fields=("safety",), **days)


async def another_account(bench: Bench[Service], *roles: Role, certificate: str = "") -> None:
    """An account of the human being who has officer B's, as there could be before marks."""
    account = OfficerRegistered(body=TOWN, township=TOWN, roles=roles, mark=MARK, name="某人")
    await bench.hear("officer-B", OfficerIdentified(mark=MARK, identified_on=TODAY, number="", telephone=""))
    await bench.hear("other-B", account)
    if certificate:
        await bench.hear("other-B", certified(certificate))


@pytest.fixture(params=["renewed", "another account"])
async def again(request: pytest.FixtureRequest, bench: Bench[Service]) -> Callable[[], Awaitable[str]]:
    """Gives officer B another certificate, and its number."""

    async def given() -> str:
        if request.param == "renewed":
            await bench.hear("officer-B", certified("HB-B2"))
        else:
            await another_account(bench, Role.OFFICER, certificate="HB-B2")
        return "HB-B2"

    return given


def code(answer: Any) -> str:
    return str(answer.json()["code"])


async def path_of(kind: str, cast: Any, assign: Assign) -> str:
    if kind == "visit":
        return await assign("one")
    return f"/patrols/{(await cast.captain.act('/patrols', SENT)).json()['id']}"


@pytest.mark.parametrize("kind", ["visit", "patrol"])
async def test_x03_a_recused_officer_does_not_come_back_under_another_number(
    kind: str, cast: Any, assign: Assign, again: Callable[[], Awaitable[str]]
) -> None:
    path = await path_of(kind, cast, assign)
    assert (await cast.head.act(f"{path}/replacement", RECUSED)).status_code == 200
    refused = await cast.head.act(f"{path}/replacement", BACK | {"by": await again()})
    assert (refused.status_code, code(refused)) == (409, "inspections/officer-recused")


@pytest.mark.parametrize("kind", ["visit", "patrol"])
async def test_x03_nobody_recused_is_replaced_by_themselves(
    kind: str, cast: Any, assign: Assign, again: Callable[[], Awaitable[str]]
) -> None:
    path, number = await path_of(kind, cast, assign), await again()
    assert code(await cast.head.act(f"{path}/replacement", RECUSED | {"by": number})) == "inspections/officer-recused"


async def test_x02_a_new_certificate_takes_the_place_of_the_old_one(
    bench: Bench[Service], cast: Any, assign: Assign
) -> None:
    visit = await assign("one")
    await bench.hear("officer-B", certified("HB-B2"))
    renewed = RECUSED | {"by": "HB-B2", "ground": "certificate"}
    assert (await cast.head.act(f"{visit}/replacement", renewed)).json()["officers"] == ["HB-A", "HB-B2"]


async def test_x03_a_recusal_from_a_draw_counts_for_every_certificate(
    bench: Bench[Service], cast: Any, again: Callable[[], Awaitable[str]]
) -> None:
    await bench.hear("head-1", OfficerRegistered(body=TOWN, township=TOWN, roles=(Role.HEAD,), name="某人"))
    number = await again()
    out = {"firm": FIRM, "certificate": "HB-B", "reason": "近亲属", "decided_by": "head-1"}
    sealed = await cast.office.act("/draws", SEAL | {"recusals": [out]})
    assert sealed.status_code == 201, sealed.text
    assert f"{FIRM}\t{number}\n" in (await cast.a.ask(f"/draws/{sealed.json()['id']}/pool")).text


async def test_x03_nobody_decides_on_the_own_recusal_from_a_draw(bench: Bench[Service], cast: Any) -> None:
    await another_account(bench, Role.HEAD)
    out = {"firm": FIRM, "certificate": "HB-B", "reason": "近亲属", "decided_by": "other-B"}
    refused = await cast.office.act("/draws", SEAL | {"recusals": [out]})
    assert (refused.status_code, code(refused)) == (409, "inspections/not-their-head")


@pytest.fixture(params=["officer-B", "other-B"])
async def head(request: pytest.FixtureRequest, bench: Bench[Service], cast: Any) -> Any:
    """Officer B, who is the head by now, under the same account or another one."""
    if request.param == "officer-B":
        await bench.hear("officer-B", RolesChanged(roles=(Role.HEAD,)))
    else:
        await another_account(bench, Role.HEAD)
    return bench.caller(request.param, TOWN, Role.HEAD)


async def test_x34_a_head_who_is_to_go_or_was_decides_nothing(
    bench: Bench[Service], cast: Any, assign: Assign, head: Any
) -> None:
    visit = await assign("one")
    refused = await head.act(f"{visit}/approval")
    assert (refused.status_code, code(refused)) == (409, "inspections/head-handled-it")
    later = {"inspect_until": "2026-10-08", "reason": "停产"}
    assert code(await head.act(f"{visit}/postponement", later)) == "inspections/head-handled-it"
    await bench.hear("officer-B", CertificateSuspended(certificate="HB-B", effective_from=TODAY, reason="核查"))
    left = await cast.head.act(f"{visit}/replacement", RECUSED | {"ground": "certificate"})
    assert left.json()["officers"] == ["HB-A", "HB-C"]
    assert code(await head.act(f"{visit}/approval")) == "inspections/head-handled-it"
    assert (await cast.head.act(f"{visit}/approval")).status_code == 200


async def test_x03_a_recused_head_decides_nothing(cast: Any, assign: Assign, head: Any) -> None:
    visit = await assign("one")
    await cast.head.act(f"{visit}/replacement", RECUSED)
    assert code(await head.act(f"{visit}/approval")) == "inspections/head-recused"
    assert code(await head.act(f"{visit}/replacement", BACK | {"by": "HB-C"})) == "inspections/head-recused"


@pytest.mark.parametrize("kind", ["visit", "patrol"])
async def test_x03_a_head_does_not_decide_on_the_own_recusal(kind: str, cast: Any, assign: Assign, head: Any) -> None:
    path = await path_of(kind, cast, assign)
    assert code(await head.act(f"{path}/replacement", RECUSED)) == "inspections/own-recusal"


@pytest.mark.parametrize("kind", ["visit", "patrol"])
async def test_x34_a_head_who_is_to_go_replaces_nobody_else(
    kind: str, bench: Bench[Service], cast: Any, assign: Assign, head: Any
) -> None:
    """Whom a head may not choose as a colleague; the place of the own lost certificate is filled by the head."""
    path = await path_of(kind, cast, assign)
    colleague = RECUSED | {"replaced": "HB-A"}
    refused = await head.act(f"{path}/replacement", colleague)
    assert (refused.status_code, code(refused)) == (409, "inspections/head-handled-it")
    gone = RECUSED | {"ground": "certificate"}
    assert code(await head.act(f"{path}/replacement", gone)) == "inspections/officer-still-certified"
    await bench.hear("officer-B", CertificateSuspended(certificate="HB-B", effective_from=TODAY, reason="核查"))
    assert (await head.act(f"{path}/replacement", gone)).json()["officers"] == ["HB-A", "HB-C"]
    await bench.hear("officer-D", certified("HB-D"))
    refused = await head.act(f"{path}/replacement", colleague | {"by": "HB-D"})
    assert (refused.status_code, code(refused)) == (409, "inspections/head-handled-it")
    assert (await cast.head.act(f"{path}/replacement", colleague | {"by": "HB-D"})).status_code == 200


async def test_x34_a_head_who_looked_forgoes_no_referral(
    bench: Bench[Service], cast: Any, assign: Assign, clock: SetClock
) -> None:
    """The order of the officers stays unfulfilled, and one of them is the head by now."""
    visit = await assign("one")
    await cast.head.act(f"{visit}/approval")
    await cast.a.act(f"{visit}/opening")
    items = [f"safety-{number:02}" for number in range(1, 10)]
    answers = [{"item": item, "answer": "problem" if item == "safety-01" else "fine"} for item in items]
    await cast.a.act(f"{visit}/answer-sheets", {"answers": answers})
    await cast.a.act(f"{visit}/correction-terms", {"item": "safety-01", "demand": "培训", "until": "2026-09-10"})
    await cast.b.act(f"{visit}/acts/order-safety-01/confirmation")
    await cast.b.act(f"{visit}/acts/record/confirmation")
    assert (await cast.a.act(f"{visit}/conclusion")).status_code == 200
    clock.advance(days=5)
    recheck = {"item": "safety-01", "fulfilled": False, "picture": await cast.a.upload(jpeg("as before"))}
    await cast.a.act(f"{visit}/rechecks", recheck)
    await cast.b.act(f"{visit}/acts/recheck-safety-01/confirmation")
    await bench.hear("officer-B", RolesChanged(roles=(Role.HEAD,)))
    body = {"item": "safety-01", "reason": "企业已经停业"}
    by_b = await bench.caller("officer-B", TOWN, Role.HEAD).act(f"{visit}/forgone-referrals", body)
    assert code(by_b) == "inspections/head-handled-it"
    assert (await cast.head.act(f"{visit}/forgone-referrals", body)).status_code == 200
