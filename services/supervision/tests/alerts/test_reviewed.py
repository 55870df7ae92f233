"""Alerts about what was done: shown until the case ends, or until the supervisor looked at it (X-40)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from chassis.testing import Bench, Caller
from contracts.attempts import AttemptRefused
from contracts.cases import (
    CaseClosed,
    CaseFiled,
    CaseWithdrawn,
    CircumstanceEstablished,
    ClueRegistered,
    ClueSetAside,
    CorrectionForgone,
    DecisionOverdue,
    EnforcementEnded,
    EvidenceTaken,
    FinePaid,
    HigherFine,
    MitigatedGround,
    NoPenaltyDecided,
    PartyIdentified,
    PenaltyDecided,
    SameActJudged,
)
from contracts.identity import (
    DeviceEnd,
    DeviceEnded,
    LoginOpened,
    LoginReset,
    OfficerRegistered,
    RightsTaken,
    RolesChanged,
)
from contracts.inspections import Answer, DrawSealed, ItemAnswered, RecusedOfficer, VisitAssigned
from contracts.judged import Judged
from contracts.values import PersonId, Role
from contracts_tool.samples import FIRM
from supervision.service import Service

type Builder = Callable[..., Any]


async def alerts(caller: Caller) -> list[tuple[str, bool]]:
    """The alerts but for what a review found, which has tests of its own."""
    found = (await caller.ask("/alerts")).raise_for_status().json()["items"]
    return [(item["id"], item["open"]) for item in found if item["kind"] != "review-finding"]


@pytest.mark.parametrize(
    ("event", "given"),
    [
        (PenaltyDecided, {"mitigated": MitigatedGround.REMOVED_HARM}),
        (NoPenaltyDecided, {}),
        (CorrectionForgone, {}),
        (CircumstanceEstablished, {}),
        (PartyIdentified, {"licence": "act-1"}),
    ],
)
async def test_what_a_person_judged_is_shown_until_the_case_ends(
    bench: Bench[Service], make: Builder, supervisor: Caller, event: type[Any], given: dict[str, Any]
) -> None:
    await bench.hear("case-1", make(CaseFiled))
    await bench.hear("case-1", make(event, **given))
    assert await alerts(supervisor) == [("alert-ground-judged-case-1", True)]
    await bench.hear("case-1", make(CaseClosed))
    assert await alerts(supervisor) == [("alert-ground-judged-case-1", False)]


async def test_a_penalty_within_its_range_alerts_nobody(
    bench: Bench[Service], make: Builder, supervisor: Caller
) -> None:
    await bench.hear("case-1", make(CaseFiled))
    await bench.hear("case-1", make(PenaltyDecided, mitigated=None))
    await bench.hear("case-1", make(PartyIdentified, licence=None))
    assert await alerts(supervisor) == []


DONE = {
    "ripe-case-struck": (CaseFiled, CaseWithdrawn),
    "reported-case-struck": (CaseFiled, CaseWithdrawn),
    "payment-by-handler": (CaseFiled, FinePaid),
    "enforcement-ended": (CaseFiled, EnforcementEnded),
    "clue-set-aside": (ClueRegistered, ClueSetAside),
    "another-act": (CaseFiled, SameActJudged),
    "opened-alone": (OfficerRegistered, LoginOpened),
    "reset-alone": (OfficerRegistered, LoginReset),
    "roles-alone": (OfficerRegistered, RolesChanged),
    "rights-taken": (OfficerRegistered, RightsTaken),
    "token-copied": (OfficerRegistered, DeviceEnded),
}


@pytest.mark.parametrize("kind", DONE)
async def test_x40_what_was_done_alerts_until_the_supervisor_looked_at_it(
    bench: Bench[Service], make: Builder, supervisor: Caller, head: Caller, kind: str
) -> None:
    first, deed = DONE[kind]
    given: dict[type[Any], dict[str, Any]] = {
        CaseWithdrawn: {"ripe": kind == "ripe-case-struck", "reported": True},
        FinePaid: {"by_handler": True},
        SameActJudged: {"same": False},
        LoginOpened: {"alone": True},
        LoginReset: {"alone": True},
        RolesChanged: {"alone": True},
        DeviceEnded: {"why": DeviceEnd.REUSED},
    }
    await bench.hear("matter-1", make(first))
    await bench.hear("matter-1", make(deed, **given.get(deed, {})))
    (alert,) = (await head.ask("/alerts", kind=kind)).json()["items"]
    path, remark = f"/alerts/{alert['id']}/review", {"remark": "已调阅案卷，理由成立"}
    assert (await head.act(path, remark)).status_code == 403
    seen = (await supervisor.act(path, remark)).json()
    assert (seen["open"], seen["reason"], seen["remark"]) == (False, "reviewed", "已调阅案卷，理由成立")
    again = await supervisor.act(path, remark)
    assert (again.status_code, again.json()["code"]) == (409, "supervision/alert-settled")


async def test_x08_one_act_under_two_powers_is_shown_with_where_the_higher_fine_is(
    bench: Bench[Service], make: Builder, supervisor: Caller
) -> None:
    await bench.hear("case-1", make(CaseFiled))
    await bench.hear("case-1", make(SameActJudged, same=True, higher=HigherFine.THERE))
    (alert,) = (await supervisor.ask("/alerts", kind="one-act-two-powers")).json()["items"]
    assert alert["what"] == "另案适用的规范罚款数额高"
    path = f"/alerts/{alert['id']}/review"
    assert (await supervisor.act(path, {"remark": "已撤销罚款数额低的一件"})).json()["reason"] == "reviewed"


async def test_x36_a_second_seal_is_shown_with_its_reason(
    bench: Bench[Service], make: Builder, supervisor: Caller
) -> None:
    await bench.hear("draw-1", make(DrawSealed, besides=(), reason=None))
    await bench.hear("draw-2", make(DrawSealed, besides=("draw-1",), reason="名录库有误"))
    (alert,) = (await supervisor.ask("/alerts", kind="sealed-again")).json()["items"]
    assert (alert["subject"], alert["what"]) == ("draw-2", "名录库有误")
    reviewed = await supervisor.act(f"/alerts/{alert['id']}/review", {"remark": "已核对两份名单"})
    assert reviewed.json()["reason"] == "reviewed"


async def test_x03_recusals_that_the_draw_office_entered_are_shown_to_each_head(
    bench: Bench[Service], make: Builder, supervisor: Caller
) -> None:
    """The head decides (APL 43(3)): whoever is named as such learns of it, and the supervisor too."""
    for number, township in (("7", "130624100"), ("8", "130624101")):
        await bench.hear(f"officer-{number}", make(OfficerRegistered, body=township, township=township))
    by = {"firm": FIRM, "certificate": "HB-1001"}
    recused = tuple(RecusedOfficer(**by, decided_by=PersonId(f"officer-{number}")) for number in ("7", "8", "8"))
    await bench.hear("draw-1", make(DrawSealed, besides=(), reason=None, recused=recused))
    shown = (await supervisor.ask("/alerts", kind="recusal-entered")).json()["items"]
    assert sorted((one["township"], one["what"][:6]) for one in shown) == [
        ("130624100", "登记 1 项"),
        ("130624101", "登记 2 项"),
    ]
    head = bench.caller("officer-8", "130624101", Role.HEAD, township="130624101")
    (own,) = (await head.ask("/alerts", kind="recusal-entered")).json()["items"]
    reviewed = await supervisor.act(f"/alerts/{own['id']}/review", {"remark": "已向负责人核实"})
    assert reviewed.json()["reason"] == "reviewed"


async def test_x40_a_problem_that_both_had_confirmed_is_not_corrected_in_silence(
    bench: Bench[Service], make: Builder, supervisor: Caller
) -> None:
    await bench.hear("visit-1", make(VisitAssigned))
    await bench.hear("visit-1", make(ItemAnswered, answer=Answer.FINE, corrects=None, reason=None))
    assert await alerts(supervisor) == []
    again = make(ItemAnswered, item="fire-02", answer=Answer.FINE, corrects=Answer.PROBLEM, reason="看错了房间")
    await bench.hear("visit-1", again)
    (alert,) = (await supervisor.ask("/alerts", kind="answer-corrected")).json()["items"]
    assert (alert["township"], alert["what"]) == ("130624100", "事项 fire-02：看错了房间")


async def test_what_is_in_order_alerts_nobody(bench: Bench[Service], make: Builder, supervisor: Caller) -> None:
    await bench.hear("case-1", make(CaseFiled))
    await bench.hear("case-1", make(FinePaid, by_handler=False))
    await bench.hear("case-1", make(SameActJudged, same=True, higher=None))
    await bench.hear("case-1", make(CaseWithdrawn, ripe=False, reported=False))
    await bench.hear("officer-1", make(OfficerRegistered))
    await bench.hear("officer-1", make(LoginOpened, alone=False))
    await bench.hear("officer-1", make(LoginReset, alone=False))
    await bench.hear("officer-1", make(RolesChanged, alone=False))
    assert await alerts(supervisor) == []


async def test_what_is_late_is_settled_by_the_deed_only(
    bench: Bench[Service], make: Builder, supervisor: Caller
) -> None:
    await bench.hear("case-1", make(CaseFiled))
    await bench.hear("case-1", make(DecisionOverdue, until=date(2026, 8, 31)))
    refused = await supervisor.act("/alerts/alert-decision-overdue-case-1/review", {"remark": "已催办"})
    assert (refused.status_code, refused.json()["code"]) == (409, "supervision/alert-settled-by-deed")


@pytest.mark.parametrize("deed", [EvidenceTaken, CaseClosed])
async def test_a_verdict_that_differs_for_no_known_reason_is_shown_until_somebody_looked(
    bench: Bench[Service], make: Builder, supervisor: Caller, head: Caller, deed: type[Any]
) -> None:
    await bench.hear("case-1", make(CaseFiled, judged=Judged.CASE_MOVED_ON))
    assert (await supervisor.ask("/alerts", kind="unexplained-verdict")).json()["items"] == []
    await bench.hear("case-1", make(deed, judged=Judged.UNEXPLAINED))
    await bench.hear("case-1", make(EvidenceTaken, judged=Judged.UNEXPLAINED))
    (alert,) = (await head.ask("/alerts", kind="unexplained-verdict")).json()["items"]
    assert (alert["subject"], alert["what"], alert["township"]) == ("case-1", deed.word, "130624100")
    assert alert["labels"]["unexplained-verdict"] == "手机预判与平台认定不一致，原因不明"
    path = f"/alerts/{alert['id']}/review"
    assert (await supervisor.act(path, {"remark": "已报运维查明"})).json()["reason"] == "reviewed"
    await bench.hear("case-1", make(EvidenceTaken, judged=Judged.UNEXPLAINED))
    assert (await supervisor.ask("/alerts", kind="unexplained-verdict", open="true")).json()["total"] == 1


async def test_a_refused_attempt_that_a_phone_had_judged_otherwise_is_shown_at_its_case(
    bench: Bench[Service], make: Builder, supervisor: Caller
) -> None:
    await bench.hear("case-1", make(CaseFiled))
    told = {"subject": "case-1", "command_label": "调查取证", "rule_label": "一人办案"}
    await bench.hear("refusal-1", make(AttemptRefused, judged=Judged.DAY, **told))
    await bench.hear("refusal-2", make(AttemptRefused, judged=Judged.UNEXPLAINED, **told))
    await bench.hear("refusal-3", make(AttemptRefused, judged=Judged.UNEXPLAINED, subject=""))
    found = (await supervisor.ask("/alerts", kind="unexplained-verdict")).json()["items"]
    assert {(one["subject"], one["township"]) for one in found} == {("case-1", "130624100"), ("refusal-3", None)}
    assert next(one["what"] for one in found if one["township"]) == "调查取证：一人办案"
