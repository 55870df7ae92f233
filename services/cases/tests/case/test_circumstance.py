"""A circumstance on which the article makes a penalty depend is found by two officers, on evidence (X-09; APL 40)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cases.case.domain import circumstance, ground, notice, proposal
from cases.penalty.domain import fine, provisions
from cases.penalty.domain.statutory_range import ORDER_FIRST
from cases.penalty.domain.unsupported import HEARING
from cases.powers.domain.power_list import Listing
from contracts.cases import CircumstanceEstablished, PowerConfirmed, Sanction
from contracts.refusal import Refusal, Rule
from contracts.values import Subject

TOWN = "130624100"
BLOCKED = "造成公路路面损坏、污染或者影响公路畅通的"
CURABLE = "尚可采取改正措施消除对规划实施的影响的"


def refused(doing: Callable[[], object]) -> Rule:
    with pytest.raises(Refusal) as refusal:
        doing()
    assert "{" not in refusal.value.detail
    return refusal.value.rule


def listing(code: str) -> Listing:
    confirmed = PowerConfirmed(
        power=code, townships=(TOWN,), valid_from=date(2026, 1, 1), valid_until=None, source="清单", sample=True
    )
    return Listing(confirmed=(confirmed,))


def establish(course: Any, text: str, **changes: Any) -> Any:
    usual = {"circumstance": text, "evidence": course.case.confirmed_evidence, "reason": "占用行车道"}
    command = circumstance.EstablishCircumstance(officers=("HB-1001", "HB-1002"), **(usual | changes))
    return course.do(circumstance.establish_circumstance, command)


def test_goods_on_a_road_are_fined_only_where_they_damage_or_block_it(course: Any) -> None:
    """TR-01: the Highway Law fines stalls and heaps that damage, soil or block the road (article 77)."""
    law = listing("TR-01")
    course.investigated_with(law, power="TR-01", act_on=date(2026, 8, 1))
    assert refused(lambda: course.notify_with(law, 1_000_00)) is provisions.CIRCUMSTANCE_UNSHOWN
    establish(course, BLOCKED)
    assert refused(lambda: course.notify_with(law, 1_000_00)) is provisions.CIRCUMSTANCE_UNSHOWN, "unconfirmed"
    assert isinstance(course.confirm().case.circumstances[-1], CircumstanceEstablished)
    course.notify_with(law, 1_000_00)


def test_of_two_ranges_the_one_of_its_circumstance_applies(course: Any) -> None:
    """CG-01: 5 to 10 per cent of the cost of what can still be cured, up to 10 per cent of what can't."""
    law = listing("CG-01")
    course.investigated_with(law, Subject.ORGANISATION, power="CG-01", act_on=date(2026, 8, 1))
    establish(course, CURABLE).confirm()
    with pytest.raises(Refusal) as refusal:
        course.notify_with(law, 4_900_00, base=100_000_00)
    assert refusal.value.rule.code == "cases/fine-below-minimum"
    course.notify_with(law, 5_000_00, base=100_000_00)


def test_a_circumstance_is_one_of_the_article_and_rests_on_evidence(course: Any) -> None:
    course.investigated_with(listing("TR-01"), power="TR-01", act_on=date(2026, 8, 1))
    assert refused(lambda: establish(course, CURABLE)) is circumstance.NO_CIRCUMSTANCE
    assert refused(lambda: establish(course, BLOCKED, evidence=())) is ground.UNSHOWN
    assert refused(lambda: establish(course, BLOCKED, evidence=("act-of-nobody",))) is ground.NO_SUCH_EVIDENCE


def test_what_is_missing_is_shown_before_the_notice(course: Any) -> None:
    course.investigated_with(listing("TR-01"), power="TR-01", act_on=date(2026, 8, 1)).settled()
    today = course.facts().today
    shut = today.procedure.shut(course.case, today)
    for step in ("serve-prior-notice", "decide-penalty"):
        missing = {why.rule: why.detail for why in today.procedure.steps[step].missing(shut)}
        assert BLOCKED in missing[provisions.CIRCUMSTANCE_UNSHOWN]


