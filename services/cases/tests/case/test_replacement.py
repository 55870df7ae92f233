"""The head replaces an officer of a case; two people act in it all the time (APL 42)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from cases.case.domain import act, correction, demands, facts, party, replacement, work_items
from cases.case.domain.facts import NOT_ONE_OF_THEM
from cases.officers.domain import ALONE, NOT_CERTIFIED, OTHER_BODY
from chassis.testing import jpeg
from contracts.cases import OfficerReplaced
from contracts.identity import CertificateWithdrawn, OfficerIdentified
from contracts.person_mark import person_mark
from contracts.refusal import Refusal, Rule
from contracts.values import Role

A, B, C = "HB-1001", "HB-1002", "HB-1003"
TOWN = "130624100"


def refused(doing: Callable[[], object]) -> Rule:
    with pytest.raises(Refusal) as refusal:
        doing()
    assert "{" not in refusal.value.detail
    return refusal.value.rule


def test_another_officer_takes_the_place(course: Any) -> None:
    course.investigated().replace(B, C)
    assert isinstance(course.case.replaced[-1], OfficerReplaced)
    assert course.case.officers == (A, C)
    assert course.case.confirmed_evidence, "what two confirmed stays"
    assert {item.who for item in work_items.work_items(course.case)} == {A, C}
    course.identify(caller=C)
    assert refused(lambda: course.identify(caller=B)) is NOT_ONE_OF_THEM


def test_what_nobody_had_confirmed_is_done_again(course: Any) -> None:
    course.file().identify().take_evidence()
    pending = course.case.evidence[-1].act
    course.replace(B, C)
    assert course.case.replaced[-1].void == (pending,)
    assert course.case.unconfirmed == ()
    assert {item.what for item in work_items.work_items(course.case)} == {"take-evidence"}
    confirm = act.ConfirmAct(act=pending)
    assert refused(lambda: course.do(act.confirm_act, confirm, caller=B)) is act.VOID


@pytest.mark.parametrize(
    ("leaving", "joining", "rule"),
    [(C, C, replacement.NOT_OF_CASE), (B, A, replacement.OF_CASE), (B, B, replacement.OF_CASE)],
)
def test_one_of_the_case_leaves_and_another_one_comes(course: Any, leaving: str, joining: str, rule: Rule) -> None:
    course.investigated()
    assert refused(lambda: course.replace(leaving, joining)) is rule


def test_x02_who_joins_is_certified_and_another_human_being(course: Any, certificate: Any) -> None:
    course.investigated()
    assert refused(lambda: course.replace(holders={})) is NOT_CERTIFIED
    other = {C: certificate(certificate=C, body="130624101")}
    assert refused(lambda: course.replace(holders=other)) is OTHER_BODY
    same = {number: certificate(certificate=number, mark="e" * 64) for number in (A, C)}
    known = {"holders": {C: same[C]}, "handlers": {"officer-1": same[A]}}
    assert refused(lambda: course.replace(**known)) is ALONE
    assert course.replace(A, C, **known).case.officers == (C, B), "in the place of oneself"


def test_x03_both_officers_are_replaced_one_after_the_other(course: Any, certificate: Any) -> None:
    course.investigated().raise_recusal(B).decide_recusal()
    course.raise_recusal(A, holders={A: certificate(certificate=A)}).decide_recusal()
    assert course.replace(A, C).replace(B, "HB-1004").case.officers == (C, "HB-1004")


async def test_two_whose_certificates_are_gone_are_replaced(town: Any, people: Any) -> None:
    case = await town.file()
    for leaving, joining in (("HB-1001", "HB-1003"), ("HB-1002", "HB-1004")):
        gone = CertificateWithdrawn(certificate=leaving, effective_from=date(2026, 9, 1), reason="调离执法岗位")
        await town.bench.hear(f"officer-{leaving.lower()}", gone)
        await people.certify(town.bench, joining, TOWN)
    for leaving, joining in (("HB-1001", "HB-1003"), ("HB-1002", "HB-1004")):
        body = {"leaving": leaving, "joining": joining, "reason": "调离"}
        seen = people.good(await town.head.act(f"/cases/{case}/officer-replacement", body))
    assert seen["officers"] == ["HB-1003", "HB-1004"]


def test_x03_a_recused_officer_does_not_join(course: Any) -> None:
    course.investigated().raise_recusal(C).decide_recusal()
    assert refused(lambda: course.replace(B, C)) is facts.RECUSED


def test_x03_an_officer_of_the_case_is_not_its_party(course: Any, certificate: Any) -> None:
    mark = course.facts().person_mark("132423187001010017")
    holders = {A: certificate(certificate=A), B: certificate(certificate=B, mark=mark)}
    course.file()
    assert refused(lambda: course.identify(holders=holders)) is party.OFFICER
    assert course.identify().case.party.party_mark == mark
    confirm = act.ConfirmAct(act="any")
    assert refused(lambda: course.do(act.confirm_act, confirm, holders=holders)) is facts.OWN_CASE


def test_x03_nobody_decides_on_oneself(course: Any, certificate: Any) -> None:
    course.investigated().notify().confirm().waive().confirm()
    own = certificate(certificate=None, mark=course.case.party.party_mark)
    assert refused(lambda: course.decide_as(own=own)) is facts.OWN_CASE
    course.decide()


async def test_x03_an_officer_who_is_the_party_records_nothing(town: Any, people: Any) -> None:
    """Not even what names no officer, such as a payment."""
    case = await town.ready()
    assert (await town.decide(case)).status_code == 200
    mark = person_mark(b"a key of the tests", people.citizen()["party"]["number"])
    await people.certify(town.bench, "HB-1003", TOWN)
    await town.bench.hear("officer-hb-1003", OfficerIdentified.model_validate({"mark": mark}))
    party = town.bench.caller("officer-hb-1003", TOWN, Role.OFFICER, certificate="HB-1003", township=TOWN)
    paid = {"paid_on": "2026-09-01", "amount": 1_000_00, "receipt": "P-1"}
    refusal = await party.act(f"/cases/{case}/payment", paid)
    assert (refusal.status_code, refusal.json()["code"]) == (409, "cases/own-case")


async def test_the_head_replaces_and_the_lists_follow(town: Any, people: Any) -> None:
    case = await town.file()
    await people.certify(town.bench, "HB-1003", "130624100")
    body = {"leaving": "HB-1002", "joining": "HB-1003", "reason": "调离"}
    assert (await town.first.act(f"/cases/{case}/officer-replacement", body)).status_code == 403
    seen = people.good(await town.head.act(f"/cases/{case}/officer-replacement", body))
    assert seen["officers"] == ["HB-1001", "HB-1003"]
    assert [one["id"] for one in people.good(await town.first.ask("/cases", officer="HB-1003"))["items"]] == [case]
    refusal = await town.second.act(f"/cases/{case}/party", people.citizen())
    assert (refusal.status_code, refusal.json()["code"]) == (403, "cases/not-one-of-them")


@pytest.mark.parametrize("taken_out", [True, False], ids=["taken out", "never in it"])
def test_x01_who_acts_in_a_case_is_an_officer_of_it(course: Any, taken_out: bool) -> None:
    """Neither one whom the head took out, nor one who was never put in: in no act, recorded by whom ever."""
    course.investigated()
    pair = ("HB-1001", "HB-1003")
    if taken_out:
        course.replace("HB-1001", "HB-1003")
        pair = ("HB-1001", "HB-1002")
    said = correction.OrderCorrection(demand="清除", until=course.on + timedelta(days=7), officers=pair)
    for caller in pair:
        with pytest.raises(Refusal) as refusal:
            course.do(correction.order_correction, said, caller=caller)
        own = caller in course.case.officers
        assert refusal.value.rule is (demands.OUTSIDER if own else NOT_ONE_OF_THEM)


async def test_x01_nobody_from_outside_takes_evidence_at_the_door(town: Any, people: Any) -> None:
    case = await town.file()
    await people.certify(town.bench, "HB-1003", "130624100")
    picture = await town.first.upload(jpeg("a heap of burning tyres"))
    item = {"kind": "site-record", "blob": picture, "taken_at": "2026-09-01T09:30:00+08:00", "description": "轮胎"}
    refusal = await town.first.act(f"/cases/{case}/evidence", item | {"officers": ["HB-1001", "HB-1003"]})
    assert (refusal.status_code, refusal.json()["code"]) == (409, "cases/not-an-officer-of-the-case")
