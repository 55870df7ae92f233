"""What a recused officer did on a visit, and one who comes back under another number, reach head and supervisor."""

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.support.inspected import VisitFile
from tests.support.lawful import BODY, HEAD, OTHER, PAIR

from chassis.testing import Bench, Caller
from contracts.identity import OfficerCertified, OfficerRegistered
from contracts.inspections import Answer, InspectorReplaced, ReplacementGround
from contracts.values import Role
from supervision.service import Service

type Tell = Callable[..., Any]


def certified(number: str) -> OfficerCertified:
    days = {"valid_from": date(2025, 1, 1), "valid_until": date(2029, 12, 31)}
    return OfficerCertified(certificate=number, body=BODY, township=BODY, fields=("safety",), **days)


def recused(replaced: str, by: str, file: VisitFile) -> VisitFile:
    ground = ReplacementGround.RECUSAL
    return file.add(
        InspectorReplaced(replaced=replaced, by=by, replaced_on=file.day, ground=ground, reason="近亲属"), HEAD
    )


async def told(caller: Caller) -> list[str]:
    found = (await caller.ask("/alerts", kind="review-finding")).json()["items"]
    return [item["what"] for item in found if item["rule"] == "X-03"]


async def test_x03_what_was_done_before_a_recusal_is_an_alert(tell: Tell, supervisor: Caller, head: Caller) -> None:
    file = VisitFile().assigned().approved().opened().answered("safety-01", Answer.FINE).confirmed()
    await tell(recused(PAIR[1], "A-3", file))
    what = f"执法证 {PAIR[1]} 的执法人员在回避之前参与了：开始检查；第二名执法人员确认检查（检查记录），请核实"
    assert await told(supervisor) == await told(head) == [what]


async def test_x03_what_was_done_before_a_renewal_is_shown_at_the_recusal(
    bench: Bench[Service], tell: Tell, supervisor: Caller
) -> None:
    account = OfficerRegistered(body=BODY, township=BODY, roles=(Role.OFFICER,), name="某人")
    for event in (account, certified(PAIR[1]), certified("A-2B")):
        await bench.hear(OTHER, event)
    file = VisitFile().assigned().approved().opened().answered("safety-01", Answer.FINE).confirmed()
    ground = ReplacementGround.CERTIFICATE
    renewed = InspectorReplaced(replaced=PAIR[1], by="A-2B", replaced_on=file.day, ground=ground, reason="换证")
    await tell(recused("A-2B", "A-3", file.add(renewed, HEAD)))
    what = "执法证 A-2B 的执法人员在回避之前参与了：开始检查；第二名执法人员确认检查（检查记录），请核实"
    assert await told(supervisor) == [what]


async def test_x03_whoever_comes_back_under_another_number_is_found(
    bench: Bench[Service], tell: Tell, supervisor: Caller
) -> None:
    account = OfficerRegistered(body=BODY, township=BODY, roles=(Role.OFFICER,), name="某人")
    for event in (account, certified(PAIR[1]), certified("A-4")):
        await bench.hear(OTHER, event)
    file = recused(PAIR[0], "A-4", recused(PAIR[1], "A-3", VisitFile().assigned().approved()))
    await tell(file)
    assert await told(supervisor) == ["执法证 A-4 的执法人员须回避，仍被派去"]
