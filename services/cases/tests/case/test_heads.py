"""Nobody decides a case whom it was handled by, whatever the account (APL 57, 58)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from cases.case.domain import enforcement, recusal
from cases.case.domain.facts import HANDLER, OWN_PENDING
from contracts.cases import EndingGround
from contracts.identity import OfficerIdentified, OfficerRegistered
from contracts.refusal import Refusal, Rule
from contracts.values import Role

A, C, TOWN, HUMAN = "HB-1001", "HB-1003", "130624100", "e" * 64


def refused(doing: Callable[[], object]) -> Rule:
    with pytest.raises(Refusal) as refusal:
        doing()
    return refusal.value.rule


def unapproved(course: Any) -> Any:
    course.case = replace(course.file().case, filing_approved=None)
    return course


def ready(course: Any) -> Any:
    return course.investigated().notify().confirm().waive().confirm()


END = enforcement.EndEnforcement(ground=EndingGround.DIED, blob="a" * 64, reasons="有死亡证明")


def demanded(course: Any) -> Any:
    """Demanded, and long enough ago for the court."""
    course.on = date(2026, 9, 17)
    command = enforcement.DemandPerformance(officers=(A, "HB-1002"))
    course.do(enforcement.demand_performance, command).confirm().on = date(2027, 3, 2)
    return course


DECISIONS: dict[str, tuple[Callable[[Any], Any], Callable[..., Any]]] = {
    "filing": (unapproved, lambda course, **who: course.approve(**who)),
    "penalty": (ready, lambda course, **who: course.decide_as(**who)),
    "no penalty": (ready, lambda course, **who: course.decide_none(**who)),
    "striking": (ready, lambda course, **who: course.withdraw(**who)),
    "recusal": (
        lambda course: ready(course).raise_recusal("HB-1002"),
        lambda course, **who: course.decide_recusal(**who),
    ),
    "replacement": (ready, lambda course, **who: course.replace(**who)),
    "closing": (lambda course: course.decided().serve().confirm().pay(), lambda course, **who: course.close(**who)),
    "end of enforcement": (
        lambda course: course.decided().serve().confirm(),
        lambda course, **who: course.head(enforcement.end_enforcement, END, **who),
    ),
    "court": (
        lambda course: demanded(course.decided().serve().confirm()),
        lambda course, **who: course.head(enforcement.apply_to_court, enforcement.ApplyToCourt(), **who),
    ),
}


@pytest.mark.parametrize("way", DECISIONS)
def test_an_officer_of_the_case_who_became_head_decides_nothing_in_it(
    way: str, course: Any, certificate: Callable[..., Any]
) -> None:
    begin, decide = DECISIONS[way]
    begin(course)
    handlers = {"officer-1": certificate(certificate=A, mark=HUMAN), "officer-2": certificate()}
    account = {"person": "officer-1", "handlers": handlers}
    human = {"own": certificate(certificate=None, mark=HUMAN), "handlers": handlers}
    for who in ({"caller": A}, account, human):
        assert refused(partial(decide, course, **who)) is HANDLER
    other = certificate(certificate=None, mark="f" * 64)
    nobody_known = {"own": certificate(certificate=None), "handlers": handlers}
    before = course.case
    decide(course, **nobody_known)
    course.case = before
    decide(course, own=other, caller=C, handlers=handlers)


@pytest.mark.parametrize("way", DECISIONS)
def test_x03_a_head_whose_recusal_is_open_decides_nothing(
    way: str, course: Any, certificate: Callable[..., Any]
) -> None:
    """Under no account and no name; another head does, where nothing asks for the recusal to be decided first."""
    begin, decide = DECISIONS[way]
    begin(course)
    head = certificate(certificate="HB-2001", mark=HUMAN, roles=(Role.HEAD,))
    course.raise_recusal("HB-2001", concerned=head)
    raised = course.case.recusals[-1]
    assert raised.head
    course.case = replace(course.case, recusals=course.case.recusals[::-1])  # the helper decides the last one
    for who in ({"caller": "HB-2001"}, {"own": head}, {"own": certificate(certificate=None, mark=HUMAN)}):
        assert refused(partial(decide, course, **who)) in (OWN_PENDING, recusal.PENDING, recusal.OWN_RECUSAL)
    if way in ("recusal", "replacement", "court"):
        assert refused(partial(decide, course, own=head)) is OWN_PENDING
        decide(course)


def test_nor_one_who_was_replaced(course: Any) -> None:
    ready(course).replace()
    assert refused(lambda: course.decide_as(caller="HB-1002")) is HANDLER


async def test_an_officer_of_the_case_who_became_head_is_turned_away_at_the_door(town: Any, people: Any) -> None:
    case = await town.ready()
    promoted = town.bench.caller("officer-hb-1001", TOWN, Role.HEAD, township=TOWN)
    penalty = {"fine": 1_000_00, "reasons": "事实清楚"}
    refusal = await promoted.act(f"/cases/{case}/penalty", penalty)
    assert (refusal.status_code, refusal.json()["code"]) == (409, "cases/head-handled-it")
    marked = OfficerIdentified.model_validate({"mark": HUMAN})
    await town.bench.hear("officer-hb-1001", marked)
    registered = OfficerRegistered(body=TOWN, township=TOWN, roles=(Role.HEAD,), name="某人", mark=HUMAN)
    await town.bench.hear("officer-second-account", registered)
    other_account = town.bench.caller("officer-second-account", TOWN, Role.HEAD, township=TOWN)
    for path, body in (("penalty", penalty), ("withdrawal", {"reasons": "重复立案"})):
        refusal = await other_account.act(f"/cases/{case}/{path}", body)
        assert (refusal.status_code, refusal.json()["code"]) == (409, "cases/head-handled-it")
    people.good(await town.decide(case))


async def test_x03_a_head_who_is_an_officer_of_the_case_replaces_only_the_own_person(town: Any, people: Any) -> None:
    """Neither the colleague's recusal nor the successor is for an officer of the case; another head sees to both."""
    for number in (C, "HB-1004"):
        await people.certify(town.bench, number, TOWN)
    case = await town.file()
    both = town.bench.caller("officer-hb-1002", TOWN, Role.OFFICER, Role.HEAD, certificate="HB-1002", township=TOWN)
    alone = town.bench.caller("officer-hb-1002", TOWN, Role.HEAD, township=TOWN)
    seen = people.good(await town.first.act(f"/cases/{case}/recusal", {"reason": "近亲属"}))
    raised = seen["case"]["recusals"][-1]["recusal"]
    decision = {"recusal": raised, "granted": False, "reason": "不必"}
    colleague = {"leaving": A, "joining": C, "reason": "回避"}
    for head in (both, alone):
        for path, body in (("recusal-decision", decision), ("officer-replacement", colleague)):
            refused = await head.act(f"/cases/{case}/{path}", body)
            assert (refused.status_code, refused.json()["code"]) == (409, "cases/head-handled-it")
            assert "其他负责人" in refused.json()["remedy"]
    own = {"leaving": "HB-1002", "joining": "HB-1004", "reason": "任负责人，不再承办本案"}
    people.good(await alone.act(f"/cases/{case}/officer-replacement", own))
    assert (await both.act(f"/cases/{case}/recusal-decision", decision)).json()["code"] == "cases/head-handled-it"
    people.good(await town.head.act(f"/cases/{case}/recusal-decision", decision | {"granted": True}))
    people.good(await town.head.act(f"/cases/{case}/officer-replacement", colleague))