def test_x11_an_order_that_must_come_first_is_shown_before_the_notice(course: Any) -> None:
    """EN-12: noise is fined once it was not stopped in time."""
    course.investigated_with(listing("EN-12"), power="EN-12", act_on=date(2026, 8, 20)).settled()
    told = notice.ServePriorNotice(fine=300_00, reasons="噪声扰民", officers=("HB-1001", "HB-1002"))
    assert refused(lambda: course.do(notice.serve_prior_notice, told, listing=listing("EN-12"))) is ORDER_FIRST
    today = course.facts().today
    shut = today.procedure.shut(course.case, today)
    assert ORDER_FIRST in {why.rule for why in today.procedure.steps["serve-prior-notice"].missing(shut)}


def demanded(course: Any) -> dict[Rule, str]:
    shown = proposal.demanded_of_any(course.case, course.facts().today)
    return {why.rule: why.detail for why in shown}


def test_x09_what_the_article_demands_is_shown_before_the_notice(course: Any) -> None:
    """NR-08: warned and fined."""
    there = listing("NR-08")
    course.investigated_with(there, power="NR-08", act_on=date(2026, 8, 20)).settled()
    warned = {fine.SANCTION_DUE: "事项 NR-08 的法律规定应当并处 警告，不并处须有减轻处罚的情节"}
    assert demanded(course) == warned
    assert refused(lambda: course.notify_with(there, 3_000_00)) is fine.SANCTION_DUE
    course.notify_with(there, 3_000_00, sanctions=(Sanction.WARNING,)).confirm().waive().confirm()
    assert demanded(course) == warned
    course.decide(3_000_00, sanctions=(Sanction.WARNING,), listing=there)
    assert demanded(course) == {}


def test_x09_what_stands_instead_of_something_else_is_shown(new_course: Any) -> None:
    """FI-01: individuals are warned or fined; PH-01: warned, or criticised in public."""

    def shown(power: str, subject: Subject = Subject.CITIZEN) -> list[str]:
        course = new_course().investigated_with(listing(power), subject, power=power, act_on=date(2026, 8, 20))
        return list(demanded(course).values())

    assert shown("FI-01") == ["事项 FI-01 的 警告 与罚款只能择一"]
    assert shown("PH-01") == [
        "事项 PH-01 的法律规定应当并处 警告，不并处须有减轻处罚的情节",
        "事项 PH-01 的 通报批评 与 警告 只能择一",
    ]
    assert shown("EN-03") == []
    assert demanded(new_course().file()) == {}


def test_x09_what_follows_an_unfulfilled_order_is_demanded_then(course: Any) -> None:
    """SF-07: fined at once, suspended once the order stayed unfulfilled, whatever the fine; that gives a hearing."""
    there = listing("SF-07")
    course.investigated_with(there, Subject.ORGANISATION, power="SF-07", act_on=date(2026, 8, 20))
    course.order(days=3).confirm()
    assert demanded(course) == {}
    course.later(4).recheck(False).confirm()
    assert set(demanded(course)) == {fine.SANCTION_DUE, HEARING}
    assert refused(lambda: course.notify_with(there, 10_000_00)) is fine.SANCTION_DUE
    suspended = (Sanction.SUSPEND_BUSINESS,)
    assert refused(lambda: course.notify_with(there, 10_000_00, sanctions=suspended)) is HEARING


async def test_two_officers_establish_it(town: Any, people: Any) -> None:
    row = {
        "townships": [TOWN],
        "published_on": "2025-12-20",
        "valid_from": "2026-01-01",
        "source": "阜平县清单",
        "document": "阜政发〔2025〕3号",
    }
    people.good(await town.supervisor.act("/powers/TR-01/confirmation", row))
    case = await town.file(power="TR-01")
    await town.identify(case)
    shown = [item["act"] for item in (await town.evidence(case))["case"]["evidence"]]
    found = await town.step(case, "circumstance", circumstance=BLOCKED, evidence=shown, reason="占用行车道")
    assert [one["circumstance"] for one in found["case"]["circumstances"]] == [BLOCKED]
    await town.notify(case)
